"""Running placements with what the rules ask about a job, and nothing about who it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet, Subquery

from meedoen.access.actors import Actor
from meedoen.register.people.models import Person, area_codes
from meedoen.register.placements.listing import hours_on
from meedoen.register.placements.models import Placement

_READ = (
    "pk",
    "number",
    "person_id",
    "person__number",
    "person__birth_on",
    "person__municipality",
    "kind",
    "workplace_employer__name",
    "starts_on",
    "ends_before",
    "hours_week",
)


class RunningJob(NamedTuple):
    """One standing placement that runs on both days, with the hours of the first."""

    placement_id: int
    number: str
    person_id: int
    person_number: str
    birth_on: date
    municipality: str
    kind: str
    workplace: str
    starts_on: date
    ends_before: date | None
    hours_week: Decimal | None


def jobs_counted(actor: Actor, first: date, last: date) -> list[RunningJob]:
    """Return the jobs of who lives in the area of the actor's organisation, whoever may see them.

    To be counted only; a row of it is shown if and only if it is among `jobs_visible_to`.
    """
    living = Q(person__municipality__in=sorted(area_codes(actor)))
    here = Q(person__state__in=(Person.State.OPEN, Person.State.PROTECTED))
    return _jobs(Placement.objects.filter(living & here), first, last)


def jobs_visible_to(actor: Actor, first: date, last: date) -> list[RunningJob]:
    """Return the jobs that the actor may see."""
    return _jobs(Placement.objects.visible_to(actor), first, last)


def _jobs(placements: QuerySet[Placement], first: date, last: date) -> list[RunningJob]:
    running = Q(starts_on__lte=first) & (Q(ends_before__isnull=True) | Q(ends_before__gt=last))
    rows = (
        placements.filter(running, replaced_on__isnull=True)
        .annotate(hours_week=Subquery(hours_on(first)))
        .order_by("pk")
    )
    return [RunningJob(*row) for row in rows.values_list(*_READ)]
