"""The plan of the demo region, before a row is written: repeatable, possible, and exact where it must."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from meedoen.exchange.demo import aims
from meedoen.exchange.demo.months import Norm, first_day, last_day, month_from
from meedoen.exchange.demo.plan import PEOPLE, TooEarly, TooFewPeople, make_plan
from meedoen.exchange.demo.shape import Plan
from meedoen.rules import places

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(DAY)


def told(plan: Plan) -> list[tuple[object, ...]]:
    """Everything of a plan that becomes a row."""
    people = [
        (p.name, p.birth_on, p.homes, [vars(e) for e in p.entries], p.last_contact_on) for p in plan.people
    ]
    jobs = [
        (j.person.key, j.kind, j.employer.kvk, j.starts_on, j.ends_before, j.hours, j.paid) for j in plan.jobs
    ]
    return [*people, *jobs]


def test_the_same_day_and_size_give_the_same_plan(plan: Plan) -> None:
    assert told(make_plan(DAY)) == told(plan)
    assert len(plan.people) == PEOPLE
    assert len(plan.firms) == 1500


@pytest.mark.parametrize("day", [date(2022, 4, 1), date(2024, 2, 29), DAY])
def test_the_pins_are_met_to_the_hundredth_whatever_the_present(day: date) -> None:
    plan, norm = make_plan(day, None), Norm.on(day)
    for text in ("2012-12", "2016-09", "2016-12", "2017-09", "2017-12"):
        month = month_from(text)
        stock: Counter[str] = Counter()
        for job in plan.jobs:
            stock[job.cell] += job.hours_c(month, norm)
        for cell in aims.cells():
            assert stock[cell] == aims.aim(cell, month, norm).hours_c, (text, cell)


def test_a_larger_crowd_leaves_the_calibrated_people_alone(plan: Plan) -> None:
    small = make_plan(DAY, None)
    assert len(small.people) < len(plan.people)
    core = [job.key for job in small.jobs if job.cell]
    assert core == [job.key for job in plan.jobs if job.cell]


def test_too_few_people_are_refused_with_what_is_enough() -> None:
    with pytest.raises(TooFewPeople, match="mensen of meer") as refusal:
        make_plan(DAY, 100)
    assert len(make_plan(DAY, refusal.value.smallest).people) == refusal.value.smallest


def test_a_present_before_the_last_published_figure_is_refused() -> None:
    with pytest.raises(TooEarly, match="01-04-2022"):
        make_plan(date(2022, 3, 31))


def test_nobody_works_more_than_full_time_or_before_being_adult(plan: Plan) -> None:
    for person in plan.people:
        for start in {day for job in person.jobs for day, _ in job.hours}:
            assert sum(job.week_c_on(start) for job in person.jobs if job.in_force_on(start)) <= 4000
            assert person.age_on(start) >= 18


def test_everybody_lives_and_works_where_the_map_has_a_place(plan: Plan) -> None:
    for person in plan.people:
        for code, since in person.homes:
            assert places.municipality_on(code, since).code == code
    for job in plan.jobs:
        assert places.municipality_on(job.work_town, job.starts_on).code == job.work_town


def test_nobody_crosses_the_border_of_the_region_before_2018(plan: Plan) -> None:
    crossed = [
        since
        for person in plan.people
        for (before, _), (after, since) in zip(person.homes, person.homes[1:], strict=False)
        if (before == "GM1708") != (after == "GM1708")
    ]
    assert crossed
    assert min(crossed) >= date(2018, 1, 1)


def test_mistakes_leave_the_frozen_number_alone(plan: Plan) -> None:
    """As first entered, the quarter that is frozen has the same banen; only the rows differ."""
    norm, month = Norm.on(plan.day), month_from("2017-12")
    off = 0
    for mistake in (one for one in plan.mistakes if one.after_freeze and one.part == "hours"):
        entered = norm.hours_c(int(Decimal(mistake.wrong) * 100), 31, month)
        assert mistake.job.cell == "dm"
        assert mistake.job.starts_on > date(2012, 12, 31)
        assert abs(entered - mistake.job.hours_c(month, norm)) > 1000
        off += entered - mistake.job.hours_c(month, norm)
    # Half up, each on its own: a hundredth of an hour at most.
    assert abs(off) <= 2
    assert {mistake.part for mistake in plan.mistakes if mistake.after_freeze} == {"hours", "work_town"}


def test_paid_hours_are_possible(plan: Plan) -> None:
    for job in plan.jobs:
        for month, hours_c in job.paid.items():
            assert 0 < hours_c <= 25_000
            assert job.starts_on <= last_day(month)
            assert job.ends_before is None or job.ends_before > first_day(month)
