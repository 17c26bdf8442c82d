"""What may be asked about people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Q
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound, Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.people.grounds import ground_label
from meedoen.register.people.meaning import Meaning, meaning_of
from meedoen.register.people.models import (
    Named,
    Person,
    Registration,
    Residence,
    Share,
    seen_codes,
    seen_people,
    shared_with,
)
from meedoen.register.people.sections import needed_by
from meedoen.register.places import place_name


@dataclass(frozen=True, slots=True)
class Known:
    """What a check on another noun needs of a person."""

    pk: int
    number: str
    birth_on: date


def no_such_person(field: str | None = None) -> NotFound:
    """The one answer for who does not exist and for who may not be seen."""
    message = _("Deze kandidaat bestaat niet of hoort niet bij uw gemeente. Controleer het kandidaatnummer.")
    return NotFound(message, field=field)


def person_by_number(actor: Actor, number: str) -> Person:
    """Return the person with this number, if the actor may see them.

    The number of a file that went on in another is still on paper somewhere: it leads to that other one.
    """
    seen = Person.objects.visible_to(actor).select_related("responsible")
    person = seen.filter(number=clean(number)).first() or seen.filter(pk=_went_on_in(number) or 0).first()
    if person is None:
        raise no_such_person()
    return person


def sees_person(actor: Actor, number: str) -> bool:
    """True if and only if the actor may see a person with this number."""
    return Person.objects.visible_to(actor).filter(number=clean(number)).exists()


def _went_on_in(number: str) -> int | None:
    merged = Person.objects.filter(number=clean(number), state=Person.State.MERGED)
    return merged.values_list("merged_into", flat=True).first()


def locked_person(actor: Actor, number: str) -> Person:
    """As `person_by_number`, and nobody else changes this person until the transaction ends."""
    person = Person.objects.select_for_update().visible_to(actor).filter(number=clean(number)).first()
    if person is None:
        raise no_such_person()
    return person


def locked_people(
    actor: Actor, numbers: Iterable[str], section: str = "", *, own: bool = False
) -> dict[str, Known]:
    """Return who of these the actor may see, by number, locked until the transaction ends.

    With `section`: a share counts only if it opens that section. `own`: a share does not count, as for
    `own_sight`.
    """
    asked = sorted({clean(number) for number in numbers})
    found: dict[str, Known] = {}
    seen = seen_people(actor, section=section, own=own)
    for start in range(0, len(asked), 500):
        rows = (
            Person.objects.select_for_update()
            .filter(seen, number__in=asked[start : start + 500])
            .order_by("pk")
            .values_list("pk", "number", "birth_on")
        )
        found.update({number: Known(key, number, birth_on) for key, number, birth_on in rows})
    return found


def known_people(
    actor: Actor, numbers: Iterable[str], section: str = "", *, own: bool = False
) -> dict[str, Known]:
    """As `locked_people`, but nothing is locked: to look beforehand whether something could be done."""
    asked = sorted({clean(number) for number in numbers})
    found: dict[str, Known] = {}
    seen = seen_people(actor, section=section, own=own)
    for start in range(0, len(asked), 500):
        people = Person.objects.filter(seen, number__in=asked[start : start + 500])
        rows = people.values_list("pk", "number", "birth_on")
        found.update({number: Known(key, number, birth_on) for key, number, birth_on in rows})
    return found


def keys_of(numbers: Sequence[str]) -> dict[str, int]:
    """Return the keys of those numbers that exist, whoever may see them: each is given out once."""
    found: dict[str, int] = {}
    for start in range(0, len(numbers), 500):
        part = Person.objects.filter(number__in=numbers[start : start + 500])
        found.update(dict(part.values_list("number", "pk")))
    return found


def locked_by_key(person_id: int) -> Known:
    """Return the person of a row that was found by its own sight, locked until the transaction ends."""
    person = Person.objects.select_for_update().get(pk=person_id)
    return Known(person.pk, person.number, person.birth_on)


def lock_keys(person_ids: Iterable[int]) -> None:
    """Let nobody else change these people, found by the sight of their rows, until the transaction ends."""
    asked = sorted(person_ids)
    for start in range(0, len(asked), 500):
        rows = Person.objects.select_for_update().filter(pk__in=asked[start : start + 500]).order_by("pk")
        len(rows.values_list("pk"))


def first_entries(person_ids: Iterable[int]) -> dict[int, date]:
    """Return the first day in the doelgroepregister of each of these people who has an entry."""
    asked = list(person_ids)
    found: dict[int, date] = {}
    for start in range(0, len(asked), 500):
        rows = (
            Registration.objects.filter(person_id__in=asked[start : start + 500])
            .values_list("person_id")
            .annotate(first=Min("starts_on"))
        )
        found.update(dict(rows))
    return found


def clean(number: str) -> str:
    """Return a number as it can stand in the rows; a sign that no database keeps makes it nobody's number."""
    return number.strip().upper() if number.isprintable() else ""


