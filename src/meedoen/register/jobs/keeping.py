"""From the parts of a job to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from meedoen.register.checks import tidy
from meedoen.register.jobs.models import Job, JobDemand, JobTask
from meedoen.register.jobs.parts import NewJob, Part, TaskLine, Terms, What, Work
from meedoen.register.profiles.cards import in_order
from meedoen.register.profiles.words import DAYS, LANGUAGES, LICENCES, TARGET_GROUPS, TIMES
from meedoen.register.writing import insert_rows


def kept(part: Part) -> Part:
    """Return a part as it is kept: texts tidied, lists in the order of their table, without doubles."""
    if isinstance(part, What):
        return replace(
            part,
            title=tidy(part.title),
            days=in_order(part.days, DAYS),
            times=in_order(part.times, TIMES),
            offered_to=in_order(part.offered_to, TARGET_GROUPS),
        )
    if isinstance(part, Work):
        tasks = tuple(TaskLine(one.task, tidy(one.words), one.hours_week) for one in part.tasks)
        languages = {code: part.languages[code] for code in LANGUAGES if code in part.languages}
        return replace(part, tasks=tasks, languages=languages, licences=in_order(part.licences, LICENCES))
    return replace(
        part,
        wage_scale=tidy(part.wage_scale),
        growth=tidy(part.growth),
        donor_function=tidy(part.donor_function),
    )


def columns_of(part: Part) -> dict[str, Any]:
    """Return the columns of the job itself that a part holds."""
    values = {one.name: getattr(part, one.name) for one in fields(part)}
    if isinstance(part, Work):
        del values["tasks"], values["demands"]
        values["languages"] = dict(part.languages)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def columns_of_all(job: NewJob) -> dict[str, Any]:
    """Return the columns of a whole job."""
    return columns_of(job.what) | columns_of(job.work) | columns_of(job.terms)


def write_beside(job: Job, work: Work) -> None:
    """Write the tasks and demands of one job in the place of those that stand there."""
    JobTask.objects.filter(job=job).delete()
    JobDemand.objects.filter(job=job).delete()
    insert_beside([(job, work)])


def insert_beside(pairs: Sequence[tuple[Job, Work]]) -> None:
    """Write the tasks and demands of new jobs."""
    insert_rows(
        [
            JobTask(job=job, task=one.task, words=one.words, hours_week=one.hours_week)
            for job, work in pairs
            for one in work.tasks
        ]
    )
    insert_rows(
        [
            JobDemand(job=job, code=code, value=value)
            for job, work in pairs
            for code, value in work.demands.items()
        ]
    )


def texts_in(part: Part) -> dict[str, str]:
    """Return the texts of a part in which anything can have been written, by the field of the form."""
    if isinstance(part, What):
        return {"title": part.title}
    if isinstance(part, Terms):
        return {"growth": part.growth, "donor_function": part.donor_function}
    return {f"task_words_{row}": one.words for row, one in enumerate(part.tasks) if one.words}
