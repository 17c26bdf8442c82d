"""Loonkostenvoordeel for many employees at once, in whole cents, the same as one by one."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from meedoen.primitives.refusal import NotValid
from meedoen.rules.book import value_on
from meedoen.rules.lkv import KINDS, MOST_HOURS

Whole = NDArray[np.int64]
TWELVE = 12


def lkv_many(kind: str, hours: Whole, entitled: Whole, worked: Whole, day: date) -> Whole:
    """Cents for the year of `day` for N employees of one kind.

    `hours` in hundredths of a verloond uur, `entitled` of `worked` months of the year (1 to 12) with a right;
    0 entitled months is no right. Each an int64 array of length N. Everything is whole numbers, so that it
    equals `rules.lkv.lkv` to the cent. “ouder” is a job that began before 2024. Refuses the array that holds
    an impossible value, and a year without values. Source: Wtl art. 2.5, 2.9, 2.13, 2.17 and 2.12 lid 2.
    """
    if kind not in KINDS:
        raise NotValid("De soort", kind, f"Kies uit: {', '.join(KINDS)}.", "kind")
    path = "lkv.ouder.voor_2024" if kind == "ouder" else f"lkv.{kind}"
    rate = int(value_on(f"{path}.tarief", day).number * 100)
    top = int(value_on(f"{path}.maximum", day).number * 100)
    _within("Het aantal uren", hours, 1, int(MOST_HOURS * 100), "hours")
    _within("Het aantal maanden met de baan", worked, 1, TWELVE, "worked")
    _within("Het aantal maanden met recht", entitled, 0, TWELVE, "entitled")
    below = 100 * worked
    # Half up, once: twice the amount and one half, over twice what it is divided by.
    amount = (2 * hours * rate * np.minimum(entitled, worked) + below) // (2 * below)
    capped: Whole = np.minimum(amount, top)
    return capped


def _within(what: str, given: Whole, least: int, most: int, field: str) -> None:
    if given.size and not (least <= int(given.min()) and int(given.max()) <= most):
        wrong = int(given[(given < least) | (given > most)][0])
        raise NotValid(what, str(wrong), f"Elke waarde ligt van {least} t/m {most}.", field)
