"""People and jobs as rows that are packed once and then taken apart and put together for any question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from meedoen.matching import codes
from meedoen.matching.near import NATURE_OF_WORK, TIME_OF
from meedoen.matching.packing import BIT, TASK_RANK, Array, Crowd, job_numbers, job_words, pack_people
from meedoen.matching.points import Weights
from meedoen.matching.ready import missing_in_job
from meedoen.matching.shapes import Job, Person, Point
from meedoen.matching.travel import Estimates, point_of, vector


class JobColumns(NamedTuple):
    """Jobs one after the other. `mendable`: conditions that the place can arrange; `has_own`: its tasks ask.

    `tasks`: as wide as the job with most of them; the rest weighs nothing.
    """

    is_ready: Array
    place: Array
    sets: Array
    more: Array
    less: Array
    speech: Array
    hours: Array
    latest: Array
    offered: Array
    whole: Array
    tasks: Array
    weights: Array
    mendable: Array
    has_own: Array


class PersonRows(NamedTuple):
    """People one after the other; `is_abroad`: with a diploma that nobody valued."""

    is_ready: Array
    is_abroad: Array
    crowd: Crowd


def person_rows(people: Sequence[Person], weights: Weights, estimates: Estimates) -> PersonRows:
    """Pack these people, also who is not ready."""
    packed = pack_people(people, weights, estimates)
    ready = [person.key not in packed.left_out for person in people]
    abroad = [person.level == "abroad" for person in people]
    return PersonRows(np.array(ready, dtype=bool), np.array(abroad, dtype=bool), packed.crowd)


def some_people(rows: PersonRows, asked: Sequence[int]) -> PersonRows:
    """These rows, in this order."""
    which = np.array(asked, dtype=np.int64)
    crowd = rows.crowd._asdict() | {"order": np.arange(rows.is_ready.size)}
    return PersonRows(
        rows.is_ready[which],
        rows.is_abroad[which],
        Crowd(**{name: column[which] for name, column in crowd.items()}),
    )


def people_beside(one: PersonRows, other: PersonRows) -> PersonRows:
    """The rows of both, one after the other."""
    columns = zip(one.crowd, other.crowd, strict=True)
    return PersonRows(
        np.concatenate([one.is_ready, other.is_ready]),
        np.concatenate([one.is_abroad, other.is_abroad]),
        Crowd(*(np.concatenate(two) for two in columns)),
    )


def job_columns(jobs: Sequence[Job], weights: Weights, day: date) -> JobColumns:
    """Pack these jobs, also those that are not ready; of these only that."""
    ready = [not missing_in_job(job) for job in jobs]
    size = len(jobs)
    words, numbers = np.zeros((size, 4), dtype=np.uint64), np.zeros((size, 6), dtype=np.int64)
    place, mendable = np.zeros((size, 3), dtype=np.int64), np.zeros(size, dtype=np.uint64)
    widest = max((len(job.tasks) for job in jobs), default=0)
    tasks, weighs = (np.zeros((size, widest), dtype=np.int64) for _ in range(2))
    for row, job in enumerate(jobs):
        numbers[row, 4] = 1
        if ready[row]:
            words[row], numbers[row] = job_words(job), job_numbers(job, weights, day)
            place[row], mendable[row] = vector(point_of(job.place) or Point(0, 0)), _mendable(job)
            tasks[row, : len(job.tasks)] = [TASK_RANK[task.code] for task in job.tasks]
            weighs[row, : len(job.tasks)] = [task.weight for task in job.tasks]
    own = [any(task.demands for task in job.tasks) for job in jobs]
    return JobColumns(
        is_ready=np.array(ready, dtype=bool),
        place=place,
        sets=words[:, 0],
        more=words[:, 1],
        less=words[:, 2],
        speech=words[:, 3],
        hours=numbers[:, :2],
        latest=numbers[:, 2],
        offered=numbers[:, 3],
        whole=numbers[:, 4],
        tasks=tasks,
        weights=weighs,
        mendable=mendable,
        has_own=np.array(own, dtype=bool),
    )


def some_jobs(columns: JobColumns, asked: Sequence[int]) -> JobColumns:
    """These jobs, in this order."""
    which = np.array(asked, dtype=np.int64)
    return JobColumns(*(column[which] for column in columns))


def _mendable(job: Job) -> int:
    """The conditions that can be arranged if they are in the way: not by the nature of the work.

    Those about times only where the place did not say that it cannot be so.
    """
    said = {code for code in TIME_OF if code in job.demands}
    return sum(BIT[code] for code in codes.OFFERED if code not in NATURE_OF_WORK and code not in said)
