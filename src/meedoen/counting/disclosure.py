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

    With a total beside it, one hidden cell is the total less the others. So in every group of cells that a
    reader can add up to a shown number at least two cells are hidden, or none: the smallest shown cell that
    speaks of somebody goes as well. With two or more breakdowns the groups are the lines along each of
    them, and hiding goes on until no line has exactly one hidden cell.
    """
    total = PublicCell(reading.total, _too_small(reading.total, threshold), threshold)
    marks = [_too_small(cell, threshold) for cell in reading.cells]
    if shows_total:
        _cover(reading.cells, marks)
    cells = tuple(PublicCell(cell, mark, threshold) for cell, mark in zip(reading.cells, marks, strict=True))
    return PublicReading(reading, cells, total)


def _too_small(cell: Cell, threshold: int) -> str | None:
    """A difference also tells of those in the baseline, so these may not be few either."""
    if cell.value is None:
        return None
    if cell.people is None or cell.people_at_baseline is None:
        raise PeopleNotCounted
    few = any(0 < people < threshold for people in (cell.people, cell.people_at_baseline))
    return "small" if few else None


def _cover(cells: Sequence[Cell], marks: list[str | None]) -> None:
    lines = _lines(cells)
    changed = True
    while changed:
        changed = False
        for line in lines:
            hidden = [place for place in line if marks[place] is not None]
            if len(hidden) != 1:
                continue
            shown = [place for place in line if marks[place] is None and _speaks_of_people(cells[place])]
            if shown:
                smallest = min(shown, key=lambda place: (_people(cells[place]), place))
                marks[smallest] = "cover"
                changed = True


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
    return (cell.people or 0) + (cell.people_at_baseline or 0)
