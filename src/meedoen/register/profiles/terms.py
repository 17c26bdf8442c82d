"""What the rules ask about people as keys and numbers: their loonwaarde on a day, and a target group."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from meedoen.register.profiles.models import Loonwaarde, TargetGroup


class Measured(NamedTuple):
    """The last measurement: a percentage of the minimum wage, and the last day on which it is valid."""

    percentage: Decimal
    valid_until: date | None


def loonwaarden_on(day: date) -> dict[int, Measured]:
    """Return the last measurement of everyone measured by that day, by the key of the person."""
    rows = Loonwaarde.objects.filter(measured_on__lte=day).order_by("measured_on", "pk")
    columns = ("person_id", "percentage", "valid_until")
    return {key: Measured(percentage, until) for key, percentage, until in rows.values_list(*columns)}


def keys_in_group(code: str, day: date) -> frozenset[int]:
    """Return the keys of everyone who belongs to a target group that day."""
    running = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    rows = TargetGroup.objects.filter(running, code=code, starts_on__lte=day)
    return frozenset(rows.values_list("person_id", flat=True))
