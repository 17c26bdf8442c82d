"""What is asked about the turn of a year, and what it answers: rows, and counts beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from meedoen.rules.new_year import KINDS, Change, Window

# The place of a change in the list: its kind first, the most urgent one on top, then its day.
Key = tuple[int, date, int]
ORDER = {kind: turn for turn, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Asked:
    """Two days to compare, and which part of the changes: a kind, a municipality; empty is all."""

    window: Window
    kind: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of one job; `person_name` is filled in for a page only, and as far as the actor sees it."""

    placement_id: int
    number: str
    person_id: int
    person_number: str
    kind: str
    workplace: str
    municipality: str
    change: Change
    is_visible: bool
    person_name: str = ""

    @property
    def key(self) -> Key:
        return (ORDER[self.change.kind], self.change.on, self.placement_id)


@dataclass(frozen=True, slots=True)
class Count:
    """How many were counted, and how many of these the actor may see.

    `counted` None: not told; `is_few`: because they are too few, and else because few would follow from it.
    """

    counted: int | None
    visible: int
    unknown: int = 0
    is_few: bool = False


@dataclass(frozen=True, slots=True)
class AtMunicipality:
    code: str
    name: str
    counts: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class NewYear:
    """A page of rows with the counts of everything. `left_out`: jobs of which too little is known."""

    rows: tuple[ChangeRow, ...]
    next_after: Key | None
    by_kind: Mapping[str, Count]
    places: tuple[AtMunicipality, ...]
    total: Count
    jobs: int
    left_out: int
    not_looked_at: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that occur, in their own order."""
        return tuple(kind for kind in KINDS if kind in self.by_kind)


def next_new_year(today: date) -> date:
    """The first 1 January after today."""
    return date(today.year + 1, 1, 1)


def window_for(on: date, today: date, since: date | None = None, growth: Decimal | None = None) -> Window:
    """From today to a day that comes; from the day before to a day that has been, unless said otherwise."""
    return Window(since or (today if on > today else on - timedelta(days=1)), on, growth)
