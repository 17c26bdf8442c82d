"""Hides counts that speak of a few, and those that would give them away by adding and subtracting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meedoen.counting.disclosure import PublicCell, disclosed
from meedoen.counting.question import Cell, IndicatorTag, Question, Reading, Unit
from meedoen.primitives.period import Month

Told = int | str


def parts_told(rows: Sequence[tuple[int, int]], on: date, least: int) -> list[tuple[Told, Told]]:
    """Return for each row its people and the part of them, small numbers as text.

    The rows and the whole stand beside each other, and so do the part and what is left of it: each line along
    either of them hides two numbers or none.
    """
    cells = [
        Cell({"row": f"{place:05}", "half": half}, people=number, value=number)
        for place, (people, part) in enumerate(rows)
        for half, number in (("yes", part), ("no", people - part))
    ]
    public = disclosed(_reading(on, cells), least).cells
    return [
        (_whole(people, cells_of, least), _told(cells_of[0]))
        for (people, _part), cells_of in zip(rows, zip(public[::2], public[1::2], strict=True), strict=True)
    ]


def _whole(people: int, halves: tuple[PublicCell, PublicCell], least: int) -> Told:
    """The sum of two halves: hidden where it is small, or where one half alone is hidden under it."""
    if 0 < people < least:
        return f"< {least}"
    hidden = [half for half in halves if half.hidden is not None]
    return "*" if len(hidden) == 1 else people


def _told(cell: PublicCell) -> Told:
    return cell.text or int(cell.cell.value or 0)


def _reading(on: date, cells: list[Cell]) -> Reading:
    number = sum(cell.people or 0 for cell in cells)
    tag = IndicatorTag("people.matched", 1, Unit.PERSOON, "")
    return Reading(Question(tag.code, Month.of(on)), tag, tuple(cells), Cell(people=number, value=number), ())
