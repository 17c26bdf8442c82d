"""Carving against a general solver: seconds of processor time and points, on drawn functions and people."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import numpy as np

from meedoen.matching.carving import carve
from meedoen.matching.carving_arrays import SCALE, pack
from meedoen.matching.carving_exact import prove
from meedoen.matching.carving_shapes import Carved, Carver, Function, Limits, Task
from meedoen.matching.carving_widest import widest

CLASHES = ("no_customers", "no_phone", "own_pace", "no_stairs", "few_people", "fixed_structure", "one_hand")
AMOUNTS = {"lift_kg": 50, "stand_minutes": 480, "screen_minutes": 480}
WORKS = tuple(f"work.{number}" for number in range(20))
# The solver has two processors, and on a busy machine longer by the clock: it gets at least the processor
# time that its seconds stand for. What it used stands in the table.
WORKERS, PATIENCE = 2, 3


def main(rows: int | None = None) -> None:
    """Print points, bound and time; `rows` is the number of people and functions of one case instead."""
    carve(*drawn(3, 3, 1))  # compiles
    heads = f"{'carve':>9}{'bound':>9}{'s':>7}   {'CP-SAT':>9}{'bound':>9}{'s':>7}  ratio"
    print(f"{'functions x people':22}{heads}")
    cases = ((5, 1), (20, 1), (100, 10)) if rows is None else ((rows, 1),)
    for number, solver_seconds in cases:
        for seed in (1, 2, 3):
            _compare(number, seed, solver_seconds)
    _many_tasks()
    _widest()


def _compare(number: int, seed: int, solver_seconds: float) -> None:
    functions, people = drawn(number, number, seed)
    found, seconds = _timed(functions, people)
    packed = pack(functions, people, Limits())
    begun = process_time()
    proof = prove(packed, seconds=solver_seconds * PATIENCE, workers=WORKERS)
    took = process_time() - begun
    value = proof.value // SCALE
    ratio = f"{found.points / value:6.2f}" if value else " found none"
    print(
        f"{number:4} x {number:<4} seed {seed:<6}{found.points:9}{found.bound:9}{seconds:7.2f}   "
        f"{value:9}{proof.bound // SCALE:9}{took:7.2f} {ratio}",
        flush=True,
    )


def _many_tasks() -> None:
    """A bench with 500 tasks in quarters of an hour, with 80 people."""
    functions, people = drawn(83, 80, 4)
    uneven = [
        replace(one, tasks=tuple(replace(task, quarters=task.quarters + 1) for task in one.tasks))
        for one in functions
    ]
    found, seconds = _timed(uneven, people)
    tasks = sum(len(one.tasks) for one in uneven)
    print(f"{tasks} tasks in quarters of an hour, 80 people: {seconds:.2f} s, {found.words}")


def _widest() -> None:
    """One job for as many people as possible, on benches where it must be long."""
    for number in (20, 50, 100):
        functions, people = drawn(number, number, 1)
        begun = process_time()
        found = widest(functions, people, least=96)
        print(
            f"one job of 24 hours or more out of {number} functions fits {len(found.people)} of {number} "
            f"people, at most {found.bound}: {process_time() - begun:.3f} s"
        )


def _timed(functions: list[Function], people: list[Carver]) -> tuple[Carved, float]:
    begun = process_time()
    found = carve(functions, people)
    return found, process_time() - begun


def drawn(functions: int, people: int, seed: int) -> tuple[list[Function], list[Carver]]:
    """One employer: 4 to 8 tasks of 1 to 8 hours a function, a tenth of them for a diploma."""
    draw = np.random.default_rng(seed)
    return (
        [Function(f"f{at:03}", "e", _tasks(draw)) for at in range(functions)],
        [_person(draw, at) for at in range(people)],
    )


def _tasks(draw: np.random.Generator) -> tuple[Task, ...]:
    return tuple(
        Task(
            f"t{at}",
            int(draw.integers(1, 9)) * 4,
            demands=_codes(draw, 0.2, 1),
            level="mbo2" if draw.random() < 0.1 else "none",
            work=WORKS[int(draw.integers(len(WORKS)))],
        )
        for at in range(int(draw.integers(4, 9)))
    )


def _person(draw: np.random.Generator, at: int) -> Carver:
    least = int(draw.integers(8, 21))
    most = min(32, least + int(draw.integers(4, 13)))
    return Carver(
        f"p{at:03}",
        least * 4,
        most * 4,
        codes=_codes(draw, 0.3, 10),
        level="mbo2" if draw.random() < 0.2 else "none",
        liked=frozenset(work for work in WORKS if draw.random() < 0.25),
        able=frozenset(work for work in WORKS if draw.random() < 0.3),
    )


def _codes(draw: np.random.Generator, part: float, least: int) -> dict[str, int]:
    amounts = {code: int(draw.integers(least, top)) for code, top in AMOUNTS.items() if draw.random() < part}
    return amounts | {code: 1 for code in CLASHES if draw.random() < part}
