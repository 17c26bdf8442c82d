"""What may be asked about lasting work: curves, who reached duurzaam, what began and what ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound
from meedoen.primitives.period import Quarter, Span, Year
from meedoen.register.coaching.words import REGIMES
from meedoen.register.jobs.selectors import sbi_choices
from meedoen.register.placements.flow import label_of
from meedoen.register.places import place_name
from meedoen.register.programmes.selectors import programme_choices
from meedoen.rules import places
from meedoen.steering.areas import area_on
from meedoen.steering.counted.facts_of_register import Snapshot, current_facts
from meedoen.steering.counted.movement import Movement, movement
from meedoen.steering.labels import value_label
from meedoen.steering.lasting import reached as counted
from meedoen.steering.lasting.curves import Named, told
from meedoen.steering.lasting.shape import Reached, Survival
from meedoen.steering.lasting.spells import End, Spell, gap_on, spells_of
from meedoen.steering.lasting.work import Placed, work_of

ENDS: Mapping[End, Promise] = {
    "placement": gettext_lazy("het einde van deze plaatsing"),
    "work": gettext_lazy("het einde van al het werk"),
    "lost": gettext_lazy("het einde, maar naar ander werk is geen verlies"),
}
BY: Mapping[str, Promise] = {
    "programme": gettext_lazy("Programma"),
    "kind": gettext_lazy("Soort plaatsing"),
    "sector": gettext_lazy("Markt of overheid"),
    "sbi": gettext_lazy("Sector (SBI) van de baan"),
    "municipality": gettext_lazy("Woongemeente"),
    "regime": gettext_lazy("Begeleiding door een jobcoach"),
}
# What it is called to be in no group, where that is not unknown.
NONE_OF: Mapping[str, Promise] = {
    "programme": gettext_lazy("geen programma"),
    "regime": gettext_lazy("geen coach in de eerste maand"),
}
ALL, RECENT = "alles", "vijf-jaar"
RECENT_YEARS = 5
FIRST_YEAR = 2013
QUARTERS = 8


def survival(actor: Actor, area: str, by: str, end: str, begun: str, *, on: date) -> Survival:
    """Return how long placements last, for all and for each group, as known on a day."""
    require(actor, "lasting.see")
    chosen = next((one for one in ENDS if one == end), None)
    if chosen is None or by not in BY or begun not in dict(begun_choices(on)):
        raise NotFound(_("Deze keuze bestaat niet. Kies er een uit de lijst."))
    snapshot = current_facts()
    rows = work_of(area, snapshot)
    key = ("survival", area, by, end, begun, on, settings.SMALL_NUMBER, get_language())
    found: Survival = snapshot.kept(key, lambda: _survival(rows, by, chosen, begun, on))
    return found


def reached_in(actor: Actor, area: str, span: Span, *, today: date) -> tuple[Reached, ...]:
    """Return who became duurzaam in a period by each named definition, no further than today."""
    require(actor, "lasting.see")
    return counted.reached(current_facts(), area_on(area).code, span, today)


def movement_in(
    actor: Actor, area: str, span: Span, *, today: date, snapshot: Snapshot | None = None
) -> Movement | None:
    """Return what began and what ended in a period, no further than today."""
    require(actor, "indicator.see")
    until = today if span.last_day > today else None
    return movement(snapshot or current_facts(), area_on(area).code, span, until=until)


def begun_choices(on: date) -> list[tuple[str, str]]:
    """Return by when they began placements can be chosen, code and words."""
    return [
        (RECENT, _("de laatste vijf jaar")),
        (ALL, _("alle jaren")),
        *((str(year), str(year)) for year in range(on.year, FIRST_YEAR - 1, -1)),
    ]


def period_choices(on: date) -> list[tuple[Span, str]]:
    """Return the running quarter, those before it, and years, newest first."""
    quarters = [Quarter.of(on)]
    while len(quarters) <= QUARTERS:
        quarters.append(quarters[-1].previous)
    running, *over = quarters
    years = [Year(on.year - back) for back in range(RECENT_YEARS + 1)]
    return [
        (running, label_of(running, True)),
        *((one, one.label) for one in over),
        *((one, one.label) for one in years),
    ]


def _survival(rows: tuple[Placed, ...], by: str, end: End, begun: str, on: date) -> Survival:
    spells = [one for one in spells_of(rows, end, on) if _begun_in(one.first, begun, on)]
    members: dict[str, list[Spell]] = {}
    for spell in spells:
        code = getattr(spell.first, by)
        members.setdefault(_now(code, on) if by == "municipality" else code, []).append(spell)
    words = _words(by)
    codes = sorted(members, key=lambda code: (code == "", -len(members[code]), code))
    groups = [Named(code, _name(code, by, words), tuple(members[code])) for code in codes]
    lines, whole = told(groups, Named("", _("Samen"), tuple(spells)), settings.SMALL_NUMBER)
    return Survival(by, end, begun, on, gap_on(on), whole, lines)


def _begun_in(one: Placed, begun: str, on: date) -> bool:
    if begun == ALL:
        return True
    if begun == RECENT:
        # A year behind, so that the 29th of February is no exception.
        return (one.starts_on.year + RECENT_YEARS, one.starts_on.month, one.starts_on.day) > (
            on.year,
            on.month,
            on.day,
        )
    return one.starts_on.year == int(begun)


@lru_cache(maxsize=512)
def _now(municipality: str, on: date) -> str:
    """A municipality under the code it has on the day, or as it was written."""
    try:
        return places.municipality_on(municipality, on).code
    except LookupError:
        return municipality


def _words(by: str) -> Mapping[str, str]:
    if by == "sbi":
        return dict(sbi_choices())
    if by == "regime":
        return {code: str(words) for code, words in REGIMES.items()}
    return dict(programme_choices()) if by == "programme" else {}


def _name(code: str, by: str, words: Mapping[str, str]) -> str:
    if code == "":
        return str(NONE_OF.get(by) or _("onbekend"))
    if by == "municipality":
        return place_name(code)
    return words.get(code) or value_label(by, code)
