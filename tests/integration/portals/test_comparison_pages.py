"""Pages of the comparison with loondispensatie: one case for everyone, a region for who steers."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.access.tasks.models import LongTask
from meedoen.portals.desk import comparing_later
from meedoen.portals.desk.comparisons import band_words
from meedoen.rules.comparison_spread import BANDS
from meedoen.steering.comparisons.models import ComparisonQuestion, ComparisonRun
from tests.factories import comparisons
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db

ONE = "/rekenen/vergelijking/"
CASE = {
    "household": "single",
    "loonwaarde": "50",
    "hours": "36",
    "full_time": "36",
    "wage_level": "100",
    "age": "25",
    "day": "2018-01-01",
}
RUN = {"day": "2026-07-01", "wage_level": "100", "full_time": "36"}


def page(client: Client, **changed: str) -> str:
    answer = client.get(f"{ONE}?{urlencode(CASE | changed)}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_the_example_of_2018_stands_on_a_page_without_signing_in(client: Client) -> None:
    text = page(client)
    for amount in ("€ 1.052,37", "€ 1.578,00", "€ 789,00", "€ 708,66", "€ -343,71"):
        assert amount.replace("-", "−") in text or amount in text, amount
    assert "Ingetrokken voorstel uit 2018; aannames staan erbij" in text
    assert "Dispensatie B" not in text


def test_above_the_minimum_wage_both_ways_stand_side_by_side(client: Client) -> None:
    text = page(client, wage_level="110")
    assert "Dispensatie A" in text
    assert "Dispensatie B" in text
    assert "€ 1.157,61" in text
    assert "€ 1.262,84" in text


def test_an_own_assumption_is_marked_and_used(client: Client) -> None:
    text = page(client, charges="30", partner_test="nee")
    assert text.count("eigen aanname") == 2
    assert "30%" in text


@pytest.mark.parametrize(
    "changed",
    [
        {"loonwaarde": "120"},
        {"loonwaarde": "-10"},
        {"loonwaarde": ""},
        {"hours": "0"},
        {"hours": "99999999999999999999"},
        {"age": "14"},
        {"age": "99999999999999999999"},
        {"wage_level": "90"},
        {"wage_level": "999999"},
        {"household": "kasteel\x00"},
        {"household": "at_home_sharing", "sharers": "-1"},
        {"day": "2012-01-01"},
        {"day": "2030-01-01"},
        {"day": "2018-02-30"},
        {"cao": "C"},
        {"charges": "500"},
        {"partner_net": "1e9"},
        {"exemption": "n"},
    ],
)
def test_what_cannot_be_is_said_at_the_top(client: Client, changed: dict[str, str]) -> None:
    text = page(client, **changed)
    assert "niet klop" in text
    assert "Aan de werkgever" not in text


def test_an_empty_page_asks_and_computes_nothing(client: Client) -> None:
    text = client.get(ONE).content.decode()
    assert "Nog niets gerekend" in text
    assert "klopt" not in text


def test_every_band_has_its_words() -> None:
    words = band_words()
    assert len(words) == len(set(words)) == BANDS
    assert words[BANDS // 2] == "gelijk (binnen € 1)"


def test_a_policy_adviser_makes_a_run_and_reads_it(cast: Cast, client: Client) -> None:
    comparisons.workers(12)
    client.force_login(cast.karin.account)
    answer = client.post(reverse("comparison-new"), RUN | {"charges": "30"}, follow=True)
    text = answer.content.decode()
    assert "De vergelijking is gemaakt en bewaard." in text
    assert "eigen aanname" in text
    assert "Ingetrokken voorstel uit 2018" in text
    assert "12 (100%)" in text
    run = ComparisonRun.objects.get()
    assert run.people == 12
    assert run.question.day == date(2026, 7, 1)
    assert (
        reverse("comparison-run", args=[run.question_id])
        in client.get(reverse("comparison-runs")).content.decode()
    )


def test_a_refused_run_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    client.force_login(cast.karin.account)
    answer = client.post(reverse("comparison-new"), RUN | {"day": "2020-01-01", "charges": "31"})
    assert answer.status_code == 422
    assert 'value="31"' in answer.content.decode()
    assert not ComparisonQuestion.objects.exists()


def test_a_large_region_is_a_task_that_ends_with_the_run(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparisons.workers(2)
    monkeypatch.setattr(comparing_later, "AT_ONCE", 1)
    client.force_login(cast.karin.account)
    answer = client.post(reverse("comparison-new"), RUN, follow=True)
    assert answer.status_code == 200
    task = LongTask.objects.get(kind="comparison.run")
    if task.state == LongTask.State.WAITING:
        assert not ComparisonRun.objects.exists()
        comparing_later.run_later.func(task.pk)
        task.refresh_from_db()
    assert task.state == LongTask.State.DONE
    assert ComparisonRun.objects.get().question_id == task.subject_id
    shown = client.get(reverse("task", args=[task.pk])).content.decode()
    assert reverse("comparison-run", args=[task.subject_id]) in shown


def test_a_stopped_run_says_that_nothing_was_kept(cast: Cast, client: Client) -> None:
    question: Any = comparisons.question()
    LongTask.objects.create(
        kind="comparison.run",
        subject_id=question.pk,
        asked_by=cast.karin.account,
        state="failed",
        words="Het ging mis.",
        asked_at=timezone.now(),
        ended_at=timezone.now(),
    )
    client.force_login(cast.karin.account)
    text = client.get(reverse("comparison-run", args=[question.pk])).content.decode()
    assert "Het ging mis." in text
    client.force_login(cast.carla.account)
    text = client.get(reverse("comparison-run", args=[question.pk])).content.decode()
    assert "nog niet gemaakt" in text
