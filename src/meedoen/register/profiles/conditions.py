"""What someone needs to be able to work, in words about work and never about the person."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """One condition. Without a unit it holds or does not; with one it has a whole number in that unit."""

    code: str
    words: Promise
    group: str
    unit: Promise | None = None
    least: int = 1
    most: int = 1


GROUPS: dict[str, Promise] = {
    "place": _("De plek"),
    "structure": _("Structuur en uitleg"),
    "guidance": _("Begeleiding"),
    "body": _("Wat het lichaam kan"),
    "times": _("Werktijden"),
}

_KG, _MINUTES, _A_DAY = _("kilo"), _("minuten"), _("minuten per dag")

KINDS: tuple[Kind, ...] = (
    Kind("quiet_place", _("een rustige plek"), "place"),
    Kind("few_people", _("met weinig mensen tegelijk werken"), "place"),
    Kind("own_place", _("een vaste eigen werkplek"), "place"),
    Kind("indoors", _("alleen binnen werken"), "place"),
    Kind("outdoors", _("vooral buiten werken"), "place"),
    Kind("clean_air", _("geen stof of sterke geuren"), "place"),
    Kind("wheelchair_access", _("een werkplek waar een rolstoel kan komen"), "place"),
    Kind("no_stairs", _("zonder trappen"), "place"),
    Kind("no_heights", _("niet op een ladder of op hoogte"), "place"),
    Kind("fixed_structure", _("elke dag dezelfde volgorde"), "structure"),
    Kind("one_task", _("één taak tegelijk"), "structure"),
    Kind("own_pace", _("in eigen tempo, zonder tijdsdruk"), "structure"),
    Kind("steps_on_paper", _("uitleg op papier of in plaatjes"), "structure"),
    Kind("plain_words", _("korte, eenvoudige uitleg"), "structure"),
    Kind("no_phone", _("niet hoeven telefoneren"), "structure"),
    Kind("no_customers", _("geen contact met klanten"), "structure"),
    Kind("fixed_guide", _("één vaste begeleider op de werkvloer"), "guidance"),
    Kind("guidance_minutes", _("begeleiding nodig"), "guidance", _A_DAY, 1, 480),
    Kind("extra_breaks", _("extra pauzes"), "guidance", _("keer per dag"), 1, 8),
    Kind("lift_kg", _("tilt tot"), "body", _KG, 0, 50),
    Kind("stand_minutes", _("staat aan één stuk tot"), "body", _MINUTES, 0, 480),
    Kind("walk_minutes", _("loopt aan één stuk tot"), "body", _MINUTES, 0, 480),
    Kind("sit_minutes", _("zit aan één stuk tot"), "body", _MINUTES, 0, 480),
    Kind("screen_minutes", _("werkt aan een beeldscherm tot"), "body", _A_DAY, 0, 480),
    Kind("one_hand", _("werk dat met één hand kan"), "body"),
    Kind("no_night", _("niet 's nachts"), "times"),
    Kind("no_evening", _("niet 's avonds"), "times"),
    Kind("fixed_times", _("vaste werktijden"), "times"),
    Kind("not_before", _("begint niet eerder dan"), "times", _("uur"), 5, 14),
)

BY_CODE: dict[str, Kind] = {kind.code: kind for kind in KINDS}
