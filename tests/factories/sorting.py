"""People and jobs sorted out one pair after the other: what the quick way has to come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from meedoen.matching.changes import changed
from meedoen.matching.fit import compared
from meedoen.matching.near import misses_of
from meedoen.matching.points import Weights
from meedoen.matching.ready import missing_in_job, missing_in_person
from meedoen.matching.shapes import Job, Person
from meedoen.matching.sorting import SHOWN, Compared


@dataclass
class Slowly:
    fitting: list[Compared]
    near: list[Compared]
    rest: int
    why_not: Counter[tuple[str, str]]


def slowly(people: Sequence[Person], jobs: Sequence[Job], weights: Weights, day: date) -> Slowly:
    """Everything of everybody, in the order of the page."""
    found = Slowly([], [], 0, Counter())
    for person, job in product(people, jobs):
        if missing_in_person(person) or missing_in_job(job):
            continue
        pair = compared(person, job, weights, day)
        if pair.fits:
            found.fitting.append(Compared(person.key, job.key, pair))
        elif misses := misses_of(pair, person, job, weights, day):
            after = changed(person, job, (miss.change for miss in misses))
            then = compared(*after, weights, day)
            found.near.append(Compared(person.key, job.key, pair, misses, then))
        else:
            found.rest += 1
            found.why_not.update({(one.code, one.topic) for one in pair.broken})
    found.fitting.sort(key=lambda one: -one.points)
    found.near.sort(key=lambda one: (len(one.misses), -one.points))
    return found


def shown(found: Slowly) -> tuple[tuple[Compared, ...], tuple[Compared, ...]]:
    """What a page has room for."""
    return tuple(found.fitting[:SHOWN]), tuple(found.near[:SHOWN])
