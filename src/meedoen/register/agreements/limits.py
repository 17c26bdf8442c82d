"""How long an agreement may last by the scheme it is under: refused, asked, or not known on that day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import NeedsConfirmation, NotPossible
from meedoen.register.placements.models import Placement
from meedoen.rules.book import Value, value_on
from meedoen.rules.lasting import reached_on
from meedoen.rules.refusal import NoValueForThisDay

PAST_LIMIT = "past_limit"
# By whose benefit it is: the parameter for the first term, and for all terms together.
_MONTHS = {
    "gemeente": ("proefplaatsing.gemeente.maanden", "proefplaatsing.gemeente.maanden_verlengd"),
    "ww": ("proefplaatsing.uwv.ww.maanden",) * 2,
    "wia": ("proefplaatsing.uwv.wia.maanden",) * 2,
    "wajong": ("proefplaatsing.uwv.wajong.maanden",) * 2,
}


@dataclass(frozen=True)
class Limit:
    """The first day on which a trial may not go on, by which value; `why` where the rule book has none."""

    until: date | None
    value: Value | None = None
    why: str = ""

    @property
    def is_sure(self) -> bool:
        return self.value is not None and self.value.status == "confirmed"


def limit_of(kind: str, basis: str, starts_on: date, *, extended: bool) -> Limit | None:
    """Return how long this may last; None for a kind of which no law sets an end.

    The law is that of the first day.
    """
    if kind != Placement.Kind.PROEFPLAATSING or basis not in _MONTHS:
        return None
    try:
        value = value_on(_MONTHS[basis][extended], starts_on)
    except NoValueForThisDay as gap:
        return Limit(None, None, str(gap))
    return Limit(reached_on(starts_on, int(value.number)), value)


def past_limit(
    kind: str,
    basis: str,
    starts_on: date,
    ends_before: date | None,
    accepted: Collection[str],
    *,
    extended: bool = False,
) -> Iterator[Refused]:
    """Refuse an end past what the law allows; where the limit is assumed or unknown, ask."""
    limit = limit_of(kind, basis, starts_on, extended=extended)
    if limit is None:
        return
    if ends_before is None:
        yield NotPossible(_("Een proefplaatsing heeft een laatste dag. Vul die in."), field="ends_before")
        return
    if limit.until is None:
        if PAST_LIMIT not in accepted:
            message = _("Hoe lang dit mag duren, staat niet in het regelboek: %(why)s Klopt de einddatum?")
            yield NeedsConfirmation(PAST_LIMIT, message % {"why": limit.why}, field="ends_before")
    elif ends_before > limit.until:
        yield from _too_long(limit, accepted)


def _too_long(limit: Limit, accepted: Collection[str]) -> Iterator[Refused]:
    assert limit.value is not None
    assert limit.until is not None
    words = {
        "title": limit.value.title,
        "months": int(limit.value.number),
        "law": limit.value.law_text or _("geen artikel bekend"),
        "day": day_in_words(limit.until),
    }
    if limit.is_sure:
        message = _(
            "%(title)s: %(months)s maanden (%(law)s). De eerste dag na de proef is uiterlijk %(day)s. "
            "Kies een eerdere laatste dag."
        )
        yield NotPossible(message % words, field="ends_before")
    elif PAST_LIMIT not in accepted:
        message = _(
            "%(title)s: %(months)s maanden (%(law)s). Of dat op deze dag al zo was, is aangenomen en niet "
            "gelezen. Dit duurt langer. Klopt dat?"
        )
        yield NeedsConfirmation(PAST_LIMIT, message % words, field="ends_before")
