"""The sentences of a fit: one for each limit and part, true for who looks from either side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from meedoen.matching.codes import CONDITIONS
from meedoen.primitives.words import N_, Hole, Words

# Per limit: how it is said when it is kept, and when it is not.
KEPT: dict[str, str] = {
    "travel": N_("%(minutes)s minuten met %(means)s; de grens is %(limit)s"),
    "hours": N_("%(low)s tot %(high)s uur per week kan voor beide"),
    "hours_one": N_("%(low)s uur per week kan voor beide"),
    "days": N_("De kandidaat kan op alle dagen van dit werk"),
    "times": N_("De kandidaat kan op alle werktijden"),
    "start": N_("De kandidaat kan op tijd beginnen"),
    "tasks": N_("De kandidaat kan of leert %(percent)s%% van het werk"),
    "licences": N_("De kandidaat heeft het rijbewijs dat nodig is"),
    "level": N_("De opleiding is genoeg"),
    "language": N_("%(language)s: %(has)s is genoeg"),
    "offered": N_("De plek biedt: %(what)s"),
    "hour": N_("Het werk begint om %(begins)s uur; de kandidaat kan vanaf %(limit)s uur"),
    "offered_to": N_("De kandidaat hoort bij de mensen voor wie deze baan is: %(what)s"),
}
BROKEN: dict[str, str] = {
    "travel": N_("Te ver: %(minutes)s minuten met %(means)s; de grens is %(limit)s"),
    "hours": N_(
        "De uren passen niet: het werk is %(job_low)s tot %(job_high)s uur, de kandidaat wil %(low)s tot "
        "%(high)s uur"
    ),
    "days": N_("De kandidaat kan niet op: %(what)s"),
    "times": N_("De kandidaat kan niet in deze werktijden: %(what)s"),
    "start": N_("De kandidaat kan vanaf %(since)s; dat is te laat"),
    "tasks": N_("De kandidaat kan of leert %(percent)s%% van het werk; nodig is %(least)s%%"),
    "licences": N_("Dit rijbewijs ontbreekt: %(what)s"),
    "level": N_("Het werk vraagt: %(asked)s. De kandidaat heeft: %(has)s"),
    "language": N_("%(language)s: het werk vraagt “%(asked)s”, de kandidaat %(has)s"),
    "offered": N_("De plek biedt niet: %(what)s"),
    "hour": N_("Het werk begint om %(begins)s uur; de kandidaat kan pas vanaf %(limit)s uur"),
    "offered_to": N_("Deze baan is alleen voor: %(what)s"),
}
# Said alike whether it is kept or not.
NUMBERS: dict[str, str] = {
    "lift_kg": N_("Het werk vraagt tillen tot %(asked)s kilo; de kandidaat kan tot %(limit)s"),
    "stand_minutes": N_(
        "Het werk vraagt %(asked)s minuten staan aan één stuk; de kandidaat kan tot %(limit)s"
    ),
    "walk_minutes": N_(
        "Het werk vraagt %(asked)s minuten lopen aan één stuk; de kandidaat kan tot %(limit)s"
    ),
    "sit_minutes": N_(
        "Het werk vraagt %(asked)s minuten zitten aan één stuk; de kandidaat kan tot %(limit)s"
    ),
    "screen_minutes": N_(
        "Het werk vraagt %(asked)s minuten beeldscherm per dag; de kandidaat kan tot %(limit)s"
    ),
    "guidance_minutes": N_("De plek geeft %(given)s minuten begeleiding per dag; nodig is %(needed)s"),
    "extra_breaks": N_("De plek geeft %(given)s keer per dag een extra pauze; nodig is %(needed)s"),
}
UNKNOWN = N_("niet bekend")
NO_TRAVEL = N_("Er is geen vervoer waarmee de kandidaat er komt")
PART: dict[str, str] = {
    "tasks": N_(
        "Van de taken doet de kandidaat %(liked)s graag, kan %(able)s, wil %(wanted)s leren; %(none)s niet"
    ),
    "wishes": N_("%(percent)s%% van het werk is in een richting die de kandidaat wil"),
    "travel": N_("%(minutes)s van hoogstens %(limit)s minuten reizen"),
    "hours": N_("Samen te kiezen: %(low)s tot %(high)s uur per week"),
    "hours_one": N_("Het kan met %(low)s uur per week"),
    "room": N_("Bij %(roomy)s van %(stated)s grenzen blijft ruimte over"),
}
NO_WISHES = N_("De kandidaat noemde geen soort werk")
NO_NUMBERS = N_("De kandidaat heeft geen grenzen in kilo's of minuten")


@lru_cache(maxsize=8192)
def hours(hundredths: int) -> Decimal:
    """Hours as people say them."""
    return Decimal(hundredths) / 100


def say(sentence: str, **holes: Hole) -> Words:
    """A sentence with its holes."""
    return Words(sentence, holes)


def listed(codes: Iterable[str], names: Mapping[str, str]) -> Words:
    """Codes in words, in the order of their list, with commas."""
    asked = set(codes)
    found = [Words(name) for code, name in names.items() if code in asked]
    sentence = ", ".join(f"%({place})s" for place, _ in enumerate(found))
    return Words(sentence, {str(place): one for place, one in enumerate(found)})


def condition(code: str) -> Words:
    """A condition in words."""
    return Words(CONDITIONS[code].words)
