"""The quotumpercentage of a year and sector: published, assumed by someone, or by the formula."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import get_args

from meedoen.primitives.number import format_decimal
from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Words
from meedoen.rules.answer import Answer, Remark, Step
from meedoen.rules.book import Value, paths, series, value_on
from meedoen.rules.refusal import NoValueForThisDay
from meedoen.rules.sector import Sector

PERCENTAGE = "quotum.percentage"
# The version of a percentage that nobody published.
OWN = "eigen aanname"
HUNDRED = Decimal(100)
FIRST_YEAR, LAST_YEAR = 1900, 2199


class NoPercentage(NoValueForThisDay):
    """No source names the percentage of this sector in this year; says which ones are known."""

    def __init__(self, sector: str, year: int) -> None:
        known = known_percentages()
        first, last = known[0].starts_on, known[-1].starts_on
        super().__init__(f"{PERCENTAGE}.{sector}", last_day(year), first, last)
        self.sector, self.year, self.known = sector, year, known

    def __str__(self) -> str:
        listed = "; ".join(_in_words(one) for one in self.known)
        return (
            f"Voor de sector {self.sector} is over {self.year} geen quotumpercentage bekend. "
            f"Wel bekend: {listed}. Kies zo'n jaar, of vul zelf een percentage in als eigen aanname."
        )


def last_day(year: int) -> date:
    """The day whose values hold for a quotum year; refuses what is no calendar year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotValid("Het jaar", str(year), "Vul een jaar in als 2018.", field="year")
    return date(year, 12, 31)


def known_percentages() -> tuple[Value, ...]:
    """Every percentage in the rule book, oldest first."""
    found = [value for path in paths() if path.startswith(f"{PERCENTAGE}.") for value in series(path)]
    return tuple(sorted(found, key=lambda value: (value.starts_on, value.path)))


def percentage_of(sector: Sector, year: int, own: Decimal | None = None) -> Value:
    """The percentage that a count uses, in percents: `own` where it is given, marked as an own assumption;
    else the published one (Wfsv 38f lid 1). Raises `NoPercentage` where neither is there."""
    day = last_day(year)
    check_sector(sector)
    if own is not None:
        return _own(own, year)
    path = f"{PERCENTAGE}.{sector}"
    if path in paths():
        for value in series(path):
            if value.starts_on <= day and (value.ends_before is None or day < value.ends_before):
                return value
    raise NoPercentage(sector, year)


def check_sector(sector: str) -> None:
    """Refuse what is no sector."""
    if sector not in get_args(Sector):
        raise NotValid("De sector", str(sector)[:40], "Kies overheid of markt.", field="sector")


def percentage_by_formula(sector: Sector, year: int) -> Answer:
    """What ((A + B) × C) / (D × E) × 100 gives, rounded down to hundredths (Wfsv 38f lid 1 en 2).

    Only to look at: the hours of 38b lid 2 (variables F and G) are not known, so the published percentage is
    higher. No calculation uses it.
    """
    day = last_day(year)
    check_sector(sector)
    base = value_on(f"banenafspraak.nulmeting.quotum.{sector}", day)
    extra = value_on(f"quotum.formule.B.{sector}", day)
    per_baan = value_on("banenafspraak.uren_per_baan.jaar", day)
    path = f"quotum.formule.D.{sector}"
    if path not in paths():
        why = "alleen voor de overheid in 2018 is het totaal aantal banen (variabele D) gevonden."
        raise NoValueForThisDay(path, day, date(2018, 1, 1), date(2018, 12, 31), why)
    jobs, mean = value_on(path, day), value_on("quotum.formule.E", day)
    wanted = (base.number + extra.number) * per_baan.number
    all_hours = jobs.number * mean.number
    exact = wanted / all_hours * HUNDRED
    return Answer(
        exact.quantize(Decimal("0.01"), rounding=ROUND_FLOOR),
        "deel",
        (
            Step(
                Words(N_("Banen die er horen te zijn, in uren: (A + B) × C")),
                wanted,
                "uren",
                (base, extra, per_baan),
            ),
            Step(Words(N_("Alle banen in de sector, in uren: D × E")), all_hours, "uren", (jobs, mean)),
        ),
        (
            Remark(
                Words(
                    N_(
                        "Dit is niet het percentage dat geldt: de uren van mensen van artikel 38b lid 2 "
                        "(variabelen F en G) zijn niet bekend en ontbreken hier."
                    )
                ),
                "warning",
            ),
        ),
    )


def _own(own: Decimal, year: int) -> Value:
    remedy = (
        "Vul een percentage in boven 0 en onder 100, met hoogstens twee cijfers achter de komma, als 1,93."
    )
    if not own.is_finite() or not 0 < own < HUNDRED or own != own.quantize(Decimal("0.01")):
        raise NotValid("Het percentage", str(own)[:40], remedy, field="own_percentage")
    return Value(
        path=f"{PERCENTAGE}.overheid",
        value=own,
        unit="procent",
        starts_on=date(year, 1, 1),
        ends_before=date(year + 1, 1, 1),
        status="assumed",
        law=None,
        law_text="",
        source="eigen invoer",
        note="Een eigen aanname van wie rekent; geen bron zegt dit.",
        version=OWN,
        title="Quotumpercentage, eigen aanname",
    )


def _in_words(value: Value) -> str:
    sector = value.path.rpartition(".")[2]
    doubt = ", een aanname" if value.status == "assumed" else ""
    return f"{sector} {value.starts_on.year}: {format_decimal(value.number, 2)} procent{doubt}"
