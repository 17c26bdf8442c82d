"""The places of beschut werk that are filled, by municipality, as they may be shown to others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.counting import CountingRefused, disclosed
from meedoen.steering.counted.facts_of_register import current_facts
from meedoen.steering.counted.questions import latest_complete_quarter, question_for, whole
from meedoen.steering.labels import value_label

INDICATOR = "beschut_werk.filled"


@dataclass(frozen=True, slots=True)
class Filled:
    """`value` is a number, or “< 10” or “*” where it is hidden; the own municipality stands as it is."""

    name: str
    value: int | str | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class FilledPlaces:
    on: date
    rows: tuple[Filled, ...]


def sheltered_places(actor: Actor, region: str, today: date) -> FilledPlaces | None:
    """Return who fills a place at the end of the last whole quarter, by where they live; None where that is
    not counted.

    A page that is printed leaves the organisation: numbers of a few people are hidden, but for those of the
    actor's own municipality. No whole is shown, so that none of the hidden can be found from it.
    """
    require(actor, "indicator.see")
    span = latest_complete_quarter(today)
    try:
        reading = current_facts().count(question_for(INDICATOR, region, span, by=("municipality",)))
    except (CountingRefused, LookupError, Refused):
        return None
    rows = []
    for one in disclosed(reading, settings.SMALL_NUMBER, shows_total=False).cells:
        code = one.cell.dims["municipality"]
        is_own = code == actor.municipality
        value = whole(one.cell.value) if is_own or one.text is None else one.text
        rows.append(Filled(value_label("municipality", code), value, is_own))
    return FilledPlaces(span.last_day, tuple(sorted(rows, key=lambda row: row.name)))
