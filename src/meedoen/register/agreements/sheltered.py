"""Beschut werk beside what a municipality has to offer: places used by the norm of hours, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Subquery, Sum

from meedoen.register.people.models import Person
from meedoen.register.placements.listing import hours_on
from meedoen.register.placements.models import Placement
from meedoen.register.places import area_of
from meedoen.rules import places
from meedoen.rules.answer import Answer
from meedoen.rules.beschut_werk import Target, places_of_hours, targets_of
from meedoen.rules.refusal import NoValueForThisDay


@dataclass(frozen=True)
class Sheltered:
    """`target` is None, or without a value, where no number was found for this municipality and year."""

    year: int
    municipality: str
    used: Answer
    target: Target | None

    @property
    def left(self) -> Decimal | None:
        """Places that can still be filled; below zero where more than asked is filled."""
        if self.target is None or self.target.places is None or self.used.amount is None:
            return None
        return Decimal(self.target.places) - self.used.amount


def sheltered_in(code: str, on: date) -> Sheltered | None:
    """Return the places of the people who live in a municipality; None where the norm is not known."""
    running = Q(starts_on__lte=on) & (Q(ends_before__isnull=True) | Q(ends_before__gt=on))
    here = Placement.objects.standing().filter(
        running,
        kind=Placement.Kind.BESCHUT_WERK,
        person__municipality__in=sorted(area_of(code)),
        person__state__in=(Person.State.OPEN, Person.State.PROTECTED),
    )
    hours = here.annotate(week=Subquery(hours_on(on))).aggregate(all=Sum("week"))["all"]
    try:
        used = places_of_hours(Decimal(hours or 0), on)
        region = places.region_of(code, on).code
    except (NoValueForThisDay, LookupError):
        return None
    rows = targets_of(region, on.year).rows
    target = next((one for one in rows if one.code == code), None)
    return Sheltered(on.year, code, used, target)
