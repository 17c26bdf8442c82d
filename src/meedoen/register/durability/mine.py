"""Which checks wait for a colleague: of whose work they are the fixed contact."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from meedoen.access.actors import Actor
from meedoen.register.durability.models import Check
from meedoen.register.durability.moments import LATE_AFTER, Moment, moment_now, spans_now
from meedoen.register.durability.questions import VOICES
from meedoen.register.people.mine import contact_of
from meedoen.register.people.models import seen_people
from meedoen.register.placements.models import Placement


class CheckDue(NamedTuple):
    number: str
    person_number: str
    person: str
    workplace: str
    moment: Moment
    answer_by: date


def not_heard(on: date, *, late: bool = False) -> Q:
    """A condition on placements: the moment of that day has come, and not every voice was heard about it.

    `late`: the time to answer is over as well.
    """
    found = Q(pk__in=[])
    for span in spans_now(on, late=late):
        said = (
            Check.objects.filter(placement=OuterRef("pk"), moment=span.moment.code)
            .order_by()
            .values("placement")
            .annotate(many=Count("pk"))
            .values("many")
        )
        missing = LessThan(Coalesce(Subquery(said), 0), len(VOICES))
        found |= Q(starts_on__gt=span.after, starts_on__lte=span.until) & Q(missing)
    return found


def checks_due(actor: Actor, on: date, most: int) -> tuple[CheckDue, ...]:
    """Return the running placements about which somebody is to be asked, who waits longest first."""
    running = Q(ends_before__isnull=True) | Q(ends_before__gt=on)
    rows = (
        Placement.objects.standing()
        .filter(running, not_heard(on), seen_people(actor, "person__", "work"))
        .filter(contact_of(actor, "person__"))
        .values_list(
            "number", "person__number", "person__name", "workplace_employer__name", "starts_on", "pk"
        )
    )
    found = []
    for number, person_number, person, workplace, starts_on, _key in rows.order_by("pk"):
        moment = moment_now(starts_on, on)
        if moment is not None:
            by = moment.on(starts_on) + LATE_AFTER
            found.append(CheckDue(number, person_number, person, workplace, moment, by))
    return tuple(sorted(found, key=lambda one: (one.answer_by, one.number))[:most])
