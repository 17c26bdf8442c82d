"""What may be done with people: register, correct, move, speak to, look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound, Several
from meedoen.access.selectors import organisations
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import (
    AlreadyThere,
    InRow,
    NeedsConfirmation,
    NotPossible,
    refuse_changed,
    text,
    tidy,
    together,
    wrong_day,
    wrong_municipality,
)
from meedoen.register.numbers import give_numbers, number_of, provisional_mark
from meedoen.register.people.finding import keep_words
from meedoen.register.people.models import Person, Registration, Residence, seen_codes
from meedoen.register.people.selectors import (
    SeenPerson,
    entry_of,
    keys_of,
    locked_person,
    person_by_number,
    sight_of,
)
from meedoen.register.people.validity import (
    Lived,
    NewPerson,
    Registered,
    wrong_contact,
    wrong_person,
    wrong_registrations,
)
from meedoen.register.writing import insert_rows

SAME_PERSON = "same_person"

__all__ = ["SAME_PERSON", "Lived", "NewPerson", "Registered", "register_people", "register_person"]


def register_person(
    actor: Actor, new: NewPerson, *, accepted: frozenset[str] = frozenset(), today: date
) -> Person:
    """Register one person; a namesake with the same birthday has to be confirmed (`SAME_PERSON`)."""
    with transaction.atomic():
        require(actor, "person.register")
        if SAME_PERSON not in accepted:
            _refuse_namesake(actor, new)
        try:
            return register_people(actor, [new], today=today)[0]
        except InRow as refusal:
            raise refusal.refusal from refusal


def register_people(actor: Actor, news: Sequence[NewPerson], *, today: date) -> list[Person]:
    """Register many people, all or nothing, with an entry in the journal for each.

    Every person has to be one that the actor sees afterwards: an inhabitant of the actor's municipality,
    or someone whose file the actor's organisation keeps.
    """
    with transaction.atomic():
        require(actor, "person.register")
        _check_all(actor, news, today)
        people = _insert(news)
        insert_rows(
            [
                Residence(
                    person=person,
                    municipality=lived.municipality,
                    starts_on=lived.starts_on,
                    ends_before=lived.ends_before,
                )
                for person, new in zip(people, news, strict=True)
                for lived in new.residences
            ]
        )
        insert_rows(
            [
                _entry(person, entry)
                for person, new in zip(people, news, strict=True)
                for entry in new.registrations
            ]
        )
        journal.enter_many(
            actor,
            [
                journal.Note(
                    "person.register",
                    "person",
                    person.number,
                    {"municipality": person.municipality, "grounds": [e.ground for e in new.registrations]},
                )
                for person, new in zip(people, news, strict=True)
            ],
        )
        return people


def correct_person(
    actor: Actor, number: str, *, name: str, birth_on: date, reason: str, version: int, today: date
) -> Person:
    """Mend a name or birthday that was written down wrongly; the journal keeps which of them was.

    `version`: that of the person when it was read; who saved in between is not overwritten.
    """
    with transaction.atomic():
        require(actor, "person.correct")
        person = locked_person(actor, number)
        kept_name, wrong = text(name, _("De naam"), "name", 120)
        # Asked for and not kept: free text about someone does not belong in a journal.
        wrong += text(reason, _("De reden"), "reason", 300)[1]
        wrong += wrong_day(birth_on, _("De geboortedatum"), "birth_on", latest=_latest_birth(person))
        together(wrong)
        typed = {"name": kept_name, "birth_on": birth_on}
        now = {field: getattr(person, field) for field in typed}
        refuse_changed(opened=version, version=person.version, now=now, typed=typed)
        changed = [field for field in typed if now[field] != typed[field]]
        if not changed:
            raise NotPossible(_("Er is niets veranderd. Pas een veld aan, of ga terug."))
        person.name, person.birth_on = kept_name, birth_on
        person.version += 1
        person.save(update_fields=["name", "birth_on", "version"])
        keep_words([person], anew=True)
        journal.enter(actor, "person.correct", "person", number, detail={"changed": changed})
        return person


def move_person(actor: Actor, number: str, municipality: str, moved_on: date, *, today: date) -> Person:
    """Write down that someone lives elsewhere from `moved_on`; from then on another desk sees them."""
    with transaction.atomic():
        require(actor, "person.move")
        person = locked_person(actor, number)
        wrong = wrong_day(moved_on, _("De verhuisdatum"), "moved_on", latest=today)
        wrong += wrong_municipality(municipality, moved_on, "municipality")
        now = Residence.objects.filter(person=person, ends_before__isnull=True).first()
        if now is not None and moved_on <= now.starts_on:
            message = _("De kandidaat woont pas vanaf %(day)s op het huidige adres. Kies een latere dag.")
            wrong.append(NotPossible(message % {"day": day_in_words(now.starts_on)}, field="moved_on"))
        if person.municipality == municipality:
            message = _("De kandidaat woont al in deze gemeente. Kies een andere gemeente.")
            wrong.append(NotPossible(message, field="municipality"))
        together(wrong)
        if now is not None:
            now.ends_before = moved_on
            now.save(update_fields=["ends_before"])
        Residence.objects.create(person=person, municipality=municipality, starts_on=moved_on)
        before, person.municipality = person.municipality, municipality
        person.save(update_fields=["municipality"])
        detail = {"from": before, "to": municipality, "on": moved_on.isoformat()}
        journal.enter(actor, "person.move", "person", number, detail=detail)
        return person


def record_contact(actor: Actor, number: str, on: date, *, today: date) -> Person:
    """Write down that someone was spoken to; an earlier conversation does not push away a later one."""
    with transaction.atomic():
        require(actor, "person.record_contact")
        person = locked_person(actor, number)
        together(wrong_contact(on, person.birth_on, today))
        if person.last_contact_on is None or on > person.last_contact_on:
            person.last_contact_on = on
            person.save(update_fields=["last_contact_on"])
        journal.enter(actor, "person.record_contact", "person", number, detail={"on": on.isoformat()})
        return person


def add_registration(actor: Actor, number: str, ground: str, starts_on: date, *, today: date) -> Registration:
    """Write down an entry in the doelgroepregister."""
    with transaction.atomic():
        require(actor, "registration.add")
        person = locked_person(actor, number)
        entries = tuple(
            Registered(*row)
            for row in Registration.objects.filter(person=person).values_list(
                "ground", "starts_on", "ends_before", "ended_because"
            )
        )
        new = Registered(ground, starts_on)
        together(wrong_registrations((*entries, new), person.birth_on, today))
        registration = _entry(person, new)
        registration.save()
        detail = {"ground": ground, "starts_on": starts_on.isoformat()}
        journal.enter(actor, "registration.add", "person", number, detail=detail)
        return registration


def end_registration(
    actor: Actor, number: str, registration_id: int, ends_before: date, because: str, *, today: date
) -> Registration:
    """Write down that an entry ended, and why; the rule book says until when it counts on."""
    with transaction.atomic():
        require(actor, "registration.end")
        person = locked_person(actor, number)
        registration = entry_of(person, registration_id)
        if registration.ends_before is not None:
            message = _("Deze inschrijving is al beëindigd per %(day)s.")
            raise NotPossible(message % {"day": day_in_words(registration.ends_before)})
        ended = Registered(registration.ground, registration.starts_on, ends_before, because)
        together(wrong_registrations((ended,), person.birth_on, today))
        registration.ends_before, registration.ended_because = ends_before, because
        registration.save(update_fields=["ends_before", "ended_because"])
        detail = {"ground": registration.ground, "ends_before": ends_before.isoformat(), "because": because}
        journal.enter(actor, "registration.end", "person", number, detail=detail)
        return registration


def look_at_person(actor: Actor, number: str, section: str = "") -> SeenPerson:
    """Return one person's file, or one section of it; write down who looked at what, and on what ground."""
    with transaction.atomic():
        require(actor, "person.see")
        person = person_by_number(actor, number)
        sight = sight_of(actor, person)
        if section and section not in sight.sections:
            raise NotFound(
                _(
                    "Dit deel van het dossier is niet voor uw taak. "
                    "Vraag het de vaste contactpersoon, of vraag om het te delen."
                )
            )
        detail = {"ground": sight.ground, "section": section or "overview"}
        journal.enter(actor, "person.see", "person", person.number, detail=detail, is_look=True)
        return SeenPerson(person, sight)


