"""The minimum wage on a day, for an age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from meedoen.primitives.refusal import NotValid
from meedoen.rules.book import Value, value_on

YOUNGEST = 15
OLDEST = 110


@dataclass(frozen=True, slots=True)
class Wage:
    """A gross amount without vakantiebijslag, and the values it stands on."""

    amount: Decimal
    stands_on: tuple[Value, ...]


def age_on(born_on: date, day: date) -> int:
    """Full years on `day`; someone born on 29 February is a year older on 1 March in other years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def month_wage(day: date, age: int | None = None) -> Wage:
    """Euros for a month of the full working week (WML art. 8; Besluit minimumjeugdloonregeling).

    `age` in full years; None is an adult. Refuses an age below 15 or above 110, and a day without amounts.
    """
    share, adult = _share(day, age)
    if day >= date(2024, 1, 1):
        whole = value_on("wml.referentiemaandloon", day)
        if share is None:
            return Wage(whole.number, (whole, *adult))
        # Not rounded on the way: no month amounts for the young were published since 2024.
        ground = value_on("wml.jeugd.grondslag_maand", day)
        return Wage(whole.number * share.number, (whole, share, *adult, ground))
    whole = value_on("wml.maand", day)
    if share is None:
        return Wage(whole.number, (whole, *adult))
    rounding = value_on("wml.afronding.maand", day)
    amount = _to_multiple(whole.number * share.number, rounding.number)
    return Wage(amount, (whole, share, *adult, rounding))


def hour_wage(day: date, age: int | None = None, full_time: Decimal = Decimal(36)) -> Wage:
    """Euros for an hour: by law from 2024; before, the week's amount over the normale arbeidsduur, rounded up
    to the cent, for adults only."""
    share, adult = _share(day, age)
    if day >= date(2024, 1, 1):
        whole = value_on("wml.uur", day)
        if share is None:
            return Wage(whole.number, (whole, *adult))
        rounding = value_on("wml.afronding.uur", day)
        amount = _to_multiple(whole.number * share.number, rounding.number)
        return Wage(amount, (whole, share, *adult, rounding))
    if share is not None:
        remedy = "Kies een dag vanaf 1 januari 2024, of vraag het maandloon."
        raise NotValid("Een uurloon voor een jongere op deze dag", str(age), remedy, "age")
    week = value_on("wml.week", day)
    return Wage((week.number / full_time).quantize(Decimal("0.01"), rounding=ROUND_CEILING), (week, *adult))


def is_adult(day: date, age: int | None) -> bool:
    return age is None or age >= value_on("wml.volwassen_vanaf", day).number


def _share(day: date, age: int | None) -> tuple[Value | None, tuple[Value, ...]]:
    """The part of the wage at this age, None for an adult; and the age that makes adult, if asked."""
    if age is None:
        return None, ()
    if not YOUNGEST <= age <= OLDEST:
        remedy = (
            f"Het minimumloon begint bij {YOUNGEST} jaar; vul een leeftijd in van {YOUNGEST} t/m {OLDEST}."
        )
        raise NotValid("De leeftijd", str(age), remedy, "age")
    adult = value_on("wml.volwassen_vanaf", day)
    return None if age >= adult.number else value_on(f"wml.jeugd.{age}", day), (adult,)


def _to_multiple(amount: Decimal, of: Decimal) -> Decimal:
    return (amount / of).quantize(Decimal(1), rounding=ROUND_HALF_UP) * of
