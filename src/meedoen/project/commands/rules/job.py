"""What a job costs, from a shell: `meedoen rules job`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from meedoen.primitives.number import format_decimal
from meedoen.project.commands.rules.asking import KNOWN, Day, Number, Part, as_json, as_text, asked
from meedoen.project.commands.rules.instruments import SUPPORTS, instruments_as_json, instruments_as_text

if TYPE_CHECKING:
    from meedoen.rules.job import Employment
    from meedoen.rules.job_cost import JobCost


@click.command()
@click.option("--hours", type=Number(), required=True, help="Uren per week in het contract.")
@click.option(
    "--full-time", type=Number(), default="36", show_default=True, help="Volle werkweek van de sector."
)
@click.option("--day", type=Day(), required=True, help="Dag van de bedragen, zoals 2026-07-01.")
@click.option("--starts-on", type=Day(), help="Eerste werkdag; anders de dag van de bedragen.")
@click.option("--age", type=int, help="Leeftijd; anders volwassen.")
@click.option("--born-on", type=Day(), help="Geboortedatum, in plaats van de leeftijd.")
@click.option("--wage-part", type=Part(), default="1", help="Loon als deel van het minimumloon, zoals 110%.")
@click.option("--wage-month", type=Number(), help="Bruto maandloon bij een volle werkweek.")
@click.option("--loonwaarde", type=Part(), help="Deel van het minimumloon, zoals 0.60 of 60%.")
@click.option("--forfait", is_flag=True, help="Nog niet gemeten: reken met het forfait.")
@click.option("--support", type=click.Choice(SUPPORTS), default="gemeente", show_default=True)
@click.option("--in-register", type=click.Choice(list(KNOWN)), default="unknown", show_default=True)
@click.option("--declaration", type=click.Choice(list(KNOWN)), default="unknown", show_default=True)
@click.option("--other-lkv", multiple=True, help="Nog een loonkostenvoordeel, zoals arbeidsgehandicapt.")
@click.option("--charges", type=click.Choice(["flat", "table"]), default="flat", show_default=True)
@click.option("--large", is_flag=True, help="Een grotere werkgever (Aof hoog).")
@click.option("--government", is_flag=True, help="Een overheidswerkgever (Ufo).")
@click.option("--flexible", is_flag=True, help="Een tijdelijk of flexibel contract (Awf hoog).")
@click.option("--pension", type=Part(), help="Pensioen, deel van de werkgever.")
@asked
def job(day: date, form: str, **given: Any) -> None:
    """Wat een baan de werkgever kost, met elke regeling die geldt."""
    from meedoen.rules.job_cost import job_cost

    cost = job_cost(_employment(**given), day)
    click.echo(json.dumps(_json(cost), ensure_ascii=False, indent=2) if form == "json" else _text(cost))


def _employment(
    *,
    charges: Any,
    large: bool,
    government: bool,
    flexible: bool,
    pension: Decimal | None,
    in_register: str,
    declaration: str,
    **given: Any,
) -> Employment:
    from meedoen.rules.charges import Employer
    from meedoen.rules.job import Employment

    employer = Employer(
        method=charges,
        is_small=not (large or government),
        is_government=government,
        is_permanent=not flexible,
        pension=pension,
    )
    return Employment(
        employer=employer, in_register=KNOWN[in_register], has_declaration=KNOWN[declaration], **given
    )


def _text(cost: JobCost) -> str:
    lines = [as_text(cost.net_month, "De werkgever betaalt zelf"), "", "Per jaar:"]
    for line in cost.lines:
        lines.append(f"  {line.words}: {format_decimal(line.year, 2)} ({line.payer})")
    lines.append(f"  Blijft over: {format_decimal(cost.net_year.amount or Decimal(0), 2)}")
    for line in cost.lines:
        lines += ["", as_text(line.answer, str(line.words)).partition("\n\nSteunt op:")[0]]
    return "\n".join([*lines, "", "Regelingen:", *instruments_as_text(cost.instruments)])


def _json(cost: JobCost) -> dict[str, Any]:
    return {
        **as_json(cost.net_month),
        "year": str(cost.net_year.amount),
        "gross_month": str(cost.gross_month),
        "gross_year": str(cost.gross_year),
        "lines": [
            {
                "code": line.code,
                "payer": line.payer,
                "month": str(line.month),
                "year": str(line.year),
                "answer": as_json(line.answer),
            }
            for line in cost.lines
        ],
        "instruments": instruments_as_json(cost.instruments),
    }
