"""`meedoen demo`: builds the region whose people are invented, and says who can sign in."""

from __future__ import annotations

import gc
import os
import sys
import time
from datetime import datetime

import click


@click.group()
def demo() -> None:
    """De demoregio: verzonnen mensen, kloppende cijfers."""
    # Everything below is for a demo only, and a demo asks for no second factor.
    os.environ.setdefault("MEEDOEN_DEMO", "1")
    os.environ.setdefault("MEEDOEN_REQUIRE_SECOND_FACTOR", "0")


@demo.command()
@click.option("--people", type=int, default=10_000, show_default=True, help="Hoeveel mensen er komen.")
@click.option("--smallest", is_flag=True, help="Zo weinig mensen als de gepubliceerde cijfers toelaten.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="De dag die het heden is. Zonder: vandaag.")
@click.option("--fresh", is_flag=True, help="Gooi eerst alles weg wat in deze demo staat.")
def build(people: int, smallest: bool, day: datetime | None, fresh: bool) -> None:
    """Bouw de regio Groningen en Noord-Drenthe met verzonnen mensen en werkgevers."""
    _django()
    # Whatever is made is needed until the end: looking for what is not takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from meedoen.access.refusals import Refused
    from meedoen.exchange.demo.build import build as build_region
    from meedoen.exchange.demo.build import empty_database, planned
    from meedoen.exchange.demo.plan import TooEarly, TooFewPeople, TooLate

    today = timezone.localdate()
    started = time.perf_counter()
    try:
        # The plan first: what is refused has thrown nothing away.
        plan = planned(day.date() if day else today, None if smallest else people, today=today)
        if fresh:
            empty_database()
        call_command("migrate", verbosity=0)
        built = build_region(plan, _Progress())
        # `make demo` builds once; built by hand counts as well.
        (settings.VAR / ".demo").touch()
    except (Refused, TooFewPeople, TooEarly, TooLate) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(
        f"Klaar in {time.perf_counter() - started:.0f} seconden: {_whole(built.people)} mensen, "
        f"{_whole(built.employers)} werkgevers, {_whole(built.placements)} plaatsingen. "
        "Alle mensen en werkgevers zijn verzonnen."
    )
    click.echo(
        f"De nulmeting van de regio (december 2012) is {_whole(built.baseline)} banen, geteld uit verzonnen "
        "rijen: geen bron noemt haar. Wat er na 2017 staat is ook verzonnen."
    )
    _accounts()


@demo.command()
def accounts() -> None:
    """Noem wie zich in de demo kan aanmelden."""
    _django()
    _accounts()


def _django() -> None:
    import django

    django.setup()


def _accounts() -> None:
    from meedoen.exchange.demo.cast import CAST, PASSWORD
    from meedoen.exchange.demo.towns import area_name

    click.echo(f"\nAanmelden kan met wachtwoord {PASSWORD} als:")
    for member in CAST:
        click.echo(f"  {member.email:<22} {member.role_words}, {area_name(member.area)}")


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", ".")


class _Progress:
    """One line per kind of row: rewritten in place on a terminal, written once done elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()

    def __call__(self, what: str, done: int, whole: int) -> None:
        line = f"  {what:<24} {_whole(done):>7} van {_whole(whole)}"
        if self._live:
            click.echo(f"\r{line}", nl=done >= whole, err=True)
        elif done >= whole:
            click.echo(line, err=True)
