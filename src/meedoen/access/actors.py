"""The actor: who does a deed, in which roles, for which organisation, on what ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from meedoen.access.models import Account


class Held(NamedTuple):
    """A role that an account holds, held or will hold, and when."""

    role: str
    starts_on: date
    ends_before: date | None

    def on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)


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
    roles: frozenset[str] = frozenset()
    if account.is_active and organisation.exists_on(today):
        held = account.held
        if held is None:
            held = tuple(Held(*row) for row in account.assignments.values_list(*Held._fields))
        roles = frozenset(one.role for one in held if one.on(today))
    return Actor(
        account_id=account.pk,
        name=account.name,
        roles=roles,
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
