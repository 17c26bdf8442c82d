"""What an indicator is: which rows count, how they are measured, in which unit, split up in which ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import ibis.expr.types as ir
import pyarrow as pa

from meedoen.counting.facts import SLOT_COLUMNS, Facts, digest
from meedoen.counting.hours import EPOCH
from meedoen.counting.law import Law
from meedoen.counting.question import IndicatorTag, Question, Unit

Timing = Literal["stock", "flow"]
Coverage = Literal["work", "register", "placements", "lasting"]

PLACES = ("region", "municipality")


@dataclass(frozen=True)
class Slot:
    """One asked span: its key in the query, the month whose map and hours hold, and its days as numbers."""

    key: int
    month: int
    first_day: int
    next_first_day: int


@dataclass(frozen=True)
class Scene:
    """Everything a rows expression may look at. All slots are under the same law."""

    facts: Facts
    law: Law
    slots: tuple[Slot, ...]
    question: Question
    wanted: frozenset[str] = frozenset()
    """The breakdowns that are split or chosen by."""

    @property
    def places_homes(self) -> bool:
        return self.question.attribution == "woon" and not self.wanted.isdisjoint(PLACES)

    @property
    def months(self) -> tuple[int, ...] | None:
        """The asked months to write in the query; None where they lie in the table of what is asked."""
        return None if self.facts.keeps_plans else tuple(slot.month for slot in self.slots)

    @property
    def slot_rows(self) -> tuple[tuple[int, int, int, int], ...]:
        return tuple((one.key, one.first_day, one.next_first_day, one.month) for one in self.slots)

    def slot_table(self) -> ir.Table:
        """slot, slot_first, slot_next, slot_month; for flows and days, whose slots are few."""
        if self.facts.keeps_plans:
            return self.facts.asked()
        return self.facts.prepared(_make_slots, self.slot_rows)

    @property
    def end_of_last(self) -> date:
        """The last day under whose law this scene is counted."""
        return EPOCH + timedelta(days=max(one.next_first_day for one in self.slots) - 1)


def _make_slots(facts: Facts, rows: tuple[tuple[int, int, int, int], ...]) -> ir.Table:
    columns = [pa.array([row[place] for row in rows], pa.int64()) for place in range(len(SLOT_COLUMNS))]
    return facts.materialise(f"SLOTS_{digest(rows)}", pa.table(columns, names=list(SLOT_COLUMNS)))


RowsMaker = Callable[[Scene], ir.Table]


@dataclass(frozen=True)
class Indicator:
    """`rows` gives one row per counted thing with: slot, map_month, sign, month, placement_id, person_id,
    employer_id, hours_c (null where hours do not count) and the columns its breakdowns are made from.

    `timing` stock is measured in the last month of a span, flow over the whole span. `coverage` names the
    facts that must speak about a month before 0 may be said. `signed` marks a difference with the baseline.
    `asks_hours` takes the definition of lasting that asks so many hours; `needs_paid` rests on paid hours.
    """

    code: str
    name: str
    version: int
    unit: Unit
    definition: str
    timing: Timing
    breakdowns: tuple[str, ...]
    parameters: tuple[str, ...]
    rows: RowsMaker
    coverage: Coverage = "work"
    measures_hours: bool = False
    signed: bool = False
    needs_employer: bool = False
    asks_hours: bool = False
    needs_paid: bool = False
    uses_register: bool = True
    filters: tuple[str, ...] = ("region", "municipality", "employer_id", "programme")

    @property
    def tag(self) -> IndicatorTag:
        return IndicatorTag(self.code, self.version, self.unit, self.name)
