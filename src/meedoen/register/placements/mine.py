"""Which placements of one's own people begin or end soon."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from meedoen.access.actors import Actor
from meedoen.register.people.mine import contact_of
from meedoen.register.people.models import seen_people
from meedoen.register.placements.listing import SOON
from meedoen.register.placements.models import Placement


class EndingPlacement(NamedTuple):
    number: str
    person_number: str
    person: str
    workplace: str
    last_on: date


def placements_ending(actor: Actor, on: date, most: int) -> tuple[EndingPlacement, ...]:
    """Return the placements that end within 30 days of people whose fixed contact the actor is."""
    rows = (
        Placement.objects.standing()
        .filter(seen_people(actor, "person__", "work"), contact_of(actor, "person__"))
        .filter(ends_before__gt=on, ends_before__lte=on + SOON + timedelta(days=1))
        .order_by("ends_before", "pk")
        .values_list("number", "person__number", "person__name", "workplace_employer__name", "ends_before")
    )
    return tuple(
        EndingPlacement(number, person_number, person, workplace, day - timedelta(days=1))
        for number, person_number, person, workplace, day in rows[:most]
        if day is not None
    )
