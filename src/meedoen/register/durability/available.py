"""Who can work again: their work ended, nothing came after it, and nobody said that they stop."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from meedoen.access.actors import Actor
from meedoen.register.durability.models import AfterWork
from meedoen.register.durability.nexts import ALWAYS_STOPS, POOL
from meedoen.register.people.mine import contact_of
from meedoen.register.people.models import Person, seen_people
from meedoen.register.placements.models import Placement
from meedoen.register.profiles.findability import findable

# Our own choice: after a month without work the reminders about contact take over.
SHOWN_FOR = timedelta(days=30)
DAY = timedelta(days=1)


class Available(NamedTuple):
    """`is_agreed`: somebody wrote down that they look for work; else nobody asked yet."""

    placement: str
    person_number: str
    person: str
    workplace: str
    last_on: date
    is_agreed: bool
    is_findable: bool


def free_again(on: date) -> QuerySet[Placement]:
    """The placements that ended last of people who have no other work and did not stop.

    From the last working day on, so that whoever hears of the end today sees it today.
    """
    # Of two that ended on one day the one that was registered last speaks for both.
    twin = Q(ends_before=OuterRef("ends_before"), pk__gt=OuterRef("pk"))
    other = (
        Placement.objects.standing()
        .filter(person=OuterRef("person"))
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=OuterRef("ends_before")) | twin)
        .exclude(pk=OuterRef("pk"))
    )
    said = AfterWork.objects.filter(
        placement__person=OuterRef("person"),
        placement__ends_before=OuterRef("ends_before"),
        placement__replaced_on__isnull=True,
    ).exclude(then=POOL)
    return (
        Placement.objects.standing()
        .filter(ends_before__gt=on - SHOWN_FOR, ends_before__lte=on + DAY)
        .exclude(end_reason__in=ALWAYS_STOPS)
        .filter(~Exists(other), ~Exists(said))
    )


def available_again(actor: Actor, on: date, most: int) -> tuple[Available, ...]:
    """Return who can work again of whom the actor is the fixed contact, the latest end first."""
    agreed = AfterWork.objects.filter(placement=OuterRef("pk"), then=POOL)
    profile = Person.objects.filter(findable(on), pk=OuterRef("person"))
    rows = (
        free_again(on)
        .filter(seen_people(actor, "person__", "work"), contact_of(actor, "person__"))
        .annotate(agreed=Exists(agreed), found=Exists(profile))
        .order_by("-ends_before", "-pk")
        .values_list(
            "number",
            "person__number",
            "person__name",
            "workplace_employer__name",
            "ends_before",
            "agreed",
            "found",
        )[:most]
    )
    return tuple(Available(*row[:4], row[4] - DAY, *row[5:]) for row in rows if row[4] is not None)
