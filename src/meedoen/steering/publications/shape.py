"""A published figure as others may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
