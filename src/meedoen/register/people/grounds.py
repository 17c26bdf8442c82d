"""Grounds for an entry in the doelgroepregister: code, legal place and Dutch words (Wfsv 38b, 38f)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

GROUNDS: dict[str, Any] = {
    "1a": _("Participatiewet: kan het minimumloon niet verdienen (38b lid 1a)"),
    "1b": _("Wsw-indicatie (38b lid 1b)"),
    "1c": _("Wajong met arbeidsvermogen (38b lid 1c)"),
    "1d": _("indicatie bij algemene maatregel van bestuur (38b lid 1d)"),
    "1e": _("Participatiewet, beoordeeld op eigen verzoek (38b lid 1e)"),
    "1f": _("overgang: eerder Wsw of Wajong (38b lid 1f)"),
    "1g": _("IVA met proef loondispensatie (38b lid 1g)"),
    "2": _("jonggehandicapt, minimumloon alleen met voorziening (38b lid 2)"),
    "6": _("blijft ingeschreven (38b lid 6)"),
    "38f5": _("WIW of ID-baan (38f lid 5)"),
    "vso_pro": _("leerling of oud-leerling vso of praktijkonderwijs"),
    "wajong_afgewezen": _("Wajong afgewezen tussen 10-9-2014 en 1-7-2015"),
}


def ground_label(code: str) -> str:
    """Return the words for a ground, or the code itself where it is unknown."""
    return str(GROUNDS.get(code, code))


def ground_choices() -> list[tuple[str, str]]:
    """Return code and words of every ground, in the order of the law."""
    return [(code, str(label)) for code, label in GROUNDS.items()]
