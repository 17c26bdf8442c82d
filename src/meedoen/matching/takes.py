"""What a job takes and gives once its tasks are counted in."""

from __future__ import annotations

from dataclasses import dataclass

from meedoen.matching.codes import ASKED, BEGINS, ENOUGH, OFFERED
from meedoen.matching.shapes import Job

# A condition on the times of work that the times themselves answer.
FREE_OF = {"no_evening": "evening", "no_night": "night"}


@dataclass(frozen=True, slots=True)
class Takes:
    """`offered`: conditions kept in every task. `asked`, `enough`: numbers by code. `begins`: the hour."""

    offered: frozenset[str]
    asked: dict[str, int]
    enough: dict[str, int]
    begins: int


def takes(job: Job) -> Takes:
    """What the whole job takes: the heaviest of its tasks, and only what no task takes away."""
    return Takes(
        offered=frozenset(code for code in OFFERED if is_offered(job, code)),
        asked={code: asked(job, code) for code in ASKED},
        enough={code: enough(job, code) for code in ENOUGH},
        begins=begins(job),
    )


def is_offered(job: Job, code: str) -> bool:
    """Whether the place has this, in each of its tasks."""
    free_of = FREE_OF.get(code)
    by_times = free_of is not None and bool(job.times) and free_of not in job.times
    stated = job.demands.get(code)
    given = stated == 1 or (stated is None and by_times)
    return given and all(task.demands.get(code) != 0 for task in job.tasks)


def asked(job: Job, code: str) -> int:
    """The most that the job or one of its tasks asks."""
    most = max(0, job.demands.get(code, 0))
    for task in job.tasks:
        if code in task.demands:
            most = max(most, task.demands[code])
    return most


def enough(job: Job, code: str) -> int:
    """How much of this the place gives in a day."""
    given = job.demands.get(code, 0)
    return max(given, job.guidance_minutes) if code == "guidance_minutes" else given


def begins(job: Job) -> int:
    """The hour at which the work begins; without one, that of its earliest time of the day."""
    stated = job.demands.get("not_before")
    return min((BEGINS[time] for time in job.times), default=0) if stated is None else stated
