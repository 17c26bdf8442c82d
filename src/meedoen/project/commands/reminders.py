"""`meedoen reminders`: once a day, what is due goes to whoever has to do something about it."""

from __future__ import annotations

import click

from meedoen.project.commands.refusals import in_words


@click.group()
def reminders() -> None:
    """Herinneringen aan wat wacht."""


@reminders.command()
@click.option("--site", default="", help="Adres van deze installatie voor de link in de e-mail.")
def send(site: str) -> None:
    """Zet klaar wat aan de beurt is, kijk of het nog klopt, en verzend het; niet in het weekend."""
    import django

    django.setup()
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.register.agreements.expiring import expire_agreements
    from meedoen.register.reminders.digests import send_digests
    from meedoen.register.reminders.services import plan_reminders, send_reminders
    from meedoen.register.worklist.rules import RULES

    actor, today = system("meedoen reminders send", settings.REGION), timezone.localdate()
    with in_words():
        expire_agreements(actor, today=today)
        planned = plan_reminders(actor, RULES, today=today)
        done = send_reminders(actor, RULES, today=today, at=timezone.now())
        link = site.rstrip("/") + reverse("reminders")
        letters = send_digests(actor, link, today=today, at=timezone.now())
    dropped = sum(number for state, number in done.items() if state.startswith("dropped"))
    click.echo(
        f"Klaargezet: {planned}. Verzonden: {done['sent']}. Niet meer nodig of niet meer voor die collega: "
        f"{dropped}. Gepauzeerd: {done['paused']}. E-mails: {letters}."
    )
