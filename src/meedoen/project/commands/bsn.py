"""`meedoen bsn`: the encryption of burgerservicenummers, where they are switched on."""

from __future__ import annotations

import click

from meedoen.project.commands.refusals import in_words


@click.group()
def bsn() -> None:
    """Versleuteling van burgerservicenummers."""


@bsn.command()
def rotate() -> None:
    """Versleutel elk nummer opnieuw met de eerste sleutel; daarna kan de oude sleutel weg."""
    import django

    django.setup()
    from django.conf import settings

    from meedoen.access.actors import system
    from meedoen.register.bsn.services import reseal_all

    with in_words():
        many = reseal_all(system("meedoen bsn rotate", settings.REGION))
    click.echo(f"Opnieuw versleuteld: {many}.")
