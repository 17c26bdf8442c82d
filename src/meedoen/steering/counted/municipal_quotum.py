"""The shadow of the quotum over the municipalities of a region, beside the figure of the region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.access.selectors import organisations
from meedoen.counting import CountingRefused, Question
from meedoen.primitives.period import Month
from meedoen.register.employers.selectors import (
    EmployerThatIs,
    PayrollShown,
    employers_that_are,
    payroll_hours,
)
from meedoen.register.placements.quotum_hours import QuotumHours, registered_hours
from meedoen.rules.book import Value
from meedoen.rules.quotum import Hours, Liability, Quotum, in_banen, liability_of, quotum_of_employer
from meedoen.rules.quotum_percentage import NoPercentage, percentage_of
from meedoen.rules.sector import Sector
from meedoen.steering.counted.facts_of_register import current_facts
from meedoen.steering.counted.questions import question_for, whole

INDICATOR = "banenafspraak.extra_banen"
OVERHEID: Sector = "overheid"
# The first whole calendar year after the quotum came into the law.
FIRST_YEAR = 2016


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """One municipality: what is known of it, and the quotum as far as that reaches."""

    year: int
    name: str
    employer: EmployerThatIs | None
    payroll: PayrollShown | None
    payroll_before: PayrollShown | None
    registered: QuotumHours | None
    liability: Liability | None
    quotum: Quotum | None

    @property
    def realised_banen(self) -> Decimal | None:
        """Banen of the doelgroep that work here, also where the quotum itself is not known."""
        if self.registered is None:
            return None
        hours = self.registered.registered + self.registered.hired - self.registered.lent
        return in_banen(hours, self.year)

    @property
    def is_estimate(self) -> bool:
        return any(one is not None and one.is_estimate for one in (self.payroll, self.payroll_before))


@dataclass(frozen=True, slots=True)
class Shadow:
    """Every municipality of a region in one year; `percentage` is None where no source names it."""

    year: int
    rows: tuple[MunicipalityRow, ...]
    percentage: Value | None
    unknown: NoPercentage | None
    regional: int | None
    regional_on: date

    @property
    def known(self) -> tuple[MunicipalityRow, ...]:
        """The municipalities that are employers in the register."""
        return tuple(row for row in self.rows if row.employer is not None)

    @property
    def absent(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.rows if row.employer is None)

    @property
    def counted(self) -> tuple[MunicipalityRow, ...]:
        """The municipalities of which the quotum could be computed."""
        return tuple(row for row in self.rows if row.quotum is not None)

    @property
    def shortfall(self) -> Decimal:
        """The shortfalls of the counted together: each rounded on its own, and no surplus makes one up."""
        return sum(
            (row.quotum.shortfall.amount or Decimal(0) for row in self.counted if row.quotum), Decimal(0)
        )

    @property
    def levy(self) -> Decimal:
        return sum((row.quotum.levy.amount or Decimal(0) for row in self.counted if row.quotum), Decimal(0))


def municipal_quotum(actor: Actor, region: str, year: int, own_percentage: Decimal | None = None) -> Shadow:
    """Return the quotum of each municipality of a region as an employer, as if it were levied in that year.

    A municipality without verloonde uren of both years has no quotum here: nothing is estimated for it.
    """
    require(actor, "quotum.see")
    percentage, unknown = _percentage(year, own_percentage)
    named = dict(
        organisations()
        .filter(kind="municipality", region=region, starts_on__lte=date(year, 12, 31))
        .exclude(ends_before__lte=date(year, 12, 31))
        .values_list("pk", "name")
    )
    employers = {one.organisation_id: one for one in employers_that_are(actor, named, year)}
    keys = [one.pk for one in employers.values()]
    payroll = payroll_hours(keys, (year - 1, year))
    registered = registered_hours(actor, keys, year)
    rows = [
        _row(name, employers.get(key), payroll, registered, year, percentage)
        for key, name in sorted(named.items(), key=lambda pair: pair[1])
    ]
    measured = Month(year, 12)
    return Shadow(year, tuple(rows), percentage, unknown, _regional(region, measured), measured.last_day)


def hours_for_quotum(
    actor: Actor, employer_id: int, year: int
) -> tuple[QuotumHours, dict[int, PayrollShown]]:
    """Return what the register knows for the quotum of one employer: hours of the doelgroep, and of everybody
    by year."""
    require(actor, "quotum.see")
    known = payroll_hours([employer_id], (year - 1, year))
    hours = registered_hours(actor, [employer_id], year)[employer_id]
    return hours, {when: shown for (_employer, when), shown in known.items()}


def _percentage(year: int, own: Decimal | None) -> tuple[Value | None, NoPercentage | None]:
    try:
        return percentage_of(OVERHEID, year, own), None
    except NoPercentage as unknown:
        return None, unknown


def _row(
    name: str,
    employer: EmployerThatIs | None,
    payroll: dict[tuple[int, int], PayrollShown],
    registered: dict[int, QuotumHours],
    year: int,
    percentage: Value | None,
) -> MunicipalityRow:
    if employer is None:
        return MunicipalityRow(year, name, None, None, None, None, None, None)
    during, before = payroll.get((employer.pk, year)), payroll.get((employer.pk, year - 1))
    hours = registered[employer.pk]
    if during is None or before is None:
        return MunicipalityRow(year, name, employer, during, before, hours, None, None)
    liability = liability_of(year, during.hours, before.hours)
    quotum = None
    if percentage is not None and _fits(hours, during):
        quotum = quotum_of_employer(
            year=year,
            sector=OVERHEID,
            hours=Hours(during.hours, before.hours, hours.registered, hours.hired, hours.lent),
            own_percentage=percentage.number if percentage.version else None,
        )
    return MunicipalityRow(year, name, employer, during, before, hours, liability, quotum)


def _fits(hours: QuotumHours, payroll: PayrollShown) -> bool:
    """Whether the register does not hold more hours of the doelgroep than everybody's together."""
    return hours.registered <= payroll.hours


def _regional(region: str, month: Month) -> int | None:
    """Extra banen by dienstverband at overheid in the region, since December 2012; None where not counted."""
    try:
        return _cell(question_for(INDICATOR, region, month, by=("form", "sector")))
    except (CountingRefused, LookupError, Refused):
        return None


def _cell(question: Question) -> int | None:
    reading = current_facts().count(question)
    return whole(reading.cell(form="dienstverband", sector=OVERHEID).value)