@dataclass(frozen=True)
class EntryWithMeaning:
    """An entry in the doelgroepregister, its ground in words, and what it means for counting."""

    entry: Registration
    ground: str
    because: str
    meaning: Meaning


def residences_of(person: Person) -> list[Residence]:
    """Return where someone lived, the latest first."""
    return list(Residence.objects.filter(person=person).order_by("-starts_on"))


def entries_of(person: Person, today: date) -> list[EntryWithMeaning]:
    """Return someone's entries in the doelgroepregister, the latest first."""
    return [
        EntryWithMeaning(
            entry,
            ground_label(entry.ground),
            entry.get_ended_because_display() if entry.ended_because else "",
            meaning_of(entry, today),
        )
        for entry in Registration.objects.filter(person=person).order_by("-starts_on", "-pk")
    ]


def entry_of(person: Person, registration_id: int) -> Registration:
    """Return one entry of this person."""
    entry = Registration.objects.filter(person=person, pk=registration_id).first()
    if entry is None:
        raise NotFound(_("Deze inschrijving bestaat niet, of hoort niet bij deze kandidaat."))
    return entry


def residence_of(person: Person, residence_id: int) -> Residence:
    """Return one spell of living somewhere of this person."""
    residence = Residence.objects.filter(person=person, pk=residence_id).first()
    if residence is None:
        raise NotFound(_("Deze woonperiode bestaat niet, of hoort niet bij deze kandidaat."))
    return residence


def end_reason_choices() -> list[tuple[str, str]]:
    """Return why an entry may end, code and words."""
    return [(code, str(label)) for code, label in Registration.Because.choices]


@dataclass(frozen=True)
class Sight:
    """Why the actor sees a person, as a code and in a sentence, and which sections of the file that opens."""

    ground: str
    why: str
    sections: frozenset[str]


def sight_of(actor: Actor, person: Person) -> Sight:
    """Return the widest ground on which the actor sees this person; refuse who does not see them at all."""
    needed = needed_by(actor.roles)
    if person.state == Person.State.PROTECTED:
        named = Named.objects.filter(person=person, account_id=actor.account_id or 0).first()
        if named is None:
            raise no_such_person()
        message = _("U ziet dit afgeschermde dossier omdat u met naam bent toegelaten: %(because)s.")
        return Sight("named", message % {"because": named.get_because_display()}, needed)
    if person.municipality in seen_codes(actor):
        where = place_name(person.municipality)
        if actor.has_role("account_manager", "consulent") and actor.municipality:
            why = _("U ziet dit omdat deze kandidaat in %(where)s woont, uw gemeente.") % {"where": where}
        else:
            why = _("U ziet dit omdat u auditor bent voor het gebied waar %(where)s in ligt.") % {
                "where": where
            }
        return Sight("municipality", why, needed)
    if person.responsible_id == actor.organisation_id:
        message = _("U ziet dit omdat uw organisatie, %(name)s, dossierhouder is.")
        return Sight("keeper", message % {"name": actor.organisation_name}, needed)
    shares = shares_with(actor, person)
    if not shares:
        raise no_such_person()
    last = max(shares, key=lambda share: share.ends_before)
    message = _("U ziet dit omdat %(name)s het met uw organisatie deelt voor %(purpose)s, t/m %(day)s.")
    words = {
        "name": person.responsible.name,
        "purpose": last.get_purpose_display(),
        "day": day_in_words(last.ends_before - timedelta(days=1)),
    }
    shared = frozenset(section for share in shares for section in share.sections)
    return Sight(f"share:{last.purpose}", message % words, needed & shared)


def no_such_section() -> NotFound:
    """The one answer for a section that is not for the actor's task, or was not shared with them."""
    return NotFound(
        _(
            "Dit deel van het dossier is niet voor uw taak. "
            "Vraag het de vaste contactpersoon, of vraag om het te delen."
        )
    )


class OnlyShared(Refused):
    """The actor sees the file because it is shared with them; changing it is for who shares."""


