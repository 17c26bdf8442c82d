"""Spells of work by each definition of their end: how long, and whether they ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from meedoen.rules import book
from meedoen.steering.lasting.work import Placed

End = Literal["placement", "work", "lost"]
GAP = "duurzaam.onderbreking.dagen"
# Whoever went on in other work was not lost to work.
_WENT_ON = frozenset({"other_job", "to_job"})


@dataclass(frozen=True, slots=True)
class Spell:
    """Days followed and whether it ended then; `first` is the placement it began with."""

    first: Placed
    days: int
    is_over: bool


def gap_on(day: date) -> int:
    """Return how many days without work do not yet end someone's work."""
    return int(book.value_on(GAP, day).number)


def spells_of(rows: Iterable[Placed], end: End, on: date) -> tuple[Spell, ...]:
    """Return the spells that began on or before the day, as far as they are known on it.

    “placement”: each placement until its own end. “lost”: the same, but who went on in other work is followed
    until then and did not end. “work”: placements of one person with no more than the gap between them are
    one spell; it ended only once that gap is over.
    """
    begun = [one for one in rows if one.starts_on <= on]
    if end == "work":
        return tuple(_together(begun, timedelta(days=gap_on(on)), on))
    return tuple(_alone(one, end, on) for one in begun)


def _alone(one: Placed, end: End, on: date) -> Spell:
    if one.ends_before is None or one.ends_before > on:
        return Spell(one, (on - one.starts_on).days, False)
    went_on = end == "lost" and one.end_reason in _WENT_ON
    return Spell(one, (one.ends_before - one.starts_on).days, not went_on)


def _together(rows: list[Placed], gap: timedelta, on: date) -> Iterator[Spell]:
    first: Placed | None = None
    until: date | None = None
    for one in sorted(rows, key=lambda one: (one.person, one.starts_on)):
        if (
            first is not None
            and first.person == one.person
            and (until is None or one.starts_on - until <= gap)
        ):
            until = None if until is None or one.ends_before is None else max(until, one.ends_before)
            continue
        if first is not None:
            yield _stretch(first, until, gap, on)
        first, until = one, one.ends_before
    if first is not None:
        yield _stretch(first, until, gap, on)


def _stretch(first: Placed, until: date | None, gap: timedelta, on: date) -> Spell:
    if until is None or until > on:
        return Spell(first, (on - first.starts_on).days, False)
    # Somebody who stopped last week may be at work again next week.
    return Spell(first, (until - first.starts_on).days, on - until > gap)
