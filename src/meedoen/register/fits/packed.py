"""The people and jobs that are kept, packed for comparison for as long as they are the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import Any, NamedTuple

from meedoen.matching.points import Weights, weights_on
from meedoen.matching.shapes import Job, Person
from meedoen.matching.sifting_rows import job_columns, people_beside, person_rows, some_jobs, some_people
from meedoen.matching.sorting import Jobs, People
from meedoen.matching.travel import estimates_on
from meedoen.register.fits.facts import with_free_seats
from meedoen.register.fits.kept import findable_people, open_jobs_told


class PackedPeople(NamedTuple):
    """People packed, and at which row each of them stands."""

    people: People
    row_of: dict[int, int]


class _People:
    """Of a change only who changed is packed again: a person takes 0,1 ms, a region half a second."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._for: Any = None
        self._of: Mapping[int, Person] = {}
        self._found: PackedPeople | None = None

    def of(self, people: Mapping[int, Person], weights: Weights, on: date) -> PackedPeople:
        estimates = estimates_on(on)
        with self._lock:
            before = self._found if self._for == (weights, estimates) else None
            if before is not None and self._of is people:
                return before
            same, others, rows = [], list(people), person_rows([], weights, estimates)
            if before is not None:
                same = [key for key, one in people.items() if key in before.row_of and self._of[key] is one]
                others = list(people.keys() - set(same))
                kept = [before.row_of[key] for key in same]
                rows = some_people(before.people.rows, kept)
            fresh = person_rows([people[key] for key in others], weights, estimates)
            keys = [*same, *others]
            found = People([people[key] for key in keys], people_beside(rows, fresh))
            self._for, self._of = (weights, estimates), people
            self._found = PackedPeople(found, {key: row for row, key in enumerate(keys)})
            return self._found


class _Jobs:
    """All jobs again if one changed: a few hundred take 20 ms."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._for: Any = None
        self._of: Mapping[int, Job] = {}
        self._columns: Any = None
        self._at: dict[str, int] = {}

    def of(self, jobs: Mapping[int, Job], weights: Weights, on: date) -> tuple[Any, dict[str, int]]:
        with self._lock:
            if self._of is not jobs or self._for != (weights, on):
                shapes = list(jobs.values())
                self._columns = job_columns(shapes, weights, on)
                self._at = {job.key: at for at, job in enumerate(shapes)}
                self._of, self._for = jobs, (weights, on)
            return self._columns, self._at


_PEOPLE, _JOBS = _People(), _Jobs()


def findable_packed(on: date) -> PackedPeople:
    """Return everyone who is findable, packed; also who may not be used for matching."""
    return _PEOPLE.of(findable_people(on), weights_on(on), on)


def open_jobs_packed(on: date) -> Jobs:
    """Return the jobs that are open that day and have a seat that is free, packed."""
    kept = open_jobs_told(on)
    columns, at = _JOBS.of(kept, weights_on(on), on)
    jobs = with_free_seats(kept, on)
    return Jobs(jobs, some_jobs(columns, [at[job.key] for job in jobs]))
