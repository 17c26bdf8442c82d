"""Short free texts and codes about employers: their length, and whether they are in the table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.register.checks import NotPossible, tidy
from meedoen.register.employers.words import Codes


def noted(given: str, what: str, field: str, longest: int) -> tuple[str, list[Refused]]:
    """Return the tidied text, which may be empty, and what is wrong with it."""
    kept = tidy(given)
    if len(kept) > longest:
        message = _("%(what)s is te lang. Gebruik hoogstens %(longest)s tekens.")
        return kept, [NotPossible(message % {"what": what, "longest": longest}, field=field)]
    return kept, []


def needed(given: str, what: str, field: str, longest: int) -> tuple[str, list[Refused]]:
    """As `noted`, for a text that may not be left out."""
    kept, wrong = noted(given, what, field, longest)
    if not kept:
        wrong.append(NotPossible(_("%(what)s ontbreekt. Vul dit in.") % {"what": what}, field=field))
    return kept, wrong


def wrong_code(code: str, codes: Codes, field: str) -> list[Refused]:
    """Refuse a code that is not in the table."""
    if code in dict(codes):
        return []
    return [NotPossible(_("Deze keuze bestaat niet. Kies er een uit de lijst."), field=field)]
