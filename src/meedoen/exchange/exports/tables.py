"""The rows of a list as they are taken out: what the actor sees, in the parts that the actor's role needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.exchange.exports import new_year
from meedoen.exchange.exports.filters import employer_filters, people_filters, placement_filters
from meedoen.exchange.exports.purposes import EMPLOYERS, NEW_YEAR, PEOPLE, PLACEMENTS
from meedoen.exchange.spreadsheets.writing import Cell
from meedoen.register.employers.listing import employers_visible_to, how_many_employers
from meedoen.register.employers.selectors import sector_label
from meedoen.register.people.against import entries_of_people
from meedoen.register.people.listing import how_many_people, people_visible_to
from meedoen.register.people.selectors import sections_of_people
from meedoen.register.placements.listing import (
    how_many_placements,
    placements_visible_to,
    work_of_people,
)
from meedoen.register.places import place_name

# What fits in one file.
MOST = 200_000
_PART = 1000

Chosen = Mapping[str, str]


@dataclass(frozen=True)
class Wanted:
    """A list, its filters as the list page has them in its address, and the file it becomes."""

    noun: str
    form: str
    purpose: str
    chosen: Chosen


def how_many(actor: Actor, noun: str, chosen: Chosen, today: date) -> int:
    """Count the rows that would be taken out, and stop counting above what fits."""
    if noun == PEOPLE:
        filters, only = people_filters(actor, chosen, today)
        return how_many_people(actor, filters, most=MOST + 1, only=only)
    if noun == NEW_YEAR:
        return new_year.how_many(actor, chosen, today)
    if noun == PLACEMENTS:
        return how_many_placements(actor, placement_filters(chosen, today), most=MOST + 1)
    return how_many_employers(actor, employer_filters(chosen, today), most=MOST + 1)


def header(actor: Actor, noun: str) -> list[str]:
    """Return the names of the columns."""
    if noun == EMPLOYERS:
        return [_("KvK-nummer"), _("Naam"), _("Vestigingsgemeente"), _("Sector dit jaar")]
    if noun == NEW_YEAR:
        return new_year.header()
    if noun == PLACEMENTS:
        return [
            _("Plaatsingsnummer"),
            _("Kandidaatnummer"),
            _("Naam kandidaat"),
            _("Soort"),
            _("KvK werkgever op papier"),
            _("Werkgever op papier"),
            _("KvK waar het werk gebeurt"),
            _("Waar het werk gebeurt"),
            _("Eerste werkdag"),
            _("Laatste werkdag"),
            _("Uren per week"),
        ]
    return [
        _("Kandidaatnummer"),
        _("Naam"),
        _("Geboortedatum"),
        _("Woongemeente"),
        _("Grond in het doelgroepregister"),
        _("In het doelgroepregister sinds"),
        _("Werkt bij"),
        _("Uren per week"),
        _("Laatst gesproken op"),
    ]


def rows(actor: Actor, noun: str, chosen: Chosen, today: date) -> Iterator[list[Cell]]:
    """Give the rows, a part at a time from the database."""
    read = {PEOPLE: _people, EMPLOYERS: _employers, PLACEMENTS: _placements, NEW_YEAR: new_year.rows}[noun]
    return read(actor, chosen, today)


def _people(actor: Actor, chosen: Chosen, today: date) -> Iterator[list[Cell]]:
    filters, only = people_filters(actor, chosen, today)
    after: int | None = None
    while True:
        found = people_visible_to(actor, filters, after, only=only, limit=_PART)
        keys = [row.pk for row in found.rows]
        sections = sections_of_people(actor, keys)
        entries = entries_of_people(key for key in keys if "register" in sections.get(key, ()))
        work = work_of_people(actor, [key for key in keys if "work" in sections.get(key, ())], today)
        for row in found.rows:
            running = [
                one
                for one in entries.get(row.pk, [])
                if one.starts_on <= today and (one.ends_before is None or one.ends_before > today)
            ]
            at, hours = work.get(row.pk, ("", None))
            yield [
                row.number,
                row.name,
                row.birth_on,
                place_name(row.municipality),
                ", ".join(one.ground for one in running),
                min((one.starts_on for one in running), default=None),
                at,
                hours,
                row.last_contact_on,
            ]
        after = found.next_after
        if after is None:
            return


def _employers(actor: Actor, chosen: Chosen, today: date) -> Iterator[list[Cell]]:
    after = ""
    while True:
        found = employers_visible_to(actor, employer_filters(chosen, today), after, limit=_PART)
        for row in found.rows:
            yield [row.kvk, row.name, place_name(row.municipality), sector_label(row.sector)]
        if not found.next_after:
            return
        after = found.next_after


def _placements(actor: Actor, chosen: Chosen, today: date) -> Iterator[list[Cell]]:
    filters = placement_filters(chosen, today)
    after: int | None = None
    while True:
        found = placements_visible_to(actor, filters, after, limit=_PART)
        for row in found.rows:
            yield [
                row.number,
                row.person_number,
                row.person_name,
                row.kind,
                row.employer_kvk,
                row.employer,
                row.workplace_kvk,
                row.workplace,
                row.starts_on,
                row.ends_before - timedelta(days=1) if row.ends_before else None,
                row.hours_week,
            ]
        after = found.next_after
        if after is None:
            return
