"""How the cases about the quotum and beschut werk are asked; the day points at the year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.rules.beschut_werk import national, places_of_hours, targets_of
from meedoen.rules.quotum import Hours, Quotum, quotum_of_employer
from meedoen.rules.quotum_percentage import percentage_by_formula


def quotum(day: date, given: dict[str, Any]) -> Quotum:
    total = Decimal(given["uren"])
    own = given.get("aanname")
    return quotum_of_employer(
        year=day.year,
        sector=given.get("sector", "overheid"),
        hours=Hours(
            total,
            Decimal(given.get("uren_ervoor", given["uren"])),
            Decimal(given.get("doelgroep", "0")),
            Decimal(given.get("ingeleend", "0")),
            Decimal(given.get("uitgeleend", "0")),
        ),
        own_percentage=None if own is None else Decimal(own),
    )


def liable(day: date, given: dict[str, Any]) -> object:
    return quotum(day, given).is_liable


def shortfall(day: date, given: dict[str, Any]) -> object:
    amount = quotum(day, given).shortfall.amount
    return None if amount is None else f"{amount:.1f}"


def levy(day: date, given: dict[str, Any]) -> object:
    return f"{quotum(day, given).levy.amount:.0f}"


def hours_to_zero(day: date, given: dict[str, Any]) -> object:
    return quotum(day, given).hours_to_zero


def certainty(day: date, given: dict[str, Any]) -> object:
    return quotum(day, given).levy.is_assumed


def by_formula(day: date, given: dict[str, Any]) -> object:
    return percentage_by_formula(given["sector"], day.year).amount


def places(day: date, given: dict[str, Any]) -> object:
    return f"{places_of_hours(Decimal(given['uren']), day).amount:.2f}"


def target(day: date, given: dict[str, Any]) -> object:
    if given["gebied"] == "NL":
        return national(day.year).places
    if given["gebied"].startswith("AM"):
        return targets_of(given["gebied"], day.year).total
    return next(one.places for one in targets_of("AM01", day.year).rows if one.code == given["gebied"])


def gaps(day: date, given: dict[str, Any]) -> object:
    return targets_of(given["gebied"], day.year).missing


ASKED: dict[str, Callable[[date, dict[str, Any]], object]] = {
    "quotumplichtig": liable,
    "quotumtekort": shortfall,
    "quotumheffing": levy,
    "uren tot nul": hours_to_zero,
    "steunt op aanname": certainty,
    "percentage volgens formule": by_formula,
    "plekken beschut werk": places,
    "doel beschut werk": target,
    "gaten beschut werk": gaps,
}
