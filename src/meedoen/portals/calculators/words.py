"""How the pages that compute say what applies, what is known, and from whom someone gets support."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

SUPPORT = (
    ("gemeente", gettext_lazy("De gemeente (Participatiewet)")),
    ("wajong", gettext_lazy("UWV, met Wajong")),
    ("wia", gettext_lazy("UWV, met WIA")),
    ("ww", gettext_lazy("UWV, met WW")),
    ("beschut_werk", gettext_lazy("De gemeente, voor beschut werk")),
    ("geen", gettext_lazy("Niemand, of een ander")),
)

KNOWN = (
    ("", gettext_lazy("Weet ik niet")),
    ("ja", gettext_lazy("Ja")),
    ("nee", gettext_lazy("Nee")),
)

KINDS = (
    ("banenafspraak", gettext_lazy("Doelgroep banenafspraak")),
    ("arbeidsgehandicapt", gettext_lazy("Arbeidsgehandicapte werknemer")),
    ("herplaatsen", gettext_lazy("Arbeidsgehandicapte werknemer herplaatsen")),
    ("ouder", gettext_lazy("Oudere werknemer (tot 2026)")),
    ("scholingsbelemmerd", gettext_lazy("Scholingsbelemmerd (tot 2026)")),
)


def known(text: str) -> bool | None:
    """Yes, no, or not known."""
    return {"ja": True, "nee": False}.get(text)
