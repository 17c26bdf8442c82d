"""What municipalities choose: dated rows, beside what they agreed on, and never an agreement for a choice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.register.checks import ChangedMeanwhile, NotPossible
from meedoen.register.choices.models import Choice
from meedoen.register.choices.selectors import (
    NotYourMunicipality,
    choices_of,
    deviations,
    history_of,
    region_choices,
)
from meedoen.register.choices.services import set_choice, withdraw_choice
from meedoen.rules.local_choices import point
from tests.factories import access
from tests.factories.access import Cast
from tests.factories.choices import choice

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
GRONINGEN = access.GRONINGEN


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("desk.choices", "calculators.municipalities"):
        monkeypatch.setattr(f"meedoen.portals.{module}.today", lambda: DAY)


def say(cast: Cast, code: str = "betaling_ritme", value: Any = "kwartaal", **more: Any) -> Choice:
    karin = cast.karin.actor
    given = {"starts_on": date(2026, 1, 1), "reason": "Besluit B&W", "version": 0, "today": DAY, **more}
    day, reason = given.pop("starts_on"), given.pop("reason")
    return set_choice(karin, karin.organisation_id or 0, code, value, day, reason, **given)


def held(code: str, day: date, municipality: str = GRONINGEN) -> str | None:
    rows = {one.point.code: one.row for one in choices_of(municipality, day).points}
    row = rows[code]
    return None if row is None else row.value


def test_the_later_day_wins_and_the_earlier_row_stays(cast: Cast) -> None:
    say(cast)
    say(cast, value="maand", starts_on=date(2026, 7, 1), version=1)
    assert held("betaling_ritme", date(2025, 12, 31)) is None
    assert held("betaling_ritme", date(2026, 6, 30)) == "kwartaal"
    assert held("betaling_ritme", date(2026, 7, 1)) == "maand"


def test_a_correction_keeps_the_old_row_and_a_withdrawal_does_too(cast: Cast) -> None:
    old = say(cast)
    new = say(cast, value="maand", version=1)
    assert new.replaces == old
    assert held("betaling_ritme", DAY) == "maand"
    karin = cast.karin.actor
    withdraw_choice(karin, karin.organisation_id or 0, new.pk, "Vergissing", version=2, today=DAY)
    assert held("betaling_ritme", DAY) is None
    rows = history_of(karin.organisation_id or 0, point("betaling_ritme"))
    assert [row.value for row in rows] == ["maand", "kwartaal"]
    assert all(row.replaced_on == DAY for row in rows)
    with pytest.raises(NotPossible, match="geldt al niet meer"):
        withdraw_choice(karin, karin.organisation_id or 0, new.pk, "Nog eens", version=2, today=DAY)
    # A form that was opened before the withdrawal is told.
    with pytest.raises(ChangedMeanwhile):
        say(cast, value="kwartaal", version=2)


def test_what_was_chosen_meanwhile_is_shown_and_nothing_is_written(cast: Cast) -> None:
    say(cast)
    with pytest.raises(ChangedMeanwhile) as refused:
        say(cast, value="maand", starts_on=date(2026, 2, 1), version=0)
    assert refused.value.version == 1
    assert refused.value.now["value"] == "kwartaal"
    assert Choice.objects.count() == 1


def test_a_municipality_speaks_for_itself(cast: Cast) -> None:
    assen = access.organisation("Assen", municipality=access.ASSEN)
    for member in (cast.karin, cast.carla):
        with pytest.raises(NotYourMunicipality):
            set_choice(
                member.actor,
                assen.pk,
                "betaling_ritme",
                "maand",
                DAY,
                "Besluit",
                version=0,
                today=DAY,
            )
    with pytest.raises(NotAllowed):
        set_choice(cast.hans.actor, assen.pk, "betaling_ritme", "maand", DAY, "Besluit", version=0, today=DAY)
    assert not Choice.objects.exists()


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("betaling_ritme", "nooit", "lijst"),
        ("beslistermijn", "6", "1 tot en met 5 weken"),
        ("beslistermijn", "0", "1 tot en met 5"),
        ("beslistermijn", "vijf", "heel getal"),
        ("forfait_maanden", "7", "10d"),
        ("proefplaatsing_maanden", "3", "8a"),
        ("contactpunt", "x" * 161, "160"),
        ("contactpunt", "bel\x00ons", "één regel"),
        ("jobcoach_licht", {"unit": "euro", "year_1": "-1"}, "0 tot en met"),
        ("jobcoach_licht", {"unit": "deel", "year_1": "101"}, "100"),
        ("jobcoach_licht", {"unit": "euro", "year_1": "1", "year_2": "", "year_3": "2"}, "jaren ervoor"),
        ("jobcoach_licht", {"unit": "", "year_1": "1"}, "eenheid"),
        ("jobcoach_licht", {"unit": "euro", "year_1": "9" * 400}, "0 tot en met"),
    ],
)
def test_what_cannot_be_chosen_is_refused_in_words(cast: Cast, code: str, value: Any, words: str) -> None:
    with pytest.raises(NotPossible, match=words):
        say(cast, code, value)
    assert not Choice.objects.exists()


def test_before_the_law_limited_the_term_more_weeks_could_be_promised(cast: Cast) -> None:
    say(cast, "beslistermijn", "8", starts_on=date(2023, 6, 30))
    now = {one.point.code: one for one in choices_of(GRONINGEN, DAY).points}["beslistermijn"]
    assert now.row is not None
    assert now.over_limit


def test_an_unknown_point_and_an_unknown_municipality_are_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        say(cast, "koffie", "ja")
    for code in ("GM9999", "x", "GM0053"):
        with pytest.raises(NotFound):
            choices_of(code, DAY)


def test_a_gap_is_a_gap_and_not_the_agreement(cast: Cast) -> None:
    found = choices_of(GRONINGEN, DAY)
    assert found.stated == 0
    one = next(one for one in found.points if one.point.code == "betaling_ritme")
    assert one.preferred is not None
    assert one.preferred.text == "maand"
    assert one.deviates is None


def test_deviations_count_who_chose_something_else(cast: Cast) -> None:
    say(cast)
    choice(value="maand")
    found = {one.point.code: one for one in deviations("AM01", DAY)}
    ritme = found["betaling_ritme"]
    assert (ritme.stated, ritme.deviating, ritme.missing) == (2, 1, ritme.municipalities - 2)
    assert dict(ritme.spread) == {"elk kwartaal": 1, "elke maand": 1}
    assert found["betaling_moment"].deviating is None


def test_after_a_move_the_agreement_is_the_law_of_the_day(cast: Cast) -> None:
    say(cast, "verhuizing", "oude_gemeente", starts_on=date(2020, 1, 1))
    for day, deviates in ((date(2023, 6, 30), False), (date(2023, 7, 1), True)):
        one = next(one for one in choices_of(GRONINGEN, day).points if one.point.code == "verhuizing")
        assert one.deviates is deviates


def test_the_journal_holds_codes_and_no_words(cast: Cast) -> None:
    say(cast, "contactpunt", "Werkgeversservicepunt")
    entry = JournalEntry.objects.get(deed="choice.set")
    assert entry.detail == {"point": "contactpunt", "starts_on": "2026-01-01", "version": 1}


def test_a_region_takes_one_statement_for_all_rows(cast: Cast, django_assert_num_queries: Any) -> None:
    say(cast)
    with django_assert_num_queries(2):
        region_choices("AM01", DAY)


def test_a_policy_adviser_chooses_on_the_page_and_an_employer_reads_it(
    cast: Cast, sign_in: Callable[[Any], Client]
) -> None:
    desk = sign_in(cast.karin)
    url = f"/afwijkingen/{GRONINGEN}/jobcoach_licht/"
    assert desk.get(url).status_code == 200
    typed = {
        "unit": "euro",
        "year_1": "2.700",
        "year_2": "1350",
        "year_3": "",
        "starts_on": "2026-01-01",
        "reason": "Besluit",
        "version": "0",
    }
    refused = desk.post(url, {**typed, "year_1": "veel"})
    assert refused.status_code == 422
    assert "veel" in refused.text
    assert desk.post(url, typed).status_code == 302
    again = desk.post(url, {**typed, "year_1": "3000"})
    assert again.status_code == 422
    assert "Iemand anders" in again.text
    assert "3000" in again.text
    employer = Client().get(f"/rekenen/gemeente/{GRONINGEN}/")
    assert employer.status_code == 200
    assert "jaar 1: 2.700, jaar 2: 1.350 (euro per jaar)" in employer.text
    assert "nog niet opgegeven" in employer.text


def test_others_read_the_page_and_cannot_choose(cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    url = f"/afwijkingen/{GRONINGEN}/betaling_ritme/"
    for member, status in ((cast.alice, 403), (cast.carla, 404)):
        desk = sign_in(member)
        page = desk.get(url)
        assert page.status_code == 200
        assert 'name="starts_on"' not in page.text
        assert desk.post(url, {"value": "maand"}).status_code == status


def test_a_day_that_is_none_answers_in_words(cast: Cast, sign_in: Callable[[Any], Client]) -> None:
    desk = sign_in(cast.alice)
    for given in ("morgen", "2026-02-30", "9999-12-31", "\x00", "0001-01-01"):
        assert desk.get("/afwijkingen/", {"dag": given}).status_code == 404
    assert desk.get("/afwijkingen/", {"dag": "2024-01-01", "onderwerp": "betalen"}).status_code == 200
