"""`meedoen duplicates`: look for files that may be about one person."""

from __future__ import annotations

import click

from meedoen.project.commands.refusals import in_words


@click.group()
def duplicates() -> None:
    """Dossiers die misschien over één mens gaan."""


@duplicates.command()
@click.option("--region", required=True, help="Code van de arbeidsmarktregio, zoals AM01.")
def find(region: str) -> None:
    """Zoek ze, en zet nieuwe voorstellen klaar; er wordt niets samengevoegd."""
    import django

    django.setup()
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.register.duplicates.services import find_duplicates

    with in_words():
        found = find_duplicates(system("meedoen duplicates find", region), today=timezone.localdate())
    click.echo(f"{found} nieuwe voorstellen.")
