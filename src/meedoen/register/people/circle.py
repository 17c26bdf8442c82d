"""What may be done with the circle: choose a fixed contact and a substitute, involve a colleague, leave."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.colleagues import Colleague
from meedoen.access.powers import require
from meedoen.register.checks import AlreadyThere, NotPossible
from meedoen.register.people.around import colleagues_who_see, member_of
from meedoen.register.people.models import CircleMember, Person
from meedoen.register.people.selectors import locked_person, own_sight

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
