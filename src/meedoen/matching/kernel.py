"""The inner loop over all pairs: places in reach, packed limits, and the points of what is left."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from meedoen.matching.packing import AMOUNTS, FIELD_OF, SPEECH, Array

AMOUNT_GUARD = np.uint64(AMOUNTS.guard)
SPEECH_GUARD = np.uint64(SPEECH.guard)
NOTHING = np.uint64(0)
ONE = np.uint64(1)
FULL = -1
# A pair in one number that sorts by person, then the best score first, then by job.
ROW_SHIFT, SCORE_SHIFT = 36, 24
TOP_SCORE = 4095
MOST_ROWS, MOST_JOBS = 1 << 27, 1 << SCORE_SHIFT
FIELDS = FIELD_OF


class Rules(NamedTuple):
    """Weights and travel as numbers: points per part, least percent, and one row for each means."""

    tasks: int
    wishes: int
    travel: int
    hours: int
    room: Array
    least: int
    within: int
    speed: Array
    detour: Array
    start: Array


# A tuple of arrays is counted in and out of every call: each stage is one call per person, never per pair.
@njit(cache=True, nogil=True, error_model="numpy")
def _count(word: Any) -> Any:
    """How many bits are set."""
    found = 0
    while word != NOTHING:
        word &= word - ONE
        found += 1
    return found


@njit(cache=True, nogil=True, error_model="numpy")
def _travel(metres: Any, means: Any, limit: Any, rules: Any) -> Any:
    """The points for a journey that is within the limit."""
    minutes = limit
    for code in range(rules.speed.size):
        if means >> code & 1:
            road = metres * rules.detour[code] * 6
            pace = rules.speed[code] * 10_000
            minutes = min(minutes, rules.start[code] + (road + pace - 1) // pace)
    return rules.travel * (2 * limit - minutes) // (2 * limit)


@njit(cache=True, nogil=True, error_model="numpy")
def _measure(person: Any, crowd: Any, jobs: Any, within: Any, metres: Any) -> None:
    """Whole metres from the place of one person to every place with work."""
    x, y, z = crowd.place[person, 0], crowd.place[person, 1], crowd.place[person, 2]
    places = jobs.places
    for place in range(metres.size):
        east, north, up = places[place, 0] - x, places[place, 1] - y, places[place, 2] - z
        square = east * east + north * north + up * up
        root = np.int64(np.sqrt(np.float64(square)))
        if root * root > square:
            root -= 1
        metres[place] = max(within, root)


@njit(cache=True, nogil=True, error_model="numpy")
def _within_reach(person: Any, crowd: Any, jobs: Any, metres: Any, seen: Any, at: Any) -> Any:
    """Stage one: the jobs in reach without a yes or no in the way, and the place of each; how many."""
    starts, sets = jobs.starts, jobs.sets
    mine, reach, count = crowd.sets[person], crowd.reach[person], 0
    for place in range(metres.size):
        if metres[place] <= reach:
            for job in range(starts[place], starts[place + 1]):
                seen[count], at[count] = job, place
                count += mine & sets[job] == NOTHING
    return count


@njit(cache=True, nogil=True, error_model="numpy")
def _within_limits(person: Any, crowd: Any, jobs: Any, seen: Any, at: Any, count: Any) -> Any:
    """Stage two: of these, the jobs that ask no more than someone can; how many."""
    more, less, speech, hours, latest = jobs.more, jobs.less, jobs.speech, jobs.hours, jobs.latest
    offered, groups = jobs.offered, crowd.groups[person]
    my_more, my_less = crowd.more[person] | AMOUNT_GUARD, crowd.less[person]
    my_speech, available = crowd.speech[person] | SPEECH_GUARD, crowd.available[person]
    low, high = crowd.hours[person, 0], crowd.hours[person, 1]
    kept = 0
    for turn in range(count):
        job = seen[turn]
        amounts = (my_more | more[job]) - (my_less | less[job])
        seen[kept], at[kept] = job, at[turn]
        kept += (
            (amounts & AMOUNT_GUARD == AMOUNT_GUARD)
            & ((my_speech - speech[job]) & SPEECH_GUARD == SPEECH_GUARD)
            & (hours[job, 0] <= high)
            & (hours[job, 1] >= low)
            & (available <= latest[job])
            & (groups & offered[job] != 0)
        )
    return kept


@njit(cache=True, nogil=True, error_model="numpy")
def _work(person: Any, crowd: Any, jobs: Any, rules: Any, seen: Any, points: Any, count: Any) -> None:
    """Stage three: the points for tasks and wishes; FULL where too little of the work can be done."""
    percents, wishes = crowd.percent[person], crowd.wishes[person]
    starts, tasks, weights, wholes = jobs.task_starts, jobs.tasks, jobs.weights, jobs.whole
    for turn in range(count):
        job = seen[turn]
        earned = known = wished = 0
        for at in range(starts[job], starts[job + 1]):
            task, weight = tasks[at], weights[at]
            percent = np.int64(percents[task])
            earned += weight * percent
            known += weight * (percent > 0)
            wished += weight * np.int64(wishes >> np.uint64(FIELDS[task]) & ONE)
        whole = wholes[job]
        # Numbers this small divide in doubles without crossing a whole number, and quicker than in integers.
        points[turn] = np.int64(rules.tasks * earned / (100 * whole)) + np.int64(
            rules.wishes * wished / whole
        )
        if 100 * known < rules.least * whole:
            points[turn] = FULL


@njit(cache=True, nogil=True, error_model="numpy")
def _hours_and_room(
    person: Any, crowd: Any, jobs: Any, rules: Any, seen: Any, points: Any, count: Any
) -> None:
    """Stage four: the points for hours, and for the numbers that leave room."""
    hours, more, less, room = jobs.hours, jobs.more, jobs.less, rules.room
    low, high, stated = crowd.hours[person, 0], crowd.hours[person, 1], crowd.stated[person]
    my_more, my_less = crowd.roomy_more[person] | AMOUNT_GUARD, crowd.roomy_less[person]
    numbers = _count(stated)
    for turn in range(count):
        job = seen[turn]
        if points[turn] != FULL:
            shared = min(high, hours[job, 1]) - max(low, hours[job, 0])
            narrow = min(high - low, hours[job, 1] - hours[job, 0])
            points[turn] += np.int64(rules.hours * (shared + 100) / (narrow + 100))
            roomy = ((my_more | more[job]) - (my_less | less[job])) & stated
            points[turn] += room[numbers, _count(roomy)]


@njit(cache=True, nogil=True, error_model="numpy")
def _keep(
    person: Any,
    crowd: Any,
    jobs: Any,
    rules: Any,
    metres: Any,
    seen: Any,
    at: Any,
    points: Any,
    count: Any,
    found: Any,
    size: Any,
) -> Any:
    """Stage five: the points for travel, once for each place, and the pair as one number."""
    rows, means, limit, before, travel = jobs.row, crowd.means[person], crowd.limit[person], -1, 0
    for turn in range(count):
        if points[turn] != FULL:
            if at[turn] != before:
                before = at[turn]
                travel = _travel(metres[before], means, limit, rules)
            score = TOP_SCORE - points[turn] - travel
            found[size] = person << ROW_SHIFT | score << SCORE_SHIFT | rows[seen[turn]]
            size += 1
    return size


@njit(cache=True, nogil=True, error_model="numpy")
def _is_same_place(one: Any, other: Any, place: Any) -> Any:
    return (
        place[one, 0] == place[other, 0]
        and place[one, 1] == place[other, 1]
        and place[one, 2] == place[other, 2]
    )


@njit(cache=True, nogil=True, error_model="numpy")
def pairs_of(first: Any, last: Any, crowd: Any, jobs: Any, rules: Any, found: Any) -> Any:
    """Write the pairs of these people (of `crowd.order`) into `found`; how many, or FULL if it is full."""
    metres = np.empty(jobs.places.shape[0], dtype=np.int64)
    # One more than there are: a job that drops out is written before it is known to.
    seen = np.empty(jobs.row.size + 1, dtype=np.int64)
    at, points = np.empty_like(seen), np.empty_like(seen)
    size, before = 0, -1
    for turn in range(first, last):
        person = crowd.order[turn]
        if crowd.reach[person] < 0:
            continue
        if before < 0 or not _is_same_place(before, person, crowd.place):
            _measure(person, crowd, jobs, rules.within, metres)
        before = person
        count = _within_reach(person, crowd, jobs, metres, seen, at)
        count = _within_limits(person, crowd, jobs, seen, at, count)
        if size + count > found.size:
            return FULL
        _work(person, crowd, jobs, rules, seen, points, count)
        _hours_and_room(person, crowd, jobs, rules, seen, points, count)
        size = _keep(person, crowd, jobs, rules, metres, seen, at, points, count, found, size)
    return size
