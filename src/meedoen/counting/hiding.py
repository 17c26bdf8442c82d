"""Hides counts of a few people, and what would give them away by adding or subtracting."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def hidden(
    counts: Mapping[Key, int], lines: Sequence[Sequence[Key]], least: int, *, known: Collection[Key] = ()
) -> frozenset[Key]:
    """The keys of the counts that may not be shown.

    A count of one to `least` - 1 people is hidden. A line is a sum followed by its parts. Under a sum that is
    shown, the hidden parts are none, or at least two that together speak of `least` people: the smallest
    other part is hidden with them, or the sum where no part is left. Under a hidden sum some part is hidden,
    or it would be added up. 0 speaks of nobody and stays.

    `known` stand elsewhere for all to read, so they are not hidden: beneath such a sum a part of 0 is hidden
    as well where nothing else is left to hide.
    """
    gone = {key for key, count in counts.items() if 0 < count < least and key not in known}
    changed = True
    while changed:
        changed = False
        for line in lines:
            more = _more(counts, line, gone, least, known)
            if more is not None:
                gone.add(more)
                changed = True
    return frozenset(gone)


def _more(
    counts: Mapping[Key, int], line: Sequence[Key], gone: set[Key], least: int, known: Collection[Key]
) -> Key | None:
    """What else has to be hidden in a line; None where it gives nothing away."""
    total, *parts = line
    away = [key for key in parts if key in gone]
    left = [key for key in parts if key not in gone and key not in known]
    open_ = [key for key in left if counts[key] > 0]
    smallest = min(open_, key=lambda key: (counts[key], parts.index(key)), default=None)
    if total in gone:
        return None if away else smallest
    if not away or (len(away) > 1 and sum(counts[key] for key in away) >= least):
        return None
    if smallest is not None:
        return smallest
    if total not in known:
        return total
    return next(iter(left), None) if len(away) < 2 else None
