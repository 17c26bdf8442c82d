"""When a placement is duurzaam, by the definition of its programme."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meedoen.rules.book import Value, paths, value_on


@dataclass(frozen=True, slots=True)
class Lasting:
    """At work for `months` months with on average at least `hours_week` contract hours a week."""

    programme: str
    months: int
    hours_week: Decimal
    trace: tuple[Value, ...]


def programmes() -> tuple[str, ...]:
    """The definitions in the rule book, by name."""
    found = (path.split(".") for path in paths())
    return tuple(part[1] for part in found if part[0] == "duurzaam" and part[-1] == "maanden")


def lasting_of(programme: str, day: date) -> Lasting:
    """The definition in force on `day`."""
    months = value_on(f"duurzaam.{programme}.maanden", day)
    hours = value_on(f"duurzaam.{programme}.uren_per_week", day)
    return Lasting(programme, int(months.number), hours.number, (months, hours))


def reached_on(starts_on: date, months: int) -> date:
    """The day on which `months` months are full: the same day of the month, or its last day where the month
    is too short, as SQL adds months too."""
    index = starts_on.year * 12 + starts_on.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(starts_on.day, monthrange(year, month)[1]))
