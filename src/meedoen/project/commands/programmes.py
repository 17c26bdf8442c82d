"""`meedoen programmes`: register a programme of a region."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import click

from meedoen.project.commands.refusals import in_words

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def programmes() -> None:
    """Programma's van een regio."""


@programmes.command()
@click.argument("code")
@click.argument("name")
@click.option("--region", required=True, help="Code van de arbeidsmarktregio, zoals AM01.")
@click.option("--from", "starts", type=_DAY, required=True, help="Eerste dag, zoals 2017-01-01.")
@click.option("--until", type=_DAY, help="Laatste dag (t/m). Zonder: er is geen einde afgesproken.")
def register(code: str, name: str, region: str, starts: datetime, until: datetime | None) -> None:
    """Registreer een programma; met CODE kiest iemand het bij een plaatsing."""
    import django

    django.setup()
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.register.programmes.services import register_programme

    actor = system("meedoen programmes register", region, "coordinator")
    with in_words():
        made = register_programme(
            actor, code, name, region, starts.date(), _day_after(until), today=timezone.localdate()
        )
    click.echo(f"Programma {made.name} is geregistreerd onder {made.code}.")


def _day_after(until: datetime | None) -> date | None:
    if until is None:
        return None
    if until.date() == date.max:
        raise click.BadParameter("Deze dag ligt te ver weg. Laat --until weg als er geen einde is.")
    return until.date() + timedelta(days=1)
