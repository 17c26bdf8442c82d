"""The best assignment by shortest paths: each person in turn, or each group, along the cheapest chains.

Throughout, u[p] + v[j] >= points(p, j) for every pair, equal where p has j, and v[j] > 0 only where j is
full. Job -1 is going without, for 0 points; with shares job m + g is that for group g, with room for so many.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from meedoen.matching.compiled import compiled

# A loop takes its arrays one by one; each on a line of its own would hide the loop.
# fmt: off

LOW = 0xFFFFFFFF
FAR = 1 << 60
# What stands where a row has fewer jobs than are kept at hand, and where none were gathered yet.
NONE, NOT_YET = 1 << 62, -1
# Room for the number of a job under a distance in one key of the heap.
SHIFT = 25
UNDER = (1 << SHIFT) - 1
# How far a group looks for seats at first; further only if there are none.
CLOSE = 8
# So many jobs of a row are kept at hand: the rest is seldom needed.
NEAR = 8


@compiled
def _rise(heap: Any, place: Any, at: int, key: int) -> None:
    while at > 0:
        above = (at - 1) >> 1
        if heap[above] <= key:
            break
        heap[at] = heap[above]
        place[heap[at] & UNDER] = at
        at = above
    heap[at] = key
    place[key & UNDER] = at


@compiled
def _sink(heap: Any, place: Any, size: int, key: int) -> None:
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[at] = heap[below]
        place[heap[at] & UNDER] = at
        at = below
    heap[at] = key
    place[key & UNDER] = at


@compiled
def _near(job: int, far: int, dist: Any, heap: Any, place: Any, size: int) -> int:
    """`job` can be reached at `far`, nearer than known."""
    dist[job] = far
    key = (far << SHIFT) | job
    at = size if place[job] < 0 else place[job]
    _rise(heap, place, at, key)
    return max(size, at + 1)


@compiled
def _sit(person: int, job: int, chosen: Any, head: Any, after: Any, before: Any) -> None:
    chosen[person] = job
    after[person] = head[job]
    before[person] = -1
    if head[job] >= 0:
        before[head[job]] = person
    head[job] = person


@compiled
def _leave(person: int, chosen: Any, head: Any, after: Any, before: Any) -> None:
    if before[person] >= 0:
        after[before[person]] = after[person]
    else:
        head[chosen[person]] = after[person]
    if after[person] >= 0:
        before[after[person]] = before[person]


@compiled
def _gather(row: Any, in_order: bool, v: Any, used: Any, seats: Any, near: Any, cost: Any) -> None:
    """The few jobs of a row that cost least at these prices, a free seat before a full one.

    `cost` is twice what a job takes off the most points, and 1 more if it is full. Prices only rise, so that
    later on nothing outside these few costs less than the last of them did now.
    """
    count, most = 0, len(near)
    for key in row:
        if in_order and count == most and (key >> 31) > cost[most - 1]:
            break
        job = key & LOW
        mine = ((key >> 32) + v[job]) * 2 + (used[job] >= seats[job])
        if count < most:
            count += 1
        elif mine >= cost[most - 1]:
            continue
        at = count - 1
        while at > 0 and cost[at - 1] > mine:
            cost[at], near[at] = cost[at - 1], near[at - 1]
            at -= 1
        cost[at], near[at] = mine, key
    cost[count:] = NONE


@compiled
def _look(row: Any, in_order: bool, top: int, start: int, end: int, v: Any, used: Any, seats: Any,
          person: int, dist: Any, via: Any, heap: Any, place: Any, size: int, near: Any, cost: Any) -> Any:
    """Where this person could move to, nearer than the nearest end known.

    By way of the few jobs at hand, then of a few gathered anew, and of the whole row only if it must.
    """
    found, rest = -1, len(row) > len(near)
    for turn in range(3):
        if turn == 1 or cost[0] == NOT_YET:
            _gather(row, in_order, v, used, seats, near, cost)
        few = row if turn == 2 else near
        for at in range(len(few)):
            key = few[at]
            if start - top + (key >> 32 if turn == 2 else cost[at] >> 1) >= end:
                if turn < 2 or in_order:
                    break
                continue
            job = key & LOW
            far = start - top + (key >> 32) + v[job]
            if far >= end or far >= dist[job]:
                continue
            via[job] = person
            if used[job] < seats[job]:
                end, found = far, job
            else:
                size = _near(job, far, dist, heap, place, size)
        if not rest or start - top + (cost[-1] >> 1) >= end:
            break
    return end, found, size


@compiled
def _search(person: int, row_of: Any, indptr: Any, packed: Any, in_order: bool, near: Any, cost: Any,
            top: int, seats: Any, u: Any, v: Any, used: Any, head: Any, after: Any, dist: Any, via: Any,
            heap: Any, place: Any, done: Any, seen: Any) -> Any:
    """The nearest end for a newcomer: a free seat, or someone who does as well without; prices follow.

    Of people with one row the first who is met has the shortest way: the others add nothing.
    """
    end, last_job, last_person, size, count = u[person], -1, person, 0, 0
    job, start, who = -1, 0, person
    while True:
        while who >= 0:
            number = row_of[who]
            if seen[number] != person:
                seen[number] = person
                if start + u[who] < end:
                    end, last_job, last_person = start + u[who], -1, who
                if start + u[who] - top + (cost[number, 0] >> 1) < end:
                    end, found, size = _look(
                        packed[indptr[number] : indptr[number + 1]], in_order, top, start + u[who], end, v,
                        used, seats, who, dist, via, heap, place, size, near[number], cost[number],
                    )
                    if found >= 0:
                        last_job, last_person = found, -1
            who = after[who] if job >= 0 else -1
        if not size or (heap[0] >> SHIFT) >= end:
            break
        start, job = heap[0] >> SHIFT, heap[0] & UNDER
        size -= 1
        if size:
            _sink(heap, place, size, heap[size])
        done[count] = job
        count += 1
        who = head[job]
    _reprice(done, count, end, u, v, head, after, dist, place, heap, size)
    u[person] -= end
    return last_job, last_person


@compiled
def _reprice(done: Any, count: int, end: int, u: Any, v: Any, head: Any, after: Any, dist: Any, place: Any,
             heap: Any, size: int) -> None:
    for at in range(size):
        dist[heap[at] & UNDER] = FAR
        place[heap[at] & UNDER] = -1
    for at in range(count):
        job = done[at]
        step = end - dist[job]
        if step > 0:
            v[job] += step
            who = head[job]
            while who >= 0:
                u[who] -= step
                who = after[who]
        dist[job] = FAR
        place[job] = -1


@compiled
def _move(person: int, job: int, out: int, via: Any, chosen: Any, used: Any, head: Any, after: Any,
          before: Any) -> None:
    """Everyone along the chain moves one seat on, from its end back to the newcomer."""
    if job < 0:
        if out == person:
            return
        job = chosen[out]
        _leave(out, chosen, head, after, before)
        chosen[out] = -1
        used[job] -= 1
    used[job] += 1
    while True:
        who = via[job]
        left = chosen[who]
        if who != person:
            _leave(who, chosen, head, after, before)
        _sit(who, job, chosen, head, after, before)
        if who == person:
            return
        job = left


@compiled
def best(indptr: Any, packed: Any, in_order: bool, top: int, seats: Any, order: Any, row_of: Any) -> Any:
    """chosen, prices v and gains u; several people may have one row (`row_of`)."""
    people, jobs, rows = len(row_of), len(seats), len(indptr) - 1
    chosen, after, before = np.full(people, -1), np.full(people, -1), np.full(people, -1)
    u, v = np.zeros(people, np.int64), np.zeros(jobs, np.int64)
    used, head = np.zeros(jobs, np.int64), np.full(jobs, -1)
    dist, via, place = np.full(jobs, FAR), np.full(jobs, -1), np.full(jobs, -1)
    heap, done = np.zeros(jobs + 1, np.int64), np.zeros(jobs + 1, np.int64)
    near, cost, seen = np.zeros((rows, NEAR), np.int64), np.zeros((rows, NEAR), np.int64), np.full(rows, -1)
    for person in order:
        number = row_of[person]
        _gather(
            packed[indptr[number] : indptr[number + 1]], in_order, v, used, seats, near[number], cost[number]
        )
        u[person] = max(0, top - (cost[number, 0] >> 1))
        if not u[person]:
            continue
        if not cost[number, 0] & 1:
            job = near[number, 0] & LOW
            used[job] += 1
            _sit(person, job, chosen, head, after, before)
            continue
        job, out = _search(
            person, row_of, indptr, packed, in_order, near, cost, top, seats, u, v, used, head, after, dist,
            via, heap, place, done, seen,
        )
        _move(person, job, out, via, chosen, used, head, after, before)
    return chosen, v, u


@compiled
def _reach(source: int, indptr: Any, packed: Any, top: int, seats: Any, group: Any, u: Any, v: Any, used: Any,
           head: Any, after: Any, dist: Any, via: Any, heap: Any, place: Any, done: Any, in_order: bool,
           near: Any, cost: Any, within: int) -> int:
    """How far the nearest free seat is from those in `source`; prices follow; -1 if none is `within`."""
    end, count, size = within, 0, _near(source, 0, dist, heap, place, 0)
    while size and (heap[0] >> SHIFT) < end:
        start, job = heap[0] >> SHIFT, heap[0] & UNDER
        size -= 1
        if size:
            _sink(heap, place, size, heap[size])
        done[count] = job
        count += 1
        who = head[job]
        while who >= 0:
            if start + u[who] - top + (cost[who, 0] >> 1) < end:
                end, _found, size = _look(
                    packed[indptr[who] : indptr[who + 1]], in_order, top, start + u[who], end, v, used, seats,
                    who, dist, via, heap, place, size, near[who], cost[who],
                )
            without = group[who]
            far = start + u[who] + v[without]
            if far < end and far < dist[without]:
                if used[without] < seats[without]:
                    end = far
                else:
                    size = _near(without, far, dist, heap, place, size)
            who = after[who]
    _reprice(done, count, end if end < within else 0, u, v, head, after, dist, place, heap, size)
    return end if end < within else -1


@compiled
def _tight(row: Any, at: int, top: int, without: int, gain: int, v: Any, closed: Any, near: Any,
           cost: Any) -> Any:
    """The next job that is worth as much to this person as where they are, and where to look on.

    First those at hand, then the whole row if more may be worth as much, last going without.
    """
    many, end = len(near), len(near) + len(row)
    while at < end:
        if (at < many and (cost[at] >> 1) > top - gain) or (at == many and len(row) <= many):
            at = end
            break
        key = near[at] if at < many else row[at - many]
        job, at = key & LOW, at + 1
        if top - (key >> 32) - v[job] == gain and not closed[job]:
            return job, at
    if at == end:
        at += 1
        if gain == -v[without] and not closed[without]:
            return without, at
    return -1, at


@compiled
def _push(source: int, want: int, indptr: Any, packed: Any, top: int, seats: Any, group: Any, u: Any, v: Any,
          used: Any, chosen: Any, head: Any, after: Any, before: Any, in_order: bool, near: Any,
          cost: Any) -> int:
    """Moves up to `want` people out of `source` along chains that cost nothing at these prices.

    A job is closed while it is on the chain, and for good once everyone in it has been tried.
    """
    jobs = len(seats)
    closed, opened, turn = np.zeros(jobs, np.bool_), np.zeros(jobs, np.bool_), np.full(jobs, -1)
    chain, movers, spots = np.zeros(jobs + 1, np.int64), np.full(jobs + 1, -1), np.zeros(jobs + 1, np.int64)
    chain[0], closed[source], depth, moved = source, True, 0, 0
    while depth >= 0 and moved < want:
        job, who = chain[depth], movers[depth]
        if not opened[job]:
            opened[job], turn[job] = True, head[job]
        if who < 0:
            who = turn[job]
            if who < 0:
                depth -= 1
                continue
            turn[job], without = after[who], group[who]
            if (cost[who, 0] >> 1) > top - u[who] and (closed[without] or u[who] != -v[without]):
                continue
            movers[depth], spots[depth] = who, 0
        row = packed[indptr[who] : indptr[who + 1]]
        if cost[who, 0] == NOT_YET:
            _gather(row, in_order, v, used, seats, near[who], cost[who])
        to, spots[depth] = _tight(
            row, spots[depth], top, group[who], u[who], v, closed, near[who], cost[who]
        )
        if to < 0:
            movers[depth] = -1
        elif used[to] < seats[to]:
            used[to] += 1
            used[source] -= 1
            moved += 1
            for at in range(depth, -1, -1):
                _leave(movers[at], chosen, head, after, before)
                _sit(movers[at], to, chosen, head, after, before)
                to = chain[at]
                closed[to] = at == 0 or turn[to] < 0
                movers[at] = -1
            depth = 0
        else:
            depth += 1
            chain[depth], closed[to], movers[depth] = to, True, -1
    return moved


@compiled
def lift(source: int, target: int, indptr: Any, packed: Any, in_order: bool, top: int, seats: Any, group: Any,
         chosen: Any, u: Any, v: Any, near: Any, cost: Any) -> int:
    """Brings those in `source` down to `target` at the least cost, or as far as it goes; how many are left.

    `group` is for each person the job that stands for going without. The arrays are of an assignment
    that is the best for `seats`; they are changed in place, as are the jobs at hand (`near`, `cost`).
    """
    people, jobs = len(indptr) - 1, len(seats)
    head, after, before = np.full(jobs, -1), np.full(people, -1), np.full(people, -1)
    used, within = np.zeros(jobs, np.int64), CLOSE
    for person in range(people - 1, -1, -1):
        used[chosen[person]] += 1
        _sit(person, chosen[person], chosen, head, after, before)
    dist, via, place = np.full(jobs, FAR), np.full(jobs, -1), np.full(jobs, -1)
    heap, done = np.zeros(jobs + 1, np.int64), np.zeros(jobs + 1, np.int64)
    while used[source] > target:
        seats[source] = used[source]
        found = _reach(
            source, indptr, packed, top, seats, group, u, v, used, head, after, dist, via, heap, place, done,
            in_order, near, cost, within,
        )
        if found < 0 and within < FAR:
            within = min(FAR, within * 8)
            continue
        if found < 0:
            break
        within = max(CLOSE, 2 * found)
        if not _push(
            source, used[source] - target, indptr, packed, top, seats, group, u, v, used, chosen, head,
            after, before, in_order, near, cost,
        ):
            break
    seats[source] = max(target, used[source])
    return int(used[source])
