"""A fast preview of the assignment: people bid for seats, in half points, until nobody wants to bid more."""

from __future__ import annotations

from typing import Any

import numpy as np

from meedoen.matching.compiled import compiled

LOW = 0xFFFFFFFF
# Prices are in parts of a point, so that the smallest raise is half a point.
PARTS = 2
# After this many bids a person the raise doubles, so that a price war ends; the gap is measured anyway.
BIDS_EACH = 40


@compiled
def _best_two(row: Any, in_order: bool, top: int, price: Any) -> Any:
    best, second, where = 0, 0, -1
    for key in row:
        worth = PARTS * (top - (key >> 32))
        if in_order and worth <= second:
            break
        gain = worth - price[key & LOW]
        if gain > best:
            best, second, where = gain, best, key & LOW
        elif gain > second:
            second = gain
    return best, second, where


@compiled
def _take(held: Any, at: int, size: int, key: int) -> None:
    """Put a bid in the seats of a job, a heap with the lowest bid in front."""
    spot = size
    while spot > 0 and held[at + ((spot - 1) >> 1)] > key:
        held[at + spot] = held[at + ((spot - 1) >> 1)]
        spot = (spot - 1) >> 1
    held[at + spot] = key


@compiled
def _outbid(held: Any, at: int, size: int, key: int) -> int:
    """The bid replaces the lowest; who held that seat."""
    lost, spot = held[at] & LOW, 0
    while True:
        below = 2 * spot + 1
        if below >= size:
            break
        if below + 1 < size and held[at + below + 1] < held[at + below]:
            below += 1
        if held[at + below] >= key:
            break
        held[at + spot] = held[at + below]
        spot = below
    held[at + spot] = key
    return int(lost)


@compiled
def bids(indptr: Any, packed: Any, top: int, seats: Any) -> Any:
    """chosen and prices in parts of a point; `seats` may be cut to one more than there are people."""
    people, jobs = len(indptr) - 1, len(seats)
    starts = np.zeros(jobs + 1, np.int64)
    starts[1:] = np.cumsum(seats)
    held, used, price = np.zeros(starts[-1], np.int64), np.zeros(jobs, np.int64), np.zeros(jobs, np.int64)
    chosen, looks = np.full(people, -1), np.zeros(people, np.int64)
    # Nobody bids on what has no seats; a price for nothing costs the bound nothing.
    price[seats == 0] = PARTS * (top + 1)
    waiting = np.arange(people)
    count, front, raised, made = people, 0, 1, 0
    while count:
        person = waiting[front]
        front, count = (front + 1) % people, count - 1
        row = packed[indptr[person] : indptr[person + 1]]
        looks[person] += 1
        if looks[person] == 4:
            row.sort()
        best, second, job = _best_two(row, looks[person] >= 4, top, price)
        if job < 0:
            continue
        made += 1
        if made % (BIDS_EACH * people) == 0:
            raised *= 2
        bid = ((price[job] + best - second + raised) << 32) | person
        chosen[person] = job
        if used[job] < seats[job]:
            _take(held, starts[job], used[job], bid)
            used[job] += 1
        else:
            lost = _outbid(held, starts[job], seats[job], bid)
            chosen[lost] = -1
            waiting[(front + count) % people] = lost
            count += 1
        if used[job] == seats[job]:
            price[job] = held[starts[job]] >> 32
    return chosen, price
