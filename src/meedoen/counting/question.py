"""What may be asked of the counting engine, and the shape of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from meedoen.primitives.period import Span
from meedoen.rules.book import Value

Attribution = Literal["woon", "werk"]
UNKNOWN = "onbekend"
"""The part of a breakdown that holds the rows whose place, sector or ground no fact gives."""


class Unit(StrEnum):
    """What one counted thing is; only readings of one unit can be added."""

    AFSPRAAKBAAN = "afspraakbaan"
    BESCHUT_WERK = "plek beschut werk"
    PLAATSING = "plaatsing"
    PERSOON = "persoon"


@dataclass(frozen=True)
class Question:
    """One indicator in one span. Only the choices that are given narrow the count.

    A stock is measured in the last month of the span. `cumulative_from` makes a flow run from that day
    to the end of the span; `until` makes it stop with that day, where the span is not over yet.
    `attribution` says whether place is where people live or where they work.
    """

    indicator: str
    span: Span
    region: str | None = None
    municipality: str | None = None
    employer_id: int | None = None
    programme: str | None = None
    by: tuple[str, ...] = ()
    attribution: Attribution = "woon"
    cumulative_from: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class IndicatorTag:
    """Which indicator, in which version of its definition, a reading was made with."""

    code: str
    version: int
    unit: Unit
    name: str


@dataclass(frozen=True)
class Cell:
    """One part of a breakdown, or the total.

    `value` is rounded half up (away from zero) from `hours_c`, once, on its own: parts may miss the total.
    `value` None is “–”: the facts hold nothing about this month, which is not the same as 0.
    `people` are distinct persons, None where they were not counted; `people_at_baseline` those in the
    December 2012 rows of a difference. `rows` are the rows that the drill-down shows.
    """

    dims: Mapping[str, str] = field(default_factory=dict)
    hours_c: int | None = None
    people: int | None = 0
    value: int | Decimal | None = None
    rows: int = 0
    people_at_baseline: int | None = 0


@dataclass(frozen=True)
class Reading:
    """An answer with everything that is needed to trust it. A part that is not in `cells` counted nothing."""

    question: Question
    indicator: IndicatorTag
    cells: tuple[Cell, ...]
    total: Cell
    trace: tuple[Value, ...]

    @property
    def is_known(self) -> bool:
        return self.total.value is not None

    def cell(self, **dims: str) -> Cell:
        """The part with these values; a part without rows is 0 where the month is known, else “–”."""
        if not dims:
            return self.total
        for cell in self.cells:
            if all(cell.dims.get(name) == value for name, value in dims.items()):
                return cell
        if not self.is_known:
            return Cell(dims)
        return Cell(dims, hours_c=None if self.total.hours_c is None else 0, value=0)


@dataclass(frozen=True)
class CountedRow:
    """One row behind a number. Sums of sign × hours_c (or sign × people) over the rows give the number.

    `people` is 1 on every row: where the unit is not hours each row is one counted person or placement.
    """

    person_id: int
    placement_id: int | None
    employer_id: int | None
    month: int
    dims: Mapping[str, str]
    hours_c: int | None
    sign: int
    people: int = 1

    @property
    def key(self) -> RowKey:
        """Pass it as `after` to read on behind this row."""
        return (self.person_id, self.placement_id or 0, self.employer_id or 0, self.month, self.sign)


RowKey = tuple[int, int, int, int, int]
