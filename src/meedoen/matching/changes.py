"""One change to a job or to what a person can reach, so that a limit is kept afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from meedoen.matching.shapes import Job, JobTask, Person

# What changes, and on which side. `value` is a task, days, times, hours, a day, a language with its level, …
Kind = Literal[
    "task_out",
    "demand",
    "hours",
    "days_out",
    "times_out",
    "starts_on",
    "job_level",
    "means",
    "travel_minutes",
    "task_learned",
    "language",
    "licence",
    "level",
]
Value = int | str | date | tuple[str, int] | tuple[str, str] | tuple[int, int] | frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """What changes; a task out also leaves out what only that task asked."""

    kind: Kind
    value: Value


def changed(person: Person, job: Job, changes: Iterable[Change]) -> tuple[Person, Job]:
    """The two after every change, in the order given."""
    for one in changes:
        person, job = _of_person(person, one), _of_job(job, one)
    return person, job


def _of_job(job: Job, change: Change) -> Job:
    match change:
        case Change("task_out", str(code)):
            return replace(job, tasks=tuple(task for task in job.tasks if task.code != code))
        case Change("demand", (str(code), int(value))):
            return _with_demand(job, code, value)
        case Change("hours", (int(least), int(most))):
            return replace(job, hours_min_c=least, hours_max_c=most)
        case Change("days_out", frozenset() as days):
            return replace(job, days=job.days.difference(map(str, days)))
        case Change("times_out", frozenset() as times):
            return replace(job, times=job.times.difference(map(str, times)))
        case Change("starts_on", date() as day):
            return replace(job, starts_on=day)
        case Change("job_level", _):
            return replace(job, level=None)
    return job


def _with_demand(job: Job, code: str, value: int) -> Job:
    """The job with this number, or this condition kept, in all of its tasks."""
    demands = {**job.demands, code: value}
    tasks = tuple(_within(task, code, value) for task in job.tasks)
    return replace(job, demands=demands, tasks=tasks)


def _within(task: JobTask, code: str, value: int) -> JobTask:
    if code not in task.demands:
        return task
    kept = {known: asked for known, asked in task.demands.items() if known != code}
    asked = min(task.demands[code], value)
    return replace(task, demands={**kept, code: asked} if asked else kept)


def _of_person(person: Person, change: Change) -> Person:
    match change:
        case Change("means", str(code)):
            return replace(person, means=person.means | {code})
        case Change("travel_minutes", int(minutes)):
            return replace(person, travel_minutes=minutes)
        case Change("task_learned", str(code)):
            return replace(person, tasks_wanted=person.tasks_wanted | {code})
        case Change("language", (str(language), str(level))):
            return replace(person, languages={**person.languages, language: level})
        case Change("licence", str(code)):
            return replace(person, licences=person.licences | {code})
        case Change("level", str(code)):
            return replace(person, level=code)
    return person
