"""Lists of coaching: next visit, hours left and late actions, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.coaching.models import AgreedAction, Coaching, Visit
from meedoen.register.coaching.norms import visit_weeks, weeks_between
from meedoen.register.coaching.selectors import in_hours
from meedoen.register.coaching.words import REGIMES, Words

# A coach guides tens of people; beyond this a list is for nobody. What is shown at once suits a phone.
MOST, PAGE = 500, 30
SCOPES: Words = {
    "mijn": _("Van mij"),
    "zonder": _("Coach heeft geen toegang meer"),
    "organisatie": _("Van mijn organisatie"),
}


@dataclass(frozen=True, slots=True)
class CoachingRow:
    """One coaching in a list. `last_on`: of the latest visit; `next_on`: when somebody ought to have come."""

    pk: int
    number: str
    placement: str
    person_number: str
    person_name: str
    workplace: str
    coach: str
    regime: str
    granted: Decimal
    used: Decimal
    ends_before: date
    last_on: date | None
    next_on: date
    open_actions: int
    late_actions: int

    @property
    def left(self) -> Decimal:
        return self.granted - self.used


@dataclass(frozen=True)
class CoachingsPage:
    """`next_from`: how many rows stand before the next page, where there is one."""

    rows: tuple[CoachingRow, ...]
    next_from: int | None


def coachings_visible_to(actor: Actor, scope: str, on: date, start: int = 0) -> CoachingsPage:
    """Return a page of what runs, the first visit that is due on top."""
    found = Coaching.objects.visible_to(actor).running(on)
    if scope == "organisatie":
        found = found.filter(payer_id=actor.organisation_id)
    elif scope == "zonder":
        found = found.alone().filter(payer_id=actor.organisation_id)
    else:
        found = found.filter(Q(coach_id=actor.account_id or 0) | Q(substitute_id=actor.account_id or 0))
    rows = _rows(found.order_by("ends_before", "pk")[:MOST], on)
    rows.sort(key=lambda row: (row.next_on, row.pk))
    end = start + PAGE
    return CoachingsPage(tuple(rows[start:end]), end if len(rows) > end else None)


def late_actions(actor: Actor, on: date, most: int) -> list[AgreedAction]:
    """Return the actions that ought to have been done, of what the actor coaches."""
    rows = AgreedAction.objects.filter(
        coaching__in=_mine(actor, on), done_on__isnull=True, by_on__lt=on
    ).select_related("coaching__placement__person", "coaching__placement__workplace_employer")
    return list(rows.order_by("by_on", "pk")[:most])


def visits_due(actor: Actor, on: date, most: int) -> list[CoachingRow]:
    """Return what the actor coaches and where somebody ought to have come by now."""
    return [row for row in _rows(_mine(actor, on), on) if row.next_on <= on][:most]


def without_coach(actor: Actor, on: date, most: int) -> list[CoachingRow]:
    """Return what the actor's organisation pays while the coach has no access and nobody stands in."""
    rows = Coaching.objects.visible_to(actor).running(on).alone()
    return _rows(rows.filter(payer_id=actor.organisation_id).order_by("ends_before", "pk")[:most], on)


def with_last_visit(rows: QuerySet[Coaching]) -> QuerySet[Coaching]:
    """Add the day of the latest visit, and the day from which a next one is counted."""
    last = Visit.objects.filter(coaching=OuterRef("pk")).order_by().values("coaching")
    return rows.annotate(
        last_on=Subquery(last.annotate(day=Max("happened_on")).values("day")),
    ).annotate(since_on=Coalesce("last_on", F("starts_on")))


def _mine(actor: Actor, on: date) -> QuerySet[Coaching]:
    own = Q(coach_id=actor.account_id or 0)
    # Whoever stands in does so while the coach has no access.
    own |= Q(substitute_id=actor.account_id or 0, coach__is_active=False)
    return Coaching.objects.visible_to(actor).running(on).filter(own, starts_on__lte=on)


def _rows(found: QuerySet[Coaching], on: date) -> list[CoachingRow]:
    spent = Visit.objects.filter(coaching=OuterRef("pk")).order_by().values("coaching")
    actions = AgreedAction.objects.filter(coaching=OuterRef("pk"), done_on__isnull=True).order_by()
    late = actions.filter(by_on__lt=on)
    whole: QuerySet[Any] = with_last_visit(found).annotate(
        minutes=Subquery(spent.annotate(all=Sum("minutes")).values("all"), output_field=IntegerField()),
        open_actions=Subquery(actions.values("coaching").annotate(all=Count("pk")).values("all")),
        late_actions=Subquery(late.values("coaching").annotate(all=Count("pk")).values("all")),
    )
    chosen = visit_weeks(on)
    return [
        CoachingRow(
            row.pk,
            row.number,
            row.placement.number,
            row.placement.person.number,
            row.placement.person.name,
            row.placement.workplace_employer.name,
            row.coach.name,
            str(REGIMES[row.regime]),
            row.hours,
            in_hours(row.minutes or 0),
            row.ends_before,
            row.last_on,
            row.since_on + timedelta(weeks=weeks_between(row.regime, row.payer_id, chosen)),
            row.open_actions or 0,
            row.late_actions or 0,
        )
        for row in whole.select_related("placement__person", "placement__workplace_employer", "coach")
    ]
