"""The best assignment beside scipy and OR-Tools, on regions and crowds; each measures processor time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import numpy as np

from bench.assignment_regions import Region, crowd, region
from meedoen.matching import rows
from meedoen.matching.assignment import assign, best_of
from meedoen.matching.fairness import assign_fairly
from meedoen.matching.pairs import checked

ROUNDS = 3
Timed = tuple[float, int]


def main(people: int | None = None) -> None:
    """Ways interleaved in one run; with fewer `people` than 50.000 the large region is left out."""
    small = region(300, 120, scarce=True, reach=6.5)
    for way in WAYS.values():
        way(small)
    fairly(small)
    for name, given, ways in (
        ("5.000 x 2.000, seats plenty", region(5000, 2000, scarce=False, reach=6.5), list(WAYS)),
        ("5.000 x 2.000, seats scarce", region(5000, 2000, scarce=True, reach=6.5), list(WAYS)),
        ("2.000 x 800, all want the same", crowd(2000, 800, "same"), SPARSE),
        ("2.000 x 800, six levels of score", crowd(2000, 800, "levels"), SPARSE),
        ("2.000 x 800, drawn", crowd(2000, 800, "drawn"), SPARSE),
    ):
        compare(name, given, ways)
    fair_beside_flow(region(5000, 2000, scarce=True, reach=6.5))
    if people is None or people >= 50_000:
        for scarce in (False, True):
            whole_region(scarce)


def compare(name: str, given: Region, ways: list[str]) -> None:
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    values = {}
    for _round in range(ROUNDS):
        for way in ways:
            took, values[way] = WAYS[way](given)
            seconds[way].append(took)
    best = values["exact, check and proof included"]
    if any(value != best for way, value in values.items() if way != "preview with its gap"):
        sys.exit(f"{name}: de manieren vinden niet dezelfde waarde: {values}")
    print(f"\n{name}: {len(given[1]):,} pairs, median of {ROUNDS} rounds, ratio to exact")
    least = median(seconds["exact, check and proof included"])
    for way, found in seconds.items():
        of_best = 100 * values[way] / best
        print(
            f"  {way:36} {median(found):8.4f} s {median(found) / least:8.2f}x  {of_best:8.4f} %", flush=True
        )


def exact(given: Region) -> Timed:
    begun = process_time()
    plan = assign(*given)
    return process_time() - begun, plan.value


def solve_only(given: Region) -> Timed:
    pairs = checked(*given)
    top = int(pairs.scores.max())
    packed = rows.packed_rows(pairs.indices, pairs.scores, top)
    begun = process_time()
    _chosen, prices, gains = best_of(pairs.indptr, packed, top, pairs.seats)
    return process_time() - begun, int(prices @ pairs.seats + gains.sum())


def preview(given: Region) -> Timed:
    begun = process_time()
    plan = assign(*given, way="preview")
    return process_time() - begun, plan.value


def flow(given: Region, group: Any = None, due: Any = None) -> Timed:
    """OR-Tools, solving alone; with groups, so many of each are due."""
    from ortools.graph.python import min_cost_flow

    starts, jobs, points, seats = given
    people, count = len(starts) - 1, len(seats)
    group = np.zeros(people, np.int64) if group is None else group
    due = np.zeros(1, np.int64) if due is None else due
    sizes, end = np.bincount(group, minlength=len(due)), people + count + len(due)
    solver = min_cost_flow.SimpleMinCostFlow()
    add = solver.add_arcs_with_capacity_and_unit_cost
    persons, ones = np.arange(people), np.ones(people, np.int64)
    add(
        np.repeat(persons, np.diff(starts)), people + jobs, np.ones(len(jobs), np.int64), -points.astype("i8")
    )
    add(persons, people + count + group, ones, 0 * ones)
    add(people + np.arange(count), np.full(count, end), seats, 0 * seats)
    add(people + count + np.arange(len(due)), np.full(len(due), end), sizes - due, 0 * due)
    solver.set_nodes_supplies(np.append(persons, end), np.append(ones, -people))
    begun = process_time()
    solver.solve()
    return process_time() - begun, -int(solver.optimal_cost())


def scipy_sparse(given: Region) -> Timed:
    """Each seat a column, and a column of its own for each person to go without."""
    from scipy.sparse import csr_array, eye_array, hstack
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    starts, jobs, points, seats = given
    people = len(starts) - 1
    seat_of = np.repeat(np.arange(len(seats)), seats)
    worth = csr_array((points.astype(float) + 1, jobs, starts), shape=(people, len(seats)))[:, seat_of]
    whole = csr_array(hstack([worth, eye_array(people)]))
    begun = process_time()
    row, column = min_weight_full_bipartite_matching(whole, maximize=True)
    return process_time() - begun, round(whole[row, column].sum()) - people


def scipy_dense(given: Region) -> Timed:
    from scipy.optimize import linear_sum_assignment

    starts, jobs, points, seats = given
    people = len(starts) - 1
    worth = np.zeros((people, len(seats)))
    worth[np.repeat(np.arange(people), np.diff(starts)), jobs] = points
    worth = worth[:, np.repeat(np.arange(len(seats)), seats)]
    begun = process_time()
    row, column = linear_sum_assignment(worth, maximize=True)
    return process_time() - begun, round(worth[row, column].sum())


WAYS: dict[str, Callable[[Region], Timed]] = {
    "exact, check and proof included": exact,
    "exact, solving alone": solve_only,
    "preview with its gap": preview,
    "OR-Tools flow, solving alone": flow,
    "scipy sparse, solving alone": scipy_sparse,
    "scipy dense, solving alone": scipy_dense,
}
SPARSE = list(WAYS)[:4]


def handicapped(given: Region) -> tuple[Region, Any]:
    """Five groups, the last two with 60 and 160 points less on every pair."""
    starts, jobs, points, seats = given
    group = np.random.default_rng(5).integers(0, 5, len(starts) - 1)
    less = np.array([0, 0, 0, 60, 160])[np.repeat(group, np.diff(starts))]
    return (starts, jobs, np.maximum(points - less, 1).astype(np.int32), seats), group


def fairly(given: Region) -> tuple[float, Any, Region, Any]:
    uneven, group = handicapped(given)
    begun = process_time()
    fair = assign_fairly(*uneven, groups=group, share=Decimal("0.8"))
    return process_time() - begun, fair, uneven, group


def fair_beside_flow(given: Region) -> None:
    seconds: dict[str, list[float]] = {"without shares": [], "with shares": [], "OR-Tools flow, solving": []}
    for _round in range(ROUNDS):
        took, fair, uneven, group = fairly(given)
        seconds["with shares"].append(took)
        seconds["without shares"].append(exact(uneven)[0])
        due = np.array([one.due for one in fair.groups], np.int64)
        took, value = flow(uneven, group, due)
        seconds["OR-Tools flow, solving"].append(took)
        if value != fair.plan.value:
            sys.exit(f"Met delen: {fair.plan.value}, OR-Tools {value}.")
    print("\n5.000 x 2.000, seats scarce, each group at least 80 % of the overall part")
    least = median(seconds["without shares"])
    for way, found in seconds.items():
        print(f"  {way:36} {median(found):8.4f} s {median(found) / least:8.2f}x")
    print("\n".join(f"  {word}" for word in fair.words()), flush=True)


def whole_region(scarce: bool) -> None:
    given = region(50_000, 20_000, scarce=scarce, reach=7.5)
    held = len(given[1]) * 8 / 1e6
    seats = "scarce" if scarce else "plenty"
    print(f"\n50.000 x 20.000, seats {seats}: {len(given[1]):,} pairs ({held:.0f} MB)")
    for way, solve in (("preview", preview), ("exact", exact)):
        reset_peak()
        took, value = solve(given)
        print(f"  {way:36} {took:8.2f} s  value {value:,}  peak {peak():.0f} MB, all included", flush=True)
    took, fair, *_rest = fairly(given)
    print(f"  {'with shares':36} {took:8.2f} s  price {fair.price:,} points", flush=True)


def reset_peak() -> None:
    """Lets the kernel forget the most memory this process held so far, where it can."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        print("  (the peak is that of the whole run so far)")


def peak() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1000
    return float("nan")
