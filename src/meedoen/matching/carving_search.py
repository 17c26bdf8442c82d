"""The search for jobs: prices of tasks by subgradient, then freeing a few functions and filling them anew."""

from __future__ import annotations

import numpy as np
from numba import njit

from meedoen.matching.carving_arrays import SCALE
from meedoen.matching.carving_kernel import best_job

# -ln of (n + ½)/1024 in thousandths: how much worse annealing may go, without a logarithm that may differ
# between machines.
LOSSES = np.rint(-np.log((np.arange(1024) + 0.5) / 1024) * 1000).astype(np.int64)
WARMTH = 20 * SCALE
FREED, JOBLESS, TRIES = 8, 4, 12
# No job is worth as much, and the sum of a price and its hours still fits in the whole numbers.
HIGHEST = 2e7
# More than any job is worth, so that who gets this for a task takes it.
FORCED = 100_000_000


@njit(cache=True)
def draw(seed, below):  # type: ignore[no-untyped-def]
    """The next whole number from 0 below `below`: xorshift64*, the same on every machine and version."""
    state = seed[0]
    state ^= state >> np.uint64(12)
    state ^= state << np.uint64(25)
    state ^= state >> np.uint64(27)
    seed[0] = state
    return np.int64(((state * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33)) % np.uint64(below))


@njit(cache=True)
def give(person, case, space, owner, value, left, price, chosen):  # type: ignore[no-untyped-def]
    """Give the person the best job that is open at these prices; return its points before prices."""
    size, own = case[0], case[9]
    is_open = owner < 0
    worth, number = best_job(person, case, space, is_open, price, left, chosen)
    points = np.int64(worth)
    for place in range(number):
        task = chosen[place]
        points += price[task]
        owner[task] = person
        left[own[task]] -= size[task]
    value[person] = points
    return points


@njit(cache=True)
def take_back(person, case, owner, value, left):  # type: ignore[no-untyped-def]
    """Take the job of the person apart."""
    size, own = case[0], case[9]
    for task in range(len(owner)):
        if owner[task] == person:
            owner[task] = -1
            left[own[task]] += size[task]
    value[person] = 0


@njit(cache=True)
def bound_at(case, space, price, number_of, hours_of, chosen):  # type: ignore[no-untyped-def]
    """What everybody could get at these prices if tasks were not scarce; counts what they choose."""
    size, room, own = case[0], case[2], case[9]
    number_of[:] = 0
    hours_of[:] = 0
    is_open = np.ones(len(size), dtype=np.bool_)
    total = np.int64(0)
    for person in range(len(case[4])):
        worth, number = best_job(person, case, space, is_open, price, room, chosen)
        total += worth
        for place in range(number):
            number_of[chosen[place]] += 1
            hours_of[own[chosen[place]]] += size[chosen[place]]
    return total


@njit(cache=True)
def prices(case, space, rounds, reached, state, best):  # type: ignore[no-untyped-def]
    """Improve the prices for so many rounds; return the lowest bound of them.

    `state` is what goes on between calls: prices of tasks and then of hours of functions, their directions,
    and [pace, rounds without gain, lowest bound]; `best` are the prices of the lowest bound, per task.
    """
    size, room, own = case[0], case[2], case[9]
    tasks, functions = len(size), len(room)
    price, chosen = np.zeros(tasks, dtype=np.int32), np.zeros(tasks, dtype=np.int32)
    number_of, hours_of = np.zeros(tasks, dtype=np.int64), np.zeros(functions, dtype=np.int64)
    weight = max(1.0, size.sum() / max(1, tasks))
    longest = max(1, size.max())
    if state[2, 2] == 0:
        state[2, 0], state[2, 2] = 1.0, 4e15
    for _ in range(rounds):
        bound = np.int64(0)
        for task in range(tasks):
            hour = np.int64(state[0, tasks + own[task]])
            price[task] = np.int64(state[0, task]) + hour * size[task]
            bound += np.int64(state[0, task])
        for function in range(functions):
            bound += np.int64(state[0, tasks + function]) * room[function]
        bound += bound_at(case, space, price, number_of, hours_of, chosen)
        if bound < state[2, 2]:
            state[2, 1], state[2, 2] = 0, bound
            best[:] = price
        else:
            state[2, 1] += 1
            if state[2, 1] == 4:
                state[2, 0], state[2, 1] = state[2, 0] * 0.7, 0
        norm = 0.0
        for at in range(tasks + functions):
            over = number_of[at] - 1.0 if at < tasks else (hours_of[at - tasks] - room[at - tasks]) / weight
            if over < 0 and state[0, at] <= 0:
                over = 0.0
            state[1, at] = over + 0.6 * state[1, at]
            norm += state[1, at] * state[1, at]
        if norm == 0.0:
            break
        step = state[2, 0] * max(bound - reached, SCALE) / norm
        for at in range(tasks + functions):
            moved = step * state[1, at] if at < tasks else step * state[1, at] / weight
            top = HIGHEST if at < tasks else HIGHEST / longest
            state[0, at] = min(top, max(0.0, state[0, at] + moved))
    return state[2, 2]


