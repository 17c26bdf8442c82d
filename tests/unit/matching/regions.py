"""Small drawn regions for the assignment, and the same questions put to OR-Tools."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from ortools.graph.python import min_cost_flow

Region = tuple[Any, Any, Any, Any]


def region(rows: list[dict[int, int]], seats: list[int]) -> Region:
    starts = np.cumsum([0, *(len(row) for row in rows)])
    jobs = np.array([job for row in rows for job in row], np.int32)
    points = np.array([points for row in rows for points in row.values()], np.int32)
    return starts, jobs, points, np.array(seats, np.int64)


@st.composite
def regions(draw: st.DrawFn, most_points: int = 30) -> Region:
    """Few jobs and points, so that seats run out and scores tie."""
    jobs = draw(st.integers(1, 6))
    row = st.dictionaries(st.integers(0, jobs - 1), st.integers(1, most_points), max_size=jobs)
    rows = draw(st.lists(row, max_size=14))
    return region(rows, draw(st.lists(st.integers(0, 3), min_size=jobs, max_size=jobs).filter(any)))


def crowd(people: int, jobs: int, kind: str, seed: int) -> Region:
    """Everybody could do every job: all want the "same", six "levels" of points, or points "drawn"."""
    draw = np.random.default_rng(seed)
    points = {
        "same": np.outer(draw.integers(1, 32, people), draw.integers(1, 32, jobs)),
        "levels": 100 * draw.integers(1, 7, (people, jobs)),
        "drawn": draw.integers(1, 1002, (people, jobs)),
    }[kind]
    starts = np.arange(people + 1) * jobs
    return starts, np.tile(np.arange(jobs), people), points.ravel(), draw.integers(1, 4, jobs)


def by_flow(given: Region, group: Any = None, due: Any = None) -> int | None:
    """The most points by OR-Tools, with so many due to each group; None where that cannot be."""
    starts, jobs, points, seats = given
    people, count = len(starts) - 1, len(seats)
    group = np.zeros(people, np.int64) if group is None else group
    due = np.zeros(1, np.int64) if due is None else due
    sizes, end = np.bincount(group, minlength=len(due)), people + count + len(due)
    flow = min_cost_flow.SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    persons, ones = np.arange(people), np.ones(people, np.int64)
    add(
        np.repeat(persons, np.diff(starts)), people + jobs, np.ones(len(jobs), np.int64), -points.astype("i8")
    )
    add(persons, people + count + group, ones, 0 * ones)
    add(people + np.arange(count), np.full(count, end), seats, 0 * seats)
    add(people + count + np.arange(len(due)), np.full(len(due), end), sizes - due, 0 * due)
    flow.set_nodes_supplies(np.append(persons, end), np.append(ones, -people))
    return -flow.optimal_cost() if flow.solve() == flow.OPTIMAL else None
