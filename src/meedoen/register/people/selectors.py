"""What may be asked about people."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import tidy
from meedoen.register.people.grounds import ground_label
from meedoen.register.people.meaning import Meaning, meaning_of
from meedoen.register.people.models import Named, Person, Registration, Residence, Share, seen_codes
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
    """Return the person with this number, if the actor may see them."""
    person = (
        Person.objects.visible_to(actor).select_related("responsible").filter(number=clean(number)).first()
    )
    if person is None:
        raise no_such_person()
    return person


def locked_person(actor: Actor, number: str) -> Person:
    """As `person_by_number`, and nobody else changes this person until the transaction ends."""
    person = Person.objects.select_for_update().visible_to(actor).filter(number=clean(number)).first()
    if person is None:
        raise no_such_person()
    return person


def locked_people(actor: Actor, numbers: Iterable[str]) -> dict[str, Known]:
    """Return who of these the actor may see, by number, locked until the transaction ends."""
    asked = sorted({clean(number) for number in numbers})
    found: dict[str, Known] = {}
    for start in range(0, len(asked), 500):
        rows = (
            Person.objects.select_for_update()
            .visible_to(actor)
            .filter(number__in=asked[start : start + 500])
            .order_by("pk")
            .values_list("pk", "number", "birth_on")
        )
        found.update({number: Known(key, number, birth_on) for key, number, birth_on in rows})
    return found


def known_people(actor: Actor, numbers: Iterable[str]) -> dict[str, Known]:
    """As `locked_people`, but nothing is locked: to look beforehand whether something could be done."""
    asked = sorted({clean(number) for number in numbers})
    found: dict[str, Known] = {}
    for start in range(0, len(asked), 500):
        people = Person.objects.visible_to(actor).filter(number__in=asked[start : start + 500])
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
        named = Named.objects.filter(person=person, account_id=actor.account_id).first()
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


@dataclass(frozen=True)
class SeenPerson:
    """A person that was looked at, and on what ground."""

    person: Person
    sight: Sight


def shares_with(actor: Actor, person: Person) -> list[Share]:
    """Return the shares of this person with the actor's organisation that hold on the actor's day."""
    if actor.on is None:
        return []
    return list(Share.objects.in_force(actor.on).filter(person=person, organisation_id=actor.organisation_id))


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
        shares = Share.objects.in_force(actor.on).filter(organisation_id=actor.organisation_id)
        for start in range(0, len(by_share), 500):
            part = shares.filter(person_id__in=by_share[start : start + 500])
            for key, sections in part.values_list("person_id", "sections"):
                found[key] |= needed.intersection(sections)
    return found


def visible_names(actor: Actor, person_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of those of these people that the actor may see."""
    asked = list(person_ids)
    found: dict[int, str] = {}
    for start in range(0, len(asked), 500):
        people = Person.objects.visible_to(actor).filter(pk__in=asked[start : start + 500])
        found.update(dict(people.values_list("pk", "name")))
    return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who is not written down yet."""

    name: str
    birth_on: date


@dataclass(frozen=True, slots=True)
class Alike:
    """Someone who may be the same as a candidate; whom the actor may not see is only known to be elsewhere.

    `is_same_name`: the whole name is the same, not only the last one.
    """

    number: str = ""
    municipality: str = ""
    is_same_name: bool = False

    @property
    def is_elsewhere(self) -> bool:
        return not self.number


def possible_duplicates(actor: Actor, candidates: Sequence[Candidate]) -> dict[int, list[Alike]]:
    """Return who was born on the same day under the same last name, by position of the candidate.

    Someone out of sight is named without a word of who or where; a file that is protected, merged or
    anonymous is not told of at all, or the answer would say who has one.
    """
    asked: dict[tuple[date, str], list[int]] = defaultdict(list)
    for position, candidate in enumerate(candidates):
        asked[candidate.birth_on, folded_last_name(candidate.name)].append(position)
    near = [
        row for row in _born_on({day for day, _name in asked}) if (row[3], folded_last_name(row[2])) in asked
    ]
    seen = _seen_keys(actor, [row[0] for row in near])
    found: dict[int, list[Alike]] = defaultdict(list)
    for key, number, name, birth_on, municipality, state in near:
        if key not in seen and state != Person.State.OPEN:
            continue
        for position in asked[birth_on, folded_last_name(name)]:
            is_same = folded(name) == folded(candidates[position].name)
            alike = Alike(number, municipality, is_same) if key in seen else Alike(is_same_name=is_same)
            found[position].append(alike)
    return dict(found)


def folded(name: str) -> str:
    """Return a name without accents, capitals and double spaces, to be held against another."""
    if name.isascii():
        return tidy(name).casefold()
    plain = unicodedata.normalize("NFKD", tidy(name))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()


def folded_last_name(name: str) -> str:
    """Return the last word of a name, folded."""
    return folded(name).rpartition(" ")[2]


# From this many days on it is quicker to read everyone once.
_MANY_DAYS = 1000
_PersonLine = tuple[int, str, str, date, str, str]


def _born_on(days: set[date]) -> Iterator[_PersonLine]:
    """Give everyone born on one of these days, whoever may see them."""
    names = ("pk", "number", "name", "birth_on", "municipality", "state")
    if len(days) > _MANY_DAYS:
        for row in Person.objects.values_list(*names).iterator(chunk_size=5000):
            if row[3] in days:
                yield row
        return
    asked = sorted(days)
    for start in range(0, len(asked), 500):
        yield from Person.objects.filter(birth_on__in=asked[start : start + 500]).values_list(*names)


def _seen_keys(actor: Actor, keys: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(keys), 500):
        people = Person.objects.visible_to(actor).filter(pk__in=keys[start : start + 500])
        found.update(people.values_list("pk", flat=True))
    return found