def _refuse_namesake(actor: Actor, new: NewPerson) -> None:
    namesake = (
        Person.objects.visible_to(actor)
        .filter(name__iexact=tidy(new.name), birth_on=new.birth_on)
        .values_list("number", flat=True)
        .first()
    )
    if namesake is not None:
        message = _(
            "Er is al een kandidaat met deze naam en geboortedatum: %(number)s. "
            "Is dit echt iemand anders? Bevestig dat dan."
        )
        raise NeedsConfirmation(SAME_PERSON, message % {"number": namesake}, field="name")


def _check_all(actor: Actor, news: Sequence[NewPerson], today: date) -> None:
    codes = seen_codes(actor)
    keepers = set(organisations().values_list("pk", flat=True))
    taken = set(keys_of([new.number for new in news if new.number]))
    for row, new in enumerate(news, start=1):
        wrong = wrong_person(new, today)
        if new.responsible_id not in keepers:
            message = _("Deze dossierhouder bestaat niet. Kies een organisatie uit de lijst.")
            wrong.append(NotPossible(message, field="responsible"))
        if (
            not wrong
            and new.responsible_id != actor.organisation_id
            and (new.residences[-1].municipality not in codes)
        ):
            message = _(
                "Deze kandidaat hoort niet bij uw gemeente. "
                "Kies uw eigen gemeente, of maak uw organisatie dossierhouder."
            )
            wrong.append(NotPossible(message, field="municipality"))
        if new.number and new.number in taken:
            message = _("Kandidaatnummer %(number)s bestaat al. Gebruik een ander nummer.")
            wrong.append(AlreadyThere(message % {"number": new.number}, field="number"))
        taken.add(new.number)
        if wrong:
            raise InRow(row, wrong[0] if len(wrong) == 1 else Several(wrong))


