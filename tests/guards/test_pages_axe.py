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

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What passed is not told: it would be most of the page, sent out of the browser for nothing.
    "resultTypes": ["violations"],
}
# Answered with a file, which no browser shows as a page.
FILES = ("download", "csv", "xlsx", "export", "pdf", "payment-file", "worker")
PAGES = [a for a in addresses.pages() if not any(word in a.name for word in FILES)]

# What a keyboard must be able to reach, numbered in the order of the page; of the radio buttons with one
# name a keyboard reaches the chosen one, or else the first, and the arrows lead to the others.
STOPS = """() => {
  // Where a page puts the focus itself, on what is wrong with a form, Tab would begin behind it.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')];
  const stops = all.filter(one => {
    if (one.disabled || one.type === 'hidden' || !one.checkVisibility()) return false;
    if (one.type !== 'radio') return true;
    const group = document.getElementsByName(one.name);
    const stop = [...group].find(radio => radio.checked) || group[0];
    return one === stop;
  });
  stops.forEach((one, at) => { one.dataset.stop = at; });
  // The page itself notes where the focus comes: asking after every key would take most of the time.
  window.visited = [];
  document.addEventListener('focusin', event => {
    const one = event.target, style = getComputedStyle(one);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const isShown = ring || style.boxShadow !== 'none';
    window.visited.push([one.dataset.stop ?? 'scrolls', isShown, one.outerHTML.slice(0, 160)]);
  });
  return stops.length;
}"""
# Past the last stop the browser itself has the focus, or the page begins anew.
IS_PAST_THE_LAST = """() => {
  const stops = window.visited.map(([stop]) => stop).filter(stop => stop !== 'scrolls');
  return document.activeElement === document.body || stops.indexOf(stops.at(-1)) < stops.length - 1;
}"""


def _who_sees(address: Address, cast: Cast) -> Member:
    """Those who see the example rows first: Alice keeps their file."""
    members = (cast.named(name) for name in CAST)
    return next(member for member in members if addresses.allowed(address, member.actor.roles))


def _listen(page: Page) -> list[str]:
    """Start listening to what the browser refuses."""
    heard: list[str] = []
    # The first count of a process reads the engine in, on a machine that may be busy.
    page.set_default_navigation_timeout(90_000)
    # Every page begins with axe in it: sent to each page by itself it takes as long as the looking.
    page.add_init_script(Axe().axe_script)
    page.on("console", lambda word: heard.append(word.text) if word.type in {"error", "warning"} else None)
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    return heard


def _enter(page: Page, live_server: Any, member: Member) -> None:
    """Sign in as this member from now on."""
    client = Client()
    client.force_login(member.account)
    session = client.cookies["sessionid"].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def _faults(page: Page) -> list[str]:
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def _first_return(visited: list[list[Any]]) -> int:
    """How many stops were met before the page began anew."""
    stops = [stop for stop, *_rest in visited]
    return next((at for at, stop in enumerate(stops) if stop in stops[:at]), len(stops))


def _by_keyboard(page: Page) -> list[str]:
    """What Tab can't reach, reaches in another order than the page, or reaches without showing it."""
    number = page.evaluate(STOPS)
    # A date has a stop for the day, the month, the year and its calendar.
    for turn in range(4 * number + 5):
        page.keyboard.press("Tab")
        if turn >= number and page.evaluate(IS_PAST_THE_LAST):
            break
    # What scrolls is a stop too, so that the arrows can scroll it.
    visited = [one for one in page.evaluate("window.visited") if one[0] != "scrolls"]
    once = visited[: _first_return(visited)]
    reached = [stop for stop, _is_shown, _words in once]
    faults = [f"no ring: {words}" for _stop, is_shown, words in once if not is_shown]
    if reached != [str(at) for at in range(number)]:
        faults.append(f"of {number} stops Tab reached {reached}")
    return faults


