"""Lists of jobs: a page at a time, at one employer, or those of the actor's employers that expire."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.access.actors import Actor
from meedoen.register.checks import tidy
from meedoen.register.employers.models import Owner
from meedoen.register.jobs.models import Job
from meedoen.register.jobs.states import STATES, state_on
from meedoen.register.places import area_of

PAGE = 50
# As long before a job expires as it takes to ask the employer.
SOON = timedelta(days=14)
# Longer ago nobody waits for it any more.
LONG_AGO = timedelta(days=60)

_READ = (
    "pk",
    "number",
    "title",
    "kind",
    "state",
    "employer__name",
    "employer__kvk",
    "municipality",
    "seats",
    "hours_min",
    "hours_max",
    "expires_on",
)


@dataclass(frozen=True)
class JobFilters:
    """What narrows the list, read on the day `on`.

    `words`: a job number, or part of the title or of the employer's name. `state`: one of the states, or
    "expires_soon". `hours`: jobs in which someone can work this many hours a week.
    """

    on: date
    words: str = ""
    kind: str = ""
    state: str = ""
    municipality: str = ""
    sbi: str = ""
    hours: Decimal | None = None
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class JobRow:
    """`state` is that of the day that was asked."""

    pk: int
    number: str
    title: str
    kind: str
    state: str
    employer: str
    employer_kvk: str
    municipality: str
    seats: int
    hours_min: Decimal | None
    hours_max: Decimal | None
    expires_on: date | None


@dataclass(frozen=True)
class JobsPage:
    rows: tuple[JobRow, ...]
    next_after: int | None


def jobs_visible_to(
    actor: Actor, filters: JobFilters, after: int | None = None, *, limit: int = PAGE
) -> JobsPage:
    """Return a page of jobs, the newest first; `after` is the key of the last one seen."""
    jobs = _filtered(actor, filters)
    if after is not None:
        jobs = jobs.filter(pk__lt=after)
    rows = _rows(jobs.order_by("-pk")[: limit + 1], filters.on)
    return JobsPage(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None)


def jobs_at_employer(actor: Actor, employer_id: int, on: date, most: int) -> tuple[JobRow, ...]:
    """Return the jobs at this employer, the newest first."""
    jobs = Job.objects.visible_to(actor).filter(employer_id=employer_id)
    return _rows(jobs.order_by("-pk")[:most], on)


def open_jobs(actor: Actor, on: date) -> dict[str, JobRow]:
    """Return every job that is open that day, by its number."""
    jobs = Job.objects.visible_to(actor).filter(_in_state("open", on))
    return {row.number: row for row in _rows(jobs, on)}


def jobs_that_expire(actor: Actor, on: date, most: int) -> tuple[JobRow, ...]:
    """Return the open jobs of the actor's employers that expire within two weeks or did lately."""
    jobs = (
        Job.objects.visible_to(actor)
        .filter(_mine(actor), state="open")
        .filter(expires_on__gt=on - LONG_AGO, expires_on__lte=on + SOON)
    )
    return _rows(jobs.order_by("expires_on", "pk")[:most], on)


def _mine(actor: Actor) -> Exists:
    owners = Owner.objects.filter(employer=OuterRef("employer"), ends_before__isnull=True)
    return Exists(owners.filter(account_id=actor.account_id or 0))


def _filtered(actor: Actor, filters: JobFilters) -> QuerySet[Job]:
    jobs = Job.objects.visible_to(actor)
    if filters.state:
        jobs = jobs.filter(_in_state(filters.state, filters.on))
    if filters.kind:
        jobs = jobs.filter(kind=filters.kind)
    if filters.municipality:
        jobs = jobs.filter(municipality__in=area_of(filters.municipality))
    if filters.sbi:
        jobs = jobs.filter(sbi=filters.sbi)
    if filters.hours is not None:
        # Without a lower bound there is one number of hours.
        enough = Q(hours_min__lte=filters.hours) | Q(hours_min__isnull=True, hours_max=filters.hours)
        jobs = jobs.filter(enough, hours_max__gte=filters.hours)
    if filters.is_mine:
        jobs = jobs.filter(_mine(actor))
    words = tidy(filters.words)
    if words:
        jobs = jobs.filter(
            Q(number__iexact=words) | Q(title__icontains=words) | Q(employer__name__icontains=words)
        )
    return jobs


def _in_state(state: str, on: date) -> Q:
    """The same as `states.state_on`, as a condition."""
    if state == "open":
        return Q(state="open", expires_on__gt=on)
    if state == "expired":
        return Q(state="open", expires_on__lte=on)
    if state == "expires_soon":
        return Q(state="open", expires_on__gt=on, expires_on__lte=on + SOON)
    return Q(state=state) if state in STATES else Q(pk__in=())


def _rows(jobs: QuerySet[Job], on: date) -> tuple[JobRow, ...]:
    rows = (JobRow(*row) for row in jobs.values_list(*_READ))
    return tuple(replace(row, state=state_on(row.state, row.expires_on, on)) for row in rows)