def _insert(news: Sequence[NewPerson]) -> list[Person]:
    """Insert the rows and give each the number that follows from its key: two at once never get the same."""
    mark = provisional_mark()
    people = [
        Person(
            number=new.number or f"{mark}{row}",
            name=tidy(new.name),
            birth_on=new.birth_on,
            responsible_id=new.responsible_id,
            municipality=new.residences[-1].municipality,
            registered_on=new.registered_on,
            last_contact_on=new.last_contact_on,
        )
        for row, new in enumerate(news)
    ]
    try:
        with transaction.atomic():
            insert_rows(people)
    except IntegrityError as refusal:
        message = _("Dit kandidaatnummer is net door iemand anders gebruikt. Probeer het opnieuw.")
        raise AlreadyThere(message, field="number") from refusal
    own = [person.number for person in people if not person.number.startswith(mark)]
    keys = give_numbers(Person.objects.all(), mark, "K") | keys_of(own)
    for person, new in zip(people, news, strict=True):
        person.pk = keys[person.number]
        person.number = new.number or number_of("K", person.pk)
    keep_words(people)
    return people


def _entry(person: Person, entry: Registered) -> Registration:
    return Registration(
        person=person,
        ground=entry.ground,
        starts_on=entry.starts_on,
        ends_before=entry.ends_before,
        ended_because=entry.because,
    )


def _latest_birth(person: Person) -> date:
    firsts = [
        person.registered_on - timedelta(days=1),
        *Residence.objects.filter(person=person).values_list("starts_on", flat=True),
        *Registration.objects.filter(person=person).values_list("starts_on", flat=True),
    ]
    return min(firsts)
