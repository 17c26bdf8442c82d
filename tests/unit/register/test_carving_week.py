"""A week at several employers: everything is laid down once, and nobody is in two places at a time."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from meedoen.matching.codes import DAYS
from meedoen.register.carving.week import A_DAY, PARTS, Block, week_of

SOME_DAYS = st.frozensets(st.sampled_from(list(DAYS)))
SOME_TIMES = st.frozensets(st.sampled_from(list(PARTS)))


@st.composite
def blocks(draw: st.DrawFn) -> list[Block]:
    number = draw(st.integers(1, 4))
    return [
        Block(f"e{at}", draw(st.integers(1, 80)), draw(SOME_DAYS), draw(SOME_TIMES)) for at in range(number)
    ]


@given(blocks(), SOME_DAYS, SOME_TIMES)
def test_a_week_holds_every_quarter_once(
    asked: list[Block], days: frozenset[str], times: frozenset[str]
) -> None:
    week = week_of(asked, days, times)
    if week is None:
        return
    laid: Counter[str] = Counter()
    for slot in week:
        laid[slot.employer] += slot.quarters
        block = next(one for one in asked if one.employer == slot.employer)
        begins, ends = PARTS[slot.part]
        assert slot.day in days
        assert slot.part in times
        assert not block.days or slot.day in block.days
        assert not block.times or slot.part in block.times
        assert begins <= slot.begins < slot.ends <= ends
    assert laid == {block.employer: block.quarters for block in asked}
    for _day, quarters in Counter(
        {day: sum(s.quarters for s in week if s.day == day) for day in DAYS}
    ).items():
        assert quarters <= A_DAY
    assert len({(slot.day, slot.part) for slot in week}) == len(week)


def test_each_employer_has_days_of_its_own_where_that_goes() -> None:
    week = week_of([Block("a", 32), Block("b", 32)], {"mon", "tue", "wed"}, {"morning", "afternoon"})
    assert week is not None
    assert {slot.day: slot.employer for slot in week} == {"mon": "a", "tue": "b"}


def test_two_employers_on_one_day_when_there_is_no_other() -> None:
    week = week_of([Block("a", 12), Block("b", 12)], {"mon"}, {"morning", "afternoon"})
    assert week is not None
    assert [(slot.part, slot.employer) for slot in week] == [("morning", "a"), ("afternoon", "b")]


def test_what_does_not_fit_is_no_week() -> None:
    assert week_of([Block("a", 40)], {"mon"}, {"morning", "afternoon"}) is None
    assert week_of([Block("a", 4, days=frozenset({"sun"}))], {"mon"}, {"morning"}) is None
    assert week_of([], {"mon"}, {"morning"}) == ()
