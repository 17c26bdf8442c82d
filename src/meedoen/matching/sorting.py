"""Pairs of a person and a job sorted out: what fits, what nearly fits, and why the rest does not."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from meedoen.matching.changes import changed
from meedoen.matching.fit import Fit, compared
from meedoen.matching.near import NearMiss, misses_of
from meedoen.matching.points import Weights
from meedoen.matching.shapes import Job, Person
from meedoen.matching.sifting import LIMITS, sifted
from meedoen.matching.sifting_rows import (
    JobColumns,
    PersonRows,
    job_columns,
    people_beside,
    person_rows,
    some_jobs,
    some_people,
)
from meedoen.matching.travel import estimates_on

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


@dataclass(frozen=True, slots=True)
class People:
    """People beside how they are packed."""

    shapes: Sequence[Person]
    rows: PersonRows

    def some(self, which: Sequence[int]) -> People:
        """These of them, in this order."""
        if which == range(len(self.shapes)):
            return self
        return People([self.shapes[at] for at in which], some_people(self.rows, which))

    def and_also(self, others: People) -> People:
        """These, and after them the others."""
        return People([*self.shapes, *others.shapes], people_beside(self.rows, others.rows))


@dataclass(frozen=True, slots=True)
class Jobs:
    """Jobs beside how they are packed."""

    shapes: Sequence[Job]
    columns: JobColumns

    def some(self, which: Sequence[int]) -> Jobs:
        """These of them, in this order."""
        if which == range(len(self.shapes)):
            return self
        return Jobs([self.shapes[at] for at in which], some_jobs(self.columns, which))


def packed_people(people: Sequence[Person], weights: Weights, day: date) -> People:
    """Pack these people for as long as the weights and the estimates of travel stand."""
    return People(people, person_rows(people, weights, estimates_on(day)))


def packed_jobs(jobs: Sequence[Job], weights: Weights, day: date) -> Jobs:
    """Pack these jobs for this day and these weights."""
    return Jobs(jobs, job_columns(jobs, weights, day))


def sorted_out(people: Sequence[Person], jobs: Sequence[Job], weights: Weights, day: date) -> Sorted:
    """Compare each of these people with each of these jobs; among equals the first that came stays first."""
    return sorted_rows(packed_people(people, weights, day), packed_jobs(jobs, weights, day), weights, day)


def sorted_rows(people: People, jobs: Jobs, weights: Weights, day: date) -> Sorted:
    """The same for who and what is packed; put in words is only what is shown."""
    found = _Pairs(people, jobs, weights, day)
    changes = found.changes
    in_the_way = found.broken[(found.broken != 0) & (changes == 0)]
    counted = [
        (code, topic, int((in_the_way >> np.uint64(rank) & np.uint64(1)).sum()))
        for rank, (code, topic) in enumerate(LIMITS)
    ]
    fit_count, near_count = int((found.broken == 0).sum()), int((changes > 0).sum())
    return Sorted(
        found.best(),
        found.least_to_arrange(),
        fit_count,
        near_count,
        found.broken.size - fit_count - near_count,
        len(people.shapes) * len(jobs.shapes) - found.broken.size,
        tuple(sorted((one for one in counted if one[2]), key=lambda one: -one[2])),
        weights,
    )


class _Pairs:
    """Every pair of people and jobs that are ready, in a row: first all jobs of the first person."""

    def __init__(self, people: People, jobs: Jobs, weights: Weights, day: date) -> None:
        self.weights, self.day = weights, day
        self.people = people.some(_where(people.rows.is_ready))
        self.jobs = jobs.some(_where(jobs.columns.is_ready))
        rows = self.people.rows
        found = sifted(rows.crowd, rows.is_abroad, self.jobs.columns, weights, estimates_on(day))
        self.broken, self.points = found.broken.ravel(), found.points.ravel()
        self.changes = self._settled(found.changes)

    def _settled(self, changes: Any) -> Any:
        """Ask whether there are changes where a task has demands of its own; elsewhere that is known."""
        maybe = changes.astype(bool) & self.jobs.columns.has_own[None, :]
        settled = changes.ravel()
        for at in np.flatnonzero(maybe).tolist():
            settled[at] = len(self._misses(at)[1])
        return settled

    def _pair(self, at: int) -> tuple[Person, Job]:
        row, column = divmod(at, len(self.jobs.shapes))
        return self.people.shapes[row], self.jobs.shapes[column]

    def _misses(self, at: int) -> tuple[Fit, tuple[NearMiss, ...]]:
        person, job = self._pair(at)
        found = compared(person, job, self.weights, self.day)
        return found, misses_of(found, person, job, self.weights, self.day)

    def best(self) -> tuple[Compared, ...]:
        """The first `SHOWN` of what fits: the most points first."""
        fitting = np.flatnonzero(self.broken == 0)
        first = fitting[np.argsort(-self.points[fitting], kind="stable")][:SHOWN]
        pairs = (self._pair(at) for at in first.tolist())
        return tuple(
            Compared(one.key, job.key, compared(one, job, self.weights, self.day)) for one, job in pairs
        )

    def least_to_arrange(self) -> tuple[Compared, ...]:
        """The first `SHOWN` of what nearly fits: the fewest changes first, then the most points after them.

        Looked at in the order of the most points that each can have, until none can come before those found.
        """
        near = np.flatnonzero(self.changes)
        found: list[tuple[tuple[int, int, int], Compared]] = []
        for place in np.lexsort((-self.points[near], self.changes[near])).tolist():
            at = int(near[place])
            changes, most = int(self.changes[at]), int(self.points[at])
            if len(found) >= SHOWN and found[SHOWN - 1][0] < (changes, -most, at):
                break
            one = self._then(at)
            insort(found, ((changes, -one.points, at), one), key=lambda turn: turn[0])
        return tuple(one for _, one in found[:SHOWN])

    def _then(self, at: int) -> Compared:
        (person, job), (found, misses) = self._pair(at), self._misses(at)
        after = changed(person, job, (miss.change for miss in misses))
        then = compared(*after, self.weights, self.day)
        return Compared(person.key, job.key, found, misses, then)


def how_many_fit(people: People, jobs: Jobs, weights: Weights, day: date) -> int:
    """Count the pairs that fit: the number that `sorted_rows` gives."""
    return int((_Pairs(people, jobs, weights, day).broken == 0).sum())


def _where(is_ready: Any) -> Sequence[int]:
    """The places of those that are ready; a range where all are, so that nothing needs to be copied."""
    return range(is_ready.size) if is_ready.all() else np.flatnonzero(is_ready).tolist()
