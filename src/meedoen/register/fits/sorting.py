"""Pairs of a person and a job sorted out: what fits, what nearly fits, and why the rest does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product

from meedoen.matching.changes import changed
from meedoen.matching.fit import Fit, compared
from meedoen.matching.limits import done, shared_hours
from meedoen.matching.near import NearMiss, misses_of
from meedoen.matching.points import Weights
from meedoen.matching.ready import missing_in_job, missing_in_person
from meedoen.matching.shapes import Job, Person

# As many as someone reads before they choose; the rest is counted.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """One pair: how it fits, or what would make it fit and how many points it would have then."""

    person: str
    job: str
    fit: Fit
    misses: tuple[NearMiss, ...] = ()
    then: Fit | None = None

    @property
    def points(self) -> int:
        return (self.then or self.fit).score or 0


@dataclass(frozen=True, slots=True)
class Sorted:
    """`fitting` and `near` hold the first `SHOWN`, the best first; the numbers count all.

    `why_not`: for each limit, how many pairs it stands in the way of; one pair can have several.
    `unmatched`: pairs of which a side says too little to compare.
    """

    fitting: tuple[Compared, ...]
    near: tuple[Compared, ...]
    fit_count: int
    near_count: int
    rest_count: int
    unmatched_count: int
    why_not: tuple[tuple[str, str, int], ...]
    weights: Weights


def sorted_out(
    people: Sequence[Person],
    jobs: Sequence[Job],
    weights: Weights,
    day: date,
    costs: Mapping[str, Decimal] | None = None,
) -> Sorted:
    """Compare each of these people with each of these jobs; among equals the first that came stays first.

    `costs`: what the region reckons with for a change, by the keys of `matching.near.COSTS`.
    """
    fitting: list[Compared] = []
    near: list[tuple[Compared, Person, Job]] = []
    in_the_way: Counter[tuple[str, str]] = Counter()
    rest = 0
    # Asked once for each, not once for each pair.
    ready_people = [person for person in people if not missing_in_person(person)]
    ready_jobs = [job for job in jobs if not missing_in_job(job)]
    for person, job in product(ready_people, ready_jobs):
        found = compared(person, job, weights, day)
        if found.fits:
            fitting.append(Compared(person.key, job.key, found))
        elif misses := misses_of(found, person, job, weights, day, costs):
            near.append((Compared(person.key, job.key, found, misses), person, job))
        else:
            rest += 1
            in_the_way.update({(one.code, one.topic) for one in found.broken})
    fitting.sort(key=lambda one: -one.points)
    return Sorted(
        tuple(fitting[:SHOWN]),
        _least_to_arrange(near, weights, day),
        len(fitting),
        len(near),
        rest,
        len(people) * len(jobs) - len(ready_people) * len(ready_jobs),
        tuple((code, topic, count) for (code, topic), count in in_the_way.most_common()),
        weights,
    )


def _least_to_arrange(
    near: list[tuple[Compared, Person, Job]], weights: Weights, day: date
) -> tuple[Compared, ...]:
    """The first `SHOWN` of what nearly fits: the fewest changes first, then the most points after them."""
    changes = sorted(len(one.misses) for one, _, _ in near)
    most = changes[min(SHOWN, len(near)) - 1] if near else 0
    found = [
        replace(one, then=compared(*changed(person, job, (miss.change for miss in one.misses)), weights, day))
        for one, person, job in near
        if len(one.misses) <= most
    ]
    return tuple(sorted(found, key=lambda one: (len(one.misses), -one.points))[:SHOWN])


def how_many_fit(people: Iterable[Person], jobs: Sequence[Job], weights: Weights, day: date) -> int:
    """Count the pairs that fit: the number that `sorted_out` gives, without asking why the rest does not."""
    ready_jobs = [job for job in jobs if not missing_in_job(job)]
    return sum(
        not missing_in_person(person) and compared(person, job, weights, day).fits
        for person, job in product(people, ready_jobs)
        if _may_fit(person, job, weights)
    )


def _may_fit(person: Person, job: Job, weights: Weights) -> bool:
    """What costs least to ask and stops most people; whoever fits passes."""
    low, high = shared_hours(person, job)
    whole = sum(task.weight for task in job.tasks)
    return (
        low <= high
        and job.days <= person.days
        and job.times <= person.times
        and 100 * done(person, job) >= weights.tasks_at_least * whole
    )
