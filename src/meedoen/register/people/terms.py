"""What the rules ask about people as keys and codes: their grounds on a day, and whom an actor sees."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q

from meedoen.access.actors import Actor
from meedoen.register.people.models import Person, Registration, seen_people


def grounds_on(day: date) -> dict[int, frozenset[str]]:
    """Return on which grounds people stand in the doelgroepregister that day, by the key of the person."""
    running = Q(ends_before__isnull=True) | Q(ends_before__gt=day)
    found: dict[int, set[str]] = defaultdict(set)
    rows = Registration.objects.filter(running, starts_on__lte=day).values_list("person_id", "ground")
    for person_id, ground in rows:
        found[person_id].add(ground)
    return {person_id: frozenset(grounds) for person_id, grounds in found.items()}


def keys_in_sight(actor: Actor, section: str = "") -> frozenset[int]:
    """Return the keys of everyone whom the actor sees by name; with `section`: and that part of the file."""
    return frozenset(Person.objects.filter(seen_people(actor, section=section)).values_list("pk", flat=True))
