"""A reading is kept whole or not at all, and never overwritten."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotAllowed, Refused
from meedoen.primitives.period import Quarter
from meedoen.steering.counted.facts_of_register import current_facts, forget
from meedoen.steering.counted.questions import (
    NotCountedHere,
    latest_complete_quarter,
    quarters_until,
    question_for,
)
from meedoen.steering.counted.selectors import live
from meedoen.steering.indicators import keeping
from meedoen.steering.indicators.kept_keys import unpack
from meedoen.steering.indicators.models import Reading, ReadingCell, ReadingKeys
from meedoen.steering.indicators.selectors import kept_readings
from meedoen.steering.indicators.services import take_reading, take_readings
from tests.factories import register, steering
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db

LAST = Quarter(2017, 4)
EXTRA = question_for("banenafspraak.extra_banen", "AM01", LAST)


def test_the_small_region_counts_as_by_hand(cast: Cast) -> None:
    steering.small_region()
    split = question_for("banenafspraak.extra_banen", "AM01", LAST, by=("form", "sector"))
    reading = live(cast.carla.actor, split).reading
    assert reading.total.value == 5
    assert reading.cell(form="dienstverband", sector="markt").value == 3
    assert reading.cell(form="dienstverband", sector="overheid").value == 1
    assert reading.cell(form="inleen").value == 1


def test_a_reading_is_kept_with_its_parts_its_trace_and_its_keys(cast: Cast) -> None:
    steering.small_region()
    split = question_for("banenafspraak.extra_banen", "AM01", LAST, by=("form", "sector"))
    kept = take_reading(cast.carla.actor, split, today=TODAY)
    assert (kept.own.value, kept.own.unit, kept.span) == (5, "afspraakbaan", LAST)
    assert [cell.value for cell in kept.cells_by("form", "sector")] == [3, 1, 1]
    assert "banenafspraak.uren_per_baan.maand" in {one.path for one in kept.own.trace}
    keys = unpack(bytes(ReadingKeys.objects.get().packed))
    assert len(keys) == 7
    assert sum(key.sign * (key.hours_c or 0) for key in keys) == 5 * 11_092
    assert JournalEntry.objects.get(deed="reading.take").subject_id == str(kept.id)


def test_a_new_reading_stands_beside_the_former(cast: Cast) -> None:
    region = steering.small_region()
    first = take_reading(cast.carla.actor, EXTRA, today=TODAY)
    register.placement(person=register.person(), employer=region.firm)
    forget()
    second = take_reading(cast.carla.actor, EXTRA, today=TODAY)
    found = kept_readings(indicator=EXTRA.indicator, area="AM01")
    assert [(one.id, one.own.value) for one in found] == [(second.id, 6), (first.id, 5)]


def test_a_reading_that_fails_half_way_leaves_nothing(cast: Cast) -> None:
    steering.small_region()
    with (
        patch.object(keeping, "pack", side_effect=RuntimeError("power cut")),
        pytest.raises(RuntimeError),
    ):
        take_reading(cast.carla.actor, EXTRA, today=TODAY)
    assert (Reading.objects.count(), ReadingCell.objects.count(), ReadingKeys.objects.count()) == (0, 0, 0)
    assert JournalEntry.objects.count() == 0


def test_many_readings_are_taken_from_one_state_of_the_rows(cast: Cast) -> None:
    steering.small_region()
    seen: list[tuple[int, int]] = []
    questions = [
        question_for(code, "AM01", span)
        for code in ("banenafspraak.extra_banen", "people.at_work")
        for span in quarters_until(LAST)
    ]
    taken = take_readings(
        cast.carla.actor, questions, today=TODAY, progress=lambda done, whole: seen.append((done, whole))
    )
    assert taken == 40
    assert seen == [(20, 40), (40, 40)]
    assert Reading.objects.values("rows_version").distinct().count() == 1
    assert JournalEntry.objects.filter(deed="reading.take").count() == 40
    values = {one.span: one.own.value for one in kept_readings(indicator=EXTRA.indicator, area="AM01")}
    assert (values[Quarter(2013, 4)], values[Quarter(2016, 1)], values[LAST]) == (0, 3, 5)


def test_who_has_no_power_keeps_nothing(cast: Cast) -> None:
    for member in (cast.alice, cast.farid, cast.karin, cast.greta):
        with pytest.raises(NotAllowed):
            take_reading(member.actor, EXTRA, today=TODAY)
    assert Reading.objects.count() == 0


def test_nothing_known_is_not_zero(cast: Cast) -> None:
    kept = take_reading(cast.carla.actor, EXTRA, today=TODAY)
    assert kept.own.value is None


def test_the_country_is_not_counted_here() -> None:
    with pytest.raises(NotCountedHere):
        question_for("banenafspraak.extra_banen", "NL", LAST)


@pytest.mark.parametrize(
    ("indicator", "area", "by"),
    [("banen", "AM01", ()), ("people.at_work", "XX", ()), ("people.at_work", "AM01", ("x",))],
)
def test_what_cannot_be_asked_is_refused_in_words(indicator: str, area: str, by: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as caught:
        question_for(indicator, area, LAST, by=by)
    assert caught.value.message.endswith(".")


def test_facts_are_read_again_after_a_deed_and_not_before(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    steering.small_region()
    before = current_facts()
    with django_assert_num_queries(1):  # type: ignore[operator]  # the stamp of the journal
        assert current_facts() is before
    take_reading(cast.carla.actor, EXTRA, today=TODAY)
    assert current_facts() is not before


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2018, 1, 1), Quarter(2017, 4)),
        (date(2017, 12, 31), Quarter(2017, 3)),
        (date(2018, 3, 31), Quarter(2017, 4)),
    ],
)
def test_the_latest_complete_quarter_is_wholly_over(today: date, quarter: Quarter) -> None:
    assert latest_complete_quarter(today) == quarter
