"""How well one person and one job fit: hard limits first, then points part by part, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from meedoen.matching import codes
from meedoen.matching.limits import Journey, Limit, journey, limits, shared_hours
from meedoen.matching.points import WHOLE, Weights
from meedoen.matching.ready import missing_in_job, missing_in_person
from meedoen.matching.shapes import Job, Person
from meedoen.matching.spoken import NO_NUMBERS, NO_WISHES, PART, hours, say
from meedoen.matching.takes import asked, enough
from meedoen.matching.travel import estimates_on
from meedoen.primitives.words import Words

# Conditions that someone gives as a number.
STATED = frozenset((*codes.ASKED, *codes.ENOUGH))
Liking = Literal["liked", "able", "wanted", "none"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: whole points of the most there are, and why."""

    code: str
    points: int
    most: int
    words: Words


@dataclass(frozen=True, slots=True)
class Fit:
    """The same from either side. `unmatched` says why there was nothing to compare.

    A score there is if and only if nothing is in the way; it never decides anything.
    """

    person: str
    job: str
    weights_from: date
    unmatched: tuple[Words, ...]
    limits: tuple[Limit, ...]
    parts: tuple[Part, ...]

    @property
    def broken(self) -> tuple[Limit, ...]:
        return tuple(one for one in self.limits if not one.is_kept)

    @property
    def fits(self) -> bool:
        return not self.unmatched and not self.broken

    @property
    def score(self) -> int | None:
        """Points out of `WHOLE`; None if and only if it does not fit."""
        return sum(part.points for part in self.parts) if self.fits else None

    @property
    def out_of_100(self) -> int | None:
        """The score as a page says it, rounded down."""
        return None if self.score is None else 100 * self.score // WHOLE


def fit(person: Person, job: Job, weights: Weights, day: date) -> Fit:
    """Compare a person and a job with these weights on this day."""
    unmatched = missing_in_person(person) + missing_in_job(job)
    if unmatched:
        return Fit(person.key, job.key, weights.starts_on, unmatched, (), ())
    return compared(person, job, weights, day)


def compared(person: Person, job: Job, weights: Weights, day: date) -> Fit:
    """Compare two that are known to be ready, as those out of an index are."""
    way = journey(person, job, estimates_on(day))
    found = tuple(limits(person, job, way, weights, day))
    parts: tuple[Part, ...] = ()
    if all(one.is_kept for one in found):
        parts = tuple(_parts(person, job, way, weights))
    return Fit(person.key, job.key, weights.starts_on, (), found, parts)


def parts_of(person: Person, job: Job, weights: Weights, day: date) -> tuple[Part, ...]:
    """The parts of a pair that is known to fit, as those that a search found."""
    return tuple(_parts(person, job, journey(person, job, estimates_on(day)), weights))


def _parts(person: Person, job: Job, way: Journey, weights: Weights) -> Iterator[Part]:
    """Every part of a pair that fits, in the order of the list."""
    yield _tasks(person, job, weights)
    yield _wishes(person, job, weights)
    yield travel_part(person, way, weights)
    yield _hours(person, job, weights)
    yield _room(person, job, weights)


def travel_part(person: Person, way: Journey, weights: Weights) -> Part:
    """The points for a journey that is within the limit: all for none, half at the limit."""
    limit, minutes = person.travel_minutes or 0, way.minutes or 0
    most = weights.parts["travel"]
    points = most * (2 * limit - minutes) // (2 * limit)
    return Part("travel", points, most, say(PART["travel"], minutes=minutes, limit=limit))


def task_liking(person: Person, code: str) -> Liking:
    """Whether someone likes this task that they can do, can do it, wants to learn it, or none of these."""
    if code in person.tasks_able:
        return "liked" if code in person.tasks_liked else "able"
    return "wanted" if code in person.tasks_wanted or code in person.tasks_liked else "none"


def task_percent(person: Person, code: str, weights: Weights) -> int:
    """What a task counts for this person; 0 for one that they neither do nor want to learn."""
    how = task_liking(person, code)
    return 0 if how == "none" else int(getattr(weights, how))


def _tasks(person: Person, job: Job, weights: Weights) -> Part:
    most, whole, earned = weights.parts["tasks"], 0, 0
    counted = {"liked": 0, "able": 0, "wanted": 0, "none": 0}
    worth = {"liked": weights.liked, "able": weights.able, "wanted": weights.wanted, "none": 0}
    # Asked once for each task of each pair that is shown: a call for each would take as long as all this.
    able, liked, wanted = person.tasks_able, person.tasks_liked, person.tasks_wanted
    for task in job.tasks:
        code, weight = task.code, task.weight
        if code in able:
            how = "liked" if code in liked else "able"
        else:
            how = "wanted" if code in wanted or code in liked else "none"
        whole += weight
        earned += weight * worth[how]
        counted[how] += 1
    return Part("tasks", most * earned // (100 * whole), most, Words(PART["tasks"], counted))


def _wishes(person: Person, job: Job, weights: Weights) -> Part:
    most = weights.parts["wishes"]
    if not person.wishes:
        return Part("wishes", 0, most, Words(NO_WISHES))
    whole = wished = 0
    for task in job.tasks:
        whole += task.weight
        if codes.field_of(task.code) in person.wishes:
            wished += task.weight
    return Part("wishes", most * wished // whole, most, say(PART["wishes"], percent=100 * wished // whole))


def _hours(person: Person, job: Job, weights: Weights) -> Part:
    """An hour more on either side, so that one exact number of hours is a whole fit too."""
    most, (low, high) = weights.parts["hours"], shared_hours(person, job)
    narrow = min(
        (person.hours_max_c or 0) - (person.hours_min_c or 0), (job.hours_max_c or 0) - (job.hours_min_c or 0)
    )
    words = say(PART["hours_one" if low == high else "hours"], low=hours(low), high=hours(high))
    return Part("hours", most * (high - low + 100) // (narrow + 100), most, words)


def _room(person: Person, job: Job, weights: Weights) -> Part:
    """How many of the numbers that someone gave are not touched by what the work asks."""
    most, given = weights.parts["room"], person.conditions or {}
    stated = [code for code in given if code in STATED]
    if not stated:
        return Part("room", most, most, Words(NO_NUMBERS))
    roomy = sum(_has_room(code, given[code], job, weights.room) for code in stated)
    return Part("room", most * roomy // len(stated), most, say(PART["room"], roomy=roomy, stated=len(stated)))


def _has_room(code: str, value: int, job: Job, percent: int) -> bool:
    if codes.CONDITIONS[code].nature == "asked":
        return 100 * asked(job, code) <= percent * value
    return enough(job, code) * percent >= 100 * value
