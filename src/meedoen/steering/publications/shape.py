"""A published figure as others may see it, and as it comes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# The columns of a file with publications, in the order in which the project writes them.
COLUMNS = (
    "figure",
    "area",
    "reference_on",
    "published_on",
    "status",
    "unit",
    "value",
    "breakdown",
    "source",
    "url",
    "certainty",
    "rounding",
    "note",
)


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
class RawRow:
    """One line of a file as it was written: its number there, and the text of each column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class NewPublication:
    """One line that is in order."""

    row: int
    figure: str
    area: str
    breakdown: str
    reference: str
    reference_on: date | None
    published: str
    published_on: date | None
    status: str
    unit: str
    value: Decimal
    source: str
    url: str
    certainty: str
    is_rounded: bool
    note: str

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it one vintage: the same key with another value is a contradiction."""
        return (
            self.figure,
            self.area,
            self.breakdown,
            self.reference,
            self.published,
            self.status,
            self.source,
        )


@dataclass(frozen=True)
class Fault:
    """What is wrong in one place of a file, and what to do about it. Row 0 is the file itself."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do."""

    read: int
    added: int
    unchanged: int
    described_anew: int
    is_dry_run: bool
