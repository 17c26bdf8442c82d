"""From the rows of a bench to the shapes in which the carving engine reads functions and tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from meedoen.matching.carving_demands import DEMANDS
from meedoen.matching.carving_shapes import Function, Piece, Task
from meedoen.matching.shapes import Job, JobTask, Person, Point
from meedoen.register.bench.models import Bench
from meedoen.register.bench.selectors import FunctionShown, PieceShown, TaskShown, functions_of
from meedoen.register.jobs.parts import NewJob
from meedoen.register.jobs.words import FIXED_GUIDES

# Of a job as a whole and not of one task: who guides, and from when to when.
OF_THE_JOB = frozenset({"fixed_guide", "guidance_minutes", "extra_breaks", "not_before", "fixed_times"})
# What the times of the day answer where a task has them.
BY_TIMES = {"no_night": "night", "no_evening": "evening"}


def as_functions(bench: Bench, free_only: bool) -> tuple[Function, ...]:
    """Return the functions of a bench for the engine; `free_only`: with the hours that no job took yet.

    A function or task without hours is left out. Keys are those of the rows.
    """
    found = functions_of(bench)
    return functions_for(found, bench.employer.kvk, free_only=free_only)


def functions_for(
    functions: Iterable[FunctionShown], employer: str, *, free_only: bool = False
) -> tuple[Function, ...]:
    """As `as_functions`, of functions that were read already."""
    shapes = (
        Function(
            str(function.pk),
            employer,
            tuple(
                as_task(task, quarters)
                for task in function.tasks
                if (quarters := (task.quarters - task.out) if free_only else task.quarters) > 0
            ),
            function.wage,
        )
        for function in functions
    )
    return tuple(shape for shape in shapes if shape.tasks)


def as_task(task: TaskShown, quarters: int) -> Task:
    """Return one task with so many quarters of an hour of it."""
    return Task(
        key=str(task.pk),
        quarters=quarters,
        frequency=task.frequency,
        demands=clashes(task),
        level=task.level or "none",
        work=task.task,
        kept=task.kept,
    )


def clashes(task: TaskShown) -> Mapping[str, int]:
    """Return what a task asks of who does it: a number of the body, and every condition that is not there.

    At a task, as at a job, what someone can find there stands written down; the engine reads the reverse.
    """
    found: dict[str, int] = {}
    for code, (reading, _words) in DEMANDS.items():
        value = task.demands.get(code)
        if (reading == "asks" and value) or (reading == "gives" and value is not None):
            found[code] = value
        elif reading == "clash" and not value and code not in OF_THE_JOB:
            time = BY_TIMES.get(code)
            if time is None or time in task.times:
                found[code] = 1
    return found


def pieces_for(pieces: Iterable[PieceShown], employer: str) -> tuple[Piece, ...]:
    """Return what jobs take, for the report of the effects."""
    return tuple(
        Piece(str(piece.function.pk), employer, str(piece.task.pk), piece.quarters, 0) for piece in pieces
    )


def as_job(number: str, job: NewJob, person: Person, place: Point | None) -> Job:
    """Return a job on the bench as matching compares it with one person.

    Days and times that do not stand fast yet are those of the person: they are still to be chosen.
    """
    hours: dict[str, int] = {}
    for line in job.work.tasks:
        if line.task:
            hours[line.task] = hours.get(line.task, 0) + int(line.hours_week * 100)
    demands = dict(job.work.demands)
    if job.terms.guide in FIXED_GUIDES:
        demands["fixed_guide"] = 1
    most = int((job.what.hours_max or 0) * 100)
    least = most if job.what.hours_min is None else int(job.what.hours_min * 100)
    return Job(
        key=number,
        tasks=tuple(JobTask(code, weight) for code, weight in hours.items()),
        hours_min_c=least,
        hours_max_c=most,
        days=frozenset(job.what.days) or person.days,
        times=frozenset(job.what.times) or person.times,
        place=place,
        demands=demands,
        guidance_minutes=job.terms.guidance_minutes,
        level=job.work.level or None,
        kind=job.what.kind,
    )