def own_sight(actor: Actor, person: Person, section: str = "") -> Sight:
    """Return the actor's sight of a file that they may change: as municipality, keeper or named colleague,
    and of this section of it."""
    sight = sight_of(actor, person)
    if sight.ground.startswith("share:"):
        message = _(
            "Dit dossier is met u gedeeld. %(keeper)s houdt het bij: vraag daar de vaste contactpersoon."
        )
        raise OnlyShared(message % {"keeper": person.responsible.name})
    if section and section not in sight.sections:
        raise no_such_section()
    return sight


def colleague_of(actor: Actor) -> tuple[int, int]:
    """Return account and organisation of an actor who is someone; the system itself vouches for nothing."""
    if actor.account_id is None or actor.organisation_id is None:
        raise OnlySomeone(_("Dit kan alleen een medewerker van een organisatie doen. Meld u eerst aan."))
    return actor.account_id, actor.organisation_id


class OnlySomeone(Refused):
    """What is done needs a person who answers for it."""


@dataclass(frozen=True)
class SeenPerson:
    """A person that was looked at, and on what ground."""

    person: Person
    sight: Sight


def hidden_numbers(actor: Actor, numbers: Iterable[str]) -> frozenset[str]:
    """Return which of these numbers belong to a protected file for which the actor is not named."""
    closed = Person.objects.filter(number__in=set(numbers), state=Person.State.PROTECTED)
    named = Named.objects.filter(account_id=actor.account_id or 0).values("person_id")
    return frozenset(closed.exclude(pk__in=named).values_list("number", flat=True))


def seen_in(actor: Actor, section: str) -> Q:
    """A condition on people in the actor's sight: whom they see by a share alone, by one that opens this
    section."""
    # Nearly nobody is shared, so the whole of sight is asked about those few only.
    return ~Q(pk__in=shared_with(actor)) | seen_people(actor, section=section)


def shares_with(actor: Actor, person: Person) -> list[Share]:
    """Return the shares of this person with the actor's organisation that hold on the actor's day."""
    if actor.on is None:
        return []
    return list(
        Share.objects.in_force(actor.on).filter(person=person, organisation_id=actor.organisation_id or 0)
    )


def why_visible(actor: Actor, person: Person) -> str:
    """Say why the actor sees this person; the sentence names the part of sight that opens it."""
    return sight_of(actor, person).why


def sections_of_people(actor: Actor, person_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return which sections of the files of these people the actor may see, as far as it sees them at all."""
    needed, codes = needed_by(actor.roles), seen_codes(actor)
    asked = list(person_ids)
    found: dict[int, frozenset[str]] = {}
    by_share: list[int] = []
    for start in range(0, len(asked), 500):
        people = Person.objects.visible_to(actor).filter(pk__in=asked[start : start + 500])
        for key, state, code, keeper in people.values_list("pk", "state", "municipality", "responsible_id"):
            whole = state == Person.State.PROTECTED or code in codes or keeper == actor.organisation_id
            found[key] = needed if whole else frozenset()
            if not whole:
                by_share.append(key)
    if by_share and actor.on is not None:
        shares = Share.objects.in_force(actor.on).filter(organisation_id=actor.organisation_id or 0)
        for start in range(0, len(by_share), 500):
            part = shares.filter(person_id__in=by_share[start : start + 500])
            for key, sections in part.values_list("person_id", "sections"):
                found[key] |= needed.intersection(sections)
    return found


def own_keys(actor: Actor, person_ids: Iterable[int]) -> frozenset[int]:
    """Return those of these people that the actor sees by more than a share."""
    asked = list(person_ids)
    found: set[int] = set()
    for start in range(0, len(asked), 500):
        part = Person.objects.filter(seen_people(actor, own=True), pk__in=asked[start : start + 500])
        found.update(part.values_list("pk", flat=True))
    return frozenset(found)


def visible_numbers(actor: Actor, person_ids: Iterable[int]) -> dict[int, str]:
    """Return the numbers of those of these people that the actor may see."""
    asked = list(person_ids)
    found: dict[int, str] = {}
    for start in range(0, len(asked), 500):
        people = Person.objects.visible_to(actor).filter(pk__in=asked[start : start + 500])
        found.update(dict(people.values_list("pk", "number")))
    return found


def visible_names(actor: Actor, person_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of those of these people that the actor may see."""
    asked = list(person_ids)
    found: dict[int, str] = {}
    for start in range(0, len(asked), 500):
        people = Person.objects.visible_to(actor).filter(pk__in=asked[start : start + 500])
        found.update(dict(people.values_list("pk", "name")))
    return found
