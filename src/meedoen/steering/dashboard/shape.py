"""The shape of the dashboard and of one indicator: what a page may show, without a single row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from meedoen.counting import Question
from meedoen.primitives.period import Quarter, Span

StatusCode = Literal["reached", "behind", "to_go", "no_target", "no_reading"]


@dataclass(frozen=True)
class Traced:
    """One parameter that a number rests on, ready to be read."""

    path: str
    title: str
    value: str
    unit: str
    starts_on: date
    certainty: str
    certainty_words: str
    law: str
    source: str
    note: str

    @property
    def is_assumed(self) -> bool:
        return self.certainty == "assumed"


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
class TargetShown:
    """One version in the target book."""

    id: int
    indicator: str
    area: str
    programme: str
    employer_id: int | None
    value: int
    starts_on: date | None
    reference_on: date
    version: int
    reason: str
    source: str
    set_on: date
    replaced_on: date | None


@dataclass(frozen=True)
class Vintage:
    """One published figure. Two of them for one day are two vintages; neither replaces the other."""

    id: int
    figure: str
    area: str
    breakdown: str
    value: Decimal
    unit: str
    reference: str
    reference_on: date | None
    published: str
    published_on: date | None
    status: str
    status_words: str
    certainty: str
    certainty_words: str
    source: str
    url: str
    is_rounded: bool
    note: str


@dataclass(frozen=True)
class Trend:
    """The same indicator one year before."""

    before_label: str
    before: int
    difference: int
    words: str


@dataclass(frozen=True)
class Status:
    """How a reading stands to its target, as a code for the colour and a sentence for the reader."""

    code: StatusCode
    words: str
    percent: int | None = None


@dataclass(frozen=True)
class Part:
    """One part of a number, with the cell that opens its rows; rounded on its own."""

    label: str
    cell: Mapping[str, str]
    value: int | None
    people: int | None


@dataclass(frozen=True)
class Note:
    """A remark with a number that opens to its rows: which of the jobs existed already."""

    text: str
    value: int
    cell: Mapping[str, str]


@dataclass(frozen=True)
class Tile:
    """One municipality on the tile map. `words` is what it shows; a small number is “< 10”."""

    code: str
    name: str
    abbreviation: str
    column: int | None
    row: int | None
    value: int | None
    is_hidden: bool
    words: str
    # 0 to 4: how dark; a hidden or unknown number has none.
    shade: int | None


@dataclass(frozen=True)
class Point:
    """Our own reading at the end of one quarter."""

    span: Span
    label: str
    reference_on: date
    value: int | None
    is_frozen: bool


@dataclass(frozen=True)
class Series:
    """Everything known over time: our readings, all vintages, and the standing targets."""

    readings: tuple[Point, ...] = ()
    publications: tuple[Vintage, ...] = ()
    targets: tuple[TargetShown, ...] = ()


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
class GoalRow:
    """One goal with everything that belongs beside its number."""

    goal: Goal
    name: str
    unit: str
    definition: str
    reading: OwnReading | None
    # Why there is no reading of our own, in words; empty when there is one.
    why_no_reading: str
    target: TargetShown | None
    publication: Vintage | None
    vintages: tuple[Vintage, ...]
    trend: Trend | None
    status: Status
    parts: tuple[Part, ...] = ()
    existing: Note | None = None


@dataclass(frozen=True)
class Frozen:
    """A period that was frozen, or proposed to be."""

    id: int
    area: str
    span: str
    label: str
    proposed_by: str
    proposed_by_id: int
    proposed_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


@dataclass(frozen=True)
class Dashboard:
    """The whole page. `rows[0]` is the headline; `series` belongs to it."""

    area: str
    area_name: str
    span: Span
    label: str
    reference_on: date
    municipality_count: int
    rows: tuple[GoalRow, ...]
    series: Series
    tiles: tuple[Tile, ...]
    attribution_words: str
    frozen: Frozen | None
    # The latest quarters up to this one that have a target or a publication; None where none has.
    latest_with_target: Quarter | None
    latest_with_publication: Quarter | None
    spans: tuple[Quarter, ...] = field(default=())
    # What this page was counted from: the same stamp means the same page.
    stamp: str = ""


@dataclass(frozen=True)
class IndicatorPage:
    """One goal over time, split up, with what it rests on."""

    row: GoalRow
    span: Span
    label: str
    series: Series
    # Breakdown: (code, label); the parts are those of the chosen one.
    breakdowns: tuple[tuple[str, str], ...]
    by: str
    parts: tuple[Part, ...]
    tiles: tuple[Tile, ...]
    frozen: Frozen | None
