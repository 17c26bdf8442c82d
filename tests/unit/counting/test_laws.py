"""What holds for every indicator, whatever the facts: the laws of counting."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.counting import INDICATORS, Facts, Question, Reading, count, rows
from meedoen.primitives.period import Quarter, Year
from tests.engines import generated

SPANS = (Quarter(2017, 4), Year(2019))
CODES = sorted(INDICATORS)
FEW = settings(max_examples=4, deadline=None)
seeds = st.integers(min_value=10, max_value=10_000)


def asked(code: str, by: tuple[str, ...] = ()) -> Question:
    return Question(code, Year(2019), by=by, employer_id=3 if INDICATORS[code].needs_employer else None)


def measure(reading: Reading) -> int:
    """The integer behind the value: hundredths of hours, or rows."""
    total = reading.total
    return total.rows if total.hours_c is None else total.hours_c


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts.from_columns(generated.columns(11, persons=60))


@pytest.mark.parametrize("code", CODES)
def test_parts_add_up_over_each_breakdown(code: str, facts: Facts) -> None:
    whole = count(facts, asked(code))
    for name in INDICATORS[code].breakdowns:
        split = count(facts, asked(code, (name,)))
        assert sum(cell.hours_c or 0 for cell in split.cells) == (whole.total.hours_c or 0), name
        assert sum(cell.rows for cell in split.cells) == whole.total.rows, name
        assert split.total == whole.total, name
        if not INDICATORS[code].measures_hours:
            assert sum(cell.value or 0 for cell in split.cells) == whole.total.value, name


@pytest.mark.parametrize("code", CODES)
def test_the_number_is_made_of_its_rows(code: str, facts: Facts) -> None:
    by = INDICATORS[code].breakdowns[:2]
    reading = count(facts, asked(code, by))
    found = rows(facts, asked(code, by))
    assert len(found) == reading.total.rows
    assert sum((row.hours_c or 0) * row.sign for row in found) == (reading.total.hours_c or 0)
    assert len({row.person_id for row in found if row.sign == 1}) == reading.total.people
    for cell in reading.cells:
        behind = rows(facts, asked(code), cell.dims)
        assert len(behind) == cell.rows
        assert sum((row.hours_c or 0) * row.sign for row in behind) == (cell.hours_c or 0)
        assert len({row.person_id for row in behind if row.sign == -1}) == cell.people_at_baseline


@pytest.mark.parametrize("code", CODES)
def test_pages_of_rows_are_the_rows(code: str, facts: Facts) -> None:
    everything = rows(facts, asked(code))
    # Every page is a query of its own: four of them turn as many corners as forty.
    pages, after, limit = [], None, len(everything) // 4 + 1
    while page := rows(facts, asked(code), limit=limit, after=after):
        assert len(page) <= limit
        pages += page
        after = page[-1].key
    assert pages == everything
    assert len({row.key for row in everything}) == len(everything)


@pytest.mark.parametrize("code", CODES)
def test_places_are_filters_of_the_same_number(code: str, facts: Facts) -> None:
    if "region" not in INDICATORS[code].breakdowns:
        pytest.skip("no place")
    for attribution in ("woon", "werk"):
        question = replace(asked(code, ("region",)), attribution=attribution)
        for cell in count(facts, question).cells:
            if cell.dims["region"] == "onbekend":
                continue
            alone = count(facts, replace(question, by=(), region=cell.dims["region"])).total
            assert (alone.rows, alone.hours_c, alone.people) == (cell.rows, cell.hours_c, cell.people)


@FEW
@given(seed=seeds)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    columns = generated.columns(seed, persons=15, payroll_rows=20)
    one, other = Facts.from_columns(columns), Facts.from_columns(generated.shuffled(columns, seed))
    for code in CODES:
        question = asked(code, INDICATORS[code].breakdowns)
        assert count(one, question) == count(other, question)


@FEW
@given(seed=seeds)
def test_two_halves_of_the_people_make_the_whole(seed: int) -> None:
    columns = generated.columns(seed, persons=16)
    whole = Facts.from_columns(columns)
    halves = [Facts.from_columns(only(columns, rest)) for rest in (0, 1)]
    for code in CODES:
        parts = [count(half, asked(code)) for half in halves]
        if all(part.is_known for part in parts):
            assert sum(map(measure, parts)) == measure(count(whole, asked(code)))


@pytest.mark.parametrize("code", CODES)
def test_no_rows_no_number(code: str) -> None:
    nothing = count(Facts.from_columns({}), asked(code))
    assert nothing.total.value is None
    assert nothing.cells == ()
    assert rows(Facts.from_columns({}), asked(code)) == []


def only(columns: generated.Columns, rest: int) -> generated.Columns:
    """The people with an even (0) or odd (1) number, with all that hangs on them."""
    theirs = {
        number
        for number, person in zip(
            columns["PLACEMENT"]["placement_id"], columns["PLACEMENT"]["person_id"], strict=True
        )
        if person % 2 == rest
    }
    kept: generated.Columns = {}
    for name, table in columns.items():
        if "person_id" in table:
            stays = [person % 2 == rest for person in table["person_id"]]
        elif "placement_id" in table:
            stays = [number in theirs for number in table["placement_id"]]
        else:
            stays = [True] * len(next(iter(table.values())))
        kept[name] = {
            column: [value for value, stay in zip(values, stays, strict=True) if stay]
            for column, values in table.items()
        }
    assert Counter(kept["PLACEMENT"]["placement_id"]) == Counter(theirs)
    return kept
