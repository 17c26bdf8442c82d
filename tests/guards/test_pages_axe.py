"""Every page passes axe, a strict policy, the keyboard and a narrow screen, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from tests.factories.access import CAST, Cast, Member
from tests.guards import addresses
from tests.guards.addresses import Address

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# Answered with a file, which no browser shows as a page.
FILES = ("download", "csv", "xlsx", "export")
PAGES = [a for a in addresses.pages() if not any(word in a.name for word in FILES)]

# What a keyboard must be able to reach, numbered in the order of the page; of the radio buttons with one
# name a keyboard reaches the chosen one, or else the first, and the arrows lead to the others.
STOPS = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')];
  const stops = all.filter(one => {
    if (one.disabled || one.type === 'hidden' || !one.checkVisibility()) return false;
    if (one.type !== 'radio') return true;
    const group = document.getElementsByName(one.name);
    const stop = [...group].find(radio => radio.checked) || group[0];
    return one === stop;
  });
  stops.forEach((one, at) => { one.dataset.stop = at; });
  return stops.length;
}"""
HERE = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const stop = one === document.body ? 'end' : one.dataset.stop ?? 'scrolls';
  return [stop, ring || style.boxShadow !== 'none', one.outerHTML.slice(0, 160)];
}"""


def _who_sees(address: Address, cast: Cast) -> Member:
    """Those who see the example rows first: Alice keeps their file."""
    members = (cast.named(name) for name in CAST)
    return next(member for member in members if addresses.allowed(address, member.actor.roles))


def _enter(page: Page, live_server: Any, member: Member | None) -> list[str]:
    """Sign in, and start listening to what the browser refuses."""
    heard: list[str] = []
    # The first count of a process reads the engine in, on a machine that may be busy.
    page.set_default_navigation_timeout(90_000)
    page.on("console", lambda word: heard.append(word.text) if word.type in {"error", "warning"} else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    if member is not None:
        client = Client()
        client.force_login(member.account)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return heard


def _faults(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def _by_keyboard(page: Page) -> list[str]:
    """What Tab can't reach, reaches in another order than the page, or reaches without showing it."""
    number = page.evaluate(STOPS)
    reached: list[str] = []
    faults: list[str] = []
    # A date has a stop for the day, the month, the year and its calendar.
    for _turn in range(4 * number + 5):
        page.keyboard.press("Tab")
        stop, is_shown, words = page.evaluate(HERE)
        if stop == "end":
            break
        # What scrolls is a stop too, so that the arrows can scroll it.
        if stop != "scrolls" and reached[-1:] != [stop]:
            reached.append(stop)
            faults += [] if is_shown else [f"no ring: {words}"]
    if reached != [str(at) for at in range(number)]:
        faults.append(f"of {number} stops Tab reached {reached}")
    return faults


def _check(page: Page, address: str, heard: list[str]) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, f"{address} answers {answer.status}"
    policy = answer.headers.get("content-security-policy", "")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not heard, heard
    assert not _faults(page)
    assert not _by_keyboard(page)
    page.set_viewport_size({"width": 375, "height": 800})
    width = page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= 375, f"{address} is {width} wide on a phone"
    assert page.locator("h1").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_a_page_of_the_desk(page: Page, live_server: Any, cast: Cast, address: Address) -> None:
    """No axe violation, no broken policy, no sideways scroll, one heading."""
    world = addresses.world()
    heard = _enter(page, live_server, _who_sees(address, cast))
    _check(page, live_server.url + address.path(world), heard)
    assert page.locator("script").count() == 0, "a page of the desk does not need JavaScript"


@pytest.mark.django_db(transaction=True)
def test_the_sign_in_page(page: Page, live_server: Any) -> None:
    """What someone sees who is not signed in."""
    heard = _enter(page, live_server, None)
    _check(page, live_server.url + "/toegang/login/", heard)


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_not_there(page: Page, live_server: Any, cast: Cast) -> None:
    """Says what is wrong and what to do, in the same house."""
    _enter(page, live_server, cast.alice)
    answer = page.goto(live_server.url + "/bestaat-niet/")
    assert answer is not None
    assert answer.status == 404
    assert not _faults(page)
