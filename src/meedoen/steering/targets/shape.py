"""A target as others may see it."""

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
