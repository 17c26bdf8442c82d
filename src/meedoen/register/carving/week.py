"""One week at several employers: on which day and which part of it someone is where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, permutations

from meedoen.matching.codes import DAYS

# The parts of a day in which a stacked week is laid, with where they begin and end in quarters from midnight.
# Our own choice: half an hour or more lies between two of them, to eat and to get to the next.
PARTS: Mapping[str, tuple[int, int]] = {
    "early": (24, 30),
    "morning": (32, 48),
    "afternoon": (50, 68),
    "evening": (72, 88),
}
# No more than this in a day.
A_DAY = 32
# All of five employers.
MOST_ORDERS = 120


@dataclass(frozen=True, slots=True)
class Block:
    """So many quarters a week at one employer; without days or times any will do."""

    employer: str
    quarters: int
    days: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """Some quarters at an employer in one part of one day, from its `begins` in quarters from midnight."""

    day: str
    part: str
    employer: str
    begins: int
    quarters: int

    @property
    def ends(self) -> int:
        return self.begins + self.quarters


@dataclass(slots=True)
class _Laying:
    taken: dict[tuple[str, str], str] = field(default_factory=dict)
    of_day: dict[str, int] = field(default_factory=dict)
    slots: list[Slot] = field(default_factory=list)


def week_of(
    blocks: Sequence[Block], days: Collection[str], times: Collection[str]
) -> tuple[Slot, ...] | None:
    """Lay every block in the days and times of someone; None when no order of laying them fits in.

    One employer in one part of a day, whole days at one employer where that goes. Who has the fewest parts to
    choose from comes first, so that the same blocks give the same week; where that does not fit, another
    order may.
    """
    first = sorted(blocks, key=lambda one: (len(_parts(one, days, times)), -one.quarters, one.employer))
    rank = {code: at for at, code in enumerate(DAYS)}
    for order in islice(permutations(first), MOST_ORDERS):
        laying = _Laying()
        if all(_lay(laying, block, _parts(block, days, times)) for block in order):
            return tuple(sorted(laying.slots, key=lambda slot: (rank[slot.day], slot.begins)))
    return None


def _parts(block: Block, days: Collection[str], times: Collection[str]) -> list[tuple[str, str]]:
    return [
        (day, part)
        for day in DAYS
        if day in days and (not block.days or day in block.days)
        for part in PARTS
        if part in times and (not block.times or part in block.times)
    ]


def _lay(laying: _Laying, block: Block, parts: Sequence[tuple[str, str]]) -> bool:
    """Put a block down, on days where nobody else is first; False when something of it is left over."""
    left = block.quarters
    others = {day for (day, _part), employer in laying.taken.items() if employer != block.employer}
    for day, part in sorted(parts, key=lambda one: one[0] in others):
        if not left:
            break
        begins, ends = PARTS[part]
        here = min(left, ends - begins, A_DAY - laying.of_day.get(day, 0))
        if (day, part) in laying.taken or here <= 0:
            continue
        laying.taken[day, part] = block.employer
        laying.of_day[day] = laying.of_day.get(day, 0) + here
        laying.slots.append(Slot(day, part, block.employer, begins, here))
        left -= here
    return not left
