"""The words of coaching: regimes, kinds of visits, who was there, who does what, and how it goes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

# What a municipality decides about each of them stands in its own choices, under this code.
CHOICE_OF: Mapping[str, str] = {
    "licht": "jobcoach_licht",
    "midden": "jobcoach_midden",
    "intensief": "jobcoach_intensief",
}
# After how many weeks somebody ought to have come by, where the municipality itself says nothing about it.
VISIT_WEEKS: Mapping[str, int] = {"licht": 13, "midden": 6, "intensief": 3}
VISIT_WEEKS_CHOICE = "jobcoach_bezoek_weken"

REGIMES: Words = {
    "licht": _("licht"),
    "midden": _("midden"),
    "intensief": _("intensief"),
}
KINDS: Words = {
    "at_work": _("bezoek op het werk"),
    "office": _("gesprek op kantoor"),
    "phone": _("telefoon of beeldbellen"),
    "employer": _("gesprek bij de werkgever"),
    "writing": _("verslag of regelwerk"),
}
WITH_WHOM: Words = {
    "both": _("kandidaat en werkgever"),
    "person": _("kandidaat"),
    "employer": _("werkgever of leidinggevende"),
    "mentor": _("begeleider op de werkvloer"),
    "none": _("niemand"),
}
SIDES: Words = {
    "person": _("kandidaat"),
    "employer": _("werkgever"),
    "coach": _("coach"),
    "municipality": _("gemeente"),
}
VOICES: Words = {
    "person": _("kandidaat"),
    "employer": _("werkgever"),
    "coach": _("coach"),
}
MARKS: Words = {
    "well": _("goed"),
    "fair": _("redelijk"),
    "badly": _("niet goed"),
}
ENDED_BECAUSE: Words = {
    "on_own_feet": _("kan het zelf, met collega's"),
    "work_ended": _("het werk is gestopt"),
    "moved": _("verhuisd naar een andere gemeente"),
    "other_coach": _("iemand anders begeleidt nu"),
    "wish": _("op verzoek van de kandidaat"),
    "wrong": _("verkeerd vastgelegd"),
}
UNITS: Words = {"hours": _("uren"), "euro": _("euro")}


def choices(words: Words) -> list[tuple[str, str]]:
    """Return code and words, for a form or a filter."""
    return [(code, str(one)) for code, one in words.items()]
