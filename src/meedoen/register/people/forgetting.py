"""How people become nobody: the rows that are counted stay, everything that says who it was goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meedoen.register.numbers import number_of_nobody
from meedoen.register.people.models import (
    MOVES,
    CircleMember,
    HandOver,
    Named,
    Person,
    Share,
)

# What stands in the place of a name; also the word on every page that would show one.
NOBODY = "geanonimiseerd"
# These hang on a person and are not counted.
GO = (CircleMember, Named, Share, HandOver)


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away who these people are. Where they lived and their entries stay, so past readings stay too.

    Only the year of birth stays. The number becomes one that stands in nobody's papers.
    """
    for model in GO:
        model._default_manager.filter(person_id__in=person_ids).delete()
    people = list(Person.objects.filter(pk__in=person_ids))
    for person in people:
        if Person.State.ANONYMISED not in MOVES[person.state]:
            continue
        person.number = number_of_nobody()
        person.name = NOBODY
        person.birth_on = date(person.birth_on.year, 1, 1)
        person.last_contact_on = None
        person.state = Person.State.ANONYMISED
        person.version += 1
    Person.objects.bulk_update(
        people, ["number", "name", "birth_on", "last_contact_on", "state", "version"], batch_size=200
    )
