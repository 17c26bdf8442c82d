"""A run as others may see it: what was asked, the counts that may be shown, and what it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.rules.bijstand import Household
from meedoen.rules.comparison_spread import Party
from meedoen.rules.comparison_terms import Assumptions


@dataclass(frozen=True, kw_only=True)
class NewQuestion:
    """What is asked: amounts of a day, for everyone in a region, with assumptions of the asker's own."""

    area: str
    day: date
    wage_level: Decimal = Decimal(1)
    full_time: Decimal = Decimal(36)
    sharers: int = 3
    own: Assumptions = field(default_factory=Assumptions)


@dataclass(frozen=True)
class Asked:
    """A question that was kept, in words that a list can show."""

    id: int
    area: str
    area_name: str
    day: date
    wage_level: Decimal
    full_time: Decimal
    sharers: int
    asked_by: str
    asked_on: date
    is_answered: bool
    people: int | None


@dataclass(frozen=True)
class Count:
    """A number of people; None where it is hidden, `mark` says then how."""

    number: int | None
    mark: str = ""


@dataclass(frozen=True)
class ShownSpread:
    """One party under one kind of household. `deciles` in euros; none where they would speak of a few."""

    worse: Count
    same: Count
    better: Count
    bands: tuple[Count, ...]
    deciles: tuple[Decimal, ...]

    def share(self, of: int, count: Count) -> Decimal | None:
        """The part of everyone; None where the count is hidden or there is nobody."""
        return None if count.number is None or not of else Decimal(count.number) / of


@dataclass(frozen=True)
class ShownRun:
    """A kept run, small numbers hidden."""

    asked: Asked
    made_on: date
    people: int
    included: Count
    with_bijstand: Count
    by_wish: Count
    left_out: tuple[tuple[str, Count], ...]
    spreads: Mapping[Household, Mapping[Party, ShownSpread]]
    assumptions: tuple[Mapping[str, Any], ...]
    trace: tuple[Mapping[str, Any], ...]
    least: int
