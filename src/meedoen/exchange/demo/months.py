"""Months as running numbers, and what contract hours come to in one of them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from meedoen.rules.book import value_on


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_from(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


@cache
def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


@cache
def days_in(month: int) -> int:
    return calendar.monthrange(month // 12, month % 12 + 1)[1]


@cache
def last_day(month: int) -> date:
    return first_day(month).replace(day=days_in(month))


def months_later(day: date, months: int) -> date:
    """The same day of the month, that many months later; the last day where the month is too short."""
    month = month_of(day) + months
    return first_day(month).replace(day=min(day.day, days_in(month)))


@dataclass(frozen=True)
class Norm:
    """Hours of one baan in a month and in a week, in hundredths."""

    month_c: int
    week_c: int

    @classmethod
    def on(cls, day: date) -> Norm:
        month, week = (
            Decimal(str(value_on(f"banenafspraak.uren_per_baan.{per}", day).value))
            for per in ("maand", "week")
        )
        return cls(int(month * 100), int(week * 100))

    @cache  # noqa: B019 - one norm, few contracts, few months
    def hours_c(self, week_c: int, days: int, month: int) -> int:
        """Hundredths of hours in a month of a contract that is in force for so many of its days, half up."""
        whole = self.week_c * days_in(month)
        return (2 * week_c * self.month_c * days + whole) // (2 * whole)
