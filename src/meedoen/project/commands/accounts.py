"""`meedoen accounts`: the first administrator of a region, when nobody can sign in yet."""

from __future__ import annotations

from datetime import date

import click


@click.group()
def accounts() -> None:
    """De eerste beheerder."""


@accounts.command()
@click.option("--region", required=True, help="Code van de arbeidsmarktregio, zoals AM01.")
@click.option("--organisation", required=True, help="Naam van de regio-organisatie.")
@click.option("--name", required=True, help="Naam van de beheerder.")
@click.option("--email", required=True, help="E-mailadres van de beheerder.")
def begin(region: str, organisation: str, name: str, email: str) -> None:
    """Registreer de regio met haar gemeenten en nodig de eerste beheerder uit."""
    import django

    django.setup()
    from django.db import transaction

    from meedoen.access import selectors, services
    from meedoen.access.actors import system
    from meedoen.access.refusals import Refused
    from meedoen.primitives.refusal import NotValid

    today = date.today()
    actor = system("meedoen accounts begin", region)
    try:
        with transaction.atomic():
            home = selectors.organisations().filter(kind="region", region=region).first()
            if home is None:
                home = services.register_organisation(
                    actor, name=organisation, kind="region", region=region, starts_on=today, today=today
                )
            elif selectors.has_administrator(home.pk, today):
                raise click.ClickException(f"{home.name} heeft al een beheerder. Laat die mensen uitnodigen.")
            services.register_region_organisations(actor, region=region, today=today)
            invitation = services.invite_account(
                actor, name=name, email=email, organisation_id=home.pk, roles=["administrator"], today=today
            )
    except (Refused, NotValid) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{name} is beheerder van {home.name}. Kies een wachtwoord op dit adres van uw installatie:")
    click.echo(invitation.path)
    click.echo(f"De link werkt één keer en {invitation.days_valid} dagen lang.")
