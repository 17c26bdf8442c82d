"""The shape of the dashboard and of one indicator: what a page may show, without a single row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from meedoen.primitives.period import Quarter, Span
from meedoen.steering.counted.movement import Movement
from meedoen.steering.counted.shape import Traced
from meedoen.steering.indicators.shape import Frozen, Goal, OwnReading
from meedoen.steering.publications.shape import Vintage
from meedoen.steering.targets.shape import TargetShown

__all__ = [
    "Dashboard",
    "Frozen",
    "Goal",
    "GoalRow",
    "IndicatorPage",
    "Note",
    "OwnReading",
    "Part",
    "Point",
    "Series",
    "Status",
    "TargetShown",
    "Tile",
    "Traced",
    "Trend",
    "Vintage",
]

StatusCode = Literal["reached", "behind", "to_go", "no_target", "no_reading"]


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
    # What this page was counted from: the same stamp means the same page.
    stamp: str = ""
    movement: Movement | None = None


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
    movement: Movement | None = None
