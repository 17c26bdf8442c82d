"""Who may be the same as someone that is not written down yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from meedoen.access.actors import Actor
from meedoen.register.people.likeness import Identity, identity, reason_for
from meedoen.register.people.models import Person

# From this many days on it is quicker to read everyone once.
_MANY_DAYS = 1000
_PersonLine = tuple[int, str, str, date, str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who is not written down yet."""

    name: str
    birth_on: date


@dataclass(frozen=True, slots=True)
class Alike:
    """Someone who may be the same as a candidate; whom the actor may not see is only known to be elsewhere.

    `is_same_name`: the whole name is the same, and not only much alike.
    """

    number: str = ""
    municipality: str = ""
    is_same_name: bool = False

    @property
    def is_elsewhere(self) -> bool:
        return not self.number


def possible_duplicates(actor: Actor, candidates: Sequence[Candidate]) -> dict[int, list[Alike]]:
    """Return who was born on the same day under a name that is the same or much alike, by position of the
    candidate.

    Someone out of sight is named without a word of who or where; a file that is protected, merged or
    anonymous is not told of at all, or the answer would say who has one.
    """
    asked: dict[date, list[Identity]] = defaultdict(list)
    for position, candidate in enumerate(candidates):
        asked[candidate.birth_on].append(identity(position, candidate.name, candidate.birth_on))
    near = []
    for row in _born_on(set(asked)):
        known = identity(row[0], row[2], row[3])
        for one in asked[row[3]]:
            if reason := reason_for(known, one):
                near.append((row, one.key, reason == "same_name_same_birth"))
    seen = _seen_keys(actor, sorted({row[0] for row, _position, _is_same in near}))
    found: dict[int, list[Alike]] = defaultdict(list)
    for (key, number, _name, _birth_on, municipality, state), position, is_same in near:
        if key in seen:
            found[position].append(Alike(number, municipality, is_same))
        elif state == Person.State.OPEN:
            found[position].append(Alike(is_same_name=is_same))
    return dict(found)


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
