"""Check the rule book from a shell: `meedoen rules check`."""

from __future__ import annotations

from datetime import date

import click

from meedoen.project.commands.rules.asking import Day

KINDS = {"fault": "fout", "warning": "let op"}


@click.command()
@click.option("--day", type=Day(), help="De dag van de controle, zoals 2026-11-22; anders vandaag.")
@click.option("--quiet", is_flag=True, help="Toon alleen de fouten en hoeveel waarschuwingen er zijn.")
def check(day: date | None, quiet: bool) -> None:
    """Zoek gaten, overlap, waarden zonder bron, dalingen en wat binnenkort afloopt.

    Een fout geeft exitcode 1, een waarschuwing niet.
    """
    from meedoen.rules.findings import findings

    found = findings(day or date.today())
    for one in found:
        if one.kind == "fault" or not quiet:
            click.echo(f"{KINDS[one.kind]}: {one.text}")
    faults = sum(one.kind == "fault" for one in found)
    warnings = len(found) - faults
    click.echo(f"Het regelboek: {faults} fout(en), {warnings} waarschuwing(en).")
    if faults:
        raise SystemExit(1)
