"""Every pair of people and jobs, and one person against all jobs, beside numpy in stages and DuckDB."""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench.matching_region import DAY, region
from bench.matching_sql import Asked, counted
from bench.matching_ways import staged
from meedoen.matching.fit import parts_of
from meedoen.matching.many import best_of_row, index_of, pairs_packed
from meedoen.matching.packing import pack_people
from meedoen.matching.points import weights_on

PEOPLE = 50_000
ROUNDS = 3
SEARCHES = 2_000
Way = Callable[[], tuple[int, int]]


def main(rows: int | None = None) -> None:
    """All ways in each round, on as many people as asked and two jobs for every five of them."""
    _run(rows or PEOPLE, (rows or PEOPLE) * 2 // 5, ROUNDS)


def _from_command_line() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=PEOPLE)
    arguments.add_argument("--jobs", type=int, default=PEOPLE * 2 // 5)
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    given = arguments.parse_args()
    _run(given.people, given.jobs, given.rounds)


def _run(how_many: int, how_many_jobs: int, rounds: int) -> None:
    people, jobs = region(how_many, how_many_jobs)
    weights = weights_on(DAY)
    before = time.process_time()
    index = index_of(jobs, weights, DAY)
    crowd = pack_people(people, weights, index.estimates).crowd
    packing = time.process_time() - before
    asked = Asked(crowd, index.openings, index.rules)
    ways: dict[str, Way] = {
        "our kernel": lambda: _sums(pairs_packed(crowd, index)),
        "numpy in stages": lambda: counted(staged(crowd, index.openings, index.rules)),
        "DuckDB": asked,
    }
    found = {name: way() for name, way in ways.items()}
    if len(set(found.values())) != 1:
        sys.exit(f"De manieren vinden niet dezelfde paren: {found}")
    took = _measure(ways, rounds)
    ours = took["our kernel"]
    pairs, _ = found["our kernel"]
    print(
        f"{how_many} people x {how_many_jobs} jobs: {pairs} pairs fit; packing {packing:.2f} s of processor"
    )
    print(f"{'way':18} {'wall s':>8} {'cpu s':>8} {'wall ratio':>11} {'cpu ratio':>10}")
    for name, (wall, cpu) in took.items():
        print(f"{name:18} {wall:8.3f} {cpu:8.3f} {wall / ours[0]:11.1f} {cpu / ours[1]:10.1f}")
    _search(crowd, index, people, jobs)


def _sums(found: tuple[Any, Any, Any]) -> tuple[int, int]:
    return found[1].size, int(found[2].astype(np.int64).sum())


def _measure(ways: dict[str, Way], rounds: int) -> dict[str, tuple[float, float]]:
    """The median of the wall clock and of the processor time; load on the machine strikes all ways alike."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            wall, cpu = time.perf_counter(), time.process_time()
            way()
            taken[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    return {
        name: (statistics.median(wall for wall, _ in times), statistics.median(cpu for _, cpu in times))
        for name, times in taken.items()
    }


def _search(crowd: Any, index: Any, people: Any, jobs: Any) -> None:
    """One person against all jobs: the ten best, and the ten best with every reason in words."""
    plain, told = [], []
    chosen = np.random.default_rng(5).integers(0, crowd.order.size, SEARCHES)
    for row in chosen.tolist():
        person = people[crowd.order[row]]
        before = time.thread_time()
        best = best_of_row(crowd, row, index)
        plain.append(time.thread_time() - before)
        for job, _ in best:
            [str(part.words) for part in parts_of(person, jobs[job], index.weights, DAY)]
        told.append(time.thread_time() - before)
    for name, times in (("ten best", plain), ("ten best with reasons", told)):
        median, p99 = (1000 * float(np.quantile(times, part)) for part in (0.5, 0.99))
        print(f"one person, {name}: {median:.3f} ms median, {p99:.3f} ms p99 (processor)")


if __name__ == "__main__":
    _from_command_line()
