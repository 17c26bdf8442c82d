"""Colleagues by name: who works where in which role, for a form and beside what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from meedoen.access.models import Account, Assignment


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who may sign in; that they work there is no secret to the colleagues they work with."""

    account_id: int
    name: str
    organisation_id: int
    organisation: str

    @property
    def words(self) -> str:
        return f"{self.name}, {self.organisation}"


def colleagues_in(roles: frozenset[str], day: date) -> tuple[Colleague, ...]:
    """Return everyone who holds one of these roles that day and may sign in, by name."""
    held = Assignment.objects.filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=day), role__in=sorted(roles), starts_on__lte=day
    )
    accounts = Account.objects.filter(is_active=True, pk__in=held.values("account_id"))
    rows = accounts.order_by("name", "pk").values_list("pk", "name", "organisation_id", "organisation__name")
    return tuple(Colleague(*row) for row in rows)
