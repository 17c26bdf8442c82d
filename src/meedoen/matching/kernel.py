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


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _count(word: Any) -> Any:
    """How many bits are set."""
    found = 0
    while word != NOTHING:
        word &= word - ONE
        found += 1
    return found


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _minutes(metres: Any, means: Any, rules: Any) -> Any:
    least = 1 << 30
    for code in range(rules.speed.size):
        if means >> code & 1:
            road = metres * rules.detour[code] * 6
            pace = rules.speed[code] * 10_000
            least = min(least, rules.start[code] + (road + pace - 1) // pace)
    return least


@njit(cache=True, nogil=True, error_model="numpy")
def _measure(person: Any, crowd: Any, jobs: Any, within: Any, metres: Any) -> None:
    """Whole metres from the place of one person to every place with work."""
    x, y, z = crowd.place[person, 0], crowd.place[person, 1], crowd.place[person, 2]
    for place in range(jobs.places.shape[0]):
        east, north, up = jobs.places[place, 0] - x, jobs.places[place, 1] - y, jobs.places[place, 2] - z
        square = east * east + north * north + up * up
        root = np.int64(np.sqrt(np.float64(square)))
        if root * root > square:
            root -= 1
        metres[place] = max(within, root)


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _tasks_and_wishes(person: Any, job: Any, crowd: Any, jobs: Any, rules: Any) -> Any:
    """The points of both, or FULL below the least share of the work."""
    earned = known = wished = 0
    wishes = crowd.wishes[person]
    for at in range(jobs.task_starts[job], jobs.task_starts[job + 1]):
        task, weight = jobs.tasks[at], jobs.weights[at]
        percent = np.int64(crowd.percent[person, task])
        earned += weight * percent
        known += weight if percent else 0
        wished += weight * np.int64(wishes >> np.uint64(FIELDS[task]) & ONE)
    whole = jobs.whole[job]
    if 100 * known < rules.least * whole:
        return FULL
    # Numbers this small divide in doubles without crossing a whole number, and quicker than in integers.
    return np.int64(rules.tasks * earned / (100 * whole)) + np.int64(rules.wishes * wished / whole)


@njit(cache=True, nogil=True, inline="always", error_model="numpy")
def _points(person: Any, job: Any, crowd: Any, jobs: Any, rules: Any) -> Any:
    """All points but those for travel; FULL if a limit is in the way."""
    if crowd.sets[person] & jobs.sets[job] != NOTHING:
        return FULL
    more, less = crowd.more[person] | jobs.more[job], crowd.less[person] | jobs.less[job]
    if ((more | AMOUNT_GUARD) - less) & AMOUNT_GUARD != AMOUNT_GUARD:
        return FULL
    if ((crowd.speech[person] | SPEECH_GUARD) - jobs.speech[job]) & SPEECH_GUARD != SPEECH_GUARD:
        return FULL
    low = max(crowd.hours[person, 0], jobs.hours[job, 0])
    high = min(crowd.hours[person, 1], jobs.hours[job, 1])
    if low > high or crowd.available[person] > jobs.latest[job]:
        return FULL
    points = _tasks_and_wishes(person, job, crowd, jobs, rules)
    if points == FULL:
        return FULL
    narrow = min(crowd.hours[person, 1] - crowd.hours[person, 0], jobs.hours[job, 1] - jobs.hours[job, 0])
    points += np.int64(rules.hours * (high - low + 100) / (narrow + 100))
    more, less = crowd.roomy_more[person] | jobs.more[job], crowd.roomy_less[person] | jobs.less[job]
    stated = crowd.stated[person]
    roomy = ((more | AMOUNT_GUARD) - less) & stated
    return points + rules.room[_count(stated), _count(roomy)]


@njit(cache=True, nogil=True, error_model="numpy")
def pairs_of(first: Any, last: Any, crowd: Any, jobs: Any, rules: Any, found: Any) -> Any:
    """Write the pairs of these people (of `crowd.order`) into `found`; how many, or FULL if it is full."""
    metres = np.empty(jobs.places.shape[0], dtype=np.int64)
    count, before = 0, -1
    for turn in range(first, last):
        person = crowd.order[turn]
        reach, limit = crowd.reach[person], crowd.limit[person]
        if reach < 0:
            continue
        if before < 0 or not (
            crowd.place[before, 0] == crowd.place[person, 0]
            and crowd.place[before, 1] == crowd.place[person, 1]
            and crowd.place[before, 2] == crowd.place[person, 2]
        ):
            _measure(person, crowd, jobs, rules.within, metres)
        before = person
        for place in range(metres.size):
            if metres[place] > reach:
                continue
            if count + jobs.starts[place + 1] - jobs.starts[place] > found.size:
                return FULL
            minutes = _minutes(metres[place], crowd.means[person], rules)
            travel = rules.travel * (2 * limit - minutes) // (2 * limit)
            for job in range(jobs.starts[place], jobs.starts[place + 1]):
                points = _points(person, job, crowd, jobs, rules)
                if points != FULL:
                    score = TOP_SCORE - points - travel
                    found[count] = person << ROW_SHIFT | score << SCORE_SHIFT | jobs.row[job]
                    count += 1
    return count
