"""The quotum of one employer from a shell: `meedoen rules quotum`."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from meedoen.primitives.number import format_decimal
from meedoen.project.commands.rules.asking import Number, as_json, as_text, asked

if TYPE_CHECKING:
    from meedoen.rules.quotum import Quotum


@click.command()
@click.option("--year", type=int, required=True, help="Het kalenderjaar, zoals 2018.")
@click.option("--sector", type=click.Choice(["overheid", "markt"]), default="overheid", show_default=True)
@click.option("--hours", type=Number(), required=True, help="Eigen verloonde uren in dat jaar.")
@click.option("--hours-before", type=Number(), required=True, help="Eigen verloonde uren in het jaar ervoor.")
@click.option("--registered", type=Number(), default="0", help="Eigen uren van de doelgroep.")
@click.option("--hired", type=Number(), default="0", help="Uren van ingeleende mensen uit de doelgroep.")
@click.option("--lent", type=Number(), default="0", help="Uren van mensen uit de doelgroep die u uitleent.")
@click.option("--percentage", type=Number(), help="Eigen aanname in procenten, zoals 2,58.")
@click.option("--more", type=Number(), help="Wat als er zoveel uren bij komen?")
@asked
def quotum(
    year: int,
    sector: str,
    hours: Decimal,
    hours_before: Decimal,
    registered: Decimal,
    hired: Decimal,
    lent: Decimal,
    percentage: Decimal | None,
    more: Decimal | None,
    form: str,
) -> None:
    """Valt een werkgever onder het quotum, wat ontbreekt er, en wat zou dat kosten."""
    from meedoen.rules.quotum import Hours, quotum_of_employer

    found = quotum_of_employer(
        year=year,
        sector="markt" if sector == "markt" else "overheid",
        hours=Hours(hours, hours_before, registered, hired, lent),
        own_percentage=percentage,
        more_hours=more,
    )
    click.echo(
        json.dumps(_as_json(found), ensure_ascii=False, indent=2) if form == "json" else _as_text(found)
    )


def _as_text(found: Quotum) -> str:
    lines = []
    if found.shortfall.amount is None:
        lines.append(f"Valt niet onder het quotum van {found.year}.")
    else:
        lines.append(
            f"Quotumtekort {found.year}: {format_decimal(found.shortfall.amount, 1)} banen van 25,5 uur"
        )
        lines.append(
            f"Nog nodig tot er geen tekort is: {format_decimal(found.hours_to_zero or Decimal(0), 0)} uur"
        )
    lines.append(as_text(found.levy, "Zou kosten, als er geheven werd"))
    lines += ["", "Met meer uren van de doelgroep:"] if len(found.more) > 1 else []
    for row in found.more[1:]:
        tail = f"tekort {format_decimal(row.shortfall, 1)} banen, {format_decimal(row.levy, 0)} euro"
        lines.append(f"  {format_decimal(row.hours, 2):>14} uur erbij: {tail}")
    return "\n".join(lines)


def _as_json(found: Quotum) -> dict[str, Any]:
    return {
        "year": found.year,
        "sector": found.sector,
        "is_liable": found.is_liable,
        "is_active": found.is_active.is_true,
        "is_levied": found.is_levied.is_true,
        "is_own_assumption": found.is_own_assumption,
        "percentage": _text(None if found.percentage is None else found.percentage.number),
        "needed_hours": _text(found.needed_hours),
        "realised_hours": str(found.hours.realised),
        "hours_to_zero": _text(found.hours_to_zero),
        "shortfall": as_json(found.shortfall),
        "levy": as_json(found.levy),
        "more": [
            {"hours": str(row.hours), "shortfall": str(row.shortfall), "levy": str(row.levy)}
            for row in found.more
        ],
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