@njit(cache=True)
def freed(case, owner, value, active, seed, group):  # type: ignore[no-untyped-def]
    """Choose who gives up their job: owners of tasks in a few functions; and some who have none. How many."""
    first = case[1]
    functions = len(first) - 1
    number = 0
    for _ in range(1 + draw(seed, 3)):
        function = draw(seed, functions)
        for task in range(first[function], first[function + 1]):
            person = owner[task]
            if person >= 0 and number < FREED and not (group[:number] == person).any():
                group[number] = person
                number += 1
    more = number + JOBLESS
    for _ in range(TRIES):
        person = active[draw(seed, len(active))]
        if number < more and value[person] == 0 and not (group[:number] == person).any():
            group[number] = person
            number += 1
    for place in range(number - 1, 0, -1):
        other = draw(seed, place + 1)
        group[place], group[other] = group[other], group[place]
    return number


@njit(cache=True)
def search(case, space, plan, active, dual, seed, losses, span):  # type: ignore[no-untyped-def]
    """Go through iterations span[0] to span[1] of span[2]; the plan and the best plan change in place.

    `plan` is: owner of each task, points of each person, what may still be taken of each function, the best
    owners, and the points of the plan at hand and of the best one.
    """
    owner, value, left, best_owner, totals = plan
    group = np.zeros(FREED + JOBLESS, dtype=np.int64)
    price, chosen = np.zeros(len(owner), dtype=np.int32), np.zeros(len(owner), dtype=np.int32)
    free = np.zeros(len(owner), dtype=np.int32)
    for at in range(span[0], span[1]):
        number = freed(case, owner, value, active, seed, group)
        if number == 0:
            continue
        old_owner, old_value, old_left = owner.copy(), value.copy(), left.copy()
        before = np.int64(0)
        for place in range(number):
            before += value[group[place]]
            if value[group[place]] > 0:
                take_back(group[place], case, owner, value, left)
        share = 900 + draw(seed, 401)
        for task in range(len(owner)):
            price[task] = np.int64(dual[task]) * share // 1000
        after = np.int64(0)
        for place in range(number):
            after += give(group[place], case, space, owner, value, left, price, chosen)
        for place in range(number):
            if value[group[place]] == 0:
                after += give(group[place], case, space, owner, value, left, free, chosen)
        allowed = WARMTH * (span[2] - at) // span[2] * losses[draw(seed, len(losses))] // 1000
        if after >= before - allowed:
            totals[0] += after - before
            if totals[0] > totals[1]:
                totals[1] = totals[0]
                best_owner[:] = owner
        else:
            owner[:], value[:], left[:] = old_owner, old_value, old_left


@njit(cache=True)
def fill(case, space, plan, active, dual):  # type: ignore[no-untyped-def]
    """Let everybody in turn choose anew from what is open and their own; nobody gets fewer points."""
    owner, value, left, best_owner, totals = plan
    chosen = np.zeros(len(owner), dtype=np.int32)
    for person in active:
        before = value[person]
        if before > 0:
            take_back(person, case, owner, value, left)
        totals[0] += give(person, case, space, owner, value, left, dual, chosen) - before
    if totals[0] > totals[1]:
        totals[1] = totals[0]
        best_owner[:] = owner


@njit(cache=True)
def at_prices(case, space, price, most, forced):  # type: ignore[no-untyped-def]
    """What each person gets at these prices at most, and what when they must do a task."""
    tasks = len(price)
    chosen, bent = np.zeros(tasks, dtype=np.int32), price.copy()
    is_open = np.ones(tasks, dtype=np.bool_)
    for person in range(len(most)):
        most[person] = best_job(person, case, space, is_open, price, case[2], chosen)[0]
        for task in range(tasks):
            bent[task] = price[task] - FORCED
            forced[person, task] = best_job(person, case, space, is_open, bent, case[2], chosen)[0] - FORCED
            bent[task] = price[task]
