"""People as the carving engine takes them, and which of them a search is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meedoen.matching.carving_demands import RUNGS, highest, is_met, together, unmet
from meedoen.matching.carving_shapes import AN_HOUR, Carver, Function, Task
from meedoen.matching.ready import missing_in_person
from meedoen.matching.shapes import Person, Point
from meedoen.matching.travel import estimates_on, metres, point_of

# More people than this make no better jobs, and a search of minutes.
MOST_PEOPLE = 100
# Hundredths of an hour in a quarter.
IN_A_QUARTER = 25
TOO_FAR = 600


@dataclass(frozen=True, slots=True)
class Pool:
    """Who a search is for, and how many were looked at, can be matched, are near and want such hours."""

    people: tuple[Carver, ...]
    looked_at: int
    ready: int
    in_reach: int
    suitable: int


def carver_of(
    person: Person, hours: tuple[Decimal, Decimal], places: Mapping[str, Point | None], day: date
) -> Carver | None:
    """One person with the hours that both want; None where those are not, or nothing is known to go on."""
    if missing_in_person(person):
        return None
    least = max(-(-(person.hours_min_c or 0) // IN_A_QUARTER), int(hours[0] * AN_HOUR))
    most = min((person.hours_max_c or 0) // IN_A_QUARTER, int(hours[1] * AN_HOUR))
    if least > most or most < 1:
        return None
    return Carver(
        key=person.key,
        least=least,
        most=most,
        codes=person.conditions or {},
        level=person.level or "none",
        able=person.tasks_able,
        liked=person.tasks_liked,
        wanted=person.tasks_wanted,
        minutes=dict(_minutes(person, places, day)),
        furthest=person.travel_minutes,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a job of these tasks asks, to pass over quickly whom it cannot fit."""

    quarters: int
    level: int
    demands: Mapping[str, int]

    def may_be_met(self, person: Person) -> bool:
        """False only of someone whom the job does not fit; who may be met is looked at wholly."""
        needs = person.conditions or {}
        return (
            (person.hours_min_c or 0) <= self.quarters * IN_A_QUARTER <= (person.hours_max_c or 0)
            and RUNGS.get(person.level or "none", self.level) >= self.level
            and all(is_met(needs, code, value) for code, value in self.demands.items())
        )


def asked_by(tasks: Iterable[Task]) -> Asked:
    """What these tasks ask together."""
    asked = tuple(tasks)
    return Asked(sum(task.quarters for task in asked), RUNGS[highest(asked)], together(asked))


def _minutes(person: Person, places: Mapping[str, Point | None], day: date) -> Iterator[tuple[str, int]]:
    """The journey to each employer; to a place that is not known it counts as too far."""
    here, estimates = point_of(person.place), estimates_on(day)
    for employer, there in places.items():
        if here is None or there is None:
            yield employer, TOO_FAR
        else:
            away = metres(here, there, estimates.within_metres)
            yield employer, min(TOO_FAR, estimates.journey(away, person.means)[0])


def is_in_reach(carver: Carver) -> bool:
    """Whether one of the employers is near enough."""
    return any(minutes <= (carver.furthest or 0) for minutes in carver.minutes.values())


def pool_of(
    people: Sequence[Person],
    functions: Sequence[Function],
    hours: tuple[Decimal, Decimal],
    places: Mapping[str, Point | None],
    day: date,
) -> Pool:
    """The people for whom there may be a job: those who can do most of what can be taken out come first."""
    ready = [person for person in people if not missing_in_person(person)]
    near = {
        person.key: carver
        for person in ready
        if (carver := _anyhow(person, places, day)) is not None and is_in_reach(carver)
    }
    wanted = [
        one for person in ready if person.key in near and (one := carver_of(person, hours, places, day))
    ]
    ranked = sorted(((_quarters_for(one, functions), one) for one in wanted), key=_first_most)
    chosen = tuple(one for quarters, one in ranked[:MOST_PEOPLE] if quarters)
    suitable = sum(1 for quarters, _one in ranked if quarters)
    return Pool(chosen, len(people), len(ready), len(near), suitable)


def _anyhow(person: Person, places: Mapping[str, Point | None], day: date) -> Carver | None:
    return carver_of(person, (Decimal(0), Decimal(40)), places, day)


def _first_most(ranked: tuple[int, Carver]) -> tuple[int, int, str]:
    return -ranked[0], len(ranked[1].key), ranked[1].key


def _quarters_for(carver: Carver, functions: Iterable[Function]) -> int:
    """Quarters of work that someone can do, twice those of tasks that they know, like or want to learn."""
    known = carver.able | carver.liked | carver.wanted
    return sum(
        task.quarters * (2 if task.work in known else 1)
        for function in functions
        for task in function.tasks
        if not task.kept and not unmet(carver, task)
    )