def _look(page: Page, address: str, heard: list[str]) -> list[str]:
    """What is wrong with a page, on a desk and on a phone."""
    heard.clear()
    page.set_viewport_size({"width": 1366, "height": 900})
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return [f"answers {answer and answer.status}"]
    policy = answer.headers.get("content-security-policy", "")
    faults = ["has no strict policy"] if "default-src 'none'" not in policy or "unsafe" in policy else []
    faults += [*heard, *_faults(page), *_by_keyboard(page)]
    page.set_viewport_size({"width": 375, "height": 800})
    width = page.evaluate("document.scrollingElement.scrollWidth")
    faults += [f"is {width} wide on a phone"] if width > 375 else []
    return faults + ([] if page.locator("h1").count() == 1 else ["has not one heading"])


# Where a script adds dragging to what the buttons do as well; `tests/browser` walks it without.
WITH_SCRIPT = ("/samenstellen/", "/begeleiding/", "/bezoek/", "/onderweg/")

# Many pages on the same rows: making the rows anew for each page would take longer than looking at it.
HEAPS = [pytest.param(heap, id=heap[0].name) for heap in addresses.heaps(tuple(PAGES))]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("heap", HEAPS)
def test_pages_of_the_desk(page: Page, live_server: Any, cast: Cast, heap: tuple[Address, ...]) -> None:
    """No axe violation, no broken policy, no sideways scroll, one heading."""
    world = addresses.world()
    paths = [(_who_sees(address, cast), address.path(world)) for address in heap]
    heard = _listen(page)
    faults = []
    for member, path in paths:
        _enter(page, live_server, member)
        faults += [f"{path} {fault}" for fault in _look(page, live_server.url + path, heard)]
        if page.locator("script").count() and not path.endswith(WITH_SCRIPT):
            faults.append(f"{path}: a page of the desk does not need JavaScript")
    assert not faults, "\n".join(faults)


# Open to whoever comes by; what is asked stands in the address.
OPEN = [
    "/toegankelijkheid/",
    "/privacy/",
    "/rekenen/",
    "/rekenen/loonkostensubsidie/?loonwaarde=60&hours=32&full_time=36&day=2026-07-01",
    # What is wrong stands above the form, and has the focus.
    "/rekenen/loonkostensubsidie/?loonwaarde=120&hours=0&full_time=36&day=2026-07-01",
    "/rekenen/baan/?hours=0&loonwaarde=120&day=2026-07-01",
    "/rekenen/vergelijking/?household=single&loonwaarde=50&hours=24&wage_level=110&age=25&day=2026-07-01",
    "/rekenen/quotum/?year=2018&sector=overheid&total=5000000&total_before=5000000&registered=60000&lent=5",
    "/rekenen/quotum/?year=2021&sector=markt&total=5000000&total_before=5000000",
    "/rekenen/beschut-werk/?hours=1000&people=40&year=2018",
    "/regelboek/",
    "/regelboek/?zekerheid=assumed",
    "/regelboek/lks.opslag/",
    "/regelboek/banenafspraak.gronden/",
    "/rekenen/baan/?hours=32&loonwaarde=60&in_register=ja&day=2026-07-01&municipality=GM0106&born_on=2008-03-01",
    "/rekenen/loonkostenvoordeel/?kinds=banenafspraak&kinds=ouder&year=2026&hours=1664&starts_on=2026-01-01",
    "/rekenen/regelingen/?support=wia&day=2026-07-01&hours=24",
    "/regelboek/verschil/?van=2025-12-31&tot=2026-01-01",
    "/regelboek/wijzigingen/",
    "/zoekhulp/",
]


@pytest.mark.django_db(transaction=True)
def test_pages_that_are_open_to_all(page: Page, live_server: Any) -> None:
    """The same, for who has no account."""
    heard = _listen(page)
    faults = [f"{path} {fault}" for path in OPEN for fault in _look(page, live_server.url + path, heard)]
    assert not faults, "\n".join(faults)


@pytest.mark.django_db(transaction=True)
def test_the_sign_in_page(page: Page, live_server: Any) -> None:
    """What someone sees who is not signed in."""
    assert not _look(page, live_server.url + "/toegang/login/", _listen(page))


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_not_there(page: Page, live_server: Any, cast: Cast) -> None:
    """Says what is wrong and what to do, in the same house."""
    _listen(page)
    _enter(page, live_server, cast.alice)
    answer = page.goto(live_server.url + "/bestaat-niet/")
    assert answer is not None
    assert answer.status == 404
    assert not _faults(page)
