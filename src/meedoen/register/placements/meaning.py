"""What a placement counts as, or why it does not count, in words and by which rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from meedoen.primitives.period import Period, day_in_words
from meedoen.register.people.meaning import Meaning
from meedoen.register.placements.models import Placement
from meedoen.rules.book import Value, series, value_on

EMPLOYED = "banenafspraak.soorten_dienstverband"
LENT_OUT = "banenafspraak.soorten_inleen"


@dataclass(frozen=True)
class CountsAs:
    """`form`: "dienstverband" or "inleen", or None where the placement does not count."""

    form: str | None
    words: str
    trace: tuple[Value, ...]


def counts_as(placement: Placement, entries: Sequence[Meaning], today: date) -> CountsAs:
    """Say whether a placement counts for the banenafspraak, as what, and from when until when.

    `entries` are what the person's entries in the doelgroepregister mean; months before the reader's today
    were counted by the rules of those months, so this says it in days, not in banen.
    """
    if placement.replaced_on is not None:
        return CountsAs(None, _("Telt niet mee omdat deze plaatsing is gecorrigeerd."), ())
    day = max(placement.starts_on, series(EMPLOYED)[0].starts_on)
    employed, lent = value_on(EMPLOYED, day), value_on(LENT_OUT, day)
    if placement.kind in employed.items:
        form, trace = "dienstverband", (employed,)
    elif placement.kind in lent.items:
        form, trace = "inleen", (lent,)
    else:
        message = _("Telt niet mee omdat %(kind)s geen baan is in de banenafspraak.")
        words = message % {"kind": placement.get_kind_display()}
        return CountsAs(None, words, (employed, lent))
    work = Period(placement.starts_on, placement.ends_before)
    spans = [
        both
        for entry in entries
        if entry.starts_on is not None
        and (both := work.overlap(Period(entry.starts_on, entry.ends_before))) is not None
    ]
    if not spans:
        words = _("Telt niet mee omdat de kandidaat in deze periode niet in het doelgroepregister staat.")
        return CountsAs(None, words, trace)
    return CountsAs(form, _span_in_words(form, spans, today), trace)


def _span_in_words(form: str, spans: Sequence[Period], today: date) -> str:
    first = min(span.starts_on for span in spans)
    ends = [span.ends_before for span in spans]
    known = [end for end in ends if end is not None]
    last = max(known) - timedelta(days=1) if len(known) == len(ends) else None
    words = {"form": form, "first": day_in_words(first), "last": day_in_words(last) if last else ""}
    if first > today:
        return _("Telt mee als %(form)s vanaf %(first)s.") % words
    if last is None:
        return _("Telt mee als %(form)s, vanaf %(first)s.") % words
    if last < today:
        return _("Telde mee als %(form)s van %(first)s t/m %(last)s.") % words
    return _("Telt mee als %(form)s van %(first)s t/m %(last)s.") % words
