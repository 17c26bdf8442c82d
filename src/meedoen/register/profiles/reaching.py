"""What may be done with how someone is reached, and with who speaks for them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import together
from meedoen.register.profiles.models import Reach, Representative
from meedoen.register.profiles.notes import NewReach, NewRepresentative, wrong_in
from meedoen.register.profiles.rewriting import rewrite
from meedoen.register.profiles.selectors import locked_part, reach_of, representative_of


def change_reach(actor: Actor, number: str, new: NewReach, *, version: int, today: date) -> Reach:
    """Write down how someone is reached; `version` is that of the reach when it was read."""
    with transaction.atomic():
        require(actor, "reach.change")
        person = locked_part(actor, number, "reach")
        together(wrong_in(new, person.birth_on, today))
        reach = reach_of(person)
        changed = rewrite(reach, new, version)
        detail = {"changed": changed}
        journal.enter(actor, "reach.change", "person", person.number, detail=detail)
        return reach


def add_representative(actor: Actor, number: str, new: NewRepresentative, *, today: date) -> Representative:
    """Write down who speaks for someone."""
    with transaction.atomic():
        require(actor, "reach.change")
        person = locked_part(actor, number, "reach")
        together(wrong_in(new, person.birth_on, today))
        added = Representative(person=person, version=0)
        rewrite(added, new, 0)
        detail = {"representative": added.pk, "kind": new.kind}
        journal.enter(actor, "reach.change", "person", person.number, detail=detail)
        return added


def change_representative(
    actor: Actor, number: str, key: int, new: NewRepresentative, *, version: int, today: date
) -> Representative:
    """Mend what is known of a representative, or write down that it ended."""
    with transaction.atomic():
        require(actor, "reach.change")
        person = locked_part(actor, number, "reach")
        row = representative_of(person, key)
        together(wrong_in(new, person.birth_on, today))
        changed = rewrite(row, new, version)
        detail = {"representative": key, "changed": changed}
        journal.enter(actor, "reach.change", "person", person.number, detail=detail)
        return row
