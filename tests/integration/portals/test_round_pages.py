"""Pages of the whole region at once: asked by who steers, read by the desk, done later where it is much."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.access.tasks.models import LongTask
from meedoen.access.tasks.services import cancel_task
from meedoen.portals.desk import rounding_later
from meedoen.register.people.models import Person
from meedoen.register.rounds.models import Round, RoundChoice, RoundResult
from tests.factories import rounds
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db


def seeker(**more: Any) -> Person:
    """Someone who is findable on the day of the pages."""
    return rounds.seeker(today=timezone.localdate(), **more)


def asked(**more: Any) -> dict[str, str]:
    return {"day": timezone.localdate().isoformat(), "share_by": "", "share": "", "reason": "", **more}


def test_a_coordinator_makes_a_round_and_reads_it(cast: Cast, client: Client) -> None:
    seeker(name="Wie Zichtbaar")
    rounds.mowing()
    client.force_login(cast.carla.account)
    given = asked(share_by="municipality", share="80", reason="De raad vroeg het.")
    text = client.post(reverse("round-new"), given, follow=True).content.decode()
    assert "De ronde is gemaakt en bewaard. Er is niemand voorgesteld." in text
    assert "Bewezen: geen enkele verdeling haalt meer dan" in text
    assert "De raad vroeg het." in text
    assert "80%" in text
    assert "1 mensen met een plek, 0 voor u zichtbaar." in text
    assert "Wie Zichtbaar" not in text
    number = Round.objects.get().number
    assert reverse("round", args=[number]) in client.get(reverse("rounds")).content.decode()
    client.force_login(cast.alice.account)
    assert "Wie Zichtbaar" in client.get(reverse("round", args=[number])).content.decode()


def test_what_cannot_be_stands_at_its_field_and_nothing_is_kept(cast: Cast, client: Client) -> None:
    client.force_login(cast.carla.account)
    for wrong in (
        {"day": "2001-01-01"},
        {"day": "2001-02-30"},
        {"share_by": "municipality", "share": "99999999999999999999999", "reason": "x"},
        {"share_by": "municipality", "share": "80", "reason": "\x00"},
        {"share_by": "municipality", "share": "80", "reason": "x" * 5000},
        {"share_by": "kasteel\x00"},
    ):
        assert client.post(reverse("round-new"), asked(**wrong)).status_code == 422, wrong
    assert not Round.objects.exists()


def test_with_no_seat_at_all_it_is_said_in_words(cast: Cast, client: Client) -> None:
    seeker()
    client.force_login(cast.carla.account)
    text = client.post(reverse("round-new"), asked()).content.decode()
    assert "Er is geen enkele open plek" in text
    assert not Round.objects.exists()


class Queue:
    """Keeps what is asked for instead of doing it."""

    def __init__(self) -> None:
        self.keys: list[int] = []

    def enqueue(self, key: int) -> None:
        self.keys.append(key)


RUN, REPEAT = rounding_later.run_later.func, rounding_later.repeat_later.func


def later(client: Client, monkeypatch: pytest.MonkeyPatch) -> tuple[Round, LongTask]:
    """A round that is asked as a task, which has not begun."""
    queue = Queue()
    monkeypatch.setattr(rounding_later, "AT_ONCE", 0)
    monkeypatch.setattr(rounding_later, "run_later", queue)
    client.post(reverse("round-new"), asked())
    return Round.objects.get(), LongTask.objects.get(pk=queue.keys[0])


def test_a_large_round_is_a_task_that_can_be_stopped(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeker()
    rounds.mowing()
    client.force_login(cast.carla.account)
    row, task = later(client, monkeypatch)
    here = reverse("round", args=[row.number])
    assert "Wacht op zijn beurt" in client.get(here).content.decode()
    cancel_task(cast.carla.actor, task.pk, at=timezone.now())
    RUN(task.pk)
    assert not RoundResult.objects.exists()
    assert "Er is niets half bewaard." in client.get(here).content.decode()


def test_a_task_that_is_stopped_while_it_runs_leaves_nothing(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeker()
    rounds.mowing()
    client.force_login(cast.carla.account)
    _row, task = later(client, monkeypatch)
    computing = rounding_later.answer_round

    def stopped_meanwhile(*given: Any, **more: Any) -> Any:
        cancel_task(cast.carla.actor, task.pk, at=timezone.now())
        return computing(*given, **more)

    monkeypatch.setattr(rounding_later, "answer_round", stopped_meanwhile)
    RUN(task.pk)
    assert LongTask.objects.get(pk=task.pk).state == "cancelled"
    assert not RoundResult.objects.exists()
    assert not RoundChoice.objects.exists()


def test_a_task_that_ends_well_keeps_the_round_and_can_be_done_again(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeker()
    rounds.mowing()
    client.force_login(cast.carla.account)
    row, task = later(client, monkeypatch)
    RUN(task.pk)
    assert RoundResult.objects.get().round == row
    queue = Queue()
    monkeypatch.setattr(rounding_later, "repeat_later", queue)
    client.post(reverse("round-repeat", args=[row.number]))
    REPEAT(queue.keys[0])
    text = client.get(reverse("round", args=[row.number])).content.decode()
    assert "Opnieuw gerekend: precies dezelfde uitkomst." in text
    monkeypatch.setattr(rounding_later, "AT_ONCE", 500)
    rounds.mowing()
    text = client.post(reverse("round-repeat", args=[row.number]), follow=True).content.decode()
    assert "banen anders: 0, erbij: B" in text


def test_a_round_that_is_not_there_answers_404(cast: Cast, client: Client) -> None:
    client.force_login(cast.carla.account)
    for wrong in ("R-0999", "R-%00", "99999999999999999999999", "R-²"):
        assert client.get(f"/voorstellen/regio/{wrong}/").status_code == 404


def test_how_we_match_is_open_to_everyone_and_is_the_text_of_the_register(client: Client) -> None:
    text = client.get("/zoekhulp/").content.decode()
    for words in (
        "Wat nooit meetelt",
        "geslacht, leeftijd",
        "De zoekhulp beslist niets",
        "Welke punten gelden",
    ):
        assert words in text
    assert "|---" not in text
    answer = client.get("/zoekhulp/tekst/")
    assert answer["Content-Type"].startswith("text/markdown")
    assert answer.content.decode().startswith("# Zoeken naar werk dat past\n")
