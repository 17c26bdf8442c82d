"""Functions and people as arrays of whole numbers, the form in which the engines of carving read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd

import numpy as np
from numpy.typing import NDArray

from meedoen.matching.carving_demands import DEMANDS, RUNGS
from meedoen.matching.carving_shapes import Carver, Function, Limits, Task

Whole = NDArray[np.int32]
# Prices of tasks are in hundredths of a point, so that they can be finer than the points themselves.
SCALE = 100
NOT_POSSIBLE = -1_000_000_000


@dataclass(frozen=True, slots=True)
class Packed:
    """Tasks in order of employer, function and key; `size`, `room`, `least` and `most` in `unit` quarters.

    `points[k, t]` is NOT_POSSIBLE where person k can't do task t. `first[f]` is the first task of function
    f, `room[f]` what may be taken out of it, `employer[f]` its employer. `fee[k, e]` is what working for
    employer e takes off for person k; `start` what a job gives before anything is taken off.
    """

    keys: tuple[tuple[int, int], ...]
    unit: int
    size: Whole
    first: Whole
    room: Whole
    employer: Whole
    least: Whole
    most: Whole
    points: Whole
    fee: Whole
    start: int
    function_fee: int
    functions: int
    employers: int

    @property
    def owners(self) -> Whole:
        """Of each task its function."""
        return np.repeat(np.arange(len(self.room), dtype=np.int32), np.diff(self.first))


def pack(functions: Sequence[Function], people: Sequence[Carver], limits: Limits) -> Packed:
    """Give the tasks that can be taken out as arrays; `keys` tells which task of which function each is."""
    order = sorted(range(len(functions)), key=lambda at: (functions[at].employer, functions[at].key))
    keys = [
        (at, place)
        for at in order
        for place in sorted(range(len(functions[at].tasks)), key=lambda place: functions[at].tasks[place].key)
        if not functions[at].tasks[place].kept
    ]
    tasks = [functions[at].tasks[place] for at, place in keys]
    unit = reduce(gcd, (task.quarters for task in tasks), 0) or 1
    names = sorted({one.employer for one in functions})
    counts = [sum(1 for task in functions[at].tasks if not task.kept) for at in order]
    points = limits.points
    own = [functions[at].employer for at, _ in keys]
    return Packed(
        keys=tuple(keys),
        unit=unit,
        size=_whole([task.quarters // unit for task in tasks]),
        first=_whole([0, *np.cumsum(counts, dtype=np.int64)]),
        room=_whole([functions[at].quarters * limits.share // 100 // unit for at in order]),
        employer=_whole([names.index(functions[at].employer) for at in order]),
        least=_whole([-(-one.least // unit) for one in people]),
        most=_whole([min(one.most, limits.most) // unit for one in people]),
        points=_points(tasks, own, people, limits),
        fee=_whole([[_fee(one, name, limits) for name in names] for one in people]) * SCALE,
        start=(points.job + points.employer) * SCALE,
        function_fee=points.function * SCALE,
        functions=limits.functions,
        employers=min(limits.employers, len(names), limits.functions),
    )


def _whole(numbers: object) -> Whole:
    return np.asarray(numbers, dtype=np.int32)


def _fee(person: Carver, employer: str, limits: Limits) -> int:
    return limits.points.employer + limits.points.travel_minute * person.minutes.get(employer, 0)


def _points(tasks: list[Task], own: list[str], people: Sequence[Carver], limits: Limits) -> Whole:
    """Every person against every task, a column at a time."""
    found = np.zeros((len(people), len(tasks)), dtype=np.int32)
    worth = limits.points
    quarters = _whole([task.quarters for task in tasks])
    works = sorted({task.work for task in tasks})
    work = np.array([works.index(task.work) for task in tasks], dtype=np.intp)
    for at, person in enumerate(people):
        each = _whole([_of_work(person, name, limits) for name in works]) + worth.quarter
        found[at] = quarters * each[work] * SCALE
    found[~_possible(tasks, own, people)] = NOT_POSSIBLE
    longest = _whole([min(one.most, limits.most) for one in people])
    found[quarters[None, :] > longest[:, None]] = NOT_POSSIBLE
    return found


def _of_work(person: Carver, work: str, limits: Limits) -> int:
    worth = limits.points
    return (
        worth.able * (work in person.able)
        + worth.liked * (work in person.liked)
        + worth.wanted * (work in person.wanted)
    )


def _possible(tasks: list[Task], own: list[str], people: Sequence[Carver]) -> NDArray[np.bool_]:
    can = np.ones((len(people), len(tasks)), dtype=np.bool_)
    for code, (reading, _) in DEMANDS.items():
        asking = [at for at, task in enumerate(tasks) if code in task.demands]
        bound = [at for at, person in enumerate(people) if code in person.codes]
        if not asking or not bound:
            continue
        asked = _whole([tasks[at].demands[code] for at in asking])[None, :]
        has = _whole([people[at].codes[code] for at in bound])[:, None]
        met = has >= asked if reading == "asks" else has <= asked
        can[np.ix_(bound, asking)] &= met if reading != "clash" else False
    rung = _whole([RUNGS[person.level] for person in people])
    can &= rung[:, None] >= _whole([RUNGS[task.level] for task in tasks])[None, :]
    for at, person in enumerate(people):
        if person.furthest is not None:
            far = {name for name, minutes in person.minutes.items() if minutes > person.furthest}
            can[at, [place for place, name in enumerate(own) if name in far]] = False
    return can
