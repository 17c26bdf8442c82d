"""What may be asked about jobs: one job with everything in it, and what its forms offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.employers.models import ContactPerson, Employer
from meedoen.register.jobs.models import Job, JobDemand, JobMove, JobTask
from meedoen.register.jobs.parts import NewJob, TaskLine, Terms, What, Work
from meedoen.register.jobs.states import REASONS, STATES, state_on
from meedoen.register.jobs.words import GUIDES, KINDS, SBI, WAGES, WHEN_DONOR_CHANGES
from meedoen.register.profiles.words import TARGET_GROUPS, choices
from meedoen.register.profiles.work import TASK_WORDS

Choices = list[tuple[str, str]]
# What leads to a state is read here whatever the deed was: a reason has one code.
_REASON_WORDS = {
    (reason.to, code): reason.words for table in REASONS.values() for code, reason in table.items()
}


def job_by_number(actor: Actor, number: str) -> Job:
    """Return the job with this number, if the actor may see it."""
    rows = Job.objects.visible_to(actor).select_related("employer", "branch", "contact", "registered_by")
    job = rows.filter(number=number).first() if number.isascii() and number.isprintable() else None
    if job is None:
        raise NotFound(_("Deze baan bestaat hier niet. Zoek hem op in de lijst met banen."))
    return job


def locked_job(actor: Actor, number: str) -> Job:
    """As `job_by_number`, and nobody else changes this job until the transaction ends."""
    found = job_by_number(actor, number)
    return Job.objects.select_for_update().select_related("employer").get(pk=found.pk)


def content_of(job: Job) -> NewJob:
    """Return what stands at a job, in the parts in which it is filled in."""
    tasks = JobTask.objects.filter(job=job).order_by("pk").values_list("task", "words", "hours_week")
    demands = JobDemand.objects.filter(job=job).order_by("pk").values_list("code", "value")
    return NewJob(
        What(
            kind=job.kind,
            title=job.title,
            municipality=job.municipality,
            seats=job.seats,
            branch_id=job.branch_id,
            sbi=job.sbi,
            hours_min=job.hours_min,
            hours_max=job.hours_max,
            days=tuple(job.days),
            times=tuple(job.times),
            starts_on=job.starts_on,
            offered_to=tuple(job.offered_to),
            contact_id=job.contact_id,
        ),
        Work(
            tasks=tuple(TaskLine(*row) for row in tasks),
            demands=dict(demands),
            level=job.level,
            languages=dict(job.languages),
            licences=tuple(job.licences),
        ),
        Terms(
            guide=job.guide,
            guidance_minutes=job.guidance_minutes,
            wage=job.wage,
            wage_percentage=job.wage_percentage,
            wage_amount=job.wage_amount,
            wage_scale=job.wage_scale,
            growth=job.growth,
            donor_function=job.donor_function,
            when_donor_changes=job.when_donor_changes,
        ),
    )


def part_version(job: Job, part: str) -> int:
    """Return how often a part of a job was saved; a form carries it from when it was opened."""
    return int(job.part_versions.get(part, 1))


def state_of(job: Job, day: date) -> str:
    """Return the state of a job on a day."""
    return state_on(job.state, job.expires_on, day)


@dataclass(frozen=True, slots=True)
class MoveShown:
    """A change of state in words; the first has no state before it."""

    on: date
    state: str
    because: str
    by: str


def moves_of(job: Job) -> list[MoveShown]:
    """Return how the state of a job changed, the latest first."""
    rows = JobMove.objects.filter(job=job).select_related("account").order_by("-pk")
    return [
        MoveShown(
            row.on,
            str(STATES.get(row.to_state, row.to_state)),
            str(_REASON_WORDS.get((row.to_state, row.because), row.because)),
            row.account.name if row.account else "",
        )
        for row in rows[:50]
    ]


def contact_of(job: Job) -> ContactPerson | None:
    """Return whom to ask about a job, as long as that person works there."""
    contact = job.contact
    return contact if contact is not None and contact.ends_before is None else None


def task_in_words(task: str, words: str) -> str:
    """Return a task as the floor calls it, or in the words of our list."""
    return words or str(TASK_WORDS.get(task, task))


def hours_in_all(tasks: tuple[TaskLine, ...]) -> Decimal:
    """Return the hours a week that all tasks take together."""
    return sum((line.hours_week for line in tasks), Decimal(0))


def sbi_before(employer: Employer) -> str:
    """Return the section of the last job of this employer where it was filled in: it rarely changes."""
    rows = Job.objects.filter(employer=employer).exclude(sbi="").order_by("-pk")
    return rows.values_list("sbi", flat=True).first() or ""


def kind_choices() -> Choices:
    return choices(KINDS)


def sbi_choices() -> Choices:
    """Return the sections of the SBI with their letter."""
    return [(code, f"{code} · {words}") for code, words in choices(SBI)]


def guide_choices() -> Choices:
    return choices(GUIDES)


def wage_choices() -> Choices:
    return choices(WAGES)


def donor_choices() -> Choices:
    return choices(WHEN_DONOR_CHANGES)


def target_group_choices() -> Choices:
    return choices(TARGET_GROUPS)
