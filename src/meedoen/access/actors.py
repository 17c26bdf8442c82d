"""The actor: who does a deed, in which roles, for which organisation, on what ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from meedoen.access.models import Account


@dataclass(frozen=True)
class Actor:
    """Who acts. A command and a machine are actors too; `account_id` is None for the system itself."""

    account_id: int | None
    name: str
    roles: frozenset[str]
    organisation_id: int | None
    organisation_name: str
    organisation_kind: str
    municipality: str | None
    region: str | None

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)


def actor_for(account: Account, today: date) -> Actor:
    """Return the actor that this account is on that day, with the roles it holds then."""
    roles = account.assignments.filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=today), starts_on__lte=today
    ).values_list("role", flat=True)
    organisation = account.organisation
    return Actor(
        account_id=account.pk,
        name=account.name,
        roles=frozenset(roles),
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        organisation_kind=organisation.kind,
        municipality=organisation.municipality or None,
        region=organisation.region or None,
    )
