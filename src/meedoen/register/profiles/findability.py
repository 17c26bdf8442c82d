"""Who is findable, whose field is missing, and what mending one field would bring: counted from kept rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import BaseExpression
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.people.listing import PAGE, PeoplePage, PersonRow
from meedoen.register.people.models import Person, is_open, may_see_people
from meedoen.register.profiles.models import Findability
from meedoen.register.profiles.needed import (
    BY_CODE,
    CONFIRMATION,
    NEEDED,
    Needed,
    fresh_from,
)

Condition = Q | BaseExpression


def findable(on: date) -> Exists:
    """A condition on people: nothing is missing, and the profile was gone through in the year before."""
    fresh = Findability.objects.filter(missing=0, confirmed_on__gte=fresh_from(on))
    return Exists(fresh.filter(person=OuterRef("pk")))


def lacks(code: str, on: date, *, alone: bool = False) -> Condition:
    """A condition on people: this field is missing; `alone`: with it they would be findable.

    Who has no profile misses everything, and so never one field alone.
    """
    found = Findability.objects.filter(person=OuterRef("pk"))
    if code == CONFIRMATION:
        fresh = found.filter(confirmed_on__gte=fresh_from(on))
        return Exists(found.filter(missing=0)) & ~Exists(fresh) if alone else ~Exists(fresh)
    bit = _bit(code)
    if alone:
        return Exists(found.filter(missing=bit, confirmed_on__gte=fresh_from(on)))
    return ~Exists(found.annotate(hit=F("missing").bitand(bit)).filter(hit=0))


FOUND, NOT_FOUND = "ja", "nee"


def findability_choices() -> list[tuple[str, str]]:
    """Return how a list of people can be narrowed: findable, not findable, or one field that is missing."""
    lacking = [(code, _("ontbreekt: %(field)s") % {"field": field_words(code)}) for code in BY_CODE]
    return [(FOUND, _("vindbaar")), (NOT_FOUND, _("niet vindbaar")), *lacking]


def in_findability(choice: str, on: date) -> Condition | None:
    """The condition on people that belongs to one of these choices; None for no choice."""
    if not choice:
        return None
    if choice in {FOUND, NOT_FOUND}:
        return findable(on) if choice == FOUND else ~findable(on)
    return lacks(choice, on)


@dataclass(frozen=True)
class Lack:
    """One field: how many people miss it, and how many would be findable by it alone."""

    code: str
    missing: int
    alone: int


@dataclass(frozen=True)
class Found:
    """Open files of one organisation: how many, how many findable, and the fields that miss most."""

    everyone: int
    findable: int
    without_profile: int
    lacks: tuple[Lack, ...]


def found_at(organisation_id: int, on: date, *, only: Condition | None = None) -> Found:
    """Count the open files of one organisation; `only` is a condition on people, such as who works."""
    counted = _counted({"responsible_id": organisation_id}, on, only)
    return _found(counted.get(organisation_id, Counter()))


def found_in(region: str, on: date) -> dict[int, Found]:
    """Count the open files of every organisation of a region that keeps any, by its key."""
    counted = _counted({"responsible__region": region}, on, None)
    return {organisation: _found(one) for organisation, one in counted.items()}


def people_lacking(
    actor: Actor,
    code: str,
    on: date,
    after: int | None = None,
    *,
    alone: bool = False,
    only: Condition | None = None,
) -> PeoplePage:
    """Return a page of the people whose file the actor's organisation keeps and who miss this field.

    A keeper sees all its open files, so this is one indexed read of them.
    """
    people = Person.objects.filter(is_open(), lacks(code, on, alone=alone))
    people = people.filter(responsible_id=actor.organisation_id if may_see_people(actor) else None)
    if only is not None:
        people = people.filter(only)
    if after is not None:
        people = people.filter(pk__lt=after)
    names = ("pk", "number", "name", "birth_on", "municipality", "last_contact_on")
    rows = tuple(PersonRow(*row) for row in people.order_by("-pk").values_list(*names)[: PAGE + 1])
    return PeoplePage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


_NO_PROFILE = -1
# (what is missing, is fresh) → people
_Counted = Counter[tuple[int, bool]]


def _counted(files: dict[str, Any], on: date, only: Condition | None) -> dict[int, _Counted]:
    """Count files by what is missing in them: as many lines as there are combinations, not people."""
    counted: dict[int, _Counted] = {}
    people = Person.objects.filter(is_open(), **files)
    rows = Findability.objects.filter(is_open("person__"), **{f"person__{key}": files[key] for key in files})
    if only is not None:
        # The key of a row is that of its person, so a condition on people holds for it as well.
        people, rows = people.filter(only), rows.filter(only)
    for keeper, number in people.values_list("responsible_id").annotate(number=Count("pk")):
        counted[keeper] = Counter({(_NO_PROFILE, False): number})
    found = (
        rows.annotate(is_fresh=_is_fresh(on))
        .values_list("person__responsible_id", "missing", "is_fresh")
        .annotate(number=Count("pk"))
    )
    for keeper, missing, is_fresh, number in found:
        counter = counted.setdefault(keeper, Counter())
        counter[_NO_PROFILE, False] -= number
        counter[missing, is_fresh] += number
    return counted


def _is_fresh(on: date) -> Case:
    fresh = When(confirmed_on__gte=fresh_from(on), then=Value(True))
    return Case(fresh, default=Value(False), output_field=BooleanField())


def _found(counted: _Counted) -> Found:
    lacks = [
        Lack(
            one.code,
            sum(number for (mask, _fresh), number in counted.items() if mask & one.bit),
            counted[one.bit, True],
        )
        for one in NEEDED
    ]
    stale = sum(number for (_mask, fresh), number in counted.items() if not fresh)
    lacks.append(Lack(CONFIRMATION, stale, counted[0, False]))
    return Found(
        everyone=counted.total(),
        findable=counted[0, True],
        without_profile=counted[_NO_PROFILE, False],
        lacks=tuple(sorted(lacks, key=lambda one: (-one.alone, -one.missing))),
    )


def field_words(code: str) -> str:
    """Return what a field is called, the confirmation too."""
    return str(_("bevestigd met de kandidaat") if code == CONFIRMATION else _needed(code).words)


def why_needed(code: str) -> str:
    """Return what a field is for."""
    if code == CONFIRMATION:
        return _("wat iemand een jaar geleden wilde, hoeft nu niet meer te kloppen")
    return str(_needed(code).why)


def card_for(code: str) -> str:
    """Return the name of the card that mends a field; none for the confirmation."""
    return "" if code == CONFIRMATION else _needed(code).card


def _bit(code: str) -> int:
    return _needed(code).bit


def _needed(code: str) -> Needed:
    needed = BY_CODE.get(code)
    if needed is None:
        raise NotFound(_("Dit veld bestaat niet. Kies een veld uit de lijst."))
    return needed
