"""How the cases about the cost of a job and its instruments are asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, cast

from meedoen.rules.charges import Employer, Method, charges
from meedoen.rules.instruments import Instrument, Person, jobcoach, no_risk, proefplaatsing
from meedoen.rules.job import Employment
from meedoen.rules.job_cost import JobCost, job_cost
from meedoen.rules.liv import liv
from meedoen.rules.lkv import Claim, declaration_until, lkv
from meedoen.rules.premiekorting import premiekorting

KNOWN = {"ja": True, "nee": False, "onbekend": None}
INSTRUMENTS = {"no-risk": no_risk, "jobcoach": jobcoach, "proefplaatsing": proefplaatsing}


def in_cents(amount: Decimal | None) -> object:
    return None if amount is None else f"{amount:.2f}"


def allowance(day: date, given: dict[str, Any]) -> object:
    """`dag` is the first working day."""
    claim = Claim(
        kind=given.get("soort", "banenafspraak"),
        year=given["jaar"],
        hours=Decimal(given["uren"]),
        starts_on=day,
        has_declaration=KNOWN[given.get("verklaring", "ja")],
        in_register=KNOWN[given.get("register", "ja")],
    )
    return in_cents(lkv(claim).amount)


def declaration(day: date, given: dict[str, Any]) -> object:
    return declaration_until(day)


def bonus(day: date, given: dict[str, Any]) -> object:
    with_lks = given.get("met_lks") == "ja"
    kind = given.get("soort", "banenafspraak")
    return in_cents(
        premiekorting(
            kind, day.year, Decimal(given["uren"]), given.get("begin", day), with_lks=with_lks
        ).amount
    )


def low_income(day: date, given: dict[str, Any]) -> object:
    return in_cents(liv(day.year, Decimal(given["uren"]), Decimal(given["uurloon"])).amount)


def premiums(day: date, given: dict[str, Any]) -> object:
    employer = Employer(
        method=cast("Method", {"vast": "flat", "tabel": "table"}[given["manier"]]),
        is_small=given.get("grootte", "klein") == "klein",
        is_government=given.get("overheid") == "ja",
        is_permanent=given.get("contract", "vast") == "vast",
        pension=Decimal(given["pensioen"]) if "pensioen" in given else None,
    )
    return in_cents(charges(Decimal(given["loon"]), day, employer).amount)


def applies(day: date, given: dict[str, Any]) -> object:
    return {"yes": "ja", "maybe": "misschien", "no": "nee"}[_instrument(day, given).verdict]


def last_day(day: date, given: dict[str, Any]) -> object:
    """The last of the days of an instrument."""
    return max((deadline.on for deadline in _instrument(day, given).deadlines), default=None)


def _instrument(day: date, given: dict[str, Any]) -> Instrument:
    person = Person(
        support=given["steun"],
        starts_on=day,
        in_register=KNOWN[given.get("register", "onbekend")],
        hours=Decimal(given["uren"]) if "uren" in given else None,
    )
    return INSTRUMENTS[given["regeling"]](person)


def net_month(day: date, given: dict[str, Any]) -> object:
    return in_cents(_cost(day, given).net_month.amount)


def net_year(day: date, given: dict[str, Any]) -> object:
    return in_cents(_cost(day, given).net_year.amount)


def gross_month(day: date, given: dict[str, Any]) -> object:
    return in_cents(_cost(day, given).gross_month)


def _cost(day: date, given: dict[str, Any]) -> JobCost:
    job = Employment(
        hours=Decimal(given["uren"]),
        full_time=Decimal(given.get("voltijd", "36")),
        age=given.get("leeftijd"),
        born_on=given.get("geboren"),
        wage_part=Decimal(given.get("loon", "1")),
        wage_month=Decimal(given["maandloon"]) if "maandloon" in given else None,
        loonwaarde=Decimal(given["loonwaarde"]) if "loonwaarde" in given else None,
        forfait=given.get("forfait") == "ja",
        starts_on=given.get("begin"),
        support=given.get("steun", "gemeente"),
        in_register=KNOWN[given.get("register", "onbekend")],
        has_declaration=KNOWN[given.get("verklaring", "onbekend")],
        other_lkv=tuple(given.get("ook", ())),
        employer=Employer(method="table" if given.get("lasten") == "tabel" else "flat"),
    )
    return job_cost(job, day)


ASKED: dict[str, Callable[[date, dict[str, Any]], object]] = {
    "loonkostenvoordeel": allowance,
    "doelgroepverklaring uiterlijk": declaration,
    "premiekorting": bonus,
    "lage-inkomensvoordeel": low_income,
    "werkgeverslasten": premiums,
    "regeling geldt": applies,
    "regeling t/m": last_day,
    "baan per maand": net_month,
    "baan per jaar": net_year,
    "baan zonder regelingen": gross_month,
}
