"""What may be done with the people at an employer: add, correct, check, and say that they left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused, Several
from meedoen.register.checks import InRow, NotPossible, refuse_changed, text, tidy, together, wrong_day
from meedoen.register.employers.models import ContactPerson, Employer
from meedoen.register.employers.noted import noted
from meedoen.register.employers.selectors import employer_ids, locked_employer
from meedoen.register.employers.spoken import contact_person_of
from meedoen.register.writing import insert_rows

PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,17}[0-9]")


@dataclass(frozen=True)
class NewContactPerson:
    """Someone at an employer to speak to."""

    name: str
    function: str = ""
    phone: str = ""
    email: str = ""
    is_main: bool = False


def add_contact_person(actor: Actor, kvk: str, new: NewContactPerson, *, today: date) -> ContactPerson:
    """Write down someone to speak to; the first one, or who is said to be it, is the main contact."""
    with transaction.atomic():
        require(actor, "contact_person.add")
        employer = locked_employer(actor, kvk)
        together(_wrong(new))
        still = ContactPerson.objects.filter(employer=employer, ends_before__isnull=True)
        if not still.exists():
            new = NewContactPerson(new.name, new.function, new.phone, new.email, is_main=True)
        if new.is_main:
            still.filter(is_main=True).update(is_main=False)
        row = _row(employer.pk, new, today)
        row.save()
        journal.enter(
            actor, "contact_person.add", "employer", employer.kvk, detail={"contact_person": row.pk}
        )
        return row


def add_contact_people(
    actor: Actor, news: Sequence[tuple[str, NewContactPerson, date]], *, today: date
) -> int:
    """Write down many people at once, all or nothing: KvK number, who, and the day it was checked."""
    with transaction.atomic():
        require(actor, "contact_person.add")
        keys = employer_ids(actor)
        rows = []
        for at, (kvk, new, checked_on) in enumerate(news, start=1):
            wrong = [*_wrong(new), *wrong_day(checked_on, _("De dag"), "checked_on", latest=today)]
            if kvk not in keys:
                wrong.append(NotPossible(_("Deze werkgever is niet ingeschreven."), field="kvk"))
            if wrong:
                raise InRow(at, wrong[0] if len(wrong) == 1 else Several(wrong))
            rows.append(_row(keys[kvk], new, checked_on))
        insert_rows(rows)
        journal.enter_many(
            actor, [journal.Note("contact_person.add", "employer", kvk) for kvk, _new, _day in news]
        )
        return len(rows)


def correct_contact_person(
    actor: Actor, kvk: str, contact_id: int, new: NewContactPerson, *, version: int, today: date
) -> ContactPerson:
    """Change what is written of someone to speak to; that counts as having checked it."""
    with transaction.atomic():
        require(actor, "contact_person.correct")
        employer = locked_employer(actor, kvk)
        row = contact_person_of(employer, contact_id)
        _refuse_gone(row)
        together(_wrong(new))
        fresh = _row(employer.pk, new, today)
        fields = ("name", "function", "phone", "email", "is_main")
        now = {field: getattr(row, field) for field in fields}
        typed = {field: getattr(fresh, field) for field in fields}
        refuse_changed(opened=version, version=row.version, now=now, typed=typed)
        if row.is_main and not new.is_main:
            message = _("Een werkgever heeft een eerste contactpersoon. Kies eerst een ander als eerste.")
            raise NotPossible(message, field="is_main")
        if new.is_main and not row.is_main:
            _pass_on_main(employer)
        for field, value in typed.items():
            setattr(row, field, value)
        row.checked_on, row.version = today, row.version + 1
        row.save()
        changed = [field for field in fields if now[field] != typed[field]]
        detail = {"contact_person": row.pk, "changed": changed}
        journal.enter(actor, "contact_person.correct", "employer", employer.kvk, detail=detail)
        return row


def check_contact_person(actor: Actor, kvk: str, contact_id: int, *, today: date) -> ContactPerson:
    """Write down that what is known of someone still holds today."""
    with transaction.atomic():
        require(actor, "contact_person.check")
        employer = locked_employer(actor, kvk)
        row = contact_person_of(employer, contact_id)
        _refuse_gone(row)
        row.checked_on = today
        row.save(update_fields=["checked_on"])
        detail = {"contact_person": row.pk}
        journal.enter(actor, "contact_person.check", "employer", employer.kvk, detail=detail)
        return row


def end_contact_person(actor: Actor, kvk: str, contact_id: int, *, today: date) -> ContactPerson:
    """Write down that someone is not there any more, and wipe how to reach them; who is left longest
    becomes the main contact."""
    with transaction.atomic():
        require(actor, "contact_person.end")
        employer = locked_employer(actor, kvk)
        row = contact_person_of(employer, contact_id)
        _refuse_gone(row)
        was_main = row.is_main
        row.ends_before, row.is_main, row.phone, row.email = today, False, "", ""
        row.version += 1
        row.save()
        if was_main:
            left = ContactPerson.objects.filter(employer=employer, ends_before__isnull=True).order_by("pk")
            heir = left.first()
            if heir is not None:
                heir.is_main = True
                heir.save(update_fields=["is_main"])
        detail = {"contact_person": row.pk}
        journal.enter(actor, "contact_person.end", "employer", employer.kvk, detail=detail)
        return row


def _pass_on_main(employer: Employer) -> None:
    ContactPerson.objects.filter(employer=employer, is_main=True).update(is_main=False)


def _refuse_gone(row: ContactPerson) -> None:
    if row.ends_before is not None:
        raise NotPossible(_("Deze contactpersoon werkt hier niet meer. Voeg een ander toe."))


def _row(employer_id: int, new: NewContactPerson, checked_on: date) -> ContactPerson:
    return ContactPerson(
        employer_id=employer_id,
        name=tidy(new.name),
        function=tidy(new.function),
        phone=tidy(new.phone),
        email=tidy(new.email),
        is_main=new.is_main,
        checked_on=checked_on,
    )


def _wrong(new: NewContactPerson) -> Iterator[Refused]:
    yield from text(new.name, _("De naam"), "name", 120)[1]
    yield from noted(new.function, _("De functie"), "function", 120)[1]
    phone, email = tidy(new.phone), tidy(new.email)
    if phone and not PHONE.fullmatch(phone):
        message = _("Dit telefoonnummer klopt niet. Schrijf het als 050 123 45 67.")
        yield NotPossible(message, field="phone")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            message = _("Dit e-mailadres klopt niet. Schrijf het als naam@bedrijf.nl.")
            yield NotPossible(message, field="email")
        if len(email) > 200:
            yield NotPossible(_("Dit e-mailadres is te lang."), field="email")
    if not phone and not email:
        message = _("Vul een telefoonnummer of een e-mailadres in, anders kan niemand contact opnemen.")
        yield NotPossible(message, field="phone")
