"""What may be asked about files that may be about one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.duplicates.models import Merge, Pair
from meedoen.register.people.likeness import REASONS
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import visible_names

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = 50


@dataclass(frozen=True)
class Side:
    """One of the two. Where the actor may not see the person, only the organisation that keeps the file."""

    keeper: str
    is_seen: bool
    number: str = ""
    name: str = ""
    birth_on: date | None = None
    municipality: str = ""
    registered_on: date | None = None


@dataclass(frozen=True)
class PairRow:
    pk: int
    reason: str
    state: str
    state_words: str
    found_on: date
    decided_on: date | None
    one: Side
    other: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.one, self.other

    @property
    def both_seen(self) -> bool:
        return self.one.is_seen and self.other.is_seen


@dataclass(frozen=True)
class PairsPage:
    rows: tuple[PairRow, ...]
    next_after: int | None


def pairs_visible_to(actor: Actor, *, state: str = "", after: int | None = None) -> PairsPage:
    """Return a page of the pairs of which the actor sees at least one side, the newest first."""
    pairs = Pair.objects.visible_to(actor)
    if state:
        pairs = pairs.filter(state=state)
    if after is not None:
        pairs = pairs.filter(pk__lt=after)
    found = list(pairs.select_related("one__responsible", "other__responsible").order_by("-pk")[: PAGE + 1])
    rows = _rows(actor, found[:PAGE])
    return PairsPage(rows, rows[-1].pk if len(found) > PAGE else None)


def pair_by_key(actor: Actor, key: int) -> Pair:
    """Return a pair of which the actor sees at least one side."""
    pair = (
        Pair.objects.visible_to(actor)
        .select_related("one__responsible", "other__responsible", "decided_by")
        .filter(pk=key)
        .first()
    )
    if pair is None:
        raise NotFound(_("Dit voorstel bestaat niet, of gaat niet over kandidaten die u mag zien."))
    return pair


def pair_row(actor: Actor, pair: Pair) -> PairRow:
    """Return a pair as this actor may see it."""
    return _rows(actor, [pair])[0]


def open_merge(pair: Pair) -> Merge | None:
    """Return the merge of a pair that was not undone."""
    return (
        Merge.objects.filter(pair=pair, undone_on__isnull=True)
        .select_related("kept", "merged", "merged_by")
        .first()
    )


def states() -> list[tuple[str, str]]:
    return [(code, str(label)) for code, label in Pair.State.choices]


def _rows(actor: Actor, pairs: Iterable[Pair]) -> tuple[PairRow, ...]:
    found = list(pairs)
    keys = {key for pair in found for key in (pair.one_id, pair.other_id)}
    seen = set(Person.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    return tuple(
        PairRow(
            pair.pk,
            str(REASONS.get(pair.reason, pair.reason)),
            pair.state,
            pair.get_state_display(),
            pair.found_on,
            pair.decided_on,
            _side(pair.one, seen),
            _side(pair.other, seen),
        )
        for pair in found
    )


def _side(person: Person, seen: set[int]) -> Side:
    # A file that went on in another is nobody's to see, but who sees the other decided on it.
    if person.pk not in seen and person.merged_into_id not in seen:
        return Side(person.responsible.name, is_seen=False)
    return Side(
        person.responsible.name,
        True,
        person.number,
        person.name,
        person.birth_on,
        person.municipality,
        person.registered_on,
    )


@dataclass(frozen=True)
class Waiting:
    """A pair that waits for a decision, and the sides of it that the actor sees."""

    pk: int
    found_on: date
    names: tuple[str, ...]
    numbers: tuple[str, ...]


def pairs_waiting(actor: Actor, most: int) -> tuple[Waiting, ...]:
    """Return the pairs that wait for a decision, the newest first."""
    pairs = list(
        Pair.objects.visible_to(actor)
        .filter(state=Pair.State.PROPOSED)
        .select_related("one", "other")
        .order_by("-pk")[:most]
    )
    seen = visible_names(actor, {key for pair in pairs for key in (pair.one_id, pair.other_id)})
    return tuple(
        Waiting(
            pair.pk,
            pair.found_on,
            tuple(side.name for side in (pair.one, pair.other) if side.pk in seen),
            tuple(side.number for side in (pair.one, pair.other) if side.pk in seen),
        )
        for pair in pairs
    )
