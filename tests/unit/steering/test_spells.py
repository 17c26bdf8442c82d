"""Spells of work by each definition of their end, and which curves may be told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from meedoen.steering.lasting.curves import Named, told
from meedoen.steering.lasting.spells import End, Spell, gap_on, spells_of
from meedoen.steering.lasting.work import Placed

ON = date(2020, 6, 30)
START = date(2019, 1, 1)


def placed(
    person: int = 1, starts_on: date = START, ends_before: date | None = None, reason: str = "resigned"
) -> Placed:
    given = reason if ends_before else ""
    return Placed(person, "dienstverband", starts_on, ends_before, given, "", "", "GM0106", "markt", "")


def days(spells: tuple[Spell, ...]) -> list[tuple[int, bool]]:
    return [(spell.days, spell.is_over) for spell in spells]


@pytest.mark.parametrize(
    ("reason", "end", "is_over"),
    [
        ("resigned", "placement", True),
        ("other_job", "placement", True),
        ("resigned", "lost", True),
        ("other_job", "lost", False),
        ("to_job", "lost", False),
    ],
)
def test_who_went_on_in_other_work_is_lost_only_where_the_placement_counts(
    reason: str, end: End, is_over: bool
) -> None:
    one = placed(ends_before=START + timedelta(days=100), reason=reason)
    assert days(spells_of([one], end, ON)) == [(100, is_over)]


def test_who_still_works_is_followed_until_the_day() -> None:
    rows = [placed(starts_on=ON), placed(2, ON - timedelta(days=5), ON + timedelta(days=9)), placed(3)]
    later = placed(4, ON + timedelta(days=1))
    for end in ("placement", "lost", "work"):
        assert days(spells_of([*rows, later], end, ON)) == [
            (0, False),
            (5, False),
            ((ON - START).days, False),
        ]


@pytest.mark.parametrize("more", [0, 1])
def test_work_goes_on_over_a_gap_of_so_many_days_and_no_more(more: int) -> None:
    gap = gap_on(ON) + more
    first = placed(ends_before=START + timedelta(days=50))
    second = placed(starts_on=START + timedelta(days=50 + gap), ends_before=START + timedelta(days=200))
    found = days(spells_of([second, first], "work", ON))
    assert found == ([(200, True)] if more == 0 else [(50, True), (200 - 50 - gap, True)])
    assert len(spells_of([first, second], "placement", ON)) == 2


def test_two_jobs_at_once_are_one_spell_and_end_with_the_last() -> None:
    long = placed(ends_before=START + timedelta(days=300))
    short = placed(starts_on=START + timedelta(days=10), ends_before=START + timedelta(days=20))
    third = placed(starts_on=START + timedelta(days=310))
    assert days(spells_of([long, short], "work", ON)) == [(300, True)]
    assert days(spells_of([long, short, third], "work", ON)) == [((ON - START).days, False)]


def test_who_stopped_last_week_may_yet_go_on() -> None:
    """Day by day: an end is an end only once the gap is over."""
    one = placed(ends_before=START + timedelta(days=50))
    for back in range(60):
        ((spell),) = spells_of([one], "work", START + timedelta(days=50 + back))
        assert (spell.days, spell.is_over) == (50, back > gap_on(ON)), back


def group(code: str, people: int, *, lasts: int = 100, over: int = 0, first: int = 0) -> Named:
    rows = [Spell(placed(first + turn), lasts, turn < over) for turn in range(people)]
    return Named(code, code, tuple(rows))


def together(*groups: Named) -> Named:
    return Named("", "Samen", tuple(spell for one in groups for spell in one.spells))


def test_a_group_of_a_few_has_no_curve_and_takes_another_along() -> None:
    groups = [group("big", 40), group("middle", 12, first=100), group("few", 4, first=200)]
    lines, whole = told(groups, together(*groups), 10)
    assert [(one.people, one.is_told) for one in lines] == [(40, True), ("*", False), ("< 10", False)]
    assert (whole.people, whole.is_told) == (56, True)


def test_all_together_of_a_few_has_no_curve_either() -> None:
    groups = [group("few", 4)]
    lines, whole = told(groups, together(*groups), 10)
    assert (lines[0].people, whole.people) == ("< 10", "< 10")
    assert not whole.is_told
    assert told([], together(), 10)[1].people == 0


def test_a_curve_stops_where_few_are_followed_and_is_silent_where_few_ended() -> None:
    rows = [Spell(placed(turn), 40 + 20 * turn, turn >= 3) for turn in range(30)]
    ((line,), whole) = told([Named("all", "all", tuple(rows))], Named("", "Samen", tuple(rows)), 10)
    assert line.steps == whole.steps
    shown = {step.month: step for step in line.steps}
    assert shown[1].percent == 100
    # Three were no longer followed, and then one to nine ended.
    assert {shown[month].percent for month in (4, 6, 9)} == {None}
    assert shown[10].percent is not None
    assert min(step.at_risk for step in line.steps if isinstance(step.at_risk, int)) >= 10
    assert line.steps[-1].month < 40 + 20 * 30


def test_a_difference_is_told_only_where_enough_ended_on_both_sides() -> None:
    short, long = group("short", 60, lasts=100, over=50), group("long", 60, lasts=400, over=50, first=100)
    lines, _whole = told([short, long], together(short, long), 10)
    assert lines[0].compared == "korter dan de andere samen (p < 0,001)"
    assert lines[1].compared == "langer dan de andere samen (p < 0,001)"
    calm = group("calm", 60, lasts=400, over=9, first=100)
    lines, _whole = told([short, calm], together(short, calm), 10)
    assert {one.compared for one in lines} == {"te weinig om te vergelijken"}
    alike = group("alike", 60, lasts=100, over=50, first=100)
    lines, _whole = told([short, alike], together(short, alike), 10)
    assert lines[0].compared == "geen verschil dat meer is dan toeval (p = 1,000)"
