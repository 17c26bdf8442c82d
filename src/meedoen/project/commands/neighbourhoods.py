"""`meedoen neighbourhoods`: read in where the neighbourhoods of a region lie."""

from __future__ import annotations

from pathlib import Path

import click

from meedoen.project.commands.refusals import in_words


@click.group()
def neighbourhoods() -> None:
    """Buurten (PC4) van een regio, voor de reistijd."""


@neighbourhoods.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, help="Waar de lijst vandaan komt, zoals “CBS, 2026”.")
@click.option("--dry-run", is_flag=True, help="Kijk alleen na; bewaar niets.")
def load(file: Path, source: str, dry_run: bool) -> None:
    """Lees een lijst (CSV of XLSX met pc4, lat, lon) in, geheel of niet."""
    import django

    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.exchange.neighbourhoods.reading import read_neighbourhoods
    from meedoen.register.fits.services import load_neighbourhoods

    actor = system("meedoen neighbourhoods load", settings.REGION)
    with in_words():
        lines = read_neighbourhoods(file.read_bytes())
        done = load_neighbourhoods(actor, lines, source, today=timezone.localdate(), dry_run=dry_run)
    told = f"{done.read} gelezen, {done.added} nieuw, {done.moved} veranderd, {done.unchanged} al bekend"
    if done.kept_beside:
        told += f", {done.kept_beside} uit een eerdere lijst blijven staan"
    click.echo(f"{file.name}: {told}{' (nagekeken, niets bewaard)' if dry_run else ''}.")
