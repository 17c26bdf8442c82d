"""Checks that every noun of the register shares, and the refusals they end in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused, Several
from meedoen.primitives.period import day_in_words
from meedoen.rules import places

# Nothing in the register is older than this; an earlier day is a slip of the pen.
EARLIEST = date(1900, 1, 1)
# How far ahead an agreed day may lie: a year, counted as the leap year it may be.
AHEAD = timedelta(days=366)
# No agreement is made for longer than this; a later day is a slip of the pen.
FAR_AHEAD = timedelta(days=3653)


class NotPossible(Refused):
    """What was typed cannot be so."""


class AlreadyThere(Refused):
    """The same was registered before; a second row would count it twice."""


class NeedsConfirmation(Refused):
    """Unusual but possible: done when the actor says so with `code` in `accepted`."""

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message, field=field)
        self.code = code


class ChangedMeanwhile(Refused):
    """Someone else saved first, so nothing is written.

    `now`: what stands there, by field, wherever that is not what was typed; `version`: the version that
    stands there, with which saving again goes through.
    """

    def __init__(self, version: int, now: Mapping[str, Any]) -> None:
        super().__init__(
            _(
                "Iemand anders heeft dit gewijzigd terwijl u bezig was. Wat u typte, staat er nog. "
                "Vergelijk het met wat er nu staat, en sla opnieuw op."
            )
        )
        self.version = version
        self.now = dict(now)


class InRow(Refused):
    """One row of many is refused, and so nothing is done; `row` counts from 1."""

    def __init__(self, row: int, refusal: Refused) -> None:
        super().__init__(
            _("Rij %(row)s: %(message)s") % {"row": row, "message": refusal.message}, field=refusal.field
        )
        self.row = row
        self.refusal = refusal


def refuse_changed(*, opened: int, version: int, now: Mapping[str, Any], typed: Mapping[str, Any]) -> None:
    """Refuse to save what was opened under another version than the row has; ask this under its lock.

    `now` and `typed` hold what can be changed, by the name of the form field.
    """
    if opened != version:
        differs = {name: value for name, value in now.items() if name not in typed or typed[name] != value}
        raise ChangedMeanwhile(version, differs)


def together(refusals: Iterable[Refused]) -> None:
    """Refuse with everything that is wrong at once, or do nothing."""
    found = list(refusals)
    if len(found) == 1:
        raise found[0]
    if found:
        raise Several(found)


def refuse_first(wrong: Mapping[int, list[Refused]]) -> None:
    """Refuse the first row of many with everything that is wrong with it, or do nothing."""
    for row in sorted(wrong):
        refusals = wrong[row]
        raise InRow(row, refusals[0] if len(refusals) == 1 else Several(refusals))


def tidy(text: str) -> str:
    """Return the text on one line, without signs that cannot be seen."""
    if text.isprintable():
        # Nearly every text: a fifth of the time of looking at each sign.
        return " ".join(text.split())
    visible = (" " if sign.isspace() else sign for sign in text)
    kept = "".join(sign for sign in visible if unicodedata.category(sign) not in {"Cc", "Cs"})
    return " ".join(kept.split())


def text(given: str, what: str, field: str, longest: int) -> tuple[str, list[Refused]]:
    """Return the tidied text, and what is wrong with it."""
    kept = tidy(given)
    if not kept:
        return kept, [NotPossible(_("%(what)s ontbreekt. Vul dit in.") % {"what": what}, field=field)]
    if len(kept) > longest:
        message = _("%(what)s is te lang. Gebruik hoogstens %(longest)s tekens.")
        return kept, [NotPossible(message % {"what": what, "longest": longest}, field=field)]
    return kept, []


def wrong_municipality(code: str, day: date, field: str) -> list[Refused]:
    """Refuse a municipality that is not on the map of that day under this very code."""
    known = next((one for one in places.all_municipalities() if one.code == code), None)
    if known is None:
        message = _("Deze gemeente staat niet op de kaart. Kies een gemeente uit de lijst.")
        return [NotPossible(message, field=field)]
    # The map starts somewhere; who lived in a place before that, lived there on its first day.
    day = max(day, min(one.starts_on for one in places.all_municipalities()))
    if known.exists_on(day):
        return []
    message = _("De gemeente %(name)s bestond niet op %(day)s. %(remedy)s")
    return [
        NotPossible(
            message % {"name": known.name, "day": day_in_words(day), "remedy": _successor(code, day)},
            field=field,
        )
    ]


def _successor(code: str, day: date) -> str:
    try:
        now = places.municipality_on(code, day)
    except LookupError:
        return _("Kies de gemeente zoals die toen heette.")
    return _("Kies %(name)s.") % {"name": now.name}


def wrong_day(day: date, what: str, field: str, *, latest: date, earliest: date = EARLIEST) -> list[Refused]:
    """Refuse a day outside what can be."""
    if day < earliest:
        message = _("%(what)s kan niet vóór %(day)s liggen. Controleer de datum.")
        return [NotPossible(message % {"what": what, "day": day_in_words(earliest)}, field=field)]
    if day > latest:
        message = _("%(what)s kan niet na %(day)s liggen. Controleer de datum.")
        return [NotPossible(message % {"what": what, "day": day_in_words(latest)}, field=field)]
    return []


def wrong_end(starts_on: date, ends_before: date | None, field: str) -> list[Refused]:
    """Refuse a period that ends before it starts."""
    if ends_before is None or ends_before > starts_on:
        return []
    message = _("Het einde ligt vóór het begin (%(day)s). Kies een latere einddatum.")
    return [NotPossible(message % {"day": day_in_words(starts_on)}, field=field)]


def in_hundredths(hours: Decimal) -> int | None:
    """Return hours as whole hundredths, or None where they do not fit."""
    if not hours.is_finite() or hours.adjusted() > 6:
        return None
    scaled = hours * 100
    return int(scaled) if scaled == scaled.to_integral_value() else None
