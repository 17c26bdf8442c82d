"""Work of one person over time: at work, on trial, without work and why, since the first day here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Min
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meedoen.access.actors import Actor
from meedoen.register.durability.nexts import POOL, STOPS
from meedoen.register.durability.selectors import NextNow, nexts_of
from meedoen.register.people.models import Person, Registration
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import hours_of_many

LEARNING = frozenset({Placement.Kind.PROEFPLAATSING.value, Placement.Kind.LEERWERKPLEK.value})
# What someone does in a stretch of time, in the order in which a drawing shows it.
STATES: dict[str, Promise] = {
    "work": _("aan het werk"),
    "trial": _("proefplaatsing of leerwerkplek"),
    "pool": _("zoekt werk"),
    "stopped": _("stopt voor nu"),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One state from a day up to another; `ends_before` is None where it goes on."""

    state: str
    starts_on: date
    ends_before: date | None
    words: str
    workplace: str = ""
    hours_week: Decimal | None = None
    placement: str = ""
    because: str = ""


def work_over_time(actor: Actor, person: Person, on: date) -> tuple[Stretch, ...]:
    """Return the stretches of someone whose work the actor sees, in order; those that overlap stand apart.

    Between two placements someone looks for work, unless it was agreed that they stop. What has not begun is
    left out.
    """
    rows = list(
        Placement.objects.visible_to(actor)
        .standing()
        .filter(person=person, starts_on__lte=on)
        .select_related("workplace_employer")
        .order_by("starts_on", "pk")
    )
    hours = hours_of_many(rows)
    nexts = nexts_of([one.pk for one in rows])
    entered = Registration.objects.filter(person=person).aggregate(first=Min("starts_on"))["first"]
    begin = min(day for day in (person.registered_on, entered, *(one.starts_on for one in rows)) if day)
    worked = [_worked(one, _hours_on(hours[one.pk], on)) for one in rows]
    return tuple(
        sorted([*worked, *_between(rows, nexts, begin, on)], key=lambda one: (one.starts_on, one.placement))
    )


def _hours_on(hours: Sequence[tuple[date, Decimal]], on: date) -> Decimal | None:
    """What the contract gives on a day, or gave last; a change that lies ahead is not there yet."""
    begun = [hours_week for since, hours_week in hours if since <= on]
    return begun[-1] if begun else None


def _worked(row: Placement, hours_week: Decimal | None) -> Stretch:
    return Stretch(
        state="trial" if row.kind in LEARNING else "work",
        starts_on=row.starts_on,
        ends_before=row.ends_before,
        words=row.get_kind_display(),
        workplace=row.workplace_employer.name,
        hours_week=hours_week,
        placement=row.number,
        because=row.get_end_reason_display() if row.ends_before else "",
    )


def _between(rows: Sequence[Placement], nexts: dict[int, NextNow], begin: date, on: date) -> list[Stretch]:
    """The gaps: before the first work, between two, and since the last."""
    found: list[Stretch] = []
    until: date | None = begin
    last: Placement | None = None
    for row in rows:
        if until is not None and row.starts_on > until:
            found.append(_gap(last, nexts, until, row.starts_on))
        if until is None or row.ends_before is None:
            until = None
        elif last is None or row.ends_before >= until:
            until, last = max(until, row.ends_before), row
    if until is not None and until <= on:
        found.append(_gap(last, nexts, until, None))
    return found


def _gap(last: Placement | None, nexts: dict[int, NextNow], starts_on: date, until: date | None) -> Stretch:
    after = nexts.get(last.pk) if last else None
    state = "stopped" if after is not None and after.row.then == STOPS else POOL
    words = str(STATES[state])
    return Stretch(state, starts_on, until, words, because=after.because if after else "")
