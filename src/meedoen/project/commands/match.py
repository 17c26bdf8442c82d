"""`meedoen match`: divide the whole region at once, and do a kept round again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from meedoen.project.commands.refusals import in_words

FORM = click.Choice(["text", "json"])


@click.group()
def match() -> None:
    """De hele regio in één keer: rondes maken en herhalen."""


@match.command("round")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Dag van de ronde; zonder: vandaag.")
@click.option("--share-by", default="", help="Eerlijk deel per: municipality, target_group of combination.")
@click.option("--share", default="", help="Hoe groot dat deel is, in procenten.")
@click.option("--reason", default="", help="Waarom dit deel.")
@click.option("--format", "form", type=FORM, default="text", show_default=True)
def make_round(day: datetime | None, share_by: str, share: str, reason: str, form: str) -> None:
    """Maak een ronde en bewaar haar; er wordt niemand voorgesteld."""
    import django

    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from meedoen.primitives.hours import decimal_of, parse_hours
    from meedoen.register.rounds.services import answer_round, ask_round
    from meedoen.register.rounds.shape import NewRound

    today = timezone.localdate()
    actor = _actor("meedoen match round")
    # A round that cannot be answered is not kept as a question either.
    with in_words(), transaction.atomic():
        part = decimal_of(parse_hours(share)) / 100 if share else None
        asked = NewRound(day.date() if day else today, share_by, part, reason)
        row = ask_round(actor, asked, today=today)
        result = answer_round(actor, row.number, _sources(), at=timezone.now())
    told = {
        "number": row.number,
        "day": row.day.isoformat(),
        **{name: getattr(result, name) for name in ("people", "seats", "pairs", "points", "bound", "placed")},
        "first_points": result.first_points,
        "first_placed": result.first_placed,
        "limits": result.limits,
        "seconds": str(result.seconds),
        "facts_digest": result.facts_digest,
        "result_digest": result.result_digest,
    }
    _say(told, form)


@match.command("repeat")
@click.argument("number")
@click.option("--format", "form", type=FORM, default="text", show_default=True)
def repeat(number: str, form: str) -> None:
    """Doe een bewaarde ronde opnieuw; eindigt met code 1 als de uitkomst anders is."""
    import django

    django.setup()
    from dataclasses import asdict

    from meedoen.register.rounds.services import repeat_round

    with in_words():
        actor = _actor("meedoen match repeat")
        again = repeat_round(actor, number, _sources())
    _say(asdict(again), form)
    if not (again.is_same and again.is_whole):
        raise SystemExit(1)


def _actor(name: str) -> Any:
    from django.conf import settings

    from meedoen.access.actors import system

    return system(name, settings.REGION, "coordinator")


def _sources() -> Any:
    from meedoen.register.fits.facts import jobs_to_match, people_to_match
    from meedoen.register.rounds.taking_part import Sources

    return Sources(people_to_match, jobs_to_match)


def _say(told: dict[str, Any], form: str) -> None:
    if form == "json":
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for name, value in told.items():
        click.echo(f"{name}: {value}")
