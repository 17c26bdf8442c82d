"""What may be done with the circle: choose a fixed contact and a substitute, involve a colleague, leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.colleagues import Colleague
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import AlreadyThere, InRow, NotPossible, together, wrong_day
from meedoen.register.people.around import colleagues_who_see, member_of, own_desk, without_fixed_contact
from meedoen.register.people.models import CircleMember, Person
from meedoen.register.people.selectors import (
    Known,
    locked_people,
    locked_person,
    no_such_person,
    own_sight,
)
from meedoen.register.writing import insert_rows

Part = CircleMember.Part


def set_fixed_contact(actor: Actor, number: str, account_id: int, *, today: date) -> CircleMember:
    """Choose who is the fixed contact; whoever was it, no longer is."""
    with transaction.atomic():
        require(actor, "circle.set_fixed_contact")
        person = locked_person(actor, number)
        own_sight(actor, person)
        member = give_part(person, account_id, Part.FIXED, colleagues_who_see(person, today), today)
        journal.enter(actor, "circle.set_fixed_contact", "person", person.number, detail=_detail(member))
        return member


def set_substitute(actor: Actor, number: str, account_id: int, *, today: date) -> CircleMember:
    """Choose who stands in for the fixed contact; whoever did, no longer does."""
    with transaction.atomic():
        require(actor, "circle.set_substitute")
        person = locked_person(actor, number)
        own_sight(actor, person)
        fixed = _holder(person, Part.FIXED)
        if fixed is None or fixed.account_id == account_id:
            message = (
                _("Er is nog geen vaste contactpersoon om te vervangen. Kies die eerst.")
                if fixed is None
                else _("Deze collega is de vaste contactpersoon. Kies iemand anders als vervanger.")
            )
            raise NotPossible(message, field="account")
        member = give_part(person, account_id, Part.SUBSTITUTE, colleagues_who_see(person, today), today)
        journal.enter(actor, "circle.set_substitute", "person", person.number, detail=_detail(member))
        return member


def involve(actor: Actor, number: str, account_id: int, *, today: date) -> CircleMember:
    """Write down that a colleague is involved with this person; who sees a shared file may involve itself."""
    with transaction.atomic():
        require(actor, "circle.involve")
        person = locked_person(actor, number)
        if account_id != actor.account_id:
            own_sight(actor, person)
        held = CircleMember.objects.filter(person=person, account_id=account_id, ends_before__isnull=True)
        if held.exists():
            message = _("Deze collega staat al in de kring van deze kandidaat.")
            raise AlreadyThere(message, field="account")
        member = give_part(person, account_id, Part.INVOLVED, colleagues_who_see(person, today), today)
        journal.enter(actor, "circle.involve", "person", person.number, detail=_detail(member))
        return member


@dataclass(frozen=True)
class Contact:
    """Who is fixed contact of someone and since when, and who stands in where that is known."""

    number: str
    account_id: int
    since: date
    substitute_id: int | None = None


def set_fixed_contacts(actor: Actor, contacts: Sequence[Contact], *, today: date) -> None:
    """Write down the contacts of many people at once, all or nothing: colleagues of the actor's own
    organisation, for people who have nobody yet."""
    with transaction.atomic():
        require(actor, "circle.set_fixed_contact")
        own = {one.account_id for one in own_desk(actor, today)}
        known = locked_people(actor, [one.number for one in contacts], own=True)
        alone = without_fixed_contact([one.pk for one in known.values()])
        taken = {number for number, one in known.items() if one.pk not in alone}
        rows = []
        for row, one in enumerate(contacts, start=1):
            try:
                rows += _parts(one, known, own, taken, today)
            except Refused as refusal:
                raise InRow(row, refusal) from refusal
            taken.add(one.number)
        insert_rows(rows)
        notes = [
            journal.Note(
                "circle.set_fixed_contact",
                "person",
                one.number,
                {"account": one.account_id, "part": Part.FIXED.value},
            )
            for one in contacts
        ]
        journal.enter_many(actor, notes)


def _parts(
    contact: Contact, known: dict[str, Known], own: set[int], taken: set[str], today: date
) -> list[CircleMember]:
    person = known.get(contact.number)
    if person is None:
        raise no_such_person("number")
    if contact.number in taken:
        message = _("Deze kandidaat heeft al een vaste contactpersoon.")
        raise AlreadyThere(message, field="number")
    both = [contact.account_id] + ([contact.substitute_id] if contact.substitute_id else [])
    if not set(both) <= own or len(set(both)) < len(both):
        message = _("Kies als contactpersoon en vervanger twee collega's van uw eigen organisatie.")
        raise NotPossible(message, field="account")
    together(wrong_day(contact.since, _("De eerste dag"), "since", latest=today, earliest=person.birth_on))
    return [
        CircleMember(person_id=person.pk, account_id=account_id, part=part, starts_on=contact.since)
        for account_id, part in zip(both, (Part.FIXED, Part.SUBSTITUTE), strict=False)
    ]


def leave_circle(actor: Actor, number: str, member_id: int, *, today: date) -> CircleMember:
    """End someone's part in the circle; the fixed contact can only be replaced by another."""
    with transaction.atomic():
        require(actor, "circle.leave")
        person = locked_person(actor, number)
        member = member_of(person, member_id)
        if member.account_id != actor.account_id:
            own_sight(actor, person)
        if member.part == Part.FIXED:
            raise NotPossible(
                _("Een kandidaat houdt altijd een vaste contactpersoon. Kies eerst een andere collega.")
            )
        _end(member, today)
        journal.enter(actor, "circle.leave", "person", person.number, detail=_detail(member))
        return member


def give_part(
    person: Person, account_id: int, part: str, colleagues: list[Colleague], today: date
) -> CircleMember:
    """Let a colleague who sees the file have this part; the caller has the lock and enters it."""
    if account_id not in {one.account_id for one in colleagues}:
        message = _("Deze collega kan dit dossier niet openen. Kies een collega uit de lijst.")
        raise NotPossible(message, field="account")
    holder = None if part == Part.INVOLVED else _holder(person, part)
    if holder is not None and holder.account_id == account_id:
        raise NotPossible(_("Deze collega is dat al. Kies iemand anders, of ga terug."), field="account")
    if holder is not None:
        _end(holder, today)
    own = CircleMember.objects.filter(person=person, account_id=account_id, ends_before__isnull=True).first()
    if own is not None:
        _end(own, today)
    return CircleMember.objects.create(person=person, account_id=account_id, part=part, starts_on=today)


def end_circle(person: Person, today: date, *, but: frozenset[int] = frozenset()) -> None:
    """End every part in the circle but those of these accounts; the caller has the lock and enters it."""
    open_rows = CircleMember.objects.filter(person=person, ends_before__isnull=True)
    for member in open_rows.exclude(account_id__in=but):
        _end(member, today)


def _holder(person: Person, part: str) -> CircleMember | None:
    return CircleMember.objects.filter(person=person, part=part, ends_before__isnull=True).first()


def _end(member: CircleMember, today: date) -> None:
    # A part that was to begin later ends before it began: on the day itself.
    member.ends_before = max(today, member.starts_on)
    member.save(update_fields=["ends_before"])


def _detail(member: CircleMember) -> dict[str, object]:
    return {"account": member.account_id, "part": member.part}
