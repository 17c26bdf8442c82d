"""Who is findable, whose field is missing, and what mending one field would bring: counted from kept rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import BaseExpression
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.people.models import Person, is_open
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


def kept_by(actor: Actor) -> Q:
    """A condition on people: the actor's own organisation keeps the file."""
    return Q(responsible_id=actor.organisation_id)


def lack_choices() -> list[tuple[str, str]]:
    """Return what can be missing, code and words."""
    return [*((one.code, str(one.words)) for one in NEEDED), (CONFIRMATION, field_words(CONFIRMATION))]


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
    idle: int
    idle_findable: int
    without_profile: int
    lacks: tuple[Lack, ...]

    @property
    def working(self) -> int:
        return self.everyone - self.idle

    @property
    def working_findable(self) -> int:
        return self.findable - self.idle_findable


def found_at(organisation_id: int, on: date, *, at_work: Exists) -> Found:
    """Count the open files of one organisation; `at_work` is a condition on people, from who knows it."""
    counted = _counted({"responsible_id": organisation_id}, on, at_work)
    return _found(counted.get(organisation_id, Counter()))


def found_in(region: str, on: date, *, at_work: Exists) -> dict[int, Found]:
    """Count the open files of every organisation of a region that keeps any, by its key."""
    counted = _counted({"responsible__region": region}, on, at_work)
    return {organisation: _found(one) for organisation, one in counted.items()}


_NO_PROFILE = -1
# (what is missing, is fresh, works) → people
_Counted = Counter[tuple[int, bool, bool]]


def _counted(files: dict[str, Any], on: date, at_work: Exists) -> dict[int, _Counted]:
    """Count files by what is missing in them: as many lines as there are combinations, not people."""
    counted: dict[int, _Counted] = {}
    people = Person.objects.filter(is_open(), **files).annotate(works=at_work)
    for keeper, works, number in people.values_list("responsible_id", "works").annotate(number=Count("pk")):
        counted.setdefault(keeper, Counter())[_NO_PROFILE, False, works] = number
    # The key of a row is that of its person, so a condition on people holds for it as well.
    rows = Findability.objects.filter(is_open("person__"), **{f"person__{key}": files[key] for key in files})
    found = (
        rows.annotate(works=at_work, is_fresh=_is_fresh(on))
        .values_list("person__responsible_id", "missing", "is_fresh", "works")
        .annotate(number=Count("pk"))
    )
    for keeper, missing, is_fresh, works, number in found:
        counted[keeper][_NO_PROFILE, False, works] -= number
        counted[keeper][missing, is_fresh, works] += number
    return counted


def _is_fresh(on: date) -> Case:
    fresh = When(confirmed_on__gte=fresh_from(on), then=Value(True))
    return Case(fresh, default=Value(False), output_field=BooleanField())


def _found(counted: _Counted) -> Found:
    def many(keep: Callable[[int, bool, bool], bool]) -> int:
        return sum(number for key, number in counted.items() if keep(*key))

    lacks = [
        Lack(
            one.code,
            sum(number for (mask, _fresh, _works), number in counted.items() if mask & one.bit),
            sum(number for (mask, fresh, _works), number in counted.items() if fresh and mask == one.bit),
        )
        for one in NEEDED
    ]
    stale = many(lambda _mask, fresh, _works: not fresh)
    lacks.append(Lack(CONFIRMATION, stale, many(lambda mask, fresh, _works: not fresh and not mask)))
    return Found(
        everyone=counted.total(),
        findable=many(lambda mask, fresh, _works: fresh and not mask),
        idle=many(lambda _mask, _fresh, works: not works),
        idle_findable=many(lambda mask, fresh, works: fresh and not mask and not works),
        without_profile=many(lambda mask, _fresh, _works: mask == _NO_PROFILE),
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
