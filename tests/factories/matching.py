"""People and jobs to match: one that fits whole, and drawn ones in which many pairs fit and many do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from meedoen.matching import codes
from meedoen.matching.shapes import Job, JobTask, Person, Point

DAY = date(2026, 11, 2)
ASSEN = Point(5_299_667, 656_250)
ROLDE = Point(5_298_333, 664_722)
VEENDAM = Point(5_310_667, 687_917)
WEEK = frozenset({"mon", "tue", "wed", "thu", "fri"})
DAYTIME = frozenset({"morning", "afternoon"})


def person(**other: Any) -> Person:
    """Wants to work outdoors in Assen, and fits `job()`."""
    given = Person(
        key="P-1",
        place=ASSEN,
        means=frozenset({"bike"}),
        travel_minutes=30,
        hours_min_c=2000,
        hours_max_c=2800,
        days=WEEK,
        times=DAYTIME,
        tasks_able=frozenset({"green.mow", "green.weed"}),
        tasks_liked=frozenset({"green.mow"}),
        wishes=frozenset({"green"}),
        conditions={},
    )
    return replace(given, **other)


def job(**other: Any) -> Job:
    """Mowing and weeding in Assen, 24 hours."""
    given = Job(
        key="B-1",
        tasks=(JobTask("green.mow", 6), JobTask("green.weed", 4)),
        hours_min_c=2400,
        hours_max_c=2400,
        days=frozenset({"tue", "wed", "thu"}),
        times=DAYTIME,
        place=ASSEN,
    )
    return replace(given, **other)


# Few of each, so that drawn people and drawn jobs meet.
TASKS = ("green.mow", "green.weed", "office.scan", "reception.phone")
POINTS = (ASSEN, ROLDE, VEENDAM)
GROUPS = ("youth", "fifty", "bijstand")
NUMBERS = (*codes.ASKED, *codes.ENOUGH)


def _some(of: tuple[str, ...] | frozenset[str], least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(of)), min_size=least)


def _number(code: str) -> st.SearchStrategy[int]:
    kind = codes.CONDITIONS[code]
    return st.integers(kind.least, kind.most)


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, int]:
    """At most four."""
    asked = draw(st.frozensets(st.sampled_from(list(codes.CONDITIONS)), max_size=4))
    found = {code: draw(_number(code)) for code in sorted(asked)}
    return {code: value for code, value in found.items() if code != "outdoors" or "indoors" not in found}


LANGUAGES = st.dictionaries(
    st.sampled_from(["nl", "en"]), st.sampled_from(list(codes.LANGUAGE_LEVELS)), max_size=2
)
LEVEL = st.none() | st.sampled_from(list(codes.LEVELS))
HOURS = st.tuples(st.integers(0, 36), st.integers(0, 12)).map(lambda two: (two[0] * 100, sum(two) * 100))
DAYS_FROM_NOW = st.none() | st.integers(-40, 80).map(lambda days: DAY + timedelta(days=days))


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Anyone who is ready to be matched."""
    least, most = draw(HOURS.filter(lambda two: two[1] > 0))
    return Person(
        key="P",
        place=draw(st.sampled_from(POINTS)),
        means=draw(_some(tuple(codes.MEANS), 1)),
        travel_minutes=draw(st.integers(1, 90)),
        hours_min_c=least,
        hours_max_c=most,
        days=draw(_some(WEEK, 3)),
        times=draw(_some(tuple(codes.TIMES), 2)),
        tasks_able=draw(_some(TASKS, 1)),
        tasks_liked=draw(_some(TASKS)),
        tasks_wanted=draw(_some(TASKS)),
        wishes=draw(_some(("green", "office"))),
        conditions=draw(conditions()),
        languages=draw(LANGUAGES),
        licences=draw(_some(tuple(codes.LICENCES))),
        level=draw(LEVEL),
        available_from=draw(DAYS_FROM_NOW),
        groups=draw(_some(GROUPS)),
    )


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    """Any job that is ready to be matched: it offers most of what people need."""
    least, most = draw(HOURS.filter(lambda two: two[1] > 0))
    tasks = draw(st.lists(st.sampled_from(TASKS), min_size=1, max_size=4, unique=True))
    times = draw(_some(DAYTIME | {"evening"}, 1))
    lacks = draw(st.frozensets(st.sampled_from(codes.OFFERED), max_size=3))
    asked = draw(st.dictionaries(st.sampled_from(NUMBERS), st.integers(0, 8), max_size=3))
    hour = draw(st.dictionaries(st.just("not_before"), st.integers(0, 23), max_size=1))
    offers = dict.fromkeys((one for one in codes.OFFERED if one not in lacks), 1)
    if "evening" in times:
        offers.pop("no_evening", None)
    return Job(
        key="B",
        tasks=tuple(JobTask(code, draw(st.integers(1, 9)), draw(_of_task())) for code in tasks),
        hours_min_c=least,
        hours_max_c=most,
        days=draw(st.frozensets(st.sampled_from(sorted(WEEK)), min_size=1, max_size=2)),
        times=times,
        place=draw(st.sampled_from(POINTS)),
        demands={**offers, **asked, **hour},
        guidance_minutes=draw(st.integers(0, 480)),
        languages=draw(st.just({}) | LANGUAGES),
        licences=draw(st.just(frozenset()) | _some(("AM", "B"))),
        level=draw(st.none() | LEVEL),
        starts_on=draw(DAYS_FROM_NOW),
        offered_to=draw(st.just(frozenset()) | _some(GROUPS)),
    )


def _of_task() -> st.SearchStrategy[dict[str, int]]:
    return st.sampled_from([{}, {}, {"lift_kg": 10}, {"stand_minutes": 60}, {"no_phone": 0}])


def shuffled(seed: int, given: list[Any]) -> list[Any]:
    """The same in another order."""
    found = list(given)
    Random(seed).shuffle(found)
    return found
