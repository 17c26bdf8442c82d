"""What an entry in the doelgroepregister means for counting, in words and with its article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meedoen.primitives.period import day_in_words
from meedoen.register.people.models import Registration
from meedoen.rules.book import Value, series, value_on
from meedoen.rules.registration import counts_until

GROUNDS_THAT_COUNT = "banenafspraak.gronden"


@dataclass(frozen=True)
class Meaning:
    """From when until when an entry counts (`counts` is whether it does today), why, and by which rules."""

    counts: bool
    words: str
    starts_on: date | None
    ends_before: date | None
    trace: tuple[Value, ...]


def meaning_of(entry: Registration, today: date) -> Meaning:
    """Say whether and until when this entry counts for the banenafspraak."""
    # Before the first day of the series nothing was counted; the first day then speaks for it.
    grounds = value_on(GROUNDS_THAT_COUNT, max(today, series(GROUNDS_THAT_COUNT)[0].starts_on))
    if entry.ground not in grounds.items:
        words = _("Telt niet mee voor de banenafspraak: deze grond geldt alleen voor het quotum.")
        return Meaning(False, words, None, None, (grounds,))
    until, trace = counts_until(entry.ends_before, entry.ended_because or None, entry.ground)
    if until is not None and until <= entry.starts_on:
        return Meaning(False, _("Telt niet mee: de inschrijving eindigde meteen."), None, None, trace)
    counts = entry.starts_on <= today and (until is None or today < until)
    return Meaning(counts, _words(entry.starts_on, until, today), entry.starts_on, until, (grounds, *trace))


def _words(starts_on: date, until: date | None, today: date) -> str:
    since = day_in_words(starts_on)
    if until is None:
        return _("Telt mee vanaf %(day)s.") % {"day": since}
    last = day_in_words(until - timedelta(days=1))
    if until <= today:
        return _("Telde mee van %(first)s t/m %(last)s.") % {"first": since, "last": last}
    return _("Telt mee vanaf %(first)s, en nog t/m %(last)s.") % {"first": since, "last": last}
