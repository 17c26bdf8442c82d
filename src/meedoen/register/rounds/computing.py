"""The answer to a round, from people and jobs without names: the plan, its proof, what stands beside it."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from meedoen.matching.assignment import Plan, assign
from meedoen.matching.comparison import LimitCost, first_come, limit_costs
from meedoen.matching.fairness import FairPlan, assign_fairly
from meedoen.matching.many import Pairs, index_of, pairs
from meedoen.matching.points import Weights
from meedoen.matching.shapes import Job, Person
from meedoen.register.rounds.relaxing import LIMITS, Rows, behind

# What is told of progress: the plan, first come, and each limit.
STEPS = 2 + len(LIMITS)
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everyone and everything that takes part.

    `arrival` holds the places of the people in the order in which they came. `groups`: the number of each
    person's group or -1, or for overlapping groups a row of 0 and 1 for each person.
    """

    people: Sequence[Person]
    jobs: Sequence[Job]
    arrival: Sequence[int]
    groups: Sequence[Any] = ()
    names: Sequence[str] = ()
    share: Decimal | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a round found; `chosen` and `first` hold per person the place of a job, or -1."""

    chosen: Sequence[int]
    first: Sequence[int]
    points_of: Sequence[int]
    figures: dict[str, int]
    limits: list[dict[str, Any]]
    groups: list[dict[str, Any]] = field(default_factory=list)


def answered(crowd: Crowd, weights: Weights, day: date, tell: Tell) -> Answer:
    """Compute everything; raises AssignmentRefused in words where there is nothing to divide."""
    found = pairs(crowd.people, crowd.jobs, weights, day)
    seats = [job.seats for job in crowd.jobs]
    plan, fair = _planned(crowd, found, seats)
    free = fair.without_shares if fair else plan
    tell(1, STEPS)
    first = first_come(found.starts, found.jobs, found.scores, seats, arrival=array("q", crowd.arrival))
    tell(2, STEPS)
    limits = _limit_costs(crowd, found, seats, weights, day, tell)
    jobs_out = found.jobs_left_out
    chosen: list[int] = plan.chosen.tolist()
    figures = {
        "people": len(crowd.people) - len(found.people_left_out),
        "jobs": len(crowd.jobs) - len(jobs_out),
        "jobs_left_out": len(jobs_out),
        "seats": sum(job.seats for job in crowd.jobs if job.key not in jobs_out),
        "pairs": len(found.jobs),
        "points": plan.value,
        "placed": plan.placed,
        "bound": plan.certificate.bound,
        "free_points": free.value,
        "free_placed": free.placed,
        "first_points": first.value,
        "first_placed": first.placed,
    }
    groups = [asdict(one) for one in fair.groups] if fair else []
    costs = [asdict(one) for one in limits]
    return Answer(chosen, first.chosen.tolist(), _points_of(found, chosen), figures, costs, groups)


def _planned(crowd: Crowd, found: Pairs, seats: Sequence[int]) -> tuple[Plan, FairPlan | None]:
    given = (found.starts, found.jobs, found.scores, seats)
    if crowd.share is None:
        return assign(*given), None
    groups = crowd.groups if crowd.people else array("q")
    fair = assign_fairly(*given, groups=groups, share=crowd.share, names=crowd.names)
    return fair.plan, fair


def _points_of(found: Pairs, chosen: Sequence[int]) -> list[int]:
    return [dict(found.of(place)).get(job, 0) if job >= 0 else 0 for place, job in enumerate(chosen)]


def _limit_costs(
    crowd: Crowd, found: Pairs, seats: Sequence[int], weights: Weights, day: date, tell: Tell
) -> tuple[LimitCost, ...]:
    """Solved again without each limit: first what lies behind each of them, then all at once."""
    rows = [found.of(place) for place in range(len(crowd.people))]
    fitting = [frozenset(job for job, _points in row) for row in rows]
    index = index_of(crowd.jobs, weights, day)
    beyond: list[Rows] = []
    for place, limit in enumerate(LIMITS):
        beyond.append(behind(limit, crowd.people, crowd.jobs, fitting, index, day))
        tell(3 + place, STEPS)
    starts, jobs, points, breaks = array("q", [0]), array("i"), array("h"), array("i")
    for place, fits in enumerate(rows):
        for broken, row in ((-1, fits), *((number, one[place]) for number, one in enumerate(beyond))):
            jobs.extend(job for job, _points in row)
            points.extend(score for _job, score in row)
            breaks.extend([broken] * len(row))
        starts.append(len(jobs))
    return limit_costs(starts, jobs, points, seats, breaks=breaks, limits=[limit.code for limit in LIMITS])


def digest(what: Any) -> str:
    """The same for the same content, whatever order a dictionary has."""
    told = json.dumps(what, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def mark(of: Person | Job) -> str:
    """A short mark of what went in: it changes with any of it, and says none of it."""
    told = asdict(of)
    return digest({name: _plain(value) for name, value in told.items()})[:8]


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


@cache
def engine_version() -> str:
    """A mark of the code and the lists that an answer is made with."""
    seal = hashlib.sha256()
    rooms = [files("meedoen.matching")]
    rooms += sorted((one for one in rooms[0].iterdir() if one.is_dir()), key=lambda one: one.name)
    for room in rooms:
        for one in sorted(room.iterdir(), key=lambda entry: entry.name):
            if one.is_file() and one.name.endswith((".py", ".yaml", ".csv")):
                seal.update(one.name.encode() + one.read_bytes())
    return seal.hexdigest()[:12]
