"""What the conditions of people mean for a job: what someone finds there, and what the work asks.

The codes are those of the profiles. A condition that stands at a job holds there: a quiet place means that
there is one. Of the body it is the other way round: the number is what the work asks, and a job without it
asks nothing. What does not stand at a job is not there, and can be arranged or not.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.register.profiles.conditions import BY_CODE, GROUPS, KINDS, Kind

# Guidance has fields of its own at a job: who, and how long.
ELSEWHERE = frozenset({"guidance_minutes", "fixed_guide"})
DEMANDS: Mapping[str, Kind] = {kind.code: kind for kind in KINDS if kind.code not in ELSEWHERE}
# What the work asks of the body, said of the work.
ASKED: Mapping[str, Promise] = {
    "lift_kg": gettext_lazy("tillen, hoogstens"),
    "stand_minutes": gettext_lazy("staan aan één stuk, hoogstens"),
    "walk_minutes": gettext_lazy("lopen aan één stuk, hoogstens"),
    "sit_minutes": gettext_lazy("zitten aan één stuk, hoogstens"),
    "screen_minutes": gettext_lazy("werken aan een beeldscherm, hoogstens"),
}
OWN_WORDS: Mapping[str, Promise] = {
    **ASKED,
    "extra_breaks": gettext_lazy("extra pauzes, tot"),
    "not_before": gettext_lazy("begint niet eerder dan"),
    "no_phone": gettext_lazy("zonder telefoneren"),
    "no_customers": gettext_lazy("zonder contact met klanten"),
}
GROUPED: Mapping[str, Promise] = {**GROUPS, "body": gettext_lazy("Wat het werk van het lichaam vraagt")}


def demand_words(code: str) -> str:
    """Return a demand in words, said of the work; a code that is no longer in use stands as it was."""
    kind = BY_CODE.get(code)
    return str(OWN_WORDS.get(code) or (kind.words if kind else code))


def demand_in_words(code: str, value: int) -> str:
    """Return a demand with its number, as in “tillen, hoogstens 10 kilo”."""
    kind = BY_CODE.get(code)
    if kind is None or kind.unit is None:
        return demand_words(code)
    words = {"what": demand_words(code), "value": value, "unit": kind.unit}
    return _("%(what)s %(value)s %(unit)s") % words


def by_group() -> list[tuple[str, list[Kind]]]:
    """Return the demands in groups, the group in words; a group without any is left out."""
    groups = [
        (str(title), [kind for kind in DEMANDS.values() if kind.group == group])
        for group, title in GROUPED.items()
    ]
    return [(title, kinds) for title, kinds in groups if kinds]
