"""What waits for one account manager about the employers that are theirs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from meedoen.access.actors import Actor
from meedoen.register.employers.due import QUIET
from meedoen.register.employers.models import Arrangement, Owner

ENDS_WITHIN = timedelta(days=60)


class Firm(NamedTuple):
    kvk: str
    name: str
    on: date
    # False: `on` is since when the employer is the actor's; nobody ever spoke with it.
    was_spoken_with: bool = True


def not_spoken_with_by(actor: Actor, on: date, most: int) -> tuple[Firm, ...]:
    """Return the actor's employers with whom nobody in the region spoke for 90 days, the longest first."""
    rows = (
        Owner.objects.filter(account_id=actor.account_id or 0, ends_before__isnull=True)
        .filter(Q(employer__paused_until__isnull=True) | Q(employer__paused_until__lte=on))
        .annotate(last=Max("employer__moments__on"))
        .annotate(spoken_on=Coalesce("last", "starts_on"))
        .filter(spoken_on__lt=on - QUIET)
        .order_by("spoken_on", "employer__name")
        .values_list("employer__kvk", "employer__name", "spoken_on", "last")
    )
    return tuple(Firm(kvk, name, on, last is not None) for kvk, name, on, last in rows[:most])


def arrangements_ending(actor: Actor, on: date, most: int) -> tuple[Firm, ...]:
    """Return the arrangements that the actor answers for and that end within 60 days."""
    rows = (
        Arrangement.objects.filter(responsible_id=actor.account_id or 0, state="agreed")
        .filter(ends_before__gt=on, ends_before__lte=on + ENDS_WITHIN)
        .order_by("ends_before", "pk")
        .values_list("employer__kvk", "employer__name", "ends_before")
    )
    return tuple(Firm(kvk, name, day) for kvk, name, day in rows[:most] if day is not None)
