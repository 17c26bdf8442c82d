"""The codes that stand in rows about the carving bench, with their words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.matching.carving_shapes import FREQUENCIES, KEPT
from meedoen.primitives.number import format_decimal
from meedoen.register.profiles.words import LEVELS

Choices = list[tuple[str, str]]

# Why a bench is closed.
CLOSED: Mapping[str, Promise] = {
    "done": gettext_lazy("de banen zijn gemaakt"),
    "no_tasks": gettext_lazy("er zijn geen taken die eruit kunnen"),
    "not_wanted": gettext_lazy("de werkgever wil niet verder"),
    "mistake": gettext_lazy("de bank stond er per ongeluk"),
}


def frequency_choices() -> Choices:
    return [(code, _(words)) for code, words in FREQUENCIES.items()]


def kept_choices() -> Choices:
    return [(code, _(words)) for code, words in KEPT.items()]


def closed_choices() -> Choices:
    return [(code, str(words)) for code, words in CLOSED.items()]


def frequency_words(code: str) -> str:
    return _(FREQUENCIES[code]) if code in FREQUENCIES else code


def kept_words(code: str) -> str:
    return _(KEPT[code]) if code in KEPT else code


def level_words(code: str) -> str:
    return str(LEVELS.get(code, code))


def in_hours(quarters: int) -> str:
    """Quarters of an hour as people write hours: 26 is 6,5."""
    return format_decimal(Decimal(quarters) / 4, 0 if quarters % 4 == 0 else 1 if quarters % 2 == 0 else 2)
