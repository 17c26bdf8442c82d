"""Which colleagues can be chosen or asked, and for which organisation they act on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from meedoen.access.models import Account, Assignment, Organisation


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that exists on a day, with the organisations that merged into it."""

    pk: int
    name: str
    kind: str
    municipality: str
    merged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who may sign in, the organisation they act for and the roles they hold."""

    account_id: int
    name: str
    organisation_id: int
    organisation: str
    roles: frozenset[str]

    @property
    def words(self) -> str:
        return f"{self.name}, {self.organisation}"


def colleagues_in(roles: frozenset[str], day: date) -> tuple[Colleague, ...]:
    """Return everyone who holds one of these roles that day and may sign in, by organisation and name."""
    return tuple(colleagues_at(partners_on(day).values(), roles, day))


def partners_on(day: date) -> dict[int, Partner]:
    """Return the organisations of a day by key; who worked for one that merged acts for its successor."""
    rows = {row.pk: row for row in Organisation.objects.order_by("name")}
    merged: dict[int, set[int]] = {row.pk: set() for row in rows.values() if row.exists_on(day)}
    for row in rows.values():
        last, seen = row, {row.pk}
        while last.ends_before is not None and last.ends_before <= day and last.successor_id in rows:
            last = rows[last.successor_id]
            if last.pk in seen:
                break
            seen.add(last.pk)
        if last.pk != row.pk and last.pk in merged:
            merged[last.pk].add(row.pk)
    return {
        key: Partner(key, rows[key].name, rows[key].kind, rows[key].municipality, frozenset(others))
        for key, others in merged.items()
    }


def colleagues_at(partners: Iterable[Partner], roles: frozenset[str], day: date) -> list[Colleague]:
    """Return who acts for these organisations on a day in one of these roles, by organisation and name."""
    acts_for = {key: partner for partner in partners for key in (partner.pk, *partner.merged)}
    accounts = {
        pk: (name, acts_for[organisation_id])
        for pk, name, organisation_id in Account.objects.filter(
            organisation_id__in=acts_for, is_active=True
        ).values_list("pk", "name", "organisation_id")
    }
    held: dict[int, set[str]] = {}
    current = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    for account_id, role in Assignment.objects.filter(
        current,
        starts_on__lte=day,
        account__organisation_id__in=acts_for,
        account__is_active=True,
    ).values_list("account_id", "role"):
        held.setdefault(account_id, set()).add(role)
    found = [
        Colleague(pk, name, partner.pk, partner.name, frozenset(held[pk]))
        for pk, (name, partner) in accounts.items()
        if not roles.isdisjoint(held.get(pk, ()))
    ]
    return sorted(found, key=lambda one: (one.organisation, one.name, one.account_id))


def names_of(account_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of accounts: who did or does something with a file is no secret to who sees it."""
    return dict(Account.objects.filter(pk__in=set(account_ids)).values_list("pk", "name"))
