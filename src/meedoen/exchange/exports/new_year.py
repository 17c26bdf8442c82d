"""What the address of the turn of a year asks, and its rows as they are taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.exchange.spreadsheets.writing import Cell
from meedoen.register.placements.selectors import kind_choices
from meedoen.register.places import place_name
from meedoen.rules.new_year import KINDS
from meedoen.steering.new_year.selectors import changes_visible_to, how_many_changes
from meedoen.steering.new_year.shape import Asked, next_new_year, window_for

CERTAINTY = {
    "confirmed": "bevestigd",
    "derived": "afgeleid",
    "assumed": "aangenomen",
    "own": "eigen aanname",
    "unknown": "bedrag nog niet bekend",
}


def asked_in(chosen: Mapping[str, str], today: date) -> Asked:
    """Return the question of an address; refuses two days that cannot be compared (`NotValid`)."""
    on = date.fromisoformat(chosen["op"]) if chosen.get("op") else next_new_year(today)
    since = date.fromisoformat(chosen["sinds"]) if chosen.get("sinds") else None
    growth = Decimal(chosen["groei"]) / 100 if chosen.get("groei") else None
    window = window_for(on, today, since, growth)
    return Asked(window, chosen.get("soort", ""), chosen.get("gemeente", ""))


def how_many(actor: Actor, chosen: Mapping[str, str], today: date) -> int:
    """Count the changes that would be taken out."""
    return how_many_changes(actor, asked_in(chosen, today))


def header() -> list[str]:
    """Return the names of the columns."""
    return [
        _("Plaatsingsnummer"),
        _("Kandidaatnummer"),
        _("Naam kandidaat"),
        _("Woongemeente"),
        _("Waar het werk gebeurt"),
        _("Soort plaatsing"),
        _("Wat verandert"),
        _("Vanaf"),
        _("Oud bedrag"),
        _("Nieuw bedrag"),
        _("Eenheid"),
        _("Zekerheid"),
        _("Uitleg"),
        _("Steunt op"),
    ]


def rows(actor: Actor, chosen: Mapping[str, str], today: date) -> Iterator[list[Cell]]:
    """Give the changes that the actor may see, the earliest first."""
    kinds = dict(kind_choices())
    for row in changes_visible_to(actor, asked_in(chosen, today)):
        change = row.change
        why = f" {change.why_unknown}" if change.why_unknown else ""
        yield [
            row.number,
            row.person_number,
            row.person_name,
            place_name(row.municipality),
            row.workplace,
            kinds.get(row.kind, row.kind),
            KINDS[change.kind],
            change.on,
            change.old,
            change.new,
            "" if change.old is None and change.new is None else change.unit,
            CERTAINTY[change.certainty],
            f"{change.words}{why}",
            ", ".join(value.path for value in change.stands_on),
        ]
