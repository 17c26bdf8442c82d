"""Lage-inkomensvoordeel from a shell: `meedoen rules liv`."""

from __future__ import annotations

from decimal import Decimal

import click

from meedoen.project.commands.rules.asking import Number, asked, show


@click.command()
@click.option("--year", type=int, required=True, help="Kalenderjaar, zoals 2024.")
@click.option("--hours", type=Number(), required=True, help="Verloonde uren in dat jaar.")
@click.option("--hour-wage", type=Number(), required=True, help="Gemiddeld uurloon met vakantiebijslag.")
@asked
def liv(year: int, hours: Decimal, hour_wage: Decimal, form: str) -> None:
    """Wat de Belastingdienst van 2017 t/m 2024 betaalde voor een laag loon."""
    from meedoen.rules import liv as rule

    show(rule.liv(year, hours, hour_wage), "Lage-inkomensvoordeel", form)
