"""What is wrong with coaching, a visit, an action or an evaluation, and what is asked once more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import (
    AHEAD,
    NeedsConfirmation,
    NotPossible,
    in_hundredths,
    tidy,
    wrong_day,
    wrong_end,
)
from meedoen.register.coaching.models import Coaching
from meedoen.register.coaching.selectors import ends_at
from meedoen.register.coaching.words import KINDS, MARKS, REGIMES, SIDES, UNITS, VOICES, WITH_WHOM

OVER_NORM, OVER_BUDGET, NOT_COACH, SAME_DAY = "over_norm", "over_budget", "not_coach", "same_day"
# A grant is for a year at most, counted as the leap year it may be: the municipality decides anew each year.
LONGEST = timedelta(days=366)
MOST_HOURS = Decimal(2000)
MOST_MINUTES = 24 * 60
LONGEST_NOTE, LONGEST_ACTION, LONGEST_WORDS = 1000, 200, 500
MOST_MONEY = Decimal(99_999_999)


@dataclass(frozen=True)
class NewCoaching:
    """Hours of guidance at one job, by whom and for how long."""

    placement: str
    coach_id: int
    regime: str
    hours: Decimal
    starts_on: date
    ends_before: date
    substitute_id: int | None = None


@dataclass(frozen=True)
class NewVisit:
    """Time that was spent, as it was typed on a device; an action may be agreed with it."""

    client_key: UUID
    happened_on: date
    minutes: int
    kind: str
    with_whom: str
    note: str = ""
    action: str = ""
    side: str = ""
    by_on: date | None = None


@dataclass(frozen=True)
class NewPart:
    """What one of the three said at an evaluation."""

    on: date
    voice: str
    mark: str
    words: str = ""


@dataclass(frozen=True)
class NewBudget:
    """What there is for a year; `rate` only with euros."""

    year: int
    unit: str
    amount: Decimal
    rate: Decimal | None = None


def wrong_code(given: str, known: Mapping[str, object], field: str) -> list[Refused]:
    if given in known:
        return []
    return [NotPossible(_("Kies iets uit de lijst."), field=field)]


def wrong_grant(new: NewCoaching, work: tuple[date, date | None], today: date) -> Iterator[Refused]:
    """What is wrong with a grant by itself; `work` is the period of the placement."""
    yield from wrong_code(new.regime, REGIMES, "regime")
    yield from wrong_hours(new.hours)
    yield from wrong_term(new.starts_on, new.ends_before, work, today)
    yield from wrong_substitute(new.coach_id, new.substitute_id)


def wrong_hours(hours: Decimal) -> list[Refused]:
    if in_hundredths(hours) is not None and 0 < hours <= MOST_HOURS:
        return []
    message = _("Vul uren in van meer dan 0 tot en met %(most)s, met hoogstens twee decimalen.")
    return [NotPossible(message % {"most": MOST_HOURS}, field="hours")]


def wrong_substitute(coach_id: int, substitute_id: int | None) -> list[Refused]:
    if substitute_id is None or substitute_id != coach_id:
        return []
    return [NotPossible(_("De vervanger is iemand anders dan de coach."), field="substitute_id")]


def wrong_term(
    starts_on: date, ends_before: date, work: tuple[date, date | None], today: date
) -> Iterator[Refused]:
    """Refuse a term outside the work, or longer than a year."""
    first, last = work
    yield from wrong_day(starts_on, _("De eerste dag"), "starts_on", earliest=first, latest=today + AHEAD)
    yield from wrong_end(starts_on, ends_before, "ends_before")
    if ends_before - starts_on > LONGEST:
        message = _("Begeleiding wordt voor hoogstens een jaar toegekend. Kies een eerdere laatste dag.")
        yield NotPossible(message, field="ends_before")
    if last is not None and ends_before > last:
        message = _("Het werk eindigt op %(day)s. Kies een laatste dag die niet later is.")
        day = day_in_words(last - timedelta(days=1))
        yield NotPossible(message % {"day": day}, field="ends_before")


def wrong_visit(coaching: Coaching, new: NewVisit, today: date) -> Iterator[Refused]:
    """What is wrong with a visit; a note of before the end may come in after it."""
    yield from wrong_code(new.kind, KINDS, "kind")
    yield from wrong_code(new.with_whom, WITH_WHOM, "with_whom")
    if not 0 < new.minutes <= MOST_MINUTES:
        message = _("Vul minuten in van 1 tot en met %(most)s.")
        yield NotPossible(message % {"most": MOST_MINUTES}, field="minutes")
    if len(tidy(new.note)) > LONGEST_NOTE:
        message = _("De notitie is te lang. Gebruik hoogstens %(longest)s tekens.")
        yield NotPossible(message % {"longest": LONGEST_NOTE}, field="note")
    yield from _outside(coaching, new.happened_on, "happened_on", today)
    yield from wrong_action_with(new, today)


def wrong_action_with(new: NewVisit, today: date) -> Iterator[Refused]:
    """An action with a visit is whole or not there."""
    if not (tidy(new.action) or new.side or new.by_on):
        return
    if new.by_on is None:
        yield NotPossible(_("Vul in wanneer de afspraak uiterlijk gedaan is."), field="by_on")
    else:
        yield from wrong_action(new.action, new.side, new.by_on, new.happened_on, today, field="action")


def wrong_action(
    words: str, side: str, by_on: date, earliest: date, today: date, *, field: str = "words"
) -> Iterator[Refused]:
    kept = tidy(words)
    if not kept:
        yield NotPossible(_("Schrijf op wat is afgesproken."), field=field)
    elif len(kept) > LONGEST_ACTION:
        message = _("De afspraak is te lang. Gebruik hoogstens %(longest)s tekens.")
        yield NotPossible(message % {"longest": LONGEST_ACTION}, field=field)
    if side not in SIDES:
        yield NotPossible(_("Kies wie de afspraak doet."), field="side")
    yield from wrong_day(by_on, _("De dag van de afspraak"), "by_on", earliest=earliest, latest=today + AHEAD)


def wrong_part(coaching: Coaching, new: NewPart, today: date) -> Iterator[Refused]:
    yield from wrong_code(new.voice, VOICES, "voice")
    yield from wrong_code(new.mark, MARKS, "mark")
    if len(tidy(new.words)) > LONGEST_WORDS:
        message = _("Dit is te lang. Gebruik hoogstens %(longest)s tekens.")
        yield NotPossible(message % {"longest": LONGEST_WORDS}, field="words")
    yield from _outside(coaching, new.on, "on", today)


def wrong_budget(new: NewBudget, today: date) -> Iterator[Refused]:
    yield from wrong_code(new.unit, UNITS, "unit")
    if not 2015 <= new.year <= today.year + 1:
        message = _("Vul een jaar in van 2015 tot en met %(last)s.")
        yield NotPossible(message % {"last": today.year + 1}, field="year")
    for value, field in ((new.amount, "amount"), (new.rate, "rate")):
        most = MOST_MONEY if field == "amount" else Decimal(9999)
        if value is not None and (in_hundredths_of(value) is None or not 0 <= value <= most):
            message = _("Vul een getal in van 0 tot en met %(most)s, met hoogstens twee decimalen.")
            yield NotPossible(message % {"most": most}, field=field)
    if new.rate is not None and new.unit != "euro":
        yield NotPossible(_("Een uurtarief hoort alleen bij een budget in euro."), field="rate")


def in_hundredths_of(value: Decimal) -> Decimal | None:
    """Return the value where it is one of whole hundredths, however large."""
    if not value.is_finite() or value.adjusted() > 12:
        return None
    return value if value == value.quantize(Decimal("0.01")) else None


def asked_about_hours(hours: Decimal, norm: Decimal | None) -> list[NeedsConfirmation]:
    """Ask once more where more is granted than the municipality chose for this regime."""
    if norm is None or hours <= norm:
        return []
    message = _("Dat is meer dan de gemeente voor dit regime koos (%(norm)s uur per jaar). Klopt dat?")
    return [NeedsConfirmation(OVER_NORM, message % {"norm": norm}, field="hours")]


def _outside(coaching: Coaching, day: date, field: str, today: date) -> Iterator[Refused]:
    if day > today:
        yield NotPossible(_("Deze dag moet nog komen. Kies vandaag of eerder."), field=field)
    elif day < coaching.starts_on:
        message = _("De begeleiding begon op %(day)s. Kies een latere dag.")
        yield NotPossible(message % {"day": day_in_words(coaching.starts_on)}, field=field)
    elif day >= ends_at(coaching):
        message = _(
            "De begeleiding is gestopt: de laatste dag was %(day)s. "
            "Kies een eerdere dag, of vraag nieuwe begeleiding."
        )
        last = day_in_words(ends_at(coaching) - timedelta(days=1))
        yield NotPossible(message % {"day": last}, field=field)
