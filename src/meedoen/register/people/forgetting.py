"""How people become nobody: the rows that are counted stay, everything that says who it was goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from meedoen.register.numbers import number_of_nobody
from meedoen.register.people.models import (
    MOVES,
    CircleMember,
    Correction,
    HandOver,
    Named,
    Person,
    Protection,
    SearchWord,
    Share,
)

# What stands in the place of a name; also the word on every page that would show one.
NOBODY = "geanonimiseerd"
# These hang on a person and are not counted.
GO = (CircleMember, Named, Protection, SearchWord, Share, HandOver, Correction)
CHANGED = ("number", "name", "birth_on", "last_contact_on", "state", "version")


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away who these people are. Where they lived and their entries stay, so past readings stay too.

    Only the year of birth stays. The number becomes one that stands in nobody's papers.
    """
    for model in GO:
        model._default_manager.filter(person_id__in=person_ids).delete()
    people = list(Person.objects.filter(pk__in=person_ids))
    for person in people:
        person.number = number_of_nobody()
        person.name = NOBODY
        person.birth_on = date(person.birth_on.year, 1, 1)
        person.last_contact_on = None
        person.version += 1
        # A file that went on in another stays closed: opened again its rows would count a second time.
        if person.state != Person.State.MERGED and Person.State.ANONYMISED in MOVES[person.state]:
            person.state = Person.State.ANONYMISED
    Person.objects.bulk_update(people, CHANGED, batch_size=200)


def with_merged(person_ids: Iterable[int]) -> list[int]:
    """Return these people and every file that went on in theirs, directly or through another one."""
    found = set(person_ids)
    waiting = list(found)
    while waiting:
        merged = Person.objects.filter(merged_into_id__in=waiting).values_list("pk", flat=True)
        waiting = [key for key in merged if key not in found]
        found.update(waiting)
    return sorted(found)
