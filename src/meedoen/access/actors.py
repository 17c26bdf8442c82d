"""The actor: who does a deed, in which roles, for which organisation, on what ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from meedoen.access.models import Account


@dataclass(frozen=True)
class Actor:
    """Who acts. A command and a machine are actors too; `account_id` is None for the system itself.

    `on` is the day on which the roles were read: what is shared for a time is seen by that day too. The
    system has none, because nothing is shared with it.
    """

    account_id: int | None
    name: str
    roles: frozenset[str]
    organisation_id: int | None
    organisation_name: str
    organisation_kind: str
    municipality: str | None
    region: str | None
    on: date | None = None

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)


def actor_for(account: Account, today: date) -> Actor:
    """Return the actor that this account is on that day, with the roles it holds then.

    After a merger it acts for the successor; without one, or once closed, it holds no role at all.
    """
    organisation = account.organisation
    while (
        organisation.ends_before is not None and organisation.ends_before <= today and organisation.successor
    ):
        organisation = organisation.successor
    roles: Iterable[str] = ()
    if account.is_active and organisation.exists_on(today):
        roles = account.assignments.filter(
            Q(ends_before__isnull=True) | Q(ends_before__gt=today), starts_on__lte=today
        ).values_list("role", flat=True)
    return Actor(
        account_id=account.pk,
        name=account.name,
        roles=frozenset(roles),
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        organisation_kind=organisation.kind,
        municipality=organisation.municipality or None,
        region=organisation.region or None,
        on=today,
    )


def system(name: str, region: str, role: str = "administrator") -> Actor:
    """Return the installation itself in a role in a region: for a command, with nobody signed in."""
    return Actor(
        account_id=None,
        name=name,
        roles=frozenset({role}),
        organisation_id=None,
        organisation_name="",
        organisation_kind="region",
        municipality=None,
        region=region,
    )
