"""The quotum of one employer: does it fall under it, which hours are missing, and what that would cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Words
from meedoen.rules.answer import Answer, Remark, Step
from meedoen.rules.book import Value, value_on
from meedoen.rules.quotum_percentage import HUNDRED, OWN, check_sector, last_day, percentage_of
from meedoen.rules.quotum_remarks import about_hours, about_year
from meedoen.rules.sector import Sector

ZERO = Decimal(0)
ONE_DECIMAL = Decimal("0.1")
# A billion hours is half a million full-time jobs; more is a slip of the pen.
MOST_HOURS = Decimal(1_000_000_000)


@dataclass(frozen=True, slots=True)
class Hours:
    """Verloonde uren of one employer in a calendar year, in hours with at most two decimals.

    `registered` are the hours of people of the doelgroep on the own payroll, with those lent out (`lent`);
    `hired` the hours of people of the doelgroep who work here on somebody else's payroll.
    """

    total: Decimal
    total_before: Decimal
    registered: Decimal = ZERO
    hired: Decimal = ZERO
    lent: Decimal = ZERO

    @property
    def counted(self) -> Decimal:
        """Variable A of Wfsv 38g lid 3: all hours, with the hired in and without the lent out (lid 4)."""
        return self.total + self.hired - self.lent

    @property
    def realised(self) -> Decimal:
        """Variable C: the hours of the doelgroep here."""
        return self.registered + self.hired - self.lent


@dataclass(frozen=True, slots=True)
class WithMore:
    """What the quotum would be with so many more hours of people of the doelgroep, newly hired."""

    hours: Decimal
    banen: Decimal
    shortfall: Decimal
    levy: Decimal


@dataclass(frozen=True, slots=True)
class Liability:
    """Whether an employer falls under the quotum; `before` and `during` are its own payroll hours."""

    is_liable: bool
    threshold: Value
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Quotum:
    """Everything about one employer and year. Without liability nothing is needed: None, and a levy of 0."""

    year: int
    sector: Sector
    hours: Hours
    liability: Liability
    percentage: Value | None
    needed_hours: Decimal | None
    missing_hours: Decimal | None
    shortfall: Answer
    levy: Answer
    is_active: Value
    is_levied: Value
    # The fewest whole hours of newly hired people with which no levy would remain.
    hours_to_zero: Decimal | None
    banen_to_zero: Decimal | None
    more: tuple[WithMore, ...]

    @property
    def is_liable(self) -> bool:
        return self.liability.is_liable

    @property
    def is_own_assumption(self) -> bool:
        """Whether the percentage is one that the caller made up."""
        return self.percentage is not None and self.percentage.version == OWN

    @property
    def needed_banen(self) -> Decimal | None:
        """The quotum itself in banen, rounded down to a tenth."""
        return None if self.needed_hours is None else in_banen(self.needed_hours, self.year)

    @property
    def realised_banen(self) -> Decimal:
        return in_banen(self.hours.realised, self.year)


def in_banen(hours: Decimal, year: int) -> Decimal:
    """Hours of a year as banen, rounded down to a tenth."""
    return _tenths(hours / _per_baan(last_day(year)).number)


def liability_of(year: int, total: Decimal, total_before: Decimal) -> Liability:
    """Liable if and only if the own payroll has at least the threshold (40.575 verloonde uren) both in the
    year before the quotum year and in that year itself (Wfsv 34 lid 4 en 6, Besluit Wfsv 2.21)."""
    threshold = value_on("quotum.drempel.uren", last_day(year))
    no_hired = value_on("quotum.ingeleend_telt_voor_drempel", last_day(year))
    steps = (
        Step(Words(N_("Drempel, elk jaar opnieuw")), threshold.number, "uren", (threshold, no_hired)),
        Step(Words(N_("Eigen verloonde uren in %(year)s"), {"year": str(year - 1)}), total_before, "uren"),
        Step(Words(N_("Eigen verloonde uren in %(year)s"), {"year": str(year)}), total, "uren"),
    )
    is_liable = total_before >= threshold.number and total >= threshold.number
    return Liability(is_liable, threshold, steps)


def quotum_of_employer(
    *,
    year: int,
    sector: Sector,
    hours: Hours,
    own_percentage: Decimal | None = None,
    more_hours: Decimal | None = None,
) -> Quotum:
    """The quotumtekort of one employer in a year, and the levy if it were levied (Wfsv 38g, 38h lid 4).

    quotumtekort = (A × B − C) / D rounded down to a tenth, never below 0; levy = tekort × € 5.000. An own
    percentage (in percents) is used instead of the published one and marked as an assumption. `more_hours`
    adds a row to what more hours would do. Raises `NotValid` for hours that cannot be, `NoPercentage` for a
    year without a percentage, `NoValueForThisDay` for a year before the quotum.
    """
    day = last_day(year)
    check_sector(sector)
    _check(hours, more_hours)
    liability = liability_of(year, hours.total, hours.total_before)
    if not liability.is_liable:
        return _not_liable(year, sector, hours, liability)
    share = percentage_of(sector, year, own_percentage)
    active = value_on(f"quotum.actief.{sector}", day)
    levied = value_on("quotum.geheven", day)
    per_baan, price = _per_baan(day), value_on("quotum.heffing_per_baan", day)
    needed = hours.counted * share.number / HUNDRED
    shortfall = _shortfall(hours, liability, share, per_baan, day)
    amount = (shortfall.amount or ZERO) * price.number
    step = Step(Words(N_("Quotumtekort × heffing per baan")), amount, "euro", (price, active, levied))
    to_zero = _hours_to_zero(hours, share.number / HUNDRED, per_baan.number)
    return Quotum(
        year=year,
        sector=sector,
        hours=hours,
        liability=liability,
        percentage=share,
        needed_hours=needed,
        missing_hours=needed - hours.realised,
        shortfall=shortfall,
        levy=Answer(amount, "euro", (*shortfall.steps, step), about_year(year, active, levied, share)),
        is_active=active,
        is_levied=levied,
        hours_to_zero=to_zero,
        banen_to_zero=_tenths_up(to_zero / per_baan.number),
        more=_with_more(hours, share.number / HUNDRED, per_baan.number, price.number, to_zero, more_hours),
    )


def _shortfall(hours: Hours, liability: Liability, share: Value, per_baan: Value, day: date) -> Answer:
    at_hirer = value_on("quotum.ingeleend_bij_inlener", day)
    rounding = value_on("banenafspraak.afronding.quotumtekort", day)
    needed = hours.counted * share.number / HUNDRED
    missing = needed - hours.realised
    amount = _fewer(hours, share.number / HUNDRED, per_baan.number, ZERO)
    moved = (at_hirer,) if hours.hired or hours.lent else ()
    steps = (
        *liability.steps,
        Step(
            Words(N_("A: alle uren, met wie u inleent en zonder wie u uitleent")),
            hours.counted,
            "uren",
            moved,
        ),
        Step(Words(N_("A × B: uren die er volgens het quotum horen te zijn")), needed, "uren", (share,)),
        Step(Words(N_("C: uren van de doelgroep bij u")), hours.realised, "uren", moved),
        Step(Words(N_("A × B − C: uren te weinig (onder 0: meer dan genoeg)")), missing, "uren"),
        Step(
            Words(N_("Gedeeld door de uren van één baan, naar beneden op één decimaal; nooit onder 0")),
            amount,
            "banen",
            (per_baan, rounding),
        ),
    )
    return Answer(amount, "banen", steps, about_hours(hours.hired, hours.lent, day))


def _not_liable(year: int, sector: Sector, hours: Hours, liability: Liability) -> Quotum:
    active = value_on(f"quotum.actief.{sector}", last_day(year))
    levied = value_on("quotum.geheven", last_day(year))
    remark = Remark(
        Words(
            N_(
                "Deze werkgever valt niet onder het quotum: in %(before)s of in %(year)s waren er minder dan "
                "%(threshold)s verloonde uren. Er is geen quotum en geen heffing."
            ),
            {"before": str(year - 1), "year": str(year), "threshold": liability.threshold.number},
        ),
        stands_on=(liability.threshold,),
    )
    return Quotum(
        year=year,
        sector=sector,
        hours=hours,
        liability=liability,
        percentage=None,
        needed_hours=None,
        missing_hours=None,
        shortfall=Answer(None, "banen", liability.steps, (remark,)),
        levy=Answer(ZERO, "euro", liability.steps, (remark, *about_year(year, active, levied, None))),
        is_active=active,
        is_levied=levied,
        hours_to_zero=None,
        banen_to_zero=None,
        more=(),
    )


def _fewer(hours: Hours, share: Decimal, per_baan: Decimal, extra: Decimal) -> Decimal:
    """The tekort with so many more hours: they count in all hours and in those of the doelgroep."""
    exact = ((hours.counted + extra) * share - (hours.realised + extra)) / per_baan
    return max(ZERO, _tenths(exact))


def _hours_to_zero(hours: Hours, share: Decimal, per_baan: Decimal) -> Decimal:
    """The fewest whole hours with which the tekort, rounded down, is 0."""
    over = hours.counted * share - hours.realised - ONE_DECIMAL * per_baan
    if over < 0:
        return ZERO
    return (over / (1 - share)).to_integral_value(ROUND_FLOOR) + 1


def _with_more(
    hours: Hours,
    share: Decimal,
    per_baan: Decimal,
    price: Decimal,
    to_zero: Decimal,
    asked: Decimal | None,
) -> tuple[WithMore, ...]:
    """From nothing more to enough, in a few steps of whole banen, and what was asked in between."""
    banen = (to_zero / per_baan).to_integral_value(ROUND_CEILING)
    parts = ((banen * part / 4).to_integral_value(ROUND_CEILING) for part in range(5))
    found = {part * per_baan for part in parts} | {ZERO}
    if asked is not None:
        found.add(asked)
    rows = ((extra, _fewer(hours, share, per_baan, extra)) for extra in sorted(found))
    return tuple(
        WithMore(extra, _tenths(extra / per_baan), shortfall, shortfall * price) for extra, shortfall in rows
    )


def _check(hours: Hours, more: Decimal | None) -> None:
    for field in ("total", "total_before", "registered", "hired", "lent"):
        _check_one(getattr(hours, field), field)
    if more is not None:
        _check_one(more, "more_hours")
    if hours.registered > hours.total:
        remedy = (
            "De uren van de doelgroep zijn een deel van alle uren. Vul er niet meer in dan er in totaal zijn."
        )
        raise NotValid("De uren van de doelgroep", str(hours.registered), remedy, field="registered")
    if hours.lent > hours.registered:
        remedy = "Wie u uitleent is in dienst bij u. Vul niet meer in dan de eigen uren van de doelgroep."
        raise NotValid("De uitgeleende uren", str(hours.lent), remedy, field="lent")


def _check_one(given: Decimal, field: str) -> None:
    remedy = "Vul uren in van 0 tot 1.000.000.000, met hoogstens twee cijfers achter de komma."
    if not given.is_finite() or not 0 <= given <= MOST_HOURS or given != given.quantize(Decimal("0.01")):
        raise NotValid("Het aantal uren", str(given)[:40], remedy, field=field)


def _per_baan(day: date) -> Value:
    return value_on("banenafspraak.uren_per_baan.jaar", day)


def _tenths(exact: Decimal) -> Decimal:
    return exact.quantize(ONE_DECIMAL, rounding=ROUND_FLOOR)


def _tenths_up(exact: Decimal) -> Decimal:
    return exact.quantize(ONE_DECIMAL, rounding=ROUND_CEILING)
