"""What can be wrong with people beside the other rows: keeper, sight, a number or an entry given twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.access.selectors import organisations
from meedoen.register.checks import AlreadyThere, NotPossible
from meedoen.register.people.models import Registration, seen_codes
from meedoen.register.people.selectors import Known, keys_of, known_people, no_such_person
from meedoen.register.people.validity import NewPerson, Registered, wrong_person, wrong_registrations


@dataclass(frozen=True)
class NewEntry:
    """An entry in the doelgroepregister for someone who is known already."""

    person_number: str
    entry: Registered


def wrong_people(actor: Actor, news: Sequence[NewPerson], today: date) -> dict[int, list[Refused]]:
    """Return everything that is wrong with each of these people, by row; rows count from 1."""
    codes = seen_codes(actor)
    keepers = set(organisations().values_list("pk", flat=True))
    taken = set(keys_of([new.number for new in news if new.number]))
    found: dict[int, list[Refused]] = {}
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
            found[row] = wrong
    return found


def wrong_entries(actor: Actor, news: Sequence[NewEntry], today: date) -> dict[int, list[Refused]]:
    """Return everything that is wrong with each of these entries, by row; rows count from 1.

    Every entry is held against those that stand there and those before it.
    """
    people = known_people(actor, (new.person_number for new in news), own=True)
    standing = entries_of_people(person.pk for person in people.values())
    found: dict[int, list[Refused]] = {}
    for row, new in enumerate(news, start=1):
        wrong = _wrong_entry(people.get(new.person_number), new.entry, standing, today)
        if wrong:
            found[row] = wrong
    return found


def entries_of_people(person_ids: Iterable[int]) -> dict[int, list[Registered]]:
    """Return the entries of each of these people."""
    asked = list(person_ids)
    found: dict[int, list[Registered]] = defaultdict(list)
    for start in range(0, len(asked), 500):
        rows = Registration.objects.filter(person_id__in=asked[start : start + 500])
        for row in rows:
            entry = Registered(row.ground, row.starts_on, row.ends_before, row.ended_because)
            found[row.person_id].append(entry)
    return found


def _wrong_entry(
    person: Known | None, entry: Registered, standing: dict[int, list[Registered]], today: date
) -> list[Refused]:
    if person is None:
        return [NotPossible(no_such_person().message, field="person_number")]
    beside = standing.setdefault(person.pk, [])
    if any((entry.ground, entry.starts_on) == (one.ground, one.starts_on) for one in beside):
        message = _(
            "Deze inschrijving staat er al: dezelfde grond en eerste dag. Er is niets dubbel bewaard."
        )
        return [AlreadyThere(message, field="starts_on")]
    # On its own first: what is wrong with another entry is not told at this one.
    wrong = wrong_registrations((entry,), person.birth_on, today)
    same_ground = [one for one in beside if one.ground == entry.ground]
    if not wrong:
        wrong = wrong_registrations((*same_ground, entry), person.birth_on, today)
    if not wrong:
        beside.append(entry)
    return wrong
