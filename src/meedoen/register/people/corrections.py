"""What may be asked about corrections: what stood there before, as far as the reader sees that section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.access.colleagues import names_of
from meedoen.primitives.period import day_in_words
from meedoen.register.people.grounds import ground_label
from meedoen.register.people.models import Correction, Person, Registration
from meedoen.register.places import place_name

# The section of the file that each of them belongs to; the others are on the first page.
_SECTION = {Correction.What.REGISTRATION.value: "register"}
_LABELS: Mapping[str, Promise] = {
    "name": _("naam"),
    "birth_on": _("geboortedatum"),
    "ground": _("grond"),
    "starts_on": _("vanaf"),
    "ends_before": _("tot"),
    "ended_because": _("reden van einde"),
    "municipality": _("gemeente"),
}


@dataclass(frozen=True)
class CorrectionRow:
    """A correction in words: on which day, what it was about, what stood there, why and by whom."""

    on: date
    what: str
    was: tuple[tuple[str, str], ...]
    is_withdrawal: bool
    because: str
    by: str


def corrections_of(person: Person, sections: frozenset[str]) -> list[CorrectionRow]:
    """Return what was mended or withdrawn in the sections that the reader sees, the latest first."""
    rows = [
        row
        for row in Correction.objects.filter(person=person).order_by("-corrected_on", "-pk")
        if _SECTION.get(row.what, "") in {"", *sections}
    ]
    names = names_of(row.corrected_by_id for row in rows if row.corrected_by_id is not None)
    return [
        CorrectionRow(
            row.corrected_on,
            row.get_what_display(),
            former_values(row.before),
            row.is_withdrawal,
            row.get_because_display(),
            names.get(row.corrected_by_id or 0, ""),
        )
        for row in rows
    ]


def former_values(before: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what stood there, label and value in words."""
    return tuple((str(_LABELS.get(name, name)), _words(name, value)) for name, value in before.items())


def reason_choices() -> list[tuple[str, str]]:
    """Return why something may be corrected, code and words."""
    return [(code, str(label)) for code, label in Correction.Because.choices]


def _words(name: str, value: Any) -> str:
    if value in (None, ""):
        return str(_("niets"))
    if name in {"birth_on", "starts_on", "ends_before"}:
        return day_in_words(date.fromisoformat(value))
    if name == "ground":
        return ground_label(value)
    if name == "municipality":
        return place_name(value)
    if name == "ended_because":
        return str(dict(Registration.Because.choices).get(value, value))
    return str(value)
