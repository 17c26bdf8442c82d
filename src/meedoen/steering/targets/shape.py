"""A target as others may see it, and as it is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
    employer_name: str = ""

    @property
    def key(self) -> tuple[str, str, str, int | None]:
        """What is promised; the days and versions of one promise share it."""
        return (self.indicator, self.area, self.programme, self.employer_id)

    @property
    def counts_from(self) -> date:
        return self.starts_on or date(self.reference_on.year, 1, 1)


@dataclass(frozen=True)
class NewTarget:
    """A target to be written in the book, with why and by which source."""

    indicator: str
    area: str
    reference_on: date
    value: int
    reason: str
    source: str
    programme: str = ""
    employer_id: int | None = None
    starts_on: date | None = None
