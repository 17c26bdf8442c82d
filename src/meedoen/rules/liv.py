"""Lage-inkomensvoordeel of one employee in one calendar year, 2017 to 2024 (Wtl chapter III)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Euro, Words
from meedoen.rules.answer import Answer, Remark, Step, cents
from meedoen.rules.book import Value, value_on
from meedoen.rules.known import known_on
from meedoen.rules.lkv import MOST_HOURS, decided_before


def liv(year: int, hours: Decimal, hour_wage: Decimal) -> Answer:
    """Euros for the year from its verloonde uren and the average wage of an hour, with vakantiebijslag.

    There is an amount if and only if the scheme existed that year, at least 1.248 hours were paid and the
    average wage lies in a band (Wtl art. 3.1 and 3.2); else None with the reason. Refuses impossible input
    (`NotValid` with the field) and a year before 2017 (`NoValueForThisDay`).
    """
    _check(year, hours, hour_wage)
    day = date(year, 12, 31)
    exists = value_on("liv.bestaat", day)
    if not exists.is_true:
        words = Words(N_("Het lage-inkomensvoordeel is op %(day)s vervallen."), {"day": exists.starts_on})
        return _none(words, exists)
    least = value_on("liv.uren_minimum", day)
    if hours < least.number:
        words = Words(
            N_("Er zijn ten minste %(least)s verloonde uren in het jaar nodig; dit zijn er %(hours)s."),
            {"least": least.number, "hours": hours},
        )
        return _none(words, least)
    band = _band(day, hour_wage)
    if band is None:
        return _none(*_outside(day, hour_wage))
    return _amount(year, hours, hour_wage, band)


def _amount(year: int, hours: Decimal, hour_wage: Decimal, band: str) -> Answer:
    day = date(year, 12, 31)
    rate, top = value_on(f"liv.{band}.tarief", day), value_on(f"liv.{band}.maximum", day)
    bounds = (value_on(f"liv.{band}.vanaf", day), value_on(f"liv.{band}.tot_en_met", day))
    words = Words(N_("Gemiddeld uurloon, met vakantiebijslag"))
    steps = [Step(words, hour_wage, "euro per uur", (value_on("liv.uurloon", day), *bounds))]
    amount = hours * rate.number
    words = Words(
        N_("%(hours)s verloonde uren × %(rate)s per uur"), {"hours": hours, "rate": Euro(rate.number)}
    )
    steps.append(Step(words, amount, "euro per jaar", (rate, value_on("liv.uren_minimum", day))))
    if amount > top.number:
        amount = top.number
        words = Words(N_("Hoogstens %(top)s per werknemer per jaar"), {"top": Euro(amount)})
        steps.append(Step(words, amount, "euro per jaar", (top,)))
    decided, rule = decided_before(max(year, 2018))
    words = Words(
        N_(
            "Dit is een schatting. Aanvragen hoeft niet; de Belastingdienst beslist voor %(day)s, met"
            " de uren van het hele jaar."
        ),
        {"day": decided.replace(year=year + 1)},
    )
    return Answer(cents(amount), "euro per jaar", tuple(steps), (Remark(words, "info", (rule,)),))


def _band(day: date, hour_wage: Decimal) -> str | None:
    """“hoog” with both its bounds in it; “laag” above it until 2019, and with both its bounds since 2020."""
    high = known_on("liv.hoog.vanaf", day)
    if high is not None and high.number <= hour_wage <= value_on("liv.hoog.tot_en_met", day).number:
        return "hoog"
    low, top = value_on("liv.laag.vanaf", day).number, value_on("liv.laag.tot_en_met", day).number
    is_above = hour_wage >= low if high is None else hour_wage > low
    return "laag" if is_above and hour_wage <= top else None


def _outside(day: date, hour_wage: Decimal) -> tuple[Words, Value, Value]:
    low = known_on("liv.hoog.vanaf", day) or value_on("liv.laag.vanaf", day)
    top = value_on("liv.laag.tot_en_met", day)
    words = Words(
        N_("Het gemiddelde uurloon van %(wage)s ligt buiten de grenzen van %(low)s en %(top)s."),
        {"wage": Euro(hour_wage), "low": Euro(low.number), "top": Euro(top.number)},
    )
    return words, low, top


def _none(words: Words, *stands_on: Value) -> Answer:
    return Answer(None, "euro per jaar", (), (Remark(words, "info", stands_on),))


def _check(year: int, hours: Decimal, hour_wage: Decimal) -> None:
    if not 2000 <= year <= 2100:
        raise NotValid("Het jaar", str(year), "Vul een jaar in als 2024.", "year")
    if not 0 < hours <= MOST_HOURS:
        remedy = f"Vul de verloonde uren van het jaar in, meer dan 0 en hoogstens {MOST_HOURS}."
        raise NotValid("Het aantal uren", str(hours), remedy, "hours")
    if not 0 < hour_wage < 1000:
        remedy = "Vul het gemiddelde uurloon met vakantiebijslag in, zoals 14,50."
        raise NotValid("Het uurloon", str(hour_wage), remedy, "hour_wage")
