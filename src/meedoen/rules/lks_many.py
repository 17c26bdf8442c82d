"""Loonkostensubsidie for many jobs at once, in whole cents, the same as one by one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from meedoen.primitives.refusal import NotValid
from meedoen.rules.book import value_on
from meedoen.rules.lks import MOST_HOURS
from meedoen.rules.wml import OLDEST, YOUNGEST, month_wage

Whole = NDArray[np.int64]


def lks_many(loonwaarde: Whole, hours: Whole, full_time: Decimal, age: Whole, day: date) -> Whole:
    """Cents a month for N jobs priced on `day`, from 2017 (Participatiewet art. 10d lid 4).

    `loonwaarde` in hundredths of a percent (6050 is 60,5 %), `hours` in hundredths of an hour a week, `age`
    in full years: int64 arrays of length N. One normale arbeidsduur for all, in hours. Everything is whole
    numbers, so that the answer equals `rules.lks.lks` to the cent. Refuses an impossible value and a day
    before 2017 (`NotValid`), and a day without values (`NoValueForThisDay`).
    """
    if day < date(2017, 1, 1):
        raise NotValid(
            "De dag",
            f"{day:%d-%m-%Y}",
            "Voor 2017 hangt de subsidie af van het functieloon; reken één voor één.",
            "day",
        )
    _within("De loonwaarde", loonwaarde, 0, 10_000, "loonwaarde")
    _within("Het aantal uren", hours, 1, int(MOST_HOURS * 100), "hours")
    _within("De leeftijd", age, YOUNGEST, OLDEST, "age")
    rates, below = _rates(day, full_time)
    top = int(value_on("lks.maximum", day).number * 10_000)
    share = np.minimum(10_000 - loonwaarde, top)
    share *= np.minimum(hours, int(full_time * 100))
    share *= rates[age]
    # Half up, once: every amount is at least zero.
    share += below // 2
    share //= below
    return share


def _rates(day: date, full_time: Decimal) -> tuple[Whole, int]:
    """Per age the cents for one ten-thousandth of one hundredth of an hour, over one common denominator."""
    rule = value_on("lks.uren.grondslag", day)
    norm = Decimal(rule.text) if rule.text.isdecimal() else full_time
    factor = 1 + value_on("wml.vakantiebijslag", day).number
    factor *= 1 + value_on("lks.opslag", day).number
    ages = range(YOUNGEST, OLDEST + 1)
    exact = [
        Fraction(month_wage(day, age).amount * factor * 100) / (10_000 * Fraction(norm) * 100) for age in ages
    ]
    below = 2 * lcm(*(one.denominator for one in exact))
    rates = np.zeros(OLDEST + 1, dtype=np.int64)
    rates[YOUNGEST:] = [int(one * below) for one in exact]
    return rates, below


def _within(what: str, given: Whole, least: int, most: int, field: str) -> None:
    if given.size and not (least <= int(given.min()) and int(given.max()) <= most):
        wrong = int(given[(given < least) | (given > most)][0])
        raise NotValid(what, str(wrong), f"Elke waarde ligt van {least} t/m {most}.", field)
