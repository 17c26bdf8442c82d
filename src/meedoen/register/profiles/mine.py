"""What waits for one colleague about profiles and plans of the people of whom they are the fixed contact."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from meedoen.access.actors import Actor
from meedoen.register.people.mine import contact_of
from meedoen.register.people.models import seen_people
from meedoen.register.profiles.models import Findability, Goal, Step
from meedoen.register.profiles.needed import fresh_from, missing_in

STEP_AHEAD = timedelta(days=7)


class Unfindable(NamedTuple):
    number: str
    name: str
    lacks: tuple[str, ...]


def not_findable(actor: Actor, most: int) -> tuple[Unfindable, ...]:
    """Return whose profile lacks a field, who lacks the fewest first: that is where one talk helps most."""
    rows = (
        Findability.objects.filter(seen_people(actor, "person__", "profile"), contact_of(actor, "person__"))
        .filter(missing__gt=0)
        .values_list("person__number", "person__name", "missing")
    )
    found = [
        Unfindable(number, name, tuple(str(one.words) for one in missing_in(mask)))
        for number, name, mask in rows
    ]
    return tuple(sorted(found, key=lambda one: (len(one.lacks), one.name, one.number))[:most])


class TooOld(NamedTuple):
    number: str
    name: str
    confirmed_on: date


def too_old(actor: Actor, on: date, most: int) -> tuple[TooOld, ...]:
    """Return whose profile was gone through longer than a year ago, the oldest first."""
    rows = (
        Findability.objects.filter(seen_people(actor, "person__", "profile"), contact_of(actor, "person__"))
        .filter(confirmed_on__lt=fresh_from(on))
        .order_by("confirmed_on", "pk")
        .values_list("person__number", "person__name", "confirmed_on")
    )
    return tuple(TooOld(number, name, day) for number, name, day in rows[:most] if day is not None)


class OpenStep(NamedTuple):
    number: str
    name: str
    who: str
    by_on: date


def steps_due(actor: Actor, on: date, most: int) -> tuple[OpenStep, ...]:
    """Return the steps of plans that are due within a week or late, the oldest first; `who` takes them."""
    rows = (
        Step.objects.filter(seen_people(actor, "goal__person__", "plan"), contact_of(actor, "goal__person__"))
        .filter(done_on__isnull=True, by_on__lte=on + STEP_AHEAD, goal__state=Goal.State.OPEN)
        .order_by("by_on", "pk")
        .values_list("goal__person__number", "goal__person__name", "who", "by_on")
    )
    return tuple(OpenStep(*row) for row in rows[:most])
