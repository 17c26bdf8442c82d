"""Whom to speak to at an employer, and what was said: the people, the contact moments, the next steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.access.refusals import NotFound
from meedoen.register.employers.models import ContactMoment, ContactPerson, Employer
from meedoen.register.employers.words import ABOUT, KINDS, label_of

PAGE = 25
# After half a year nobody knows any more whether someone still works there.
STALE = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class PersonThere:
    """Someone to speak to; `phone` and `email` are empty for who may not use them."""

    pk: int
    name: str
    function: str
    phone: str
    email: str
    is_main: bool
    checked_on: date
    is_stale: bool


def contact_people_of(actor: Actor, employer: Employer, today: date) -> list[PersonThere]:
    """Return who there is to speak to, the main contact first."""
    reach = may(actor, "contact_person.see")
    rows = ContactPerson.objects.filter(employer=employer, ends_before__isnull=True)
    return [
        PersonThere(
            row.pk,
            row.name,
            row.function,
            row.phone if reach else "",
            row.email if reach else "",
            row.is_main,
            row.checked_on,
            row.checked_on + STALE < today,
        )
        for row in rows.order_by("-is_main", "name", "pk")
    ]


def contact_person_of(employer: Employer, contact_id: int) -> ContactPerson:
    """Return one of the people at this employer, gone or not."""
    rows = ContactPerson.objects.filter(employer=employer, pk=contact_id)
    row = rows.first() if contact_id < 2**63 else None
    if row is None:
        raise NotFound(_("Deze contactpersoon bestaat niet, of hoort niet bij deze werkgever."))
    return row


def contact_choices(employer: Employer) -> list[tuple[str, str]]:
    """Return key and name of who there is to speak to, for a form."""
    rows = ContactPerson.objects.filter(employer=employer, ends_before__isnull=True)
    return [(str(key), name) for key, name in rows.order_by("-is_main", "name").values_list("pk", "name")]


@dataclass(frozen=True, slots=True)
class MomentShown:
    """One contact moment, and its next step as far as there is one."""

    pk: int
    kvk: str
    employer: str
    on: date
    kind: str
    about: str
    is_by_employer: bool
    is_approach: bool
    spoke_with: str
    by: str
    organisation: str
    note: str
    next_step: str
    next_on: date | None
    next_by: str
    next_account_id: int | None
    next_done_on: date | None

    def is_late(self, today: date) -> bool:
        return self.next_on is not None and self.next_done_on is None and self.next_on < today


@dataclass(frozen=True)
class MomentsPage:
    rows: tuple[MomentShown, ...]
    next_after: int | None


_SHOWN = ("employer", "spoke_with", "account", "organisation", "next_account")


def moments_of(employer: Employer, after: int | None = None) -> MomentsPage:
    """Return a page of what was said with an employer, the latest day first."""
    rows = ContactMoment.objects.filter(employer=employer)
    last = rows.filter(pk=after).first() if after is not None else None
    if last is not None:
        rows = rows.filter(on__lte=last.on).exclude(on=last.on, pk__gte=last.pk)
    found = list(rows.select_related(*_SHOWN).order_by("-on", "-pk")[: PAGE + 1])
    return MomentsPage(_shown(found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else None)


def moment_of(employer: Employer, moment_id: int) -> ContactMoment:
    """Return one contact moment with this employer."""
    row = ContactMoment.objects.filter(employer=employer, pk=moment_id).first() if moment_id < 2**63 else None
    if row is None:
        raise NotFound(_("Dit contact bestaat niet, of hoort niet bij deze werkgever."))
    return row


def steps_due(actor: Actor, until: date, most: int = 50) -> tuple[MomentShown, ...]:
    """Return the next steps that the actor promised by that day and did not take yet, the oldest first."""
    if actor.account_id is None or not may(actor, "moment.record"):
        return ()
    rows = ContactMoment.objects.filter(
        next_account_id=actor.account_id, next_done_on__isnull=True, next_on__lte=until
    )
    return _shown(rows.select_related(*_SHOWN).order_by("next_on", "pk")[:most])


def _shown(rows: Iterable[ContactMoment]) -> tuple[MomentShown, ...]:
    return tuple(
        MomentShown(
            pk=row.pk,
            kvk=row.employer.kvk,
            employer=row.employer.name,
            on=row.on,
            kind=label_of(KINDS, row.kind),
            about=label_of(ABOUT, row.about),
            is_by_employer=row.is_by_employer,
            is_approach=row.is_approach,
            spoke_with=row.spoke_with.name if row.spoke_with else "",
            by=row.account.name,
            organisation=row.organisation.name,
            note=row.note,
            next_step=row.next_step,
            next_on=row.next_on,
            next_by=row.next_account.name if row.next_account else "",
            next_account_id=row.next_account_id,
            next_done_on=row.next_done_on,
        )
        for row in rows
    )
