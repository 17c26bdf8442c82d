"""What may be done with people: register, move, speak to, look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.colleagues import partners_on
from meedoen.access.powers import require
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import (
    AlreadyThere,
    InRow,
    NeedsConfirmation,
    NotPossible,
    refuse_first,
    tidy,
    together,
    wrong_day,
    wrong_municipality,
)
from meedoen.register.numbers import give_numbers, number_of, provisional_mark
from meedoen.register.people.against import NewEntry, wrong_entries, wrong_people
from meedoen.register.people.around import municipalities_of
from meedoen.register.people.finding import keep_words
from meedoen.register.people.handing_over import offer_file
from meedoen.register.people.listing import PAGE, Condition, PeopleFilters, PeoplePage, people_visible_to
from meedoen.register.people.models import HandOver, Person, Registration, Residence
from meedoen.register.people.selectors import (
    SeenPerson,
    entry_of,
    keys_of,
    locked_people,
    locked_person,
    no_such_section,
    own_sight,
    person_by_number,
    sight_of,
)
from meedoen.register.people.validity import (
    Lived,
    NewPerson,
    Registered,
    wrong_contact,
    wrong_registrations,
)
from meedoen.register.places import place_name
from meedoen.register.writing import insert_rows

SAME_PERSON = "same_person"

__all__ = [
    "SAME_PERSON",
    "Lived",
    "NewEntry",
    "NewPerson",
    "Registered",
    "add_registrations",
    "register_people",
    "register_person",
]


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
        refuse_first(wrong_people(actor, news, today))
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


def move_person(
    actor: Actor,
    number: str,
    municipality: str,
    moved_on: date,
    *,
    hand_over: bool = False,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Person:
    """Write down that someone lives elsewhere from `moved_on`; from then on another desk sees them.

    `hand_over`: offer the file to the new municipality as well; until it answers the keeper stays.
    """
    with transaction.atomic():
        require(actor, "person.move")
        person = locked_person(actor, number)
        own_sight(actor, person)
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
            now.version += 1
            now.save(update_fields=["ends_before", "version"])
        Residence.objects.create(person=person, municipality=municipality, starts_on=moved_on)
        before, person.municipality = person.municipality, municipality
        person.save(update_fields=["municipality"])
        detail = {"from": before, "to": municipality, "on": moved_on.isoformat()}
        journal.enter(actor, "person.move", "person", person.number, detail=detail)
        if hand_over:
            _offer_to_municipality(actor, person, accepted, today)
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
        journal.enter(actor, "person.record_contact", "person", person.number, detail={"on": on.isoformat()})
        return person


def add_registration(actor: Actor, number: str, ground: str, starts_on: date, *, today: date) -> Registration:
    """Write down an entry in the doelgroepregister."""
    with transaction.atomic():
        require(actor, "registration.add")
        person = locked_person(actor, number)
        own_sight(actor, person, "register")
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
        journal.enter(actor, "registration.add", "person", person.number, detail=detail)
        return registration


def add_registrations(actor: Actor, news: Sequence[NewEntry], *, today: date) -> list[Registration]:
    """Write down many entries, all or nothing, with an entry in the journal for each."""
    with transaction.atomic():
        require(actor, "registration.add")
        people = locked_people(actor, (new.person_number for new in news), own=True)
        refuse_first(wrong_entries(actor, news, today))
        rows = [
            Registration(
                person_id=people[new.person_number].pk,
                ground=new.entry.ground,
                starts_on=new.entry.starts_on,
                ends_before=new.entry.ends_before,
                ended_because=new.entry.because,
            )
            for new in news
        ]
        insert_rows(rows)
        journal.enter_many(
            actor,
            [
                journal.Note(
                    "registration.add",
                    "person",
                    new.person_number,
                    {"ground": new.entry.ground, "starts_on": new.entry.starts_on.isoformat()},
                )
                for new in news
            ],
        )
        return rows


def end_registration(
    actor: Actor, number: str, registration_id: int, ends_before: date, because: str, *, today: date
) -> Registration:
    """Write down that an entry ended, and why; the rule book says until when it counts on."""
    with transaction.atomic():
        require(actor, "registration.end")
        person = locked_person(actor, number)
        own_sight(actor, person, "register")
        registration = entry_of(person, registration_id)
        if registration.ends_before is not None:
            message = _("Deze inschrijving is al beëindigd per %(day)s.")
            raise NotPossible(message % {"day": day_in_words(registration.ends_before)})
        ended = Registered(registration.ground, registration.starts_on, ends_before, because)
        together(wrong_registrations((ended,), person.birth_on, today))
        registration.ends_before, registration.ended_because = ends_before, because
        registration.version += 1
        registration.save(update_fields=["ends_before", "ended_because", "version"])
        detail = {"ground": registration.ground, "ends_before": ends_before.isoformat(), "because": because}
        journal.enter(actor, "registration.end", "person", person.number, detail=detail)
        return registration


def look_at_person(actor: Actor, number: str, section: str = "", *, own: bool = False) -> SeenPerson:
    """Return one person's file, or one section of it; write down who looked at what, and on what ground.

    `own`: not for who sees the file only because it is shared with them.
    """
    with transaction.atomic():
        require(actor, "person.see")
        person = person_by_number(actor, number)
        sight = own_sight(actor, person) if own else sight_of(actor, person)
        if section and section not in sight.sections:
            raise no_such_section()
        detail = {"ground": sight.ground, "section": section or "overview"}
        journal.enter(actor, "person.see", "person", person.number, detail=detail, is_look=True)
        return SeenPerson(person, sight)


def look_at_people(
    actor: Actor,
    filters: PeopleFilters,
    after: int | None = None,
    *,
    only: Condition | None = None,
    limit: int = PAGE,
) -> PeoplePage:
    """Return a page of the people that the actor may see; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "person.list")
        page = people_visible_to(actor, filters, after, only=only, limit=limit)
        if page.rows:
            # One entry a page: fifty of them would make the journal grow by fifty with every page turned.
            detail = {"numbers": [row.number for row in page.rows]}
            journal.enter(actor, "person.list", "people", "", detail=detail, is_look=True)
        return page


def _offer_to_municipality(actor: Actor, person: Person, accepted: frozenset[str], today: date) -> None:
    partners = municipalities_of(person, partners_on(today))
    if not partners:
        message = _(
            "%(place)s werkt niet in dit systeem. "
            "Leg de verhuizing vast zonder overdracht, en bel de gemeente."
        )
        raise NotPossible(message % {"place": place_name(person.municipality)}, field="hand_over")
    offer_file(actor, person.number, partners[0].pk, HandOver.Because.MOVED, accepted=accepted, today=today)


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
