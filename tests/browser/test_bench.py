"""The carving bench in a browser: by keyboard, by dragging, and without any script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from meedoen.register.bench.models import Bench, DraftPiece
from tests.factories import bench as made
from tests.factories import register
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on(transactional_db: None) -> Bench:
    laid = made.filled(register.employer(name="Zorggroep Noord"))
    made.task(laid.functions.get(), "Tafels dekken", "5")
    return laid


def _signed_in(context: Any, cast: Cast, live_server: Any) -> None:
    client = Client()
    client.force_login(cast.hans.account)
    token = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": token, "url": live_server.url}])


def _board(on: Bench, live_server: Any) -> str:
    return str(live_server.url + reverse("bench-compose", args=[on.employer.kvk, on.number]))


def _hours(words: str) -> Decimal:
    rows = DraftPiece.objects.filter(task__words=words).values_list("quarters", flat=True)
    return Decimal(sum(rows)) / 4


@pytest.fixture
def board(on: Bench, cast: Cast, page: Page, live_server: Any) -> Iterator[Page]:
    _signed_in(page.context, cast, live_server)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    page.goto(_board(on, live_server))
    yield page
    assert not wrong, wrong


def test_a_job_is_composed_with_the_keyboard_alone(board: Page) -> None:
    field = board.get_by_label("Uren van Tafels dekken")
    field.focus()
    board.keyboard.press("Control+A")
    board.keyboard.type("2,5")
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")
    expect(board.locator("[data-bench-said]")).to_contain_text("2,5 uur van deze taak zit nu in")
    expect(board.locator("[data-bench-drop]")).to_contain_text("Tafels dekken")
    assert _hours("Tafels dekken") == Decimal("2.5")
    # Where one was is where one goes on.
    assert board.evaluate("document.activeElement.name") == "hours"
    out = board.get_by_role("button", name=re.compile("Eruit.*Tafels dekken"))
    out.focus()
    board.keyboard.press("Enter")
    expect(board.locator("[data-bench-said]")).to_contain_text("uit de baan gehaald")
    assert _hours("Tafels dekken") == 0


def test_a_task_is_dragged_into_the_job_and_back(board: Page) -> None:
    task = board.locator("[data-bench-task]", has_text="Tafels dekken")
    task.drag_to(board.locator("[data-bench-drop]"), source_position={"x": 20, "y": 10})
    expect(board.locator("[data-bench-drop]")).to_contain_text("Tafels dekken")
    assert _hours("Tafels dekken") == 5
    expect(board.locator("[data-bench-said]")).to_contain_text("5 uur van deze taak")
    piece = board.locator("[data-bench-piece]", has_text="Tafels dekken")
    back = board.locator("[data-bench-back]")
    piece.drag_to(back, source_position={"x": 20, "y": 10}, target_position={"x": 40, "y": 60})
    expect(board.locator("[data-bench-drop]")).not_to_contain_text("Tafels dekken")
    assert _hours("Tafels dekken") == 0


def test_what_is_refused_is_said_and_the_board_stays(board: Page) -> None:
    field = board.get_by_label("Uren van Tafels dekken")
    field.fill("50")
    board.keyboard.press("Enter")
    expect(board.locator("[data-bench-said]")).to_contain_text("nog 5 uur over")
    assert _hours("Tafels dekken") == 0


def test_it_works_on_a_phone_without_any_script(
    on: Bench, cast: Cast, browser: Browser, live_server: Any
) -> None:
    context = browser.new_context(
        java_script_enabled=False, locale="nl-NL", viewport={"width": 390, "height": 844}
    )
    _signed_in(context, cast, live_server)
    page = context.new_page()
    page.goto(_board(on, live_server))
    page.get_by_role("button", name=re.compile("Naar deze baan.*Tafels dekken")).click()
    expect(page.locator(".md-alert").first).to_contain_text("5 uur van deze taak zit nu in")
    assert _hours("Tafels dekken") == 5
    context.close()
