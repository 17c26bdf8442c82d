"""The exact best job for one person, by dynamic programming over employers, functions and hours."""

from __future__ import annotations

import numpy as np
from numba import njit

from meedoen.matching.carving_arrays import NOT_POSSIBLE, Packed, Whole

# What every kernel reads: the arrays of Packed in one order, and a workspace that is made once.
Arrays = tuple[Whole, ...]
NOTHING = NOT_POSSIBLE // 2


def arrays_of(packed: Packed) -> Arrays:
    """The arrays of a case: size, first, room, employer, least, most, points, fee, and the four numbers."""
    numbers = np.array(
        [packed.start, packed.function_fee, packed.functions, packed.employers], dtype=np.int32
    )
    own = packed.owners
    return (
        packed.size,
        packed.first,
        packed.room,
        packed.employer,
        packed.least,
        packed.most,
        packed.points,
        packed.fee,
        numbers,
        own,
    )


def workspace(packed: Packed) -> Arrays:
    """Room for one run of the dynamic programme; every run writes over the last."""
    hours = int(packed.most.max(initial=0)) + 1
    employers, functions = packed.employers + 1, packed.functions + 1
    layers = (employers, functions, hours)
    owned = len(packed.room)
    widest = int(np.diff(packed.first).max(initial=0))
    return (
        np.zeros(layers, dtype=np.int32),  # closed: before the employer at hand
        np.zeros(layers, dtype=np.int32),  # opened: with the employer at hand
        np.zeros((owned, *layers), dtype=np.int32),  # hours taken from a function, 0 for none
        np.zeros((owned, *layers), dtype=np.int32),  # 1 where that function opened its employer
        np.zeros((owned, *layers), dtype=np.int32),  # 1 where the employer that ends here was used
        np.zeros((owned, widest, hours), dtype=np.int32),  # 1 where a task is in the best of its function
        np.zeros((owned, widest), dtype=np.int32),  # the tasks of a function that are open
        np.zeros((owned, hours), dtype=np.int32),  # best of a function by hours
        np.zeros(hours, dtype=np.int32),  # where a job can come from
        np.zeros((owned, 3), dtype=np.int32),  # functions that count: which, most hours, how many tasks
    )


@njit(cache=True)
def knapsacks(person, case, space, is_open, price, room):  # type: ignore[no-untyped-def]
    """For each function the best points at each number of hours; the number of functions that count."""
    size, first, points = case[0], case[1], case[6]
    most = case[5][person]
    takes, listed, best, counts = space[5], space[6], space[7], space[9]
    number = 0
    for function in range(len(first) - 1):
        top = min(most, room[function])
        total = 0
        many = 0
        for task in range(first[function], first[function + 1]):
            if is_open[task] and points[person, task] != NOT_POSSIBLE and size[task] <= top:
                listed[number, many] = task
                many += 1
                total += size[task]
        if many == 0:
            continue
        top = min(top, total)
        value = best[number]
        value[0] = 0
        value[1 : top + 1] = NOT_POSSIBLE
        so_far = 0
        for place in range(many):
            task = listed[number, place]
            worth, weight = points[person, task] - price[task], size[task]
            so_far = min(top, so_far + weight)
            taken = takes[number, place]
            taken[: top + 1] = 0
            for hours in range(so_far, weight - 1, -1):
                other = value[hours - weight] + worth
                if value[hours - weight] > NOTHING and other > value[hours]:
                    value[hours] = other
                    taken[hours] = 1
        counts[number, 0], counts[number, 1], counts[number, 2] = function, top, many
        number += 1
    return number


@njit(cache=True)
def layers(person, case, space, number):  # type: ignore[no-untyped-def]
    """Put the functions together, employer by employer; afterwards `closed` holds the best of each state."""
    employer, fee = case[3], case[7]
    function_fee, functions, employers = case[8][1], case[8][2], case[8][3]
    closed, opened, hours_of, opens, used = space[0], space[1], space[2], space[3], space[4]
    best, source, counts = space[7], space[8], space[9]
    most = case[5][person]
    closed[:] = NOT_POSSIBLE
    opened[:] = NOT_POSSIBLE
    closed[0, 0, 0] = 0
    for at in range(number):
        function, top = counts[at, 0], counts[at, 1]
        toll = fee[person, employer[function]]
        is_last = at + 1 == number or employer[counts[at + 1, 0]] != employer[function]
        for many in range(employers, 0, -1):
            for count in range(functions, many - 1, -1):
                target, origin = opened[many, count], hours_of[at, many, count]
                fresh = opens[at, many, count]
                any_source = False
                for hours in range(most + 1):
                    old, new = opened[many, count - 1, hours], closed[many - 1, count - 1, hours] - toll
                    source[hours] = max(old, new) - function_fee
                    fresh[hours] = 1 if new > old else 0
                    any_source = any_source or source[hours] > NOTHING
                    origin[hours] = 0
                if any_source:
                    for taken in range(1, top + 1):
                        gain = best[at, taken]
                        if gain > NOTHING:
                            for hours in range(taken, most + 1):
                                value = source[hours - taken] + gain
                                better = value > target[hours]
                                target[hours] = value if better else target[hours]
                                origin[hours] = taken if better else origin[hours]
        if is_last:
            for many in range(1, employers + 1):
                for count in range(many, functions + 1):
                    for hours in range(most + 1):
                        value = opened[many, count, hours]
                        better = value > closed[many, count, hours]
                        used[at, many, count, hours] = 1 if better else 0
                        if better:
                            closed[many, count, hours] = value
            opened[:] = NOT_POSSIBLE


@njit(cache=True)
def best_job(person, case, space, is_open, price, room, chosen):  # type: ignore[no-untyped-def]
    """Write the tasks of the best job in `chosen`; return its value after prices and how many tasks it has.

    No job is 0 with no tasks. Of equal jobs the first found stays: fewest employers, functions, hours.
    """
    number = knapsacks(person, case, space, is_open, price, room)
    if number == 0:
        return 0, 0
    layers(person, case, space, number)
    closed = space[0]
    start, functions, employers = case[8][0], case[8][2], case[8][3]
    top = 0
    many, count, hours = 0, 0, 0
    for one in range(1, employers + 1):
        for two in range(one, functions + 1):
            for three in range(max(1, case[4][person]), case[5][person] + 1):
                if closed[one, two, three] > NOTHING and closed[one, two, three] + start > top:
                    top = closed[one, two, three] + start
                    many, count, hours = one, two, three
    if top == 0:
        return 0, 0
    return top, walk_back(case, space, number, many, count, hours, chosen)


@njit(cache=True)
def walk_back(case, space, number, many, count, hours, chosen):  # type: ignore[no-untyped-def]
    """Find the tasks behind a state of the last layer."""
    size, employer = case[0], case[3]
    hours_of, opens, used, takes, listed, counts = space[2], space[3], space[4], space[5], space[6], space[9]
    length = 0
    is_inside = False
    for at in range(number - 1, -1, -1):
        if many == 0:
            break
        is_last = at + 1 == number or employer[counts[at + 1, 0]] != employer[counts[at, 0]]
        if is_last:
            is_inside = used[at, many, count, hours] == 1
        if not is_inside:
            continue
        taken = hours_of[at, many, count, hours]
        if taken == 0:
            continue
        rest = taken
        for place in range(counts[at, 2] - 1, -1, -1):
            if takes[at, place, rest] == 1:
                chosen[length] = listed[at, place]
                length += 1
                rest -= size[listed[at, place]]
        hours -= taken
        if opens[at, many, count, hours] == 1:
            is_inside = False
            many -= 1
        count -= 1
    return length
