"""Everything can be done with a keyboard alone, and one sees where one is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

OUTLINE = """() => {
  const style = getComputedStyle(document.activeElement);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return ring || style.boxShadow !== 'none';
}"""


def test_the_first_stop_skips_to_the_content(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/toegang/login/")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert str(first).startswith("#"), first
    page.keyboard.press("Enter")
    assert page.url.endswith(first)
    assert page.locator(first).count() == 1


def test_every_stop_is_seen_and_the_form_can_be_sent(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/toegang/login/")
    stops: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.name || document.activeElement.tagName")
        if here == "BODY":
            break
        assert page.evaluate(OUTLINE), f"no ring around {here}"
        stops.append(here)
    assert {"login", "password"} <= set(stops)
    page.locator("[name=login]").focus()
    page.keyboard.type("niemand@voorbeeld.example")
    page.locator("[name=password]").focus()
    page.keyboard.type("dit-is-het-niet")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("[name=login]").input_value() == "niemand@voorbeeld.example"
    assert page.locator("[aria-invalid=true], [role=alert]").count() >= 1
