"""`meedoen employers`: what is done for all employers at once, each new year."""

from __future__ import annotations

import click

from meedoen.project.commands.refusals import in_words


@click.group()
def employers() -> None:
    """Werkgevers, alle tegelijk."""


@employers.command("fix-sectors")
@click.option("--year", type=int, required=True, help="Het kalenderjaar, zoals 2027.")
def fix_sectors(year: int) -> None:
    """Leg de sector van een jaar vast voor elke werkgever waar dat nog niet is gedaan."""
    import django

    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.register.employers.services import fix_sectors_of_year

    actor = system("meedoen employers fix-sectors", settings.REGION, "controller")
    with in_words():
        done = fix_sectors_of_year(actor, year, today=timezone.localdate())
    if done:
        click.echo(f"Sector van {year} vastgelegd: {done} {'werkgever' if done == 1 else 'werkgevers'}.")
    else:
        click.echo(f"Er was geen werkgever zonder sector voor {year}.")
