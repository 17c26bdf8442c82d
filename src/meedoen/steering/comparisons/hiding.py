"""Hides counts of a few people, and what would give them away by adding or subtracting."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def hidden(counts: Mapping[Key, int], lines: Sequence[Sequence[Key]], least: int) -> frozenset[Key]:
    """The keys of the counts that may not be shown.

    A line is a sum with its parts: one hidden count in it is the others less each other. So a count of one to
    `least` - 1 people is hidden, and with it the smallest other count of a line that speaks of anybody, until
    no line has exactly one that is hidden. 0 speaks of nobody and stays.
    """
    gone = {key for key, count in counts.items() if 0 < count < least}
    changed = True
    while changed:
        changed = False
        for line in lines:
            shown = [key for key in line if key not in gone and counts[key] > 0]
            if len([key for key in line if key in gone]) == 1 and shown:
                gone.add(min(shown, key=lambda key: (counts[key], line.index(key))))
                changed = True
    return frozenset(gone)
