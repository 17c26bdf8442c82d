"""The turn of a year from a shell: `meedoen rules new-year`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from meedoen.project.commands.rules.asking import Day, Part, asked

if TYPE_CHECKING:
    from meedoen.steering.new_year.shape import Count, NewYear


@click.command("new-year")
@click.option("--region", required=True, help="Code van de arbeidsmarktregio, zoals AM01.")
@click.option("--day", type=Day(), help="De dag van de nieuwe regels; anders de eerstvolgende 1 januari.")
@click.option("--since", type=Day(), help="De dag om mee te vergelijken; anders vandaag, of de dag ervoor.")
@click.option("--growth", type=Part(), help="Eigen aanname waar het minimumloon niet bekend is, zoals 2.5%.")
@asked
def new_year(region: str, day: date | None, since: date | None, growth: Decimal | None, form: str) -> None:
    """Hoeveel banen een ander bedrag krijgen of een regeling verliezen."""
    import django

    django.setup()
    from django.utils import timezone

    from meedoen.access.actors import system
    from meedoen.project.commands.refusals import in_words
    from meedoen.steering.new_year import selectors
    from meedoen.steering.new_year.shape import Asked, next_new_year, window_for

    today = timezone.localdate()
    with in_words():
        window = window_for(day or next_new_year(today), today, since, growth)
        actor = system("meedoen rules new-year", region, "controller")
        from meedoen.rules.places import region as require_region

        require_region(region)
        found = selectors.new_year(actor, Asked(window), limit=0)
    if form == "json":
        click.echo(json.dumps(_as_json(found, window.old, window.new), ensure_ascii=False, indent=2))
    else:
        _show(found, window.old, window.new)


def _show(found: NewYear, old: date, new: date) -> None:
    from meedoen.rules.new_year import KINDS

    click.echo(f"Van {old:%d-%m-%Y} naar {new:%d-%m-%Y}, over {found.jobs} lopende banen:")
    for kind in found.kinds:
        one = found.by_kind[kind]
        unknown = f", waarvan {one.unknown} met een bedrag dat nog niet bekend is" if one.unknown else ""
        click.echo(f"  {KINDS[kind]}: {_number(one)}{unknown}")
    for place in found.places:
        parts = [f"{KINDS[kind]} {_number(one)}" for kind, one in place.counts.items()]
        click.echo(f"{place.name}: {'; '.join(parts)}")
    if found.left_out:
        click.echo(f"Niet bekeken, omdat uren of leeftijd niet kunnen: {found.left_out}.")
    if found.not_looked_at:
        click.echo(f"Niet bekeken, omdat het regelboek er niets over zegt: {', '.join(found.not_looked_at)}.")
    click.echo("Het register kent geen besluiten over subsidie: dit is wat de regels geven.")


def _as_json(found: NewYear, old: date, new: date) -> dict[str, object]:
    return {
        "since": old.isoformat(),
        "day": new.isoformat(),
        "jobs": found.jobs,
        "left_out": found.left_out,
        "not_looked_at": list(found.not_looked_at),
        "counts": {
            kind: {"counted": one.counted, "unknown": one.unknown} for kind, one in found.by_kind.items()
        },
        "municipalities": {
            place.code: {kind: one.counted for kind, one in place.counts.items()} for place in found.places
        },
    }


def _number(one: Count) -> str:
    if one.counted is None:
        return "te weinig om te noemen" if one.is_few else "niet genoemd"
    return str(one.counted)
