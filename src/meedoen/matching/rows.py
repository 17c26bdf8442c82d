"""The pairs as the loops take them: a row of numbers per person, and in which order people come."""

from __future__ import annotations

from typing import Any

import numpy as np

from meedoen.matching.compiled import compiled

LOW = 0xFFFFFFFF
# More than one person in so many with the same first choice is a crowd.
CROWD = 20


@compiled
def packed_rows(indices: Any, scores: Any, top: int) -> Any:
    """Each pair as one number that sorts by points down, then by job."""
    packed = np.empty(len(indices), np.int64)
    for at in range(len(indices)):
        packed[at] = ((top - np.int64(scores[at])) << 32) | np.int64(indices[at])
    return packed


@compiled
def is_in_order(indptr: Any, packed: Any) -> bool:
    """Whether every row has its best pairs first."""
    for person in range(len(indptr) - 1):
        for at in range(indptr[person] + 1, indptr[person + 1]):
            if packed[at] < packed[at - 1]:
                return False
    return True


@compiled
def people_of(packed: Any, jobs: int) -> Any:
    """How many people could do each job."""
    found = np.zeros(jobs, np.int64)
    for key in packed:
        found[key & LOW] += 1
    return found


@compiled
def turned(indptr: Any, packed: Any, jobs: int) -> Any:
    """The same pairs seen from the jobs: a row for each, with its people."""
    starts = np.zeros(jobs + 1, np.int64)
    for key in packed:
        starts[(key & LOW) + 1] += 1
    starts = np.cumsum(starts)
    at, found = starts[:-1].copy(), np.empty(len(packed), np.int64)
    for person in range(len(indptr) - 1):
        for key in packed[indptr[person] : indptr[person + 1]]:
            job = key & LOW
            found[at[job]] = ((key >> 32) << 32) | person
            at[job] += 1
    return starts, found


@compiled
def turns(indptr: Any, packed: Any, top: int, jobs: int) -> Any:
    """The order in which people come: as they stand, unless many want the same job most.

    Then by best score, highest first, so that who comes later seldom moves the others (22 times less work
    where everybody ranks the jobs alike, up to twice as much where they do not).
    """
    people = len(indptr) - 1
    keys, wanted, most = np.empty(people, np.int64), np.zeros(jobs, np.int64), 0
    for person in range(people):
        least = np.int64(top) << 32
        for at in range(indptr[person], indptr[person + 1]):
            least = min(least, packed[at])
        if indptr[person] < indptr[person + 1]:
            wanted[least & LOW] += 1
            most = max(most, wanted[least & LOW])
        keys[person] = ((least >> 32) << 32) | person
    if most * CROWD <= people:
        return np.arange(people)
    keys.sort()
    return keys & LOW


@compiled
def twice_in_a_row(indptr: Any, indices: Any, jobs: int) -> int:
    """The first person who has one job twice, or -1."""
    seen = np.full(jobs, -1, np.int64)
    for person in range(len(indptr) - 1):
        for at in range(indptr[person], indptr[person + 1]):
            if seen[indices[at]] == person:
                return person
            seen[indices[at]] = person
    return -1
