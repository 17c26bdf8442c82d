"""Loonkostensubsidie from a shell: `meedoen rules lks`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import click

from meedoen.project.commands.rules.asking import Day, Number, Part, asked, show


@click.command()
@click.option("--loonwaarde", type=Part(), help="Deel van het minimumloon, zoals 0.60 of 60%.")
@click.option("--forfait", is_flag=True, help="Nog niet gemeten: reken met het forfait.")
@click.option("--hours", type=Number(), required=True, help="Uren per week in het contract.")
@click.option(
    "--full-time", type=Number(), default="36", show_default=True, help="Volle werkweek van de sector."
)
@click.option("--day", type=Day(), required=True, help="Dag van het bedrag, zoals 2026-07-01.")
@click.option("--age", type=int, help="Leeftijd; anders volwassen.")
@click.option("--starts-on", type=Day(), help="Eerste werkdag; anders de dag van het bedrag.")
@click.option("--functieloon", type=Number(), help="Maandloon van de functie, voor 2015 en 2016.")
@asked
def lks(
    loonwaarde: Decimal | None,
    forfait: bool,
    hours: Decimal,
    full_time: Decimal,
    day: date,
    age: int | None,
    starts_on: date | None,
    functieloon: Decimal | None,
    form: str,
) -> None:
    """Wat de gemeente per maand aan het loon meebetaalt."""
    from meedoen.rules import lks as rule

    if forfait == (loonwaarde is not None):
        raise click.ClickException("Geef --loonwaarde of --forfait, één van de twee.")
    job = rule.Job(
        loonwaarde=loonwaarde,
        hours=hours,
        full_time=full_time,
        age=age,
        starts_on=starts_on,
        functieloon=functieloon,
    )
    show(rule.lks(job, day), "Loonkostensubsidie", form)
