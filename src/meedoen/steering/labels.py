"""What the codes in readings and publications are called, for whoever reads a page or a file."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.counting import UNKNOWN
from meedoen.register.people.grounds import ground_label
from meedoen.rules import places

Words = str | Promise

CERTAINTY: Mapping[str, Words] = {
    "confirmed": gettext_lazy("bevestigd: de bron is gelezen"),
    "derived": gettext_lazy("afgeleid: gerekend met bevestigde gegevens"),
    "assumed": gettext_lazy("aangenomen: er is geen bron gevonden"),
}
STATUS: Mapping[str, Words] = {
    "provisional": gettext_lazy("voorlopig"),
    "final": gettext_lazy("definitief"),
    "indicative": gettext_lazy("indicatief"),
    "target": gettext_lazy("doel"),
}
ATTRIBUTION: Mapping[str, Words] = {
    "woon": gettext_lazy("naar woongemeente van de persoon"),
    "werk": gettext_lazy("naar gemeente waar het werk is"),
}
# Beside a number the unit stands in the plural: “3.257 afspraakbanen”.
UNIT: Mapping[str, Words] = {
    "afspraakbaan": gettext_lazy("afspraakbanen"),
    "plek beschut werk": gettext_lazy("plekken beschut werk"),
    "plaatsing": gettext_lazy("plaatsingen"),
    "persoon": gettext_lazy("personen"),
}
BREAKDOWN: Mapping[str, Words] = {
    "form": gettext_lazy("dienstverband of inleen"),
    "sector": gettext_lazy("markt of overheid"),
    "sector_at_work": gettext_lazy("markt of overheid, inleen bij de inlener"),
    "region": gettext_lazy("arbeidsmarktregio"),
    "municipality": gettext_lazy("gemeente"),
    "ground": gettext_lazy("grond in het doelgroepregister"),
    "kind": gettext_lazy("soort plaatsing"),
    "newness": gettext_lazy("nieuwe baan of bestond al"),
    "programme": gettext_lazy("programma"),
    "employer": gettext_lazy("werkgever"),
}
_VALUES: Mapping[str, Mapping[str, Words]] = {
    "form": {
        "dienstverband": gettext_lazy("dienstverband"),
        "inleen": gettext_lazy("inleen en detachering"),
    },
    "sector": {
        "markt": gettext_lazy("markt"),
        "overheid": gettext_lazy("overheid"),
        "inleen": gettext_lazy("inleen, niet verdeeld"),
    },
    "sector_at_work": {"markt": gettext_lazy("markt"), "overheid": gettext_lazy("overheid")},
    "newness": {
        "new": gettext_lazy("nieuwe baan"),
        "existing": gettext_lazy("baan die al bestond"),
    },
    "kind": {
        "dienstverband": gettext_lazy("dienstverband"),
        "wsw_detachering": gettext_lazy("Wsw-detachering"),
        "uitzend_inleen": gettext_lazy("uitzend of inleen"),
        "begeleid_werken": gettext_lazy("begeleid werken (Wsw)"),
        "beschut_werk": gettext_lazy("beschut werk"),
        "proefplaatsing": gettext_lazy("proefplaatsing"),
        "leerwerkplek": gettext_lazy("leerwerkplek"),
    },
}


def value_label(dimension: str, value: str) -> str:
    """Return the words for one value of a breakdown; a value without words stays as it is."""
    if value == UNKNOWN:
        return _("onbekend")
    if dimension == "region":
        return next((one.name for one in places.all_regions() if one.code == value), value)
    if dimension == "municipality":
        return _municipality_name(value)
    if dimension == "ground":
        return ground_label(value)
    return str(_VALUES.get(dimension, {}).get(value, value))


def part_label(dims: Mapping[str, str], names: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return the words for a part, such as “dienstverband, markt”; inleen is not said twice."""
    shown = dict(dims)
    if shown.get("form") == shown.get("sector") == "inleen":
        del shown["sector"]
    given = names or {}
    return ", ".join(
        given.get(dimension, {}).get(value) or value_label(dimension, value)
        for dimension, value in shown.items()
    )


def _municipality_name(code: str) -> str:
    return next((one.name for one in places.all_municipalities() if one.code == code), code)
