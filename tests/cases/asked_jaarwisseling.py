"""How the cases about the turn of a year are asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.rules.new_year import Change, Window, Work
from meedoen.rules.new_year_terms import changes


def work(given: dict[str, Any]) -> Work:
    """The job of a case: what it does not say is as above in the file."""
    share, months = given.get("loonwaarde"), given.get("forfait_maanden")
    return Work(
        kind=given.get("werk", "dienstverband"),
        birth_on=given.get("geboren", date(1990, 6, 15)),
        starts_on=given["begin"],
        ends_before=given.get("einde"),
        hours=Decimal(given["uren"]),
        full_time=Decimal(given.get("voltijd", "36")),
        loonwaarde=None if share is None else Decimal(share),
        valid_until=given.get("geldig_tot"),
        forfait=given.get("forfait") == "ja",
        forfait_months=None if months is None else int(months),
        grounds=frozenset(given.get("grond", ["1a"])),
        in_bijstand=given.get("bijstand") == "ja",
        no_risk=given.get("no_risk", ""),
        pays_minimum={"ja": True, "nee": False}.get(given.get("minimumloon", "")),
    )


def in_one_line(change: Change) -> str:
    old = "-" if change.old is None else f"{change.old:.2f}"
    new = "-" if change.new is None else f"{change.new:.2f}"
    if change.why_unknown is not None:
        new = "onbekend"
    return f"{change.on}: {old} -> {new}{' (eigen)' if change.is_own else ''}"


def turn(day: date, given: dict[str, Any]) -> object:
    growth = Decimal(given["groei"]) if "groei" in given else None
    found = changes(work(given), Window(given["van"], day, growth))
    return "; ".join(in_one_line(one) for one in found if one.kind == given["soort"]) or None


ASKED: dict[str, Callable[[date, dict[str, Any]], object]] = {"jaarwisseling": turn}
