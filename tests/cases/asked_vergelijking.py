"""What cases about bijstand and about loonkostensubsidie beside loondispensatie ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.rules.bijstand import exemption, kostendelersnorm, norm_of
from meedoen.rules.comparison import compare
from meedoen.rules.comparison_shape import Case
from meedoen.rules.comparison_terms import Assumptions

HOUSEHOLDS = {
    "single": "single",
    "parent": "single_parent",
    "paar_geen": "couple_no_income",
    "paar_verdient": "couple_earning_partner",
    "nugger": "at_home_no_right",
    "kostendeler": "at_home_sharing",
}
ANSWERS: dict[str, Callable[[Any], object]] = {
    "werkgever": lambda scheme: scheme.employer.month.amount,
    "bruto": lambda scheme: scheme.employee.gross.amount,
    "netto": lambda scheme: scheme.employee.net.amount,
    "aanvulling": lambda scheme: scheme.employee.supplement.amount,
    "inkomen": lambda scheme: scheme.employee.income.amount,
    "gemeente": lambda scheme: scheme.municipality.month.amount,
    "betalers": lambda scheme: scheme.employee.payers,
}
DIFFERENCES = {
    "verschil_werkgever": "employer",
    "verschil_inkomen": "employee",
    "verschil_gemeente": "municipality",
}


def number(given: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(given[name]) if name in given else None


def truth(given: dict[str, Any], name: str) -> bool | None:
    return given[name] == "ja" if name in given else None


def compared(day: date, given: dict[str, Any]) -> object:
    case = Case(
        day=day,
        household=HOUSEHOLDS[given["huishouden"]],
        loonwaarde=Decimal(given["loonwaarde"]),
        hours=Decimal(given["uren"]),
        full_time=Decimal(given["volle_week"]),
        wage_level=Decimal(given["cao"]),
        age=given["leeftijd"],
        sharers=given.get("kostendelers", 3),
    )
    own = Assumptions(
        target=number(given, "doel"),
        part_time=given.get("deeltijd"),
        partner_test=truth(given, "partnertoets"),
        cost_sharing=truth(given, "kostendelers_ldp"),
        net_share=number(given, "netto"),
        charges=number(given, "lasten"),
        partner_net=number(given, "partner"),
        exemption=given.get("vrij"),
    )
    found = compare(case, own)
    if given["wat"] in DIFFERENCES:
        return getattr(found.difference(given["stelsel"]), DIFFERENCES[given["wat"]])
    return ANSWERS[given["wat"]](found.scheme(given["stelsel"]))


def norm(day: date, given: dict[str, Any]) -> object:
    return norm_of(HOUSEHOLDS[given["huishouden"]], given["leeftijd"], day).answer.amount


def sharing(day: date, given: dict[str, Any]) -> object:
    return kostendelersnorm(given["aantal"], day).amount


def exempt(day: date, given: dict[str, Any]) -> object:
    free = exemption(given["letter"], day)
    if free.remark is not None:
        assert free.of(Decimal(given["loon"])) == 0
        return "onbekend"
    return free.of(Decimal(given["loon"])).quantize(Decimal("0.01"))


ASKED: dict[str, Callable[[date, dict[str, Any]], object]] = {
    "vergelijking": compared,
    "bijstand": norm,
    "kostendelers": sharing,
    "vrijlating": exempt,
}
