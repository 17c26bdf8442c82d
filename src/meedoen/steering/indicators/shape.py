"""Goals, kept readings, frozen periods and the rows behind a number, as others may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from meedoen.counting import INDICATORS, Cell, Question, Reading
from meedoen.primitives.period import Span
from meedoen.steering.counted.shape import Traced


@dataclass(frozen=True)
class Goal:
    """One line of the dashboard: what is counted, where, for which programme or employer."""

    indicator: str
    area: str
    programme: str = ""
    employer_id: int | None = None
    # Since when a flow is added up; None is the asked period alone.
    cumulative_from: date | None = None
    title: str = ""

    @property
    def key(self) -> tuple[str, str, str, int | None]:
        return (self.indicator, self.area, self.programme, self.employer_id)


@dataclass(frozen=True)
class OwnReading:
    """What we count ourselves. `value` None is “–”: our rows say nothing about that day; 0 is a number."""

    question: Question
    value: int | None
    people: int | None
    unit: str
    reference_on: date
    definition_version: int
    rows_version: int
    attribution_words: str
    trace: tuple[Traced, ...] = ()
    reading_id: int | None = None
    taken_at: datetime | None = None
    frozen_at: datetime | None = None

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


@dataclass(frozen=True)
class KeptReading:
    """A reading as it was kept: the number, its parts, and what it rested on then."""

    id: int
    goal: Goal
    span: Span
    own: OwnReading
    total: Cell
    cells: tuple[Cell, ...] = ()

    def cells_by(self, *dimensions: str) -> tuple[Cell, ...]:
        """Return the parts of one breakdown."""
        return tuple(cell for cell in self.cells if set(cell.dims) == set(dimensions))

    def as_counted(self, by: tuple[str, ...] = ()) -> Reading:
        """Return it as the engine gave it, with the parts of one breakdown."""
        definition = INDICATORS[self.goal.indicator]
        tag = replace(definition.tag, version=self.own.definition_version)
        cells = self.cells_by(*by) if by else ()
        return Reading(replace(self.own.question, by=by), tag, cells, self.total, ())


@dataclass(frozen=True)
class Frozen:
    """A period that was frozen, or proposed to be."""

    id: int
    area: str
    area_name: str
    span: Span
    proposed_by: str
    proposed_by_id: int
    proposed_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def label(self) -> str:
        return self.span.label

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


@dataclass(frozen=True)
class RowShown:
    """One row behind a number that this person may see; the name only where the person is theirs."""

    person_id: int
    placement_id: int | None
    placement_number: str
    person_number: str
    person_name: str
    employer: str
    part: str
    month: int
    month_label: str
    # Hours of that month, below zero in the baseline of a difference; None where hours are not counted.
    hours: Decimal | None
    # What the row adds to the number: banen, or 1 person or placement.
    measured: Decimal
    sign: int


@dataclass(frozen=True)
class CountedRows:
    """What a number is made of: all its rows are counted, those of others are not shown."""

    question: Question
    cell: Mapping[str, str]
    value: int | None
    total: int
    people: int | None
    visible: int
    rows: tuple[RowShown, ...]
    # Pass it as `after` to read on; empty at the end.
    next_after: str
    words: str


@dataclass(frozen=True)
class Change:
    """One row that differs between a frozen reading and today's rows."""

    kind: Literal["added", "removed", "changed"]
    person_id: int
    placement_id: int | None
    month: int
    month_label: str
    sign: int
    hours_then_c: int | None
    hours_now_c: int | None
    # Only for who may see the placement.
    placement_number: str = ""


@dataclass(frozen=True)
class Changes:
    """What corrections made of a frozen number since: the number itself stays as it was."""

    reading: KeptReading
    value_then: int | None
    value_now: int | None
    added: int
    removed: int
    changed: int
    rows: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Download:
    """A table that leaves the organisation: small numbers hidden, and what it is said beside it."""

    file_name: str
    title: str
    about: tuple[tuple[str, str | int | Decimal | date | None], ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str | int | Decimal | date | None, ...], ...]
