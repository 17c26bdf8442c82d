"""The hard limits between a person and a job: each is kept or not, with its reason in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from meedoen.matching import codes
from meedoen.matching.points import Weights
from meedoen.matching.shapes import Job, Person
from meedoen.matching.spoken import BROKEN, KEPT, NO_TRAVEL, NUMBERS, UNKNOWN, condition, hours, listed
from meedoen.matching.takes import asked, begins, enough, is_offered
from meedoen.matching.travel import Estimates, metres, point_of
from meedoen.primitives.words import Hole, Words

LEVEL_ORDER = {code: rank for rank, code in enumerate(codes.LANGUAGE_LEVELS, start=1)}


@dataclass(frozen=True, slots=True)
class Limit:
    """`code` names the limit, `topic` the condition or language it is about; `words` say why."""

    code: str
    topic: str
    is_kept: bool
    sentence: str
    holes: dict[str, Hole]

    @property
    def words(self) -> Words:
        return Words(self.sentence, self.holes)


@dataclass(frozen=True, slots=True)
class Journey:
    """The fastest way to work: minutes and means; without any means both are None."""

    minutes: int | None
    means: str | None


def journey(person: Person, job: Job, estimates: Estimates) -> Journey:
    """How this person gets to this job; both have a place that is known."""
    here, there = point_of(person.place), point_of(job.place)
    if here is None or there is None or not person.means:
        return Journey(None, None)
    return Journey(*estimates.journey(metres(here, there, estimates.within_metres), person.means))


def done(person: Person, job: Job) -> int:
    """The weight of the tasks that someone can do or wants to learn."""
    able = person.tasks_able | person.tasks_liked | person.tasks_wanted
    return sum(task.weight for task in job.tasks if task.code in able)


def limits(person: Person, job: Job, way: Journey, weights: Weights, day: date) -> Iterator[Limit]:
    """Every limit that one of both set, in a fixed order. Both are ready to be matched."""
    yield travel_limit(person, way)
    yield _hours(person, job)
    yield _codes("days", job.days - person.days, codes.DAYS)
    yield _codes("times", job.times - person.times, codes.TIMES)
    if person.available_from is not None:
        latest = max(job.starts_on or day, day) + timedelta(days=weights.wait_days)
        yield _limit("start", person.available_from <= latest, since=person.available_from)
    yield _tasks(person, job, weights)
    yield from _conditions(person, job)
    for language in codes.LANGUAGES:
        if language in job.languages:
            yield _language(person, job, language)
    if job.licences:
        yield _codes("licences", job.licences - codes.licences_of(person.licences), codes.LICENCES)
    if job.offered_to:
        groups = listed(job.offered_to, codes.TARGET_GROUPS)
        yield _limit("offered_to", not person.groups.isdisjoint(job.offered_to), what=groups)
    if job.level is not None:
        kept = codes.RUNGS[person.level or "none"] >= codes.RUNGS[job.level]
        has = Words(codes.LEVELS[person.level] if person.level else UNKNOWN)
        yield _limit("level", kept, asked=Words(codes.LEVELS[job.level]), has=has)


def _limit(code: str, kept: bool, topic: str = "", /, *, speak: str = "", **holes: Hole) -> Limit:
    return Limit(code, topic, kept, (KEPT if kept else BROKEN)[speak or code], holes)


def travel_limit(person: Person, way: Journey) -> Limit:
    """Whether someone travels this long."""
    limit = person.travel_minutes or 0
    if way.minutes is None or way.means is None:
        return Limit("travel", "", False, NO_TRAVEL, {})
    means = Words(codes.MEANS[way.means])
    return _limit("travel", way.minutes <= limit, minutes=way.minutes, means=means, limit=limit)


def _hours(person: Person, job: Job) -> Limit:
    low, high = shared_hours(person, job)
    mine = (person.hours_min_c or 0, person.hours_max_c or 0)
    if low <= high:
        speak = "hours_one" if low == high else ""
        return _limit("hours", True, speak=speak, low=hours(low), high=hours(high))
    theirs = (job.hours_min_c or 0, job.hours_max_c or 0)
    return _limit(
        "hours",
        False,
        low=hours(mine[0]),
        high=hours(mine[1]),
        job_low=hours(theirs[0]),
        job_high=hours(theirs[1]),
    )


def shared_hours(person: Person, job: Job) -> tuple[int, int]:
    """The hours that suit both, in hundredths; the first is more than the last if there are none."""
    low = max(person.hours_min_c or 0, job.hours_min_c or 0)
    return low, min(person.hours_max_c or 0, job.hours_max_c or 0)


def _codes(code: str, lacking: frozenset[str], names: dict[str, str]) -> Limit:
    return _limit(code, not lacking, what=listed(lacking, names)) if lacking else _limit(code, True)


def _tasks(person: Person, job: Job, weights: Weights) -> Limit:
    whole, mine = sum(task.weight for task in job.tasks), done(person, job)
    kept = 100 * mine >= weights.tasks_at_least * whole
    return _limit("tasks", kept, percent=100 * mine // whole, least=weights.tasks_at_least)


def _conditions(person: Person, job: Job) -> Iterator[Limit]:
    for code, value in (person.conditions or {}).items():
        nature, what = codes.CONDITIONS[code].nature, condition(code)
        if nature == "offered" and value:
            yield _limit("condition", is_offered(job, code), code, speak="offered", what=what)
        elif nature == "asked":
            much = asked(job, code)
            yield Limit("condition", code, much <= value, NUMBERS[code], {"asked": much, "limit": value})
        elif nature == "enough":
            given = enough(job, code)
            yield Limit("condition", code, given >= value, NUMBERS[code], {"given": given, "needed": value})
        elif nature == "hour":
            hour = begins(job)
            yield _limit("condition", hour >= value, code, speak="hour", begins=hour, limit=value)


def _language(person: Person, job: Job, language: str) -> Limit:
    wanted, held = job.languages[language], person.languages.get(language)
    kept = LEVEL_ORDER.get(held or "", 0) >= LEVEL_ORDER[wanted]
    has = Words(codes.LANGUAGE_LEVELS[held] if held else UNKNOWN)
    name = Words(codes.LANGUAGES[language])
    return _limit(
        "language", kept, language, language=name, asked=Words(codes.LANGUAGE_LEVELS[wanted]), has=has
    )
