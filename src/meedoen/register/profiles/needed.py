"""Which fields a profile needs before anybody can find this person for work, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What someone wants and when they can come changes; a profile that nobody went through for a year is not
# offered to employers. Our own choice, after the yearly talk that most desks have; no law says so.
FRESH_FOR = timedelta(days=365)

# Stands beside the fields in lists of what is missing: everything is there, but it is too old.
CONFIRMATION = "confirmation"


@dataclass(frozen=True)
class Needed:
    """One field: its place in the kept mask, its words, what it is for, and the card that mends it."""

    code: str
    bit: int
    words: Promise
    why: Promise
    card: str


# A bit is never given out twice: the mask is kept.
NEEDED: tuple[Needed, ...] = (
    Needed("wishes", 1, _("soort werk"), _("anders is niet te zien welk werk past"), "wishes"),
    Needed("tasks", 2, _("taken"), _("werk wordt gezocht op taken die iemand kan of graag doet"), "tasks"),
    Needed("hours", 4, _("uren per week"), _("een baan heeft een aantal uren"), "availability"),
    Needed("days", 8, _("dagen"), _("een baan heeft vaste dagen"), "availability"),
    Needed("times", 16, _("tijden van de dag"), _("een baan heeft werktijden"), "availability"),
    Needed(
        "available_from",
        32,
        _("beschikbaar vanaf"),
        _("een werkgever vraagt wanneer iemand kan beginnen"),
        "availability",
    ),
    Needed("postcode", 64, _("postcode"), _("de reistijd begint bij de woonplek"), "travel"),
    Needed("means", 128, _("vervoer"), _("de reistijd hangt af van het vervoer"), "travel"),
    Needed("travel_minutes", 256, _("reistijd"), _("zo ver wil en kan iemand reizen"), "travel"),
    Needed(
        "conditions",
        512,
        _("voorwaarden"),
        _("ook “geen voorwaarden” moet besproken zijn"),
        "conditions",
    ),
    Needed("education", 1024, _("opleiding"), _("bij sommig werk hoort een niveau"), "schooling"),
    Needed("languages", 2048, _("talen"), _("uitleg en veiligheid vragen een taal"), "languages"),
)

EVERYTHING = sum(one.bit for one in NEEDED)
BY_CODE: dict[str, Needed] = {one.code: one for one in NEEDED}


def fresh_from(today: date) -> date:
    """Return the first day on which a profile can have been gone through and still be fresh."""
    return today - FRESH_FOR


def missing_in(mask: int) -> tuple[Needed, ...]:
    """Return the fields that a kept mask names, in the order of the list."""
    return tuple(one for one in NEEDED if mask & one.bit)
