"""The codes that stand in rows about employers, with their words, and which state may follow which."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Codes = Sequence[tuple[str, Promise]]

CORRECTABLE: Codes = (
    ("name", _("naam")),
    ("municipality", _("gemeente")),
    ("postcode", _("postcode")),
    ("number", _("vestigingsnummer")),
    ("payroll_hours", _("verloonde uren")),
)

PAUSES: Codes = (
    ("asked", _("de werkgever vroeg om rust")),
    ("reorganised", _("reorganisatie of overname")),
    ("vacancy_stop", _("vacaturestop")),
    ("complaint", _("er loopt een klacht")),
    ("full", _("er is nu geen plek of begeleiding")),
)

IN_PLACE: Codes = (
    ("harrie", _("Harries: collega's die getraind zijn om te begeleiden")),
    ("own_jobcoach", _("eigen jobcoach")),
    ("flexible_hours", _("flexibele werktijden")),
    ("quiet_room", _("rustige ruimte")),
    ("lift", _("lift")),
    ("wheelchair", _("toegankelijk met een rolstoel")),
    ("adapted_toilet", _("aangepast toilet")),
    ("adjustable_desk", _("verstelbare werkplek")),
    ("parking", _("parkeerplek bij de ingang")),
    ("easy_language", _("instructies in eenvoudige taal of beeld")),
    ("transport", _("vervoer naar het werk")),
)
# Where the verloonde uren of a year were read.
PAYROLL_SOURCES: Codes = (
    ("return", _("loonaangifte")),
    ("report", _("jaarverslag")),
    ("told", _("opgave van de werkgever")),
    ("estimate", _("schatting")),
)
# What is counted where it is in place.
COUNTED = frozenset({"harrie"})

KINDS: Codes = (
    ("visit", _("bezoek")),
    ("phone", _("telefoon")),
    ("mail", _("mail")),
    ("meeting", _("bijeenkomst")),
)
ABOUT: Codes = (
    ("acquaintance", _("kennismaking")),
    ("vacancy", _("vacature")),
    ("candidate", _("kandidaat")),
    ("placement", _("plaatsing")),
    ("complaint", _("klacht")),
    ("sroi", _("social return (SROI)")),
    ("scan", _("bedrijfsscan")),
)
# An employer comes to a meeting by itself; who works there already is guided whatever the employer asked for.
APPROACHING = frozenset({"visit", "phone", "mail"})
GUIDING = frozenset({"placement", "complaint"})

OFFER_STATES: Codes = (
    ("open", _("wacht op antwoord")),
    ("accepted", _("overgenomen")),
    ("refused", _("niet overgenomen")),
    ("withdrawn", _("ingetrokken")),
)
OFFER_REFUSALS: Codes = (
    ("no_time", _("ik heb nu geen tijd")),
    ("not_my_area", _("dit is niet mijn gebied of branche")),
    ("known_better", _("een ander kent deze werkgever beter")),
)

ARRANGEMENTS: Codes = (
    ("jobs", _("banen")),
    ("trials", _("proefplaatsingen")),
    ("learning", _("leerwerkplekken")),
    ("carving", _("functies op maat")),
    ("sroi", _("social return (SROI)")),
)
ARRANGEMENT_STATES: Codes = (
    ("draft", _("in voorbereiding")),
    ("agreed", _("afgesproken")),
    ("ended", _("beëindigd")),
    ("cancelled", _("gaat niet door")),
)
# What was agreed can stop; only what never began did not go on.
ARRANGEMENT_MOVES: dict[str, frozenset[str]] = {
    "draft": frozenset({"agreed", "cancelled"}),
    "agreed": frozenset({"ended"}),
    "ended": frozenset(),
    "cancelled": frozenset(),
}

ADVICE: Codes = (
    ("carve", _("taken bundelen tot een functie")),
    ("adapt_place", _("werkplek aanpassen")),
    ("train_harrie", _("collega's trainen tot Harrie")),
    ("change_hours", _("andere werktijden")),
    ("language", _("instructies vereenvoudigen")),
    ("learning_place", _("leerwerkplek inrichten")),
    ("scheme", _("regeling of voorziening aanvragen")),
)
ADVICE_STATES: Codes = (
    ("open", _("open")),
    ("done", _("gedaan")),
    ("dropped", _("gebeurt niet")),
)
DROPPED: Codes = (
    ("not_wanted", _("de werkgever wil dit niet")),
    ("too_costly", _("te duur")),
    ("no_people", _("geen mensen om het te doen")),
    ("work_gone", _("het werk bestaat niet meer")),
    ("done_otherwise", _("anders opgelost")),
)


def label_of(codes: Codes, code: str) -> str:
    """Return the words for a code; a code that is no longer in use stands as it was written."""
    return str(dict(codes).get(code, code))


def choices(codes: Codes) -> list[tuple[str, str]]:
    """Return codes with their words, for a form."""
    return [(code, str(words)) for code, words in codes]


def counts_as_approach(kind: str, about: str, *, is_by_employer: bool) -> bool:
    """True if and only if we sought the employer out: by visit, phone or mail, and not about someone who
    works there already."""
    return kind in APPROACHING and about not in GUIDING and not is_by_employer
