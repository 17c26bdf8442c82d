"""Municipalities as the register writes them down: their names, and which ones a form may offer."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from meedoen.primitives.period import day_in_words
from meedoen.rules import places
from meedoen.rules.refusal import UnknownPlace


@lru_cache(maxsize=1024)
def place_name(code: str) -> str:
    """Return the name of a municipality as it was recorded, or the code where the map does not know it."""
    return next((one.name for one in places.all_municipalities() if one.code == code), code)


def area_of(code: str) -> frozenset[str]:
    """Return every code that has come to stand for this municipality, itself included."""
    try:
        return places.predecessors(code)
    except UnknownPlace:
        return frozenset({code})


def municipality_choices(on: date) -> list[tuple[str, str]]:
    """Return the municipalities of a day, code and name."""
    return [(one.code, one.name) for one in places.known_municipalities(on)]


def municipality_choices_ever(on: date) -> list[tuple[str, str]]:
    """Return the municipalities of a day and, after them, those that ended before it, with their last day."""
    ended = sorted(
        (one.name, one.code, one.ends_before)
        for one in places.all_municipalities()
        if one.ends_before is not None and one.ends_before <= on
    )
    words = _("%(name)s (tot %(day)s)")
    return municipality_choices(on) + [
        (code, words % {"name": name, "day": day_in_words(day)}) for name, code, day in ended
    ]
