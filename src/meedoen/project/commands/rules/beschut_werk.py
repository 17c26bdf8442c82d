"""Beschut werk from a shell: `meedoen rules beschut-werk`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from meedoen.project.commands.rules.asking import Day, Number, asked, show

if TYPE_CHECKING:
    from meedoen.rules.beschut_werk import Targets


@click.command("beschut-werk")
@click.option("--hours", type=Number(), help="Uren per week, van iedereen samen.")
@click.option("--people", type=int, help="Van hoeveel mensen die uren zijn.")
@click.option("--day", type=Day(), help="De dag, zoals 2026-07-01; hoort bij --hours.")
@click.option("--year", type=int, help="Toon de afgesproken plekken per gemeente, eind van dit jaar.")
@click.option("--region", default="AM01", show_default=True, help="De arbeidsmarktregio; hoort bij --year.")
@asked
def beschut_werk(
    hours: Decimal | None, people: int | None, day: date | None, year: int | None, region: str, form: str
) -> None:
    """Hoeveel plekken uren zijn, of hoeveel plekken gemeenten moeten bieden."""
    from meedoen.rules.beschut_werk import places_of_hours, targets_of
    from meedoen.rules.refusal import UnknownPlace

    if (hours is None) == (year is None):
        raise click.ClickException("Geef --hours met --day, of --year: één van de twee.")
    if year is not None:
        try:
            found = targets_of(region, year)
        except UnknownPlace as refusal:
            raise click.ClickException(str(refusal)) from None
        click.echo(
            json.dumps(_as_json(found), ensure_ascii=False, indent=2) if form == "json" else _as_text(found)
        )
        return
    if hours is None or day is None:
        raise click.ClickException("Bij --hours hoort een dag: --day 2026-07-01.")
    show(places_of_hours(hours, day, people), "Plekken beschut werk", form)


def _as_text(found: Targets) -> str:
    lines = [f"Afgesproken plekken eind {found.year}:"]
    for one in found.rows:
        lines.append(f"  {one.name:<24} {one.why if one.places is None else one.places}")
    total = "niet bekend" if found.total is None else found.total
    lines.append(f"Samen: {total}; van {found.missing} van {len(found.rows)} gemeenten is het niet bekend.")
    return "\n".join(lines)


def _as_json(found: Targets) -> dict[str, Any]:
    rows = [{"code": one.code, "name": one.name, "places": one.places, "why": one.why} for one in found.rows]
    return {
        "year": found.year,
        "region": found.region,
        "total": found.total,
        "missing": found.missing,
        "rows": rows,
    }
