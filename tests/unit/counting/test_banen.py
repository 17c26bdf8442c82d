"""Banen: hours of the doelgroep in the month that is measured, divided once."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.counting import Question, count, rows, series
from meedoen.primitives.period import Month, Quarter, Span, Year
from tests.unit.counting.situations import Situation

BANEN = "banenafspraak.banen"
EXTRA = "banenafspraak.extra_banen"
Q4 = Quarter(2017, 4)
DECEMBER = Month(2017, 12)


def test_a_contract_of_25_and_a_half_hours_is_one_baan() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1))
    total = count(situation.facts, Question(BANEN, Q4)).total
    assert (total.hours_c, total.value, total.people) == (11092, 1, 1)


@pytest.mark.parametrize(
    ("starts_on", "ends_before", "hours_c"),
    [
        (date(2017, 12, 31), None, 358),  # 11092 / 31 = 357,8
        (date(2017, 12, 1), date(2017, 12, 2), 358),
        (date(2017, 12, 17), None, 5367),  # 15 of 31 days: 5367,1
        (date(2018, 1, 1), None, None),
        (date(2017, 1, 1), date(2017, 12, 1), None),
        (date(2017, 1, 1), date(2018, 1, 1), 11092),
    ],
)
def test_part_of_a_month_counts_by_its_days(
    starts_on: date, ends_before: date | None, hours_c: int | None
) -> None:
    # Somebody else works too, so that December is known.
    situation = Situation().registered(1).registered(2).placed(2, 2, date(2017, 1, 1))
    situation.placed(1, 1, starts_on, ends_before)
    found = [row.hours_c for row in rows(situation.facts, Question(BANEN, Q4)) if row.person_id == 1]
    assert found == ([] if hours_c is None else [hours_c])


def test_a_contract_does_not_outlive_its_placement() -> None:
    situation = (
        Situation().registered(1).placed(1, 1, date(2017, 1, 1), date(2017, 12, 17), hours_week_c=None)
    )
    situation.contract(1, 2550, date(2016, 1, 1))
    assert count(situation.facts, Question(BANEN, Q4)).total.hours_c == 5725


def test_paid_hours_win_in_their_month_only() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1)).paid(1, DECEMBER.index, 5000)
    found = series(situation.facts, Question(BANEN, Q4), [DECEMBER, DECEMBER.next])
    assert [reading.total.hours_c for reading in found] == [5000, 11092]


def test_paid_hours_of_nought_are_no_work() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1)).paid(1, DECEMBER.index, 0)
    total = count(situation.facts, Question(BANEN, Q4)).total
    assert (total.value, total.people, total.rows) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["beschut_werk", "proefplaatsing", "leerwerkplek"])
def test_kinds_that_are_no_paid_job_do_not_count(kind: str) -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 1, 1), kind=kind)
    assert count(situation.facts, Question(BANEN, Q4)).total.value == 0


def test_who_is_not_registered_does_not_count() -> None:
    situation = Situation().placed(1, 1, date(2017, 1, 1)).registered(2, ground="2")
    situation.placed(2, 2, date(2017, 1, 1))
    assert count(situation.facts, Question(BANEN, Q4)).total.value == 0


def test_two_entries_at_once_count_a_person_once() -> None:
    situation = Situation().registered(1, ground="1c").registered(1, date(2016, 1, 1), ground="1a")
    situation.placed(1, 1, date(2017, 1, 1))
    reading = count(situation.facts, Question(BANEN, Q4, by=("ground",)))
    assert [(cell.dims, cell.hours_c) for cell in reading.cells] == [({"ground": "1c"}, 11092)]


def test_a_ground_that_does_not_count_hides_no_ground_that_does() -> None:
    situation = Situation().registered(1, ground="2").registered(1, date(2016, 1, 1), ground="1a")
    situation.placed(1, 1, date(2017, 1, 1))
    assert count(situation.facts, Question(BANEN, Q4)).cell().value == 1


def test_who_dies_counts_no_further_than_that_month() -> None:
    situation = Situation().registered(1, ends_before=date(2017, 12, 1), because="deceased")
    situation.placed(1, 1, date(2017, 1, 1))
    found = series(situation.facts, Question(BANEN, Q4), [DECEMBER.previous, DECEMBER])
    assert [reading.total.value for reading in found] == [1, 0]


def test_who_no_longer_meets_the_conditions_counts_on() -> None:
    situation = Situation().registered(1, ends_before=date(2016, 5, 1), because="conditions_not_met")
    situation.placed(1, 1, date(2015, 1, 1))
    reading = count(situation.facts, Question(BANEN, Year(2020)))
    assert reading.total.value == 1
    assert "doelgroepregister.einde_registratie" in {value.path for value in reading.trace}


def test_extra_banen_are_the_month_less_december_2012() -> None:
    situation = Situation().registered(1).registered(2).registered(3)
    situation.placed(1, 1, date(2012, 1, 1), date(2014, 1, 1)).placed(2, 2, date(2017, 1, 1))
    situation.placed(3, 3, date(2012, 1, 1), hours_week_c=1275)
    total = count(situation.facts, Question(EXTRA, Q4)).total
    assert (total.hours_c, total.people, total.people_at_baseline) == (0, 2, 2)
    found = rows(situation.facts, Question(EXTRA, Q4))
    assert [(row.person_id, row.month, row.sign) for row in found] == [
        (1, Month(2012, 12).index, -1),
        (2, DECEMBER.index, 1),
        (3, Month(2012, 12).index, -1),
        (3, DECEMBER.index, 1),
    ]


def test_extra_banen_can_be_below_nought_and_round_away_from_it() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2012, 1, 1), date(2013, 1, 1), hours_week_c=1275)
    situation.placed(2, 2, date(2017, 1, 1))
    total = count(situation.facts, Question(EXTRA, Q4)).total
    assert (total.hours_c, total.value) == (-5546, -1)


def test_the_baseline_lies_on_the_map_of_the_asked_month() -> None:
    # Haren went to Groningen in 2019; before that the two are apart.
    situation = Situation().registered(1).lives_in(1, "GM0017").placed(1, 1, date(2012, 1, 1))
    question = Question(EXTRA, Q4, by=("municipality",))
    before, after = series(situation.facts, question, [Quarter(2018, 4), Quarter(2019, 4)])
    assert [(cell.dims["municipality"], cell.rows) for cell in before.cells] == [("GM0017", 2)]
    assert [(cell.dims["municipality"], cell.rows) for cell in after.cells] == [("GM0014", 2)]


def test_moving_moves_a_baan_from_one_municipality_to_the_other() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2012, 1, 1))
    situation.lives_in(1, "GM0014", ends_before=date(2015, 6, 15)).lives_in(1, "GM0010", date(2015, 6, 15))
    reading = count(situation.facts, Question(EXTRA, Q4, by=("municipality",)))
    assert {cell.dims["municipality"]: cell.value for cell in reading.cells} == {"GM0014": -1, "GM0010": 1}
    assert reading.total.value == 0


def test_a_sector_that_is_missing_is_shown_as_unknown() -> None:
    situation = Situation().registered(1).registered(2).sector(1, 2017, "overheid")
    situation.placed(1, 1, date(2017, 1, 1)).placed(2, 2, date(2017, 1, 1), employer=2)
    reading = count(situation.facts, Question(BANEN, Q4, by=("sector",)))
    assert {cell.dims["sector"]: cell.value for cell in reading.cells} == {"overheid": 1, "onbekend": 1}


def test_inleen_is_one_figure_or_falls_to_the_hirer() -> None:
    situation = Situation().registered(1).sector(1, 2017, "markt").sector(2, 2017, "overheid")
    situation.placed(1, 1, date(2017, 1, 1), kind="wsw_detachering", employer=1, workplace=2)
    published = count(situation.facts, Question(BANEN, Q4, by=("sector",)))
    by_law = count(situation.facts, Question(BANEN, Q4, by=("sector_at_work",)))
    assert [cell.dims["sector"] for cell in published.cells] == ["inleen"]
    assert [cell.dims["sector_at_work"] for cell in by_law.cells] == ["overheid"]


def test_every_cell_is_rounded_on_its_own_and_the_total_too() -> None:
    situation = Situation()
    for person in (1, 2, 3):
        situation.registered(person).lives_in(person, ("GM0014", "GM0010", "GM0003")[person - 1])
        situation.placed(person, person, date(2017, 1, 1), hours_week_c=1275)
    reading = count(situation.facts, Question(BANEN, Q4, by=("municipality",)))
    assert [cell.value for cell in reading.cells] == [1, 1, 1]
    assert reading.total.value == 2


def test_one_employer_counts_only_who_is_in_its_service() -> None:
    situation = Situation().registered(1).registered(2).registered(3)
    situation.placed(1, 1, date(2017, 1, 1), employer=7).placed(2, 2, date(2017, 1, 1), employer=8)
    situation.placed(3, 3, date(2017, 1, 1), employer=7, kind="wsw_detachering")
    question = Question("employers.afspraakbanen", Q4, employer_id=7)
    assert [row.person_id for row in rows(situation.facts, question)] == [1]


def test_a_quarter_and_a_year_are_measured_in_their_last_month() -> None:
    situation = Situation().registered(1).placed(1, 1, date(2017, 12, 1))
    spans: list[Span] = [Quarter(2017, 4), Year(2017), DECEMBER]
    found = series(situation.facts, Question(BANEN, Q4), spans)
    assert [reading.question.span for reading in found] == spans
    assert [reading.total.hours_c for reading in found] == [11092, 11092, 11092]


def test_payroll_and_placements_are_counted_together() -> None:
    situation = Situation().registered(1).registered(2).placed(1, 1, date(2017, 1, 1))
    situation.payroll(DECEMBER.index, 2, 9, 11092, "inleen")
    reading = count(situation.facts, Question(BANEN, Q4, by=("form",)))
    assert {cell.dims["form"]: cell.value for cell in reading.cells} == {"dienstverband": 1, "inleen": 1}
