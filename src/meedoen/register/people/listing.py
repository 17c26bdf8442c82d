"""The list of people, a page at a time, by one limited read for each part of the reader's sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import BaseExpression

from meedoen.access.actors import Actor
from meedoen.access.prepared import Prepared, Statement, composed, given
from meedoen.register.checks import tidy
from meedoen.register.people.models import Person, Registration, scopes
from meedoen.register.places import area_of

PAGE = 50
# Nobody needs to speak to someone who died or has retired.
GONE = (Registration.Because.DECEASED.value, Registration.Because.AOW.value)
WITHOUT_CONTACT = timedelta(days=90)

Condition = Q | BaseExpression


@dataclass(frozen=True)
class PeopleFilters:
    """`words`: part of a name, or the start of a number. `silent_on`: not spoken to for 90 days by then."""

    words: str = ""
    municipality: str = ""
    silent_on: date | None = None


_EVERYONE = PeopleFilters()


class PersonRow(NamedTuple):
    pk: int
    number: str
    name: str
    birth_on: date
    municipality: str
    last_contact_on: date | None


@dataclass(frozen=True)
class PeoplePage:
    """`next_after`: ask for the rows after this key; None: these were the last."""

    rows: tuple[PersonRow, ...]
    next_after: int | None


def people_visible_to(
    actor: Actor,
    filters: PeopleFilters,
    after: int | None = None,
    *,
    only: Condition | None = None,
    limit: int = PAGE,
) -> PeoplePage:
    """Return a page of the people that the actor may see, the newest first.

    `only` is a condition from another noun: who works is known to placements, not to people.
    """
    found = _asked(actor, filters, only, after is not None, limit + 1).rows(after=after)
    rows = tuple(PersonRow(*row) for row in found[:limit])
    return PeoplePage(rows, rows[-1].pk if len(found) > limit else None)


def how_many_people(actor: Actor, filters: PeopleFilters, *, most: int, only: Condition | None = None) -> int:
    """Count people that the actor may see, and stop counting at `most`."""
    return len(_asked(actor, filters, only, False, most).rows())


def _asked(
    actor: Actor, filters: PeopleFilters, only: Condition | None, is_after: bool, limit: int
) -> Prepared:
    # A condition from elsewhere or words that were typed are another statement each time.
    if only is None and filters == _EVERYONE:
        return _everyone(actor, is_after, limit)
    return Prepared(lambda: _newest(_people(filters, only), actor, is_after, limit))


@lru_cache(maxsize=512)
def _everyone(actor: Actor, is_after: bool, limit: int) -> Prepared:
    """The list as it opens, kept for whoever asks for it again."""
    return Prepared(lambda: _newest(Person.objects.all(), actor, is_after, limit))


def _people(filters: PeopleFilters, only: Condition | None) -> QuerySet[Person]:
    """Return everyone who fits the filters; sight is laid over it by `_newest`."""
    people = Person.objects.all()
    if filters.municipality:
        people = people.filter(municipality__in=area_of(filters.municipality))
    words = tidy(filters.words)
    if _is_number(words):
        people = people.filter(number__startswith=words.upper())
    elif words:
        people = people.filter(name__icontains=words)
    if filters.silent_on is not None:
        before = filters.silent_on - WITHOUT_CONTACT
        gone = Registration.objects.filter(person=OuterRef("pk"), ended_because__in=GONE)
        people = people.filter(Q(last_contact_on__isnull=True) | Q(last_contact_on__lt=before), ~Exists(gone))
    if only is not None:
        people = people.filter(only)
    return people


def _is_number(words: str) -> bool:
    return len(words) > 1 and words[0] in "kK" and words[1:].lstrip("-").isdigit()


def _newest(people: QuerySet[Person], actor: Actor, is_after: bool, limit: int) -> Statement:
    """Compose the newest of these people as far as the actor may see them.

    Each part of the actor's sight is one indexed read that stops at the limit. Django writes no limit
    inside a union, and one condition with OR makes the database sort everyone (measured fifteen times
    slower on SQLite). UNION, for someone in two parts is shown once.
    """
    if is_after:
        people = people.filter(pk__lt=given("after"))
    places, own = scopes(actor)
    seen = [Q(municipality=code) for code in places] + ([own] if own is not None else [])
    parts = [
        composed(people.filter(one).order_by("-pk").values_list(*PersonRow._fields)[:limit])
        for one in seen or [Q(pk__lt=0)]
    ]
    union = " UNION ".join(
        f"SELECT * FROM ({part.words}) AS part_{turn}"  # noqa: S608  Django's own words
        for turn, part in enumerate(parts)
    )
    return Statement(
        f"SELECT * FROM ({union}) AS people ORDER BY 1 DESC LIMIT {int(limit)}",  # noqa: S608  own words
        tuple(value for part in parts for value in part.values),
        parts[0].converters,
    )
