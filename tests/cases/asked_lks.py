"""How the cases about minimum wage and loonkostensubsidie are asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.rules.lks import Job, forfait_ends, lks, priced_on
from meedoen.rules.wml import hour_wage, month_wage


def month(day: date, given: dict[str, Any]) -> object:
    return f"{month_wage(day, given.get('leeftijd')).amount:.2f}"


def hour(day: date, given: dict[str, Any]) -> object:
    full_time = Decimal(given.get("voltijd", "36"))
    return f"{hour_wage(day, given.get('leeftijd'), full_time).amount:.2f}"


def subsidy(day: date, given: dict[str, Any]) -> object:
    share = given["loonwaarde"]
    job = Job(
        loonwaarde=None if share == "forfait" else Decimal(share),
        hours=Decimal(given["uren"]),
        full_time=Decimal(given.get("voltijd", "36")),
        age=given.get("leeftijd"),
        starts_on=given.get("begin"),
        functieloon=Decimal(given["functieloon"]) if "functieloon" in given else None,
    )
    return f"{lks(job, day).amount:.2f}"


def forfait(day: date, given: dict[str, Any]) -> object:
    return forfait_ends(day)


def priced(day: date, given: dict[str, Any]) -> object:
    return priced_on(given["begin"], day)


ASKED: dict[str, Callable[[date, dict[str, Any]], object]] = {
    "minimumloon per maand": month,
    "minimumloon per uur": hour,
    "loonkostensubsidie": subsidy,
    "einde forfait": forfait,
    "bedragen van": priced,
}
