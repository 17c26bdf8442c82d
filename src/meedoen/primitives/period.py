"""Periods, months, quarters and years, and the only place where “t/m” is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from meedoen.primitives.refusal import NotValid

MONTH_NAMES = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SPAN_REMEDY = "Schrijf een kwartaal als 2017Q4, een maand als 2017-12 of een jaar als 2017."


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class Period:
    """Half-open: `starts_on` is in it, `ends_before` is not; None means that it still runs."""

    starts_on: date
    ends_before: date | None = None

    def __post_init__(self) -> None:
        if self.ends_before is not None and self.ends_before <= self.starts_on:
            given = f"{day_in_words(self.starts_on)} tot {day_in_words(self.ends_before)}"
            raise NotValid("De periode", given, "Kies een einddatum na de begindatum.")

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)

    @property
    def last_day(self) -> date | None:
        return None if self.ends_before is None else self.ends_before - timedelta(days=1)

    @property
    def days(self) -> int | None:
        return None if self.ends_before is None else (self.ends_before - self.starts_on).days

    def overlap(self, other: Period) -> Period | None:
        """The days that are in both, or None where there are none."""
        starts_on = max(self.starts_on, other.starts_on)
        ends = [end for end in (self.ends_before, other.ends_before) if end is not None]
        ends_before = min(ends) if ends else None
        if ends_before is not None and ends_before <= starts_on:
            return None
        return Period(starts_on, ends_before)

    def overlaps(self, other: Period) -> bool:
        return self.overlap(other) is not None

    def days_in(self, month: Month) -> int:
        """How many days of the month are in the period."""
        both = self.overlap(Period(month.first_day, month.next_first_day))
        return 0 if both is None or both.days is None else both.days

    def in_words(self) -> str:
        last = self.last_day
        if last is None:
            return f"vanaf {day_in_words(self.starts_on)}"
        if last == self.starts_on:
            return f"op {day_in_words(self.starts_on)}"
        return f"{day_in_words(self.starts_on)} t/m {day_in_words(last)}"


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; `index` counts months without gaps, so that months can be subtracted."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9998 and 1 <= self.month <= 12):
            raise NotValid("De maand", f"{self.year}-{self.month}", "Schrijf een maand als 2017-12.")

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def from_index(cls, index: int) -> Month:
        return cls(index // 12, index % 12 + 1)

    @property
    def index(self) -> int:
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def next_first_day(self) -> date:
        return self.next.first_day

    @property
    def last_day(self) -> date:
        return self.next_first_day - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.next_first_day - self.first_day).days

    @property
    def next(self) -> Month:
        return Month.from_index(self.index + 1)

    @property
    def previous(self) -> Month:
        return Month.from_index(self.index - 1)

    @property
    def last_month(self) -> Month:
        return self

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.next_first_day)

    @property
    def label(self) -> str:
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, written as 2017Q4."""

    year: int
    quarter: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9998 and 1 <= self.quarter <= 4):
            raise NotValid("Het kwartaal", f"{self.year}Q{self.quarter}", "Schrijf een kwartaal als 2017Q4.")

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        span = parse_span(text)
        if not isinstance(span, Quarter):
            raise NotValid("Het kwartaal", text, "Schrijf een kwartaal als 2017Q4.")
        return span

    @property
    def months(self) -> tuple[Month, Month, Month]:
        last = self.last_month
        return (last.previous.previous, last.previous, last)

    @property
    def last_month(self) -> Month:
        return Month(self.year, self.quarter * 3)

    @property
    def first_day(self) -> date:
        return date(self.year, self.quarter * 3 - 2, 1)

    @property
    def next_first_day(self) -> date:
        return self.last_month.next_first_day

    @property
    def last_day(self) -> date:
        return self.last_month.last_day

    @property
    def next(self) -> Quarter:
        return Quarter.of(self.next_first_day)

    @property
    def previous(self) -> Quarter:
        return Quarter.of(self.first_day - timedelta(days=1))

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.next_first_day)

    @property
    def label(self) -> str:
        return f"{self.quarter}e kwartaal {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.quarter}"


@dataclass(frozen=True, order=True)
class Year:
    """A calendar year."""

    year: int

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9998:
            raise NotValid("Het jaar", str(self.year), "Schrijf een jaar als 2017.")

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(Month(self.year, number) for number in range(1, 13))

    @property
    def last_month(self) -> Month:
        return Month(self.year, 12)

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)

    @property
    def next_first_day(self) -> date:
        return date(self.year + 1, 1, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)

    @property
    def next(self) -> Year:
        return Year(self.year + 1)

    @property
    def previous(self) -> Year:
        return Year(self.year - 1)

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.next_first_day)

    @property
    def label(self) -> str:
        return str(self.year)

    def __str__(self) -> str:
        return f"{self.year:04d}"


Span = Quarter | Month | Year

_SPAN = re.compile(r"(?P<year>[0-9]{4})(?:-?[QqKk](?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")


def parse_span(text: str) -> Span:
    """“2017Q4”, “2017-12” or “2017”."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or found["year"] in ("0000", "9999"):
        raise NotValid("De periode", text, SPAN_REMEDY)
    year = int(found["year"])
    if found["quarter"]:
        return Quarter(year, int(found["quarter"]))
    if found["month"]:
        return Month(year, int(found["month"]))
    return Year(year)


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from `first` up to and with `last`."""
    return (Month.from_index(index) for index in range(first.index, last.index + 1))
