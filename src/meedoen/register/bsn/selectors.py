"""What may be asked about burgerservicenummers: whether one is kept, never which."""

from __future__ import annotations

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.register.bsn.models import PersonBsn
from meedoen.register.bsn.secrecy import is_on
from meedoen.register.people.models import Person


def is_for(actor: Actor, person: Person) -> bool:
    """True if and only if the numbers are kept here and the actor may see this one: a consulent of who keeps
    the file."""
    return is_on() and may(actor, "bsn.see") and person.responsible_id == actor.organisation_id


def has_bsn(person: Person) -> bool:
    """Whether a number is kept of this person."""
    return is_on() and PersonBsn.objects.filter(person=person).exists()


def purposes() -> list[tuple[str, str]]:
    """Return why someone may look, code and words."""
    return [(code, str(label)) for code, label in PersonBsn.Purpose.choices]
