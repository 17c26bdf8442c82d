"""Disclosure control: a cell of one to nine people is not published, nor to be found from the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meedoen.counting.question import Cell, Reading
from meedoen.counting.refusals import PeopleNotCounted

THRESHOLD = 10


@dataclass(frozen=True)
class PublicCell:
    """A cell as it may be shown. `hidden` “small” is itself too small; “cover” hides to protect another."""

    cell: Cell
    hidden: str | None
    threshold: int

    @property
    def text(self) -> str | None:
        """“< 10” or “*” where hidden; None where the value itself may be shown."""
        if self.hidden is None:
            return None
        return f"< {self.threshold}" if self.hidden == "small" else "*"


@dataclass(frozen=True)
class PublicReading:
    reading: Reading
    cells: tuple[PublicCell, ...]
    total: PublicCell


def disclosed(reading: Reading, threshold: int = THRESHOLD, shows_total: bool = True) -> PublicReading:
    """The reading with its small cells hidden; 0 and “–” stay, because they speak of nobody.

    With a total beside it, the hidden cells together are the total less the others. So in every group of
    cells that a reader can add up to a shown number either none is hidden, or at least two that together are
    not few themselves: the smallest shown cells that speak of somebody go as well. With two or more
    breakdowns the groups are the lines along each of them, and hiding goes on until every line is safe.
    """
    total = PublicCell(reading.total, _too_small(reading.total, threshold), threshold)
    marks = [_too_small(cell, threshold) for cell in reading.cells]
    if shows_total:
        _cover(reading.cells, marks, threshold)
    cells = tuple(PublicCell(cell, mark, threshold) for cell, mark in zip(reading.cells, marks, strict=True))
    return PublicReading(reading, cells, total)


def _too_small(cell: Cell, threshold: int) -> str | None:
    """A difference also tells of those in the baseline, so these may not be few either."""
    if cell.value is None:
        return None
    if cell.people is None or cell.people_at_baseline is None:
        raise PeopleNotCounted
    return "small" if any(0 < people < threshold for people in _both(cell)) else None


def _both(*cells: Cell) -> tuple[int, int]:
    """How many people these cells speak of: now, and in the baseline."""
    return sum(cell.people or 0 for cell in cells), sum(cell.people_at_baseline or 0 for cell in cells)


def _cover(cells: Sequence[Cell], marks: list[str | None], threshold: int) -> None:
    lines = _lines(cells)
    changed = True
    while changed:
        changed = False
        for line in lines:
            hidden = [place for place in line if marks[place] is not None]
            if not hidden or _is_covered(
                [cells[one] for one in hidden], [cells[one] for one in line], threshold
            ):
                continue
            shown = [place for place in line if marks[place] is None and _speaks_of_people(cells[place])]
            if shown:
                smallest = min(shown, key=lambda place: (_people(cells[place]), place))
                marks[smallest] = "cover"
                changed = True


def _is_covered(hidden: Sequence[Cell], line: Sequence[Cell], threshold: int) -> bool:
    """Two cells or more, together of few people if and only if the whole line is."""
    pairs = zip(_both(*hidden), _both(*line), strict=True)
    return len(hidden) > 1 and not any(0 < few < threshold <= whole for few, whole in pairs)


def _lines(cells: Sequence[Cell]) -> list[list[int]]:
    """The groups that add up: all cells, and with several breakdowns each line along one of them."""
    names = list(cells[0].dims) if cells else []
    lines = [list(range(len(cells)))]
    if len(names) > 1:
        for name in names:
            found: dict[tuple[str, ...], list[int]] = {}
            for place, cell in enumerate(cells):
                others = tuple(value for other, value in cell.dims.items() if other != name)
                found.setdefault(others, []).append(place)
            lines += found.values()
    return lines


def _speaks_of_people(cell: Cell) -> bool:
    return _people(cell) > 0


def _people(cell: Cell) -> int:
    return sum(_both(cell))
