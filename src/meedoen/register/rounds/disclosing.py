"""Counts per municipality or group as they may be told: what speaks of a few is a text such as “< 10”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meedoen.counting.hiding import hidden

Told = int | str
Key = tuple[str | int, ...]
ALL = "all"


@dataclass(frozen=True, slots=True)
class ToldRow:
    """The people of one row, and how many of them each part holds."""

    people: Told
    parts: tuple[Told, ...]


def rows_told(
    rows: Sequence[tuple[int, Sequence[int]]],
    least: int,
    *,
    adds_up: bool = True,
    is_whole_told: bool = False,
) -> tuple[list[ToldRow], ToldRow]:
    """Return each row and the whole, with what speaks of fewer than `least` people hidden.

    A part, and what is left of it, add up to the people of a row; with `adds_up` the rows add up to the whole
    as well. Nothing that is hidden is to be found from what is told; `is_whole_told`: nor from the whole,
    when that stands elsewhere on the page.
    """
    counts: dict[Key, int] = {}
    lines: list[list[Key]] = []
    kinds = len(rows[0][1]) if rows else 0
    for at, (people, parts) in enumerate(rows):
        counts["people", at] = people
        for kind, part in enumerate(parts):
            counts["yes", kind, at], counts["no", kind, at] = part, people - part
            lines.append([("people", at), ("yes", kind, at), ("no", kind, at)])
    if adds_up:
        lines += _sums(counts, len(rows), kinds)
    known = [key for key in counts if key[-1] == ALL] if is_whole_told else ()
    gone = hidden(counts, lines, least, known=known)

    def told(key: Key) -> Told:
        number = counts.get(key, 0)
        if key not in gone:
            return number
        return f"< {least}" if number < least else "*"

    def row(at: str | int) -> ToldRow:
        return ToldRow(told(("people", at)), tuple(told(("yes", kind, at)) for kind in range(kinds)))

    return [row(at) for at in range(len(rows))], row(ALL)


def _sums(counts: dict[Key, int], rows: int, kinds: int) -> list[list[Key]]:
    """Put the sums over all rows beside their parts, and return what adds up to what."""
    names: list[Key] = [("people",), *((half, kind) for kind in range(kinds) for half in ("yes", "no"))]
    lines: list[list[Key]] = []
    for name in names:
        parts: list[Key] = [(*name, at) for at in range(rows)]
        counts[*name, ALL] = sum(counts[key] for key in parts)
        lines.append([(*name, ALL), *parts])
    halves: list[list[Key]] = [
        [("people", ALL), ("yes", kind, ALL), ("no", kind, ALL)] for kind in range(kinds)
    ]
    return lines + halves
