"""Loonkostenvoordeel from a shell: `meedoen rules lkv`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import click

from meedoen.project.commands.rules.asking import KNOWN, Day, Number, asked, show


@click.command()
@click.option(
    "--kind", default="banenafspraak", show_default=True, help="De doelgroep, zoals arbeidsgehandicapt."
)
@click.option("--year", type=int, required=True, help="Kalenderjaar, zoals 2026.")
@click.option("--hours", type=Number(), required=True, help="Verloonde uren in dat jaar.")
@click.option("--starts-on", type=Day(), required=True, help="Eerste werkdag, zoals 2026-01-01.")
@click.option("--declaration", type=click.Choice(list(KNOWN)), default="unknown", show_default=True)
@click.option("--in-register", type=click.Choice(list(KNOWN)), default="yes", show_default=True)
@asked
def lkv(
    kind: str, year: int, hours: Decimal, starts_on: date, declaration: str, in_register: str, form: str
) -> None:
    """Wat de Belastingdienst na afloop van het jaar betaalt, als schatting."""
    from meedoen.rules import lkv as rule

    claim = rule.Claim(
        kind=kind,
        year=year,
        hours=hours,
        starts_on=starts_on,
        has_declaration=KNOWN[declaration],
        in_register=KNOWN[in_register],
    )
    show(rule.lkv(claim), "Loonkostenvoordeel", form)
