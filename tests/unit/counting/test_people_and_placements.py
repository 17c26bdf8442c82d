"""People, placements that start, end and last, and beschut werk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meedoen.counting import Question, count, rows
from meedoen.primitives.period import Month, Quarter, Span, Year
from tests.unit.counting.situations import Situation

Q4 = Quarter(2018, 4)


def test_who_works_in_two_places_is_one_person_at_the_longest_work() -> None:
    situation = Situation().registered(1)
    situation.placed(1, 1, date(2018, 1, 1), hours_week_c=1000)
    situation.placed(2, 1, date(2018, 1, 1), hours_week_c=2000, kind="uitzend_inleen")
    reading = count(situation.facts, Question("people.at_work", Q4, by=("form",)))
    assert [(cell.dims["form"], cell.value) for cell in reading.cells] == [("inleen", 1)]
    assert reading.total.value == 1


@pytest.mark.parametrize(
    ("ends_before", "because", "there"),
    [
        (None, None, 1),
        (date(2018, 12, 31), "deceased", 0),
        (date(2019, 1, 1), "deceased", 1),
        (date(2018, 12, 1), "conditions_not_met", 1),
    ],
)
def test_register_size_is_of_the_last_day(ends_before: date | None, because: str | None, there: int) -> None:
    situation = (
        Situation().registered(1, date(2016, 1, 1), ends_before, because).registered(2, date(2019, 1, 1))
    )
    assert count(situation.facts, Question("register.size", Q4)).total.value == there


def test_the_register_counts_every_ground_and_a_person_once() -> None:
    situation = Situation().registered(1, ground="2").registered(1, date(2016, 1, 1), ground="1a")
    reading = count(situation.facts, Question("register.size", Q4, by=("ground",)))
    assert {cell.dims["ground"]: cell.value for cell in reading.cells} == {"2": 1}


@pytest.mark.parametrize(
    ("starts_on", "span", "value"),
    [
        (date(2018, 10, 1), Q4, 1),
        (date(2018, 12, 31), Q4, 1),
        (date(2018, 9, 30), Q4, 0),
        (date(2019, 1, 1), Q4, None),
        (date(2018, 12, 31), Month(2018, 12), 1),
        (date(2018, 1, 1), Year(2018), 1),
    ],
)
def test_started_is_by_the_first_day(starts_on: date, span: Span, value: int | None) -> None:
    situation = Situation().placed(1, 1, starts_on, kind="proefplaatsing")
    assert count(situation.facts, Question("placements.started", span)).total.value == value


@pytest.mark.parametrize(("ends_before", "value"), [(date(2019, 1, 1), 1), (date(2019, 1, 2), 0), (None, 0)])
def test_ended_is_by_the_last_day(ends_before: date | None, value: int) -> None:
    situation = Situation().placed(1, 1, date(2017, 1, 1), ends_before)
    assert count(situation.facts, Question("placements.ended", Q4)).total.value == value


def test_a_flow_can_run_from_a_day() -> None:
    situation = Situation()
    for number, day in enumerate((date(2016, 12, 31), date(2017, 1, 1), date(2018, 5, 1)), start=1):
        situation.placed(number, number, day)
    question = Question("placements.started", Q4, cumulative_from=date(2017, 1, 1))
    assert count(situation.facts, question).total.value == 2
    assert [row.placement_id for row in rows(situation.facts, question)] == [2, 3]


def lasting(situation: Situation, span: Span, code: str = "placements.lasting_24h") -> int | None:
    found = count(situation.facts, Question(code, span)).total.value
    return None if found is None else int(found)


@pytest.mark.parametrize(
    ("starts_on", "reached"),
    [
        (date(2018, 4, 1), date(2018, 10, 1)),
        (date(2018, 8, 31), date(2019, 2, 28)),
        (date(2019, 8, 31), date(2020, 2, 29)),
        (date(2018, 7, 31), date(2019, 1, 31)),
    ],
)
def test_lasting_is_counted_on_the_day_six_months_are_full(starts_on: date, reached: date) -> None:
    situation = Situation().placed(1, 1, starts_on, programme="1000_banenplan", hours_week_c=2400)
    assert lasting(situation, Month.of(reached)) == 1
    assert lasting(situation, Month.of(reached).previous) == 0
    assert lasting(situation, Month.of(reached).next) == 0


@pytest.mark.parametrize(("days_short", "value"), [(0, 1), (1, 0)])
def test_lasting_needs_every_day_of_the_six_months(days_short: int, value: int) -> None:
    situation = Situation()
    ends_before = date(2018, 11, 1) - timedelta(days=days_short)
    situation.placed(1, 1, date(2018, 5, 1), ends_before, programme="1000_banenplan", hours_week_c=2400)
    assert lasting(situation, Q4) == value


@pytest.mark.parametrize(
    ("first", "then", "value", "without_hours"), [(2400, 2400, 1, 1), (2300, 2500, 1, 1), (2500, 2290, 0, 1)]
)
def test_lasting_at_24_hours_takes_the_mean_by_days(
    first: int, then: int, value: int, without_hours: int
) -> None:
    situation = Situation()
    situation.placed(1, 1, date(2018, 5, 1), programme="1000_banenplan", hours_week_c=None)
    # 92 days of the first contract, 92 of the second.
    situation.contract(1, first, date(2018, 5, 1), date(2018, 8, 1)).contract(1, then, date(2018, 8, 1))
    assert lasting(situation, Q4) == value
    assert lasting(situation, Q4, "placements.lasting") == without_hours


def test_lasting_counts_a_person_once_per_programme() -> None:
    situation = Situation()
    situation.placed(1, 1, date(2018, 4, 1), programme="1000_banenplan", hours_week_c=3000)
    situation.placed(2, 1, date(2018, 5, 1), programme="1000_banenplan", hours_week_c=3000)
    situation.placed(3, 1, date(2018, 5, 1), programme="other", hours_week_c=3000)
    assert lasting(situation, Q4) == 1
    assert lasting(situation, Month(2018, 11)) == 0


PAID, KNOWN = "placements.lasting_24h_paid", "placements.lasting_paid_known"


def paid_for(hours_c: list[int], starts_on: date = date(2018, 5, 1)) -> Situation:
    """One placement of few contract hours, paid so much in each month from its first."""
    situation = Situation().placed(1, 1, starts_on, programme="1000_banenplan", hours_week_c=2000)
    for turn, hours in enumerate(hours_c):
        situation.paid(1, Month.of(starts_on).index + turn, hours)
    return situation


@pytest.mark.parametrize(
    ("starts_on", "hours_c", "known", "enough"),
    [
        # 184 days at 24 hours a week are 630 hours, 85 hundredths and 5 sevenths of one.
        (date(2018, 5, 1), [10514] * 5 + [10516], 1, 1),
        (date(2018, 5, 1), [10514] * 5 + [10515], 1, 0),
        # One month unknown: not known, also with more than enough hours in the others.
        (date(2018, 5, 1), [16000] * 5, 0, 0),
        # Nothing paid is known, and not enough.
        (date(2018, 5, 1), [0] * 6, 1, 0),
        # From the 16th: seven months, the last for its fifteen days only.
        (date(2018, 4, 16), [5000] + [10600] * 5 + [10600], 1, 1),
        (date(2018, 4, 16), [5000] + [10600] * 5, 0, 0),
    ],
)
def test_lasting_by_paid_hours_needs_each_month(
    starts_on: date, hours_c: list[int], known: int, enough: int
) -> None:
    situation = paid_for(hours_c, starts_on)
    assert lasting(situation, Q4, KNOWN) == known
    assert lasting(situation, Q4, PAID) == enough
    assert lasting(situation, Q4) == 0


def test_the_last_month_weighs_by_the_days_before_it_is_reached() -> None:
    """All is paid in the month in which the half year is full, and half of that comes after it."""
    enough = paid_for([0] * 6 + [2 * 64000], date(2018, 5, 17))
    assert lasting(enough, Q4, PAID) == 1
    assert lasting(paid_for([0] * 6 + [64000], date(2018, 5, 17)), Q4, PAID) == 0


def test_lasting_by_paid_hours_is_not_known_before_any_are() -> None:
    situation = Situation().placed(1, 1, date(2018, 5, 1), programme="1000_banenplan")
    assert lasting(situation, Q4, PAID) is None
    assert lasting(situation, Q4) == 1


def test_it_counts_from_the_very_day_that_the_half_year_is_full() -> None:
    """Day by day through the quarter: nothing the day before, one on the day and on each day after it."""
    situation = Situation().placed(1, 1, date(2018, 5, 17), programme="1000_banenplan")
    reached = date(2018, 11, 17)
    for turn in range(92):
        day = Q4.first_day + timedelta(days=turn)
        question = Question("placements.lasting_24h", Q4, until=day)
        assert count(situation.facts, question).total.value == (1 if day >= reached else 0), day
        assert len(rows(situation.facts, question)) == (1 if day >= reached else 0), day


def test_lasting_is_not_known_before_any_programme_defines_it() -> None:
    situation = Situation().placed(1, 1, date(2015, 1, 1), programme="1000_banenplan")
    assert lasting(situation, Year(2016)) is None


def test_beschut_werk_is_counted_beside_the_banenafspraak() -> None:
    situation = Situation().registered(1)
    situation.placed(1, 1, date(2018, 1, 1), date(2019, 1, 1), kind="beschut_werk")
    situation.placed(2, 1, date(2018, 6, 1), kind="beschut_werk").placed(
        3, 2, date(2018, 1, 1), date(2018, 12, 31)
    )
    assert count(situation.facts, Question("beschut_werk.filled", Q4)).total.value == 1
    assert count(situation.facts, Question("banenafspraak.banen", Q4)).total.value == 0
