"""No-riskpolis, jobcoach and proefplaatsing from a shell: `meedoen rules instruments`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from meedoen.primitives.period import day_in_words
from meedoen.project.commands.rules.asking import KNOWN, Day, Number, Part, asked

if TYPE_CHECKING:
    from meedoen.rules.instruments import Instrument

VERDICTS = {"yes": "geldt", "maybe": "misschien", "no": "geldt niet"}
SUPPORTS = ("gemeente", "wajong", "wia", "ww", "beschut_werk", "geen")


@click.command()
@click.option("--support", type=click.Choice(SUPPORTS), default="gemeente", show_default=True)
@click.option("--day", type=Day(), required=True, help="Eerste werkdag, zoals 2026-07-01.")
@click.option("--in-register", type=click.Choice(list(KNOWN)), default="unknown", show_default=True)
@click.option("--hours", type=Number(), help="Uren per week.")
@click.option("--loonwaarde", type=Part(), help="Deel van het minimumloon, zoals 0.60 of 60%.")
@click.option("--lks", "has_lks", is_flag=True, help="Er is loonkostensubsidie.")
@asked
def instruments(
    support: str,
    day: date,
    in_register: str,
    hours: Decimal | None,
    loonwaarde: Decimal | None,
    has_lks: bool,
    form: str,
) -> None:
    """Wat er naast geld is, wie beslist, en op welke dagen te letten."""
    from meedoen.rules.instruments import Person, jobcoach, no_risk, proefplaatsing

    person = Person(
        support=support,
        starts_on=day,
        in_register=KNOWN[in_register],
        hours=hours,
        loonwaarde=loonwaarde,
        has_lks=has_lks,
    )
    found = (no_risk(person), jobcoach(person), proefplaatsing(person))
    if form == "json":
        click.echo(json.dumps(instruments_as_json(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(instruments_as_text(found)))


def instruments_as_text(found: Iterable[Instrument]) -> list[str]:
    lines = []
    for one in found:
        decides = f", beslist: {one.decides}" if one.decides else ""
        lines.append(f"  {one.code}: {VERDICTS[one.verdict]}{decides}")
        lines += [f"    {remark.words}" for remark in one.remarks]
        lines += [f"    {day_in_words(due.on)}: {due.words}" for due in one.deadlines]
    return lines


def instruments_as_json(found: Iterable[Instrument]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "verdict": one.verdict,
            "decides": one.decides,
            "remarks": [str(remark.words) for remark in one.remarks],
            "deadlines": [{"on": due.on.isoformat(), "what": str(due.words)} for due in one.deadlines],
            "stands_on": [value.path for value in one.trace],
        }
        for one in found
    ]
