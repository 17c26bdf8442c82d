"""Hours of one person over time: spells of agreements, and where they exceed full time together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

# Together, in hundredths of hours a week.
FULL_TIME = 4000


@dataclass(frozen=True, slots=True)
class Spell:
    """Hours a week of one placement in one period; `placement_id` is None for a row not yet written."""

    placement_id: int | None
    number: str
    starts_on: date
    ends_before: date | None
    hours_week_c: int

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)


@dataclass(frozen=True)
class TooMuch:
    """From this day these spells are more than full time together."""

    day: date
    hours_week_c: int
    others: tuple[Spell, ...]


def spells_of(
    placement_id: int | None,
    number: str,
    ends_before: date | None,
    hours: Sequence[tuple[date, int]],
) -> Iterator[Spell]:
    """Give the spells of one placement: each row of hours holds until the next one or the end."""
    for position, (starts_on, hours_week_c) in enumerate(hours):
        following = hours[position + 1][0] if position + 1 < len(hours) else ends_before
        if following is None or following > starts_on:
            yield Spell(placement_id, number, starts_on, following, hours_week_c)


def too_much(existing: Iterable[Spell], new: Sequence[Spell]) -> TooMuch | None:
    """Return the first day on which the new spells and the existing ones exceed full time, or None.

    The sum only grows where a spell starts, so those days are enough.
    """
    others = list(existing)
    starts = sorted({spell.starts_on for spell in (*others, *new)})
    for day in starts:
        mine = sum(spell.hours_week_c for spell in new if spell.covers(day))
        if not mine:
            continue
        at_once = tuple(spell for spell in others if spell.covers(day))
        total = mine + sum(spell.hours_week_c for spell in at_once)
        if total > FULL_TIME:
            return TooMuch(day, total, at_once)
    return None
