"""People and jobs as arrays: limits packed into three words each, so that one subtraction tests them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from meedoen.matching import codes
from meedoen.matching.fit import task_percent
from meedoen.matching.limits import LEVEL_ORDER
from meedoen.matching.points import Weights
from meedoen.matching.ready import missing_in_job, missing_in_person
from meedoen.matching.shapes import Job, Person, Point
from meedoen.matching.takes import takes
from meedoen.matching.travel import NOWHERE, Estimates, point_of, vector
from meedoen.primitives.words import Words

Array = NDArray[Any]
TASK_RANK = {code: rank for rank, code in enumerate(codes.TASKS)}
FIELD_RANK = {code: rank for rank, code in enumerate(codes.FIELDS)}
MEANS_RANK = {code: rank for rank, code in enumerate(codes.MEANS)}
FIELD_OF = np.array([FIELD_RANK[codes.field_of(code)] for code in codes.TASKS], dtype=np.int64)

# One word of yes and no: a bit that is set on the side of the person and on that of the job is in the way.
_NAMES = (
    *codes.OFFERED,
    *codes.DAYS,
    *codes.TIMES,
    *codes.LICENCES,
    *(f"hour {hour}" for hour in range(1, 24)),
)
BIT = {name: 1 << rank for rank, name in enumerate(_NAMES)}
HOURS = tuple((hour, BIT[f"hour {hour}"]) for hour in range(1, 24))
# Everybody carries the bit of a job that is for everybody.
ANYBODY = 1
GROUP_BIT = {code: 2 << rank for rank, code in enumerate(codes.TARGET_GROUPS)}
# Days, times and licences that someone does not have.
LACKING = sum(BIT[name] for name in (*codes.DAYS, *codes.TIMES, *codes.LICENCES))


class Lanes(NamedTuple):
    """Numbers side by side in one word, each with a guard bit above it."""

    shift: dict[str, int]
    most: dict[str, int]
    guard: int


def lanes(bits: Mapping[str, int]) -> Lanes:
    """Lanes of these widths, the guard not counted."""
    shift, most, guard, at = {}, {}, 0, 0
    for name, width in bits.items():
        shift[name], most[name] = at, (1 << width) - 1
        guard |= 1 << (at + width)
        at += width + 1
    if at > 64:
        raise ValueError(f"{at} bits do not go into a word")
    return Lanes(shift, most, guard)


AMOUNTS = lanes({code: codes.CONDITIONS[code].most.bit_length() for code in (*codes.ASKED, *codes.ENOUGH)})
SPEECH = lanes({**dict.fromkeys(codes.LANGUAGES, 3), "level": 3})
# Nobody asks this much: a person without a limit has it.
FREE = sum(AMOUNTS.most[code] << AMOUNTS.shift[code] for code in codes.ASKED)


class Crowd(NamedTuple):
    """People, one row each. `more`, `less`: their side of the amounts; `roomy_…`: the same with room left."""

    place: Array
    order: Array
    reach: Array
    limit: Array
    means: Array
    sets: Array
    more: Array
    less: Array
    roomy_more: Array
    roomy_less: Array
    stated: Array
    speech: Array
    hours: Array
    available: Array
    wishes: Array
    groups: Array
    percent: Array


class Openings(NamedTuple):
    """Jobs in the order of their places; `row` is their place in the list they came from."""

    row: Array
    places: Array
    starts: Array
    sets: Array
    more: Array
    less: Array
    speech: Array
    hours: Array
    latest: Array
    offered: Array
    whole: Array
    task_starts: Array
    tasks: Array
    weights: Array


class Packed(NamedTuple):
    """What went in, and why some did not: reasons by key."""

    crowd: Crowd
    left_out: dict[str, tuple[Words, ...]]


class PackedJobs(NamedTuple):
    """The same for jobs."""

    openings: Openings
    left_out: dict[str, tuple[Words, ...]]


def pack_people(people: Sequence[Person], weights: Weights, estimates: Estimates) -> Packed:
    """People as arrays, row for row; who is not ready to be matched has a row that reaches nothing."""
    left_out: dict[str, tuple[Words, ...]] = {}
    rows = np.zeros((len(people), 10), dtype=np.int64)
    words = np.zeros((len(people), 7), dtype=np.uint64)
    percent = np.zeros((len(people), len(codes.TASKS)), dtype=np.uint8)
    for row, person in enumerate(people):
        rows[row, 3] = NOWHERE
        if reasons := missing_in_person(person):
            left_out[person.key] = reasons
            continue
        rows[row] = _numbers(person, estimates)
        words[row] = _words(person, weights)
        for code in person.tasks_able | person.tasks_liked | person.tasks_wanted:
            percent[row, TASK_RANK[code]] = task_percent(person, code, weights)
    place = rows[:, :3].copy()
    order = np.lexsort((rows[:, 3], place[:, 2], place[:, 1], place[:, 0]))
    column = np.ascontiguousarray(rows.T)
    word = np.ascontiguousarray(words.T)
    hours = np.ascontiguousarray(rows[:, 6:8])
    crowd = Crowd(
        place=place,
        order=order,
        reach=column[3],
        limit=column[4],
        means=column[5],
        sets=word[0],
        more=word[1],
        less=word[2],
        roomy_more=word[3],
        roomy_less=word[4],
        stated=word[5],
        speech=word[6],
        hours=hours,
        available=column[8],
        wishes=_wishes(people),
        groups=column[9],
        percent=percent,
    )
    return Packed(crowd, left_out)


def _wishes(people: Sequence[Person]) -> Array:
    masks = (_mask(1 << FIELD_RANK.get(code, 63) for code in person.wishes) for person in people)
    return np.fromiter(masks, dtype=np.uint64, count=len(people))


def _mask(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


def _numbers(person: Person, estimates: Estimates) -> tuple[int, ...]:
    at, limit = point_of(person.place), person.travel_minutes or 0
    since = person.available_from.toordinal() if person.available_from else 0
    return (
        *vector(at or Point(0, 0)),
        estimates.reach(limit, person.means),
        limit,
        _mask(1 << MEANS_RANK[code] for code in person.means),
        person.hours_min_c or 0,
        person.hours_max_c or 0,
        since,
        ANYBODY | _mask(GROUP_BIT[code] for code in person.groups),
    )


def _words(person: Person, weights: Weights) -> tuple[int, ...]:
    """sets, more, less, roomy_more, roomy_less, stated, speech."""
    needs = person.conditions or {}
    has = (*person.days, *person.times, *codes.licences_of(person.licences))
    sets = LACKING & ~_mask(BIT[name] for name in has)
    sets |= _mask(BIT[code] for code in codes.OFFERED if needs.get(code))
    sets |= BIT.get(f"hour {needs.get('not_before', 0)}", 0)
    more = roomy_more = FREE
    less = roomy_less = stated = 0
    for code in (*codes.ASKED, *codes.ENOUGH):
        if code not in needs:
            continue
        value, shift, most = needs[code], AMOUNTS.shift[code], AMOUNTS.most[code]
        stated |= (most + 1) << shift
        if code in codes.ASKED:
            more ^= (most ^ value) << shift
            roomy_more ^= (most ^ (weights.room * value // 100)) << shift
        else:
            less |= value << shift
            roomy_less |= min(most, -(-100 * value // weights.room)) << shift
    return sets, more, less, roomy_more, roomy_less, stated, _speech(person.languages, person.level)


def _speech(languages: Mapping[str, str], level: str | None) -> int:
    spoken = sum(LEVEL_ORDER[held] << SPEECH.shift[code] for code, held in languages.items())
    return spoken | codes.RUNGS[level or "none"] << SPEECH.shift["level"]


def pack_jobs(jobs: Sequence[Job], weights: Weights, day: date) -> PackedJobs:
    """Jobs as arrays, by place; those that are not ready to be matched are left out."""
    reasons = [missing_in_job(job) for job in jobs]
    left_out = {job.key: why for job, why in zip(jobs, reasons, strict=True) if why}
    ready = [row for row, why in enumerate(reasons) if not why]
    points = [vector(point_of(jobs[row].place) or Point(0, 0)) for row in ready]
    # By place, and within a place as they came.
    sequence = sorted(range(len(ready)), key=lambda at: (points[at], ready[at]))
    rows = [ready[at] for at in sequence]
    places, starts = np.unique(
        np.array([points[at] for at in sequence], dtype=np.int64).reshape(-1, 3), axis=0, return_index=True
    )
    words = np.array([job_words(jobs[row]) for row in rows], dtype=np.uint64).reshape(-1, 4)
    numbers = np.array([job_numbers(jobs[row], weights, day) for row in rows], dtype=np.int64).reshape(-1, 6)
    tasks = [(TASK_RANK[task.code], task.weight) for row in rows for task in jobs[row].tasks]
    flat = np.array(tasks, dtype=np.int64).reshape(-1, 2)
    word, column = np.ascontiguousarray(words.T), np.ascontiguousarray(numbers.T)
    openings = Openings(
        row=np.array(rows, dtype=np.int64),
        places=places,
        starts=np.append(starts, len(rows)).astype(np.int64),
        sets=word[0],
        more=word[1],
        less=word[2],
        speech=word[3],
        hours=np.ascontiguousarray(numbers[:, :2]),
        latest=column[2],
        offered=column[3],
        whole=column[4],
        task_starts=np.append(0, np.cumsum(column[5])),
        tasks=np.ascontiguousarray(flat[:, 0]),
        weights=np.ascontiguousarray(flat[:, 1]),
    )
    return PackedJobs(openings, left_out)


def job_words(job: Job) -> tuple[int, ...]:
    """sets, more, less, speech."""
    taken = takes(job)
    sets = _mask(BIT[code] for code in codes.OFFERED if code not in taken.offered)
    sets |= _mask(BIT[name] for name in (*job.days, *job.times, *job.licences))
    sets |= _mask(bit for hour, bit in HOURS if hour > taken.begins)
    more = sum(min(given, AMOUNTS.most[code]) << AMOUNTS.shift[code] for code, given in taken.enough.items())
    less = sum(value << AMOUNTS.shift[code] for code, value in taken.asked.items())
    return sets, more, less, _speech(job.languages, job.level)


def job_numbers(job: Job, weights: Weights, day: date) -> tuple[int, ...]:
    latest = max(job.starts_on or day, day) + timedelta(days=weights.wait_days)
    whole = sum(task.weight for task in job.tasks)
    offered = _mask(GROUP_BIT[code] for code in job.offered_to) or ANYBODY
    return job.hours_min_c or 0, job.hours_max_c or 0, latest.toordinal(), offered, whole, len(job.tasks)
