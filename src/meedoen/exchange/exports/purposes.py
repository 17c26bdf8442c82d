"""Why someone takes rows out: asked each time, and written down with it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

PEOPLE, EMPLOYERS, PLACEMENTS, NEW_YEAR = "people", "employers", "placements", "new_year"

PURPOSES: dict[str, Any] = {
    "caseload": _("eigen werkvoorraad plannen"),
    "invitation": _("mensen of werkgevers uitnodigen"),
    "quality": _("gegevens nakijken en verbeteren"),
    "accountability": _("verantwoording aan gemeente, regio of accountant"),
    "transfer": _("overzetten naar een ander systeem van de organisatie"),
    "statistics": _("statistiek of onderzoek"),
}
FORMS: dict[str, str] = {"xlsx": "XLSX", "csv": "CSV"}


def purpose_choices() -> list[tuple[str, str]]:
    """Return the purposes, code and words."""
    return [(code, str(words)) for code, words in PURPOSES.items()]


def form_choices() -> list[tuple[str, str]]:
    """Return the kinds of file."""
    return list(FORMS.items())
