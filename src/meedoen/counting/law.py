"""What the rule book says, on the last day of a month, about how hours become banen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from meedoen.primitives.hours import hundredths_of
from meedoen.primitives.period import Month, parse_span
from meedoen.rules import book
from meedoen.rules.book import Value
from meedoen.rules.lasting import lasting_of, programmes
from meedoen.rules.refusal import NoValueForThisDay

NORM_MONTH = "banenafspraak.uren_per_baan.maand"
NORM_WEEK = "banenafspraak.uren_per_baan.week"
BASELINE = "banenafspraak.nulmaand"
GROUNDS = "banenafspraak.gronden"
EMPLOYMENT = "banenafspraak.soorten_dienstverband"
HIRED = "banenafspraak.soorten_inleen"
ATTRIBUTION = "banenafspraak.toerekening"
REGISTRATION_ENDS = "doelgroepregister.einde_registratie"
COUNTING = (NORM_MONTH, NORM_WEEK, GROUNDS, EMPLOYMENT, HIRED)


@dataclass(frozen=True)
class Law:
    """Months with an equal Law are counted in one query. Norms are whole hundredths of hours."""

    norm_month_c: int
    norm_week_c: int
    baseline: Month
    grounds: tuple[str, ...]
    employment_kinds: tuple[str, ...]
    hired_kinds: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        return self.employment_kinds + self.hired_kinds


@lru_cache(maxsize=4096)
def law_on(day: date) -> Law:
    baseline = parse_span(book.value_on(BASELINE, day).text)
    return Law(
        norm_month_c=hundredths_of(book.value_on(NORM_MONTH, day).number),
        norm_week_c=hundredths_of(book.value_on(NORM_WEEK, day).number),
        baseline=baseline.last_month,
        grounds=tuple(sorted(book.value_on(GROUNDS, day).items)),
        employment_kinds=tuple(sorted(book.value_on(EMPLOYMENT, day).items)),
        hired_kinds=tuple(sorted(book.value_on(HIRED, day).items)),
    )


def trace_on(day: date, paths: Iterable[str]) -> tuple[Value, ...]:
    """The stretches of the rule book that a count on this day rested on."""
    return tuple(book.value_on(path, day) for path in paths)


@dataclass(frozen=True)
class LastingHere:
    """A programme's definition as the query needs it: the months, and hundredths of hours a week."""

    programme: str
    months: int
    hours_week_c: int
    trace: tuple[Value, ...]


@lru_cache(maxsize=4096)
def lasting_on(day: date, with_hours: bool) -> tuple[LastingHere, ...]:
    """The definition of each programme that has one on this day; empty where none has.

    A programme may have a second definition, under its own name and a year. Without hours that second
    definition is meant where it exists, else the first one with its hours left out.
    """
    found = []
    names = programmes()
    for name in names:
        if _first_version(name) in names:
            continue
        second = [other for other in names if _first_version(other) == name]
        chosen = second[-1] if second and not with_hours else name
        try:
            defined = lasting_of(chosen, day)
        except NoValueForThisDay:
            continue
        hours = hundredths_of(defined.hours_week) if with_hours else 0
        found.append(LastingHere(name, defined.months, hours, defined.trace))
    return tuple(found)


def _first_version(name: str) -> str | None:
    """“1000_banenplan_2022” is a later version of “1000_banenplan”."""
    first, _, year = name.rpartition("_")
    return first if len(year) == 4 and year.isdigit() else None
