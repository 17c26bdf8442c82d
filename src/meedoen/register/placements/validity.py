"""What a placement to be registered looks like, and what can be wrong with it on its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.primitives.period import Month, Period, day_in_words
from meedoen.register.checks import (
    AHEAD,
    FAR_AHEAD,
    NotPossible,
    in_hundredths,
    wrong_day,
    wrong_end,
    wrong_municipality,
)
from meedoen.register.placements.models import Placement
from meedoen.register.placements.spells import FULL_TIME
from meedoen.register.programmes.models import Programme

# Someone is sent to work elsewhere: the employer on paper is not where the work is done.
LENT = frozenset({Placement.Kind.WSW_DETACHERING.value, Placement.Kind.UITZEND_INLEEN.value})
# Twice full time with every holiday sold: more is a slip of the pen.
MOST_PAID = Decimal(250)


@dataclass(frozen=True)
class NewPlacement:
    """A placement to be registered; `hours` holds (from day, hours a week), the first from `starts_on`."""

    person_number: str
    kind: str
    employer_kvk: str
    workplace_kvk: str
    work_municipality: str
    starts_on: date
    hours: tuple[tuple[date, Decimal], ...]
    ends_before: date | None = None
    end_reason: str = ""
    is_new_job: bool = True
    programme: str = ""
    paid: tuple[tuple[Month, Decimal], ...] = ()
    # The key of the job whose seat it takes.
    job_id: int | None = None


def wrong_placement(new: NewPlacement, today: date) -> Iterator[Refused]:
    """Give everything that is wrong with a placement without looking at other rows."""
    if new.kind not in Placement.Kind.values:
        yield NotPossible(_("Deze soort plaatsing bestaat niet. Kies een soort uit de lijst."), field="kind")
    yield from _wrong_workplace(new)
    yield from wrong_municipality(new.work_municipality, new.starts_on, "work_municipality")
    yield from wrong_day(new.starts_on, _("De eerste werkdag"), "starts_on", latest=today + AHEAD)
    yield from wrong_ending(new.starts_on, new.ends_before, new.end_reason, today)
    if not new.hours or new.hours[0][0] != new.starts_on:
        message = _("De uren per week vanaf de eerste werkdag ontbreken. Vul ze in.")
        yield NotPossible(message, field="hours_week")
    for starts_on, hours_week in new.hours:
        yield from wrong_hours_week(hours_week)
        yield from outside(starts_on, new.starts_on, new.ends_before, "hours_week")
    if any(one[0] >= following[0] for one, following in pairwise(new.hours)):
        message = _("De urenwijzigingen staan niet op volgorde van datum, of twee vallen op één dag.")
        yield NotPossible(message, field="hours_week")
    months = [month for month, _hours in new.paid]
    if len(set(months)) < len(months):
        yield NotPossible(_("Een maand staat twee keer bij de betaalde uren."), field="paid")
    for month, hours in new.paid:
        yield from wrong_paid(month, hours, new.starts_on, new.ends_before, today)


def wrong_ending(
    starts_on: date, ends_before: date | None, end_reason: str, today: date
) -> Iterator[Refused]:
    """Give what is wrong with an end: before the start, too far away, or without a reason."""
    if ends_before is None:
        if end_reason:
            message = _("Er staat een reden van einde zonder laatste werkdag. Vul de laatste werkdag in.")
            yield NotPossible(message, field="ends_before")
        return
    yield from wrong_end(starts_on, ends_before, "ends_before")
    yield from wrong_day(ends_before, _("De laatste werkdag"), "ends_before", latest=today + FAR_AHEAD)
    if end_reason not in Placement.EndReason.values:
        message = _("De reden van einde ontbreekt. Kies een reden.")
        yield NotPossible(message, field="end_reason")


def wrong_hours_week(hours_week: Decimal) -> Iterator[Refused]:
    """Give what is wrong with hours a week: none, more than full time, or finer than a hundredth."""
    hundredths = in_hundredths(hours_week)
    if hundredths is None or not 0 < hundredths <= FULL_TIME:
        message = _(
            "Vul meer dan 0 en hoogstens 40 uur per week in, met hoogstens twee cijfers achter de komma."
        )
        yield NotPossible(message, field="hours_week")


def wrong_paid(
    month: Month, hours: Decimal, starts_on: date, ends_before: date | None, today: date
) -> Iterator[Refused]:
    """Give what is wrong with the paid hours of one month."""
    hundredths = in_hundredths(hours)
    if hundredths is None or not 0 <= hours <= MOST_PAID:
        message = _("Vul 0 t/m 250 betaalde uren per maand in, met hoogstens twee cijfers achter de komma.")
        yield NotPossible(message, field="paid")
    if month.first_day > today:
        message = _("De maand is nog niet begonnen. Betaalde uren zijn pas daarna bekend.")
        yield NotPossible(message, field="month")
    if (ends_before is None or ends_before > starts_on) and not Period(starts_on, ends_before).days_in(month):
        message = _("In deze maand liep de plaatsing niet. Kies een maand waarin is gewerkt.")
        yield NotPossible(message, field="month")


def outside(day: date, starts_on: date, ends_before: date | None, field: str) -> Iterator[Refused]:
    """Refuse a day on which the placement does not run."""
    if day < starts_on or (ends_before is not None and day >= ends_before > starts_on):
        message = _("Op %(day)s loopt de plaatsing niet. Kies een dag binnen de plaatsing.")
        yield NotPossible(message % {"day": day_in_words(day)}, field=field)


def wrong_programme(programme: Programme | None, day: date) -> Iterator[Refused]:
    """Refuse a programme that is not there, or does not run on the first working day."""
    if programme is None:
        message = _("Dit programma bestaat niet. Kies een programma uit de lijst.")
        yield NotPossible(message, field="programme")
    elif day not in Period(programme.starts_on, programme.ends_before):
        message = _("Het programma %(name)s loopt niet op %(day)s (%(period)s). Kies een ander programma.")
        words = {
            "name": programme.name,
            "day": day_in_words(day),
            "period": Period(programme.starts_on, programme.ends_before).in_words(),
        }
        yield NotPossible(message % words, field="programme")


def _wrong_workplace(new: NewPlacement) -> Iterator[Refused]:
    same = new.employer_kvk == new.workplace_kvk
    if new.kind in LENT and same:
        message = _(
            "Bij detachering of inleen gebeurt het werk bij een ander dan de werkgever op papier. "
            "Vul het KvK-nummer in van het bedrijf waar het werk gebeurt."
        )
        yield NotPossible(message, field="workplace_kvk")
    if new.kind in Placement.Kind.values and new.kind not in LENT and not same:
        message = _(
            "Bij deze soort gebeurt het werk bij de werkgever op papier. "
            "Vul hetzelfde KvK-nummer in, of kies detachering of inleen."
        )
        yield NotPossible(message, field="workplace_kvk")
