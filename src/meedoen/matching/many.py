"""Many people and many jobs at once: every pair that fits with its score, the same as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np

from meedoen.matching.codes import MEANS
from meedoen.matching.kernel import (
    FULL,
    MOST_JOBS,
    MOST_ROWS,
    ROW_SHIFT,
    SCORE_SHIFT,
    TOP_SCORE,
    Rules,
    pairs_of,
)
from meedoen.matching.packing import Array, Crowd, Openings, pack_jobs, pack_people
from meedoen.matching.points import Weights
from meedoen.matching.shapes import Job, Person
from meedoen.matching.travel import Estimates, estimates_on
from meedoen.primitives.words import Words

MOST_NUMBERS = 8
BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every pair that fits, per person (`starts`), the best first, of equals the job that came first.

    Row and job are places in the lists that went in; `left_out` says by key why someone or something is in no
    pair at all.
    """

    starts: Array
    jobs: Array
    scores: Array
    people_left_out: dict[str, tuple[Words, ...]]
    jobs_left_out: dict[str, tuple[Words, ...]]

    def of(self, row: int) -> list[tuple[int, int]]:
        """The jobs of one person with their scores."""
        part = slice(self.starts[row], self.starts[row + 1])
        return list(zip(self.jobs[part].tolist(), self.scores[part].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Index:
    """Jobs kept ready to be searched, with the weights and the day they were packed for."""

    openings: Openings
    rules: Rules
    weights: Weights
    estimates: Estimates
    left_out: dict[str, tuple[Words, ...]]


def index_of(jobs: Sequence[Job], weights: Weights, day: date) -> Index:
    """Pack these jobs once, for any number of searches."""
    if len(jobs) >= MOST_JOBS:
        raise ValueError(f"no more than {MOST_JOBS} jobs at once")
    estimates, packed = estimates_on(day), pack_jobs(jobs, weights, day)
    return Index(packed.openings, rules_of(weights, estimates), weights, estimates, packed.left_out)


def rules_of(weights: Weights, estimates: Estimates) -> Rules:
    """Weights and estimates as the kernel takes them."""
    most, parts = weights.parts["room"], weights.parts
    room = np.full((MOST_NUMBERS, MOST_NUMBERS), most, dtype=np.int64)
    for stated in range(1, MOST_NUMBERS):
        room[stated] = [most * min(roomy, stated) // stated for roomy in range(MOST_NUMBERS)]
    means = [estimates.means[code] for code in MEANS]
    return Rules(
        parts["tasks"],
        parts["wishes"],
        parts["travel"],
        parts["hours"],
        room,
        weights.tasks_at_least,
        estimates.within_metres,
        np.array([one.speed_kmh for one in means]),
        np.array([one.detour_percent for one in means]),
        np.array([one.start_minutes for one in means]),
    )


def best_for(person: Person, index: Index, top: int = 10) -> list[tuple[int, int]]:
    """The best jobs for one person with their scores; nothing if the profile is not ready."""
    packed = pack_people([person], index.weights, index.estimates)
    return best_of_row(packed.crowd, 0, index, top)


def best_of_row(crowd: Crowd, row: int, index: Index, top: int = 10) -> list[tuple[int, int]]:
    """The same for a person who is packed already; `row` counts in `crowd.order`."""
    found = np.empty(index.openings.row.size, dtype=np.int64)
    count = pairs_of(row, row + 1, crowd, index.openings, index.rules, found)
    found = found[:count]
    if count > top:
        found = np.partition(found, top - 1)[:top]
    found.sort()
    return list(zip(_jobs(found).tolist(), _scores(found).tolist(), strict=True))


def best_people(
    job: Job, people: Sequence[Person], weights: Weights, day: date, top: int = 10
) -> list[tuple[int, int]]:
    """The best people for one job with their scores: the same pairs, looked at from the other side."""
    found = pairs(people, [job], weights, day)
    rows = np.repeat(np.arange(len(people)), np.diff(found.starts))
    best = np.lexsort((rows, -found.scores))[:top]
    return list(zip(rows[best].tolist(), found.scores[best].tolist(), strict=True))


def pairs(
    people: Sequence[Person], jobs: Sequence[Job], weights: Weights, day: date, threads: int = 2
) -> Pairs:
    """Every pair that fits, with the score that `fit` gives it."""
    index = index_of(jobs, weights, day)
    packed = pack_people(people, weights, index.estimates)
    starts, found_jobs, scores = pairs_packed(packed.crowd, index, threads)
    return Pairs(starts, found_jobs, scores, packed.left_out, index.left_out)


def pairs_packed(crowd: Crowd, index: Index, threads: int = 2) -> tuple[Array, Array, Array]:
    """Starts, jobs and scores in CSR, for people and jobs that are packed already."""
    people = crowd.order.size
    if people >= MOST_ROWS:
        raise ValueError(f"no more than {MOST_ROWS} people at once")
    blocks = [(first, min(first + BLOCK, people)) for first in range(0, people, BLOCK)]
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(lambda block: _block(block, crowd, index), blocks))
    found = np.concatenate([np.empty(0, dtype=np.int64), *parts])
    parts.clear()
    found.sort()
    starts = np.searchsorted(found, np.arange(people + 1, dtype=np.int64) << ROW_SHIFT)
    return starts, _jobs(found), _scores(found)


def _block(block: tuple[int, int], crowd: Crowd, index: Index) -> Array:
    room = max(index.openings.row.size, 256 * (block[1] - block[0]))
    while True:
        found = np.empty(room, dtype=np.int64)
        count: int = pairs_of(*block, crowd, index.openings, index.rules, found)
        if count != FULL:
            return found[:count].copy()
        room *= 2


def _jobs(found: Array) -> Array:
    return (found & (MOST_JOBS - 1)).astype(np.int32)


def _scores(found: Array) -> Array:
    return (TOP_SCORE - (found >> SCORE_SHIFT & TOP_SCORE)).astype(np.int16)
