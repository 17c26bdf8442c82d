"""Only like is added to like, and small cells are hidden so that they cannot be worked out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.counting import Cell, Question, Reading, Unit, UnlikeUnits, add, count, disclosed
from meedoen.counting.indicators import indicator
from meedoen.counting.question import IndicatorTag
from meedoen.counting.refusals import PeopleNotCounted, UnlikeReadings
from meedoen.counting.rounding import half_up
from meedoen.primitives.period import Quarter, Span
from tests.unit.counting.situations import Situation

Q4 = Quarter(2017, 4)


def reading(code: str, cell: Cell, span: Span = Q4, region: str | None = None) -> Reading:
    return Reading(Question(code, span, region=region), indicator(code).tag, (), cell, ())


def test_unlike_units_are_refused_in_words() -> None:
    banen = reading("banenafspraak.banen", Cell(hours_c=11092, value=1))
    places = reading("beschut_werk.filled", Cell(value=1))
    with pytest.raises(UnlikeUnits, match="afspraakbaan, plek beschut werk"):
        add([banen, places])


def test_hours_are_added_before_they_are_rounded() -> None:
    halves = [
        reading("banenafspraak.banen", Cell(hours_c=5546, value=1, people=1, rows=1), region=region)
        for region in ("AM01", "AM36")
    ]
    total = add(halves)
    assert (total.hours_c, total.value, total.people, total.rows) == (11092, 1, None, 2)


def test_an_unknown_part_makes_the_sum_unknown() -> None:
    parts = [
        reading("placements.started", Cell(value=3), region="AM01"),
        reading("placements.started", Cell(value=None), region="AM36"),
    ]
    assert add(parts).value is None


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (reading("placements.started", Cell(value=1)), "twee keer"),
        (reading("placements.ended", Cell(value=1)), "verschillende definities"),
        (reading("placements.started", Cell(value=1), Quarter(2018, 1)), "verschillende periodes"),
    ],
)
def test_readings_that_do_not_belong_together_are_refused(other: Reading, words: str) -> None:
    with pytest.raises(UnlikeReadings, match=words):
        add([reading("placements.started", Cell(value=1)), other])


def parts(*people: int, before: int = 0) -> Reading:
    cells = tuple(
        Cell({"region": str(number)}, people=size, value=size, rows=size, people_at_baseline=before)
        for number, size in enumerate(people)
    )
    tag = IndicatorTag("people.at_work", 1, Unit.PERSOON, "")
    return Reading(
        Question("people.at_work", Q4), tag, cells, Cell(people=sum(people), value=sum(people)), ()
    )


@pytest.mark.parametrize(
    ("people", "texts"),
    [
        ((20, 30), [None, None]),
        ((0, 30), [None, None]),
        ((9, 10, 30), ["< 10", "*", None]),
        ((9, 3, 30), ["< 10", "< 10", None]),
        ((0, 9, 30), [None, "< 10", "*"]),
        # Together 5 people: less the others that would be the total.
        ((2, 3, 30, 40), ["< 10", "< 10", "*", None]),
        ((1, 1, 1, 30), ["< 10", "< 10", "< 10", "*"]),
    ],
)
def test_a_small_cell_hides_and_takes_one_with_it(people: tuple[int, ...], texts: list[str | None]) -> None:
    assert [cell.text for cell in disclosed(parts(*people)).cells] == texts


def test_without_a_total_nothing_needs_cover() -> None:
    shown = disclosed(parts(9, 10, 30), shows_total=False)
    assert [cell.text for cell in shown.cells] == ["< 10", None, None]


def test_few_people_in_the_baseline_hide_a_difference() -> None:
    assert [cell.hidden for cell in disclosed(parts(50, 60, before=2)).cells] == ["small", "small"]


def test_the_threshold_can_be_chosen() -> None:
    assert [cell.text for cell in disclosed(parts(4, 5, 6), threshold=5).cells] == ["< 5", "*", None]


def test_what_was_counted_without_people_cannot_be_judged() -> None:
    hasty = Reading(Question("people.at_work", Q4), parts().indicator, (), Cell(people=None, value=3), ())
    with pytest.raises(PeopleNotCounted):
        disclosed(hasty)


@given(st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=12))
def test_no_hidden_cell_is_the_total_less_the_rest(people: list[int]) -> None:
    public = disclosed(parts(*people))
    hidden = [cell for cell in public.cells if cell.hidden]
    shown = [cell for cell in public.cells if not cell.hidden]
    assert all(cell.cell.people == 0 or (cell.cell.people or 0) >= 10 for cell in shown)
    together = sum(cell.cell.people or 0 for cell in hidden)
    assert public.total.hidden or not hidden or (len(hidden) > 1 and together >= 10)


def test_two_breakdowns_hide_along_both_lines() -> None:
    situation = Situation()
    numbers = iter(range(1, 1000))
    for municipality, kinds in {"GM0014": (3, 20), "GM0010": (20, 25)}.items():
        for kind, size in zip(("dienstverband", "uitzend_inleen"), kinds, strict=True):
            for _ in range(size):
                person = next(numbers)
                situation.registered(person).lives_in(person, municipality)
                situation.placed(person, person, date(2017, 1, 1), kind=kind)
    found = count(situation.facts, Question("people.at_work", Q4, by=("municipality", "form")))
    assert all(cell.hidden for cell in disclosed(found).cells)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_half_up_is_the_nearest_and_mirrors(numerator: int, denominator: int) -> None:
    found = half_up(numerator, denominator)
    assert abs(found * denominator - numerator) * 2 <= denominator
    assert half_up(-numerator, denominator) == -found


def test_halves_go_away_from_nought() -> None:
    assert [half_up(5546, 11092), half_up(-5546, 11092), half_up(5545, 11092)] == [1, -1, 0]
