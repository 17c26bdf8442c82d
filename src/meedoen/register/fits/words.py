"""What stands in the way of a fit, in a few words for a count."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.register.profiles.conditions import BY_CODE
from meedoen.register.profiles.words import LANGUAGES

LIMITS: dict[str, Promise] = {
    "travel": gettext_lazy("te ver, of er is geen vervoer"),
    "hours": gettext_lazy("het aantal uren past niet"),
    "days": gettext_lazy("de dagen passen niet"),
    "times": gettext_lazy("de werktijden passen niet"),
    "start": gettext_lazy("kan niet op tijd beginnen"),
    "tasks": gettext_lazy("te weinig taken die iemand kan of wil leren"),
    "condition": gettext_lazy("een voorwaarde wordt niet gehaald"),
    "language": gettext_lazy("een taal ontbreekt"),
    "licences": gettext_lazy("een rijbewijs ontbreekt"),
    "offered_to": gettext_lazy("de baan is voor een andere doelgroep"),
    "level": gettext_lazy("het werk vraagt een hogere opleiding"),
}


def limit_words(code: str, topic: str) -> str:
    """Say what a limit is about; a condition and a language by their own name."""
    if code == "condition" and topic in BY_CODE:
        return _("voorwaarde: %(what)s") % {"what": BY_CODE[topic].words}
    if code == "language" and topic in LANGUAGES:
        return _("taal: %(what)s") % {"what": LANGUAGES[topic]}
    return str(LIMITS.get(code, code))
