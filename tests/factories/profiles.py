"""Profiles and what stands around them: reach, measurements, target groups, plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.register.people.models import Person
from meedoen.register.profiles.cards import (
    NAMES,
    Availability,
    Card,
    Conditions,
    Languages,
    OwnWords,
    Paper,
    Schooling,
    Tasks,
    Travel,
    Wishes,
)
from meedoen.register.profiles.keeping import keep_findability, lay, write_beside
from meedoen.register.profiles.models import (
    Goal,
    Loonwaarde,
    Profile,
    Representative,
    Step,
    TargetGroup,
)
from tests.factories import access, register

# Every card filled in; which of them may be left out is the test's own affair.
CARDS: tuple[Card, ...] = (
    OwnWords("Buiten werken", "Op tijd komen", "Eerst meekijken"),
    Wishes(("green", "animals")),
    Availability(Decimal(16), Decimal(24), ("mon", "tue"), ("morning",), date(2018, 1, 1)),
    Travel("9401 AB", ("bike",), 30),
    Schooling("practical", "green", 2008, (Paper("VCA basis", date(2020, 1, 1)),)),
    Tasks(("green.mow",), ("green.mow", "animals.feed"), ("green.prune",)),
    Conditions({"quiet_place": 1, "lift_kg": 10}),
    Languages({"nl": "reads"}, ("AM",)),
)


def profile(
    person: Person | None = None,
    *,
    without: str = "",
    empty: bool = False,
    confirmed_on: date | None = None,
    stale: bool = False,
    today: date = access.TODAY,
) -> Profile:
    """Findable today, unless a field is left out (`without`), it is empty, or gone through long ago."""
    made = Profile(person=person or register.person(), confirmed_on=confirmed_on or today)
    if stale:
        made.confirmed_on = date(today.year - 2, 1, 1)
    cards = () if empty else tuple(_without(card, without) for card in CARDS)
    for card in cards:
        if not (isinstance(card, Conditions) and without == "conditions"):
            lay(made, card)
    made.written_at = {NAMES[type(card)]: 1 for card in cards}
    made.save()
    for card in cards:
        write_beside(type(card), [(made.pk, card)])
    keep_findability(made)
    return made


def goal(person: Person, **more: Any) -> Goal:
    """A goal with one step that is still to be done."""
    made = Goal.objects.create(
        person=person, words=more.pop("words", "Ik werk vier ochtenden"), set_on=access.TODAY, **more
    )
    Step.objects.create(goal=made, words="Kijken bij de kwekerij", who="contact", by_on=date(2018, 6, 1))
    return made


def representative(person: Person, **more: Any) -> Representative:
    values = {"kind": "mentor", "name": "Mieke Mentor", "phone": "06 12345678", "email": "", **more}
    return Representative.objects.create(person=person, starts_on=date(2016, 1, 1), **values)


def loonwaarde(person: Person, **more: Any) -> Loonwaarde:
    values = {"percentage": Decimal(60), "measured_by": "Meetbureau", "function": "plukken", **more}
    return Loonwaarde.objects.create(person=person, measured_on=date(2017, 5, 1), method="former", **values)


def target_group(person: Person, **more: Any) -> TargetGroup:
    values = {"code": "bijstand", "starts_on": date(2016, 1, 1), **more}
    return TargetGroup.objects.create(person=person, **values)


def _without(card: Card, field: str) -> Card:
    """The card without what one needed field asks for."""
    if field == "tasks" and isinstance(card, Tasks):
        return Tasks()
    if field == "education" and isinstance(card, Schooling):
        return replace(card, education_level="")
    if field == "languages" and isinstance(card, Languages):
        return replace(card, levels={})
    if field == "hours" and isinstance(card, Availability):
        return replace(card, hours_min=None, hours_max=None)
    if field and field in vars(card):
        return replace(card, **{field: type(card)().__getattribute__(field)})
    return card
