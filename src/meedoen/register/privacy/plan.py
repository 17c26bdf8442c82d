"""The plan of what will be anonymised: how many by category and municipality, and who, without writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, Value, When
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotAllowed
from meedoen.register.people.models import Person, seen_people
from meedoen.register.places import place_name
from meedoen.register.privacy.due import (
    ABOUT_PEOPLE,
    due_people,
    notices_of,
    still_due,
    terms_of,
    without_notice,
)
from meedoen.register.privacy.models import Category, RetentionNotice, RetentionTerm
from meedoen.rules import places

SHOWN = 50
CARRIED_OUT = (*ABOUT_PEOPLE, Category.ON_REQUEST)


@dataclass
class Tally:
    """How many people of one municipality: due without a notice, told and waiting, ready to go, paused, and
    told but back."""

    municipality: str
    due: int = 0
    announced: int = 0
    ready: int = 0
    paused: int = 0
    back: int = 0


@dataclass(frozen=True)
class CategoryPlan:
    """One category: the term that holds (None: not decided), and the counts by municipality."""

    category: str
    label: str
    term: RetentionTerm | None
    rows: tuple[Tally, ...] = ()
    who: tuple[Person, ...] = ()

    @property
    def lines(self) -> list[list[str | int]]:
        """The counts as a table has them."""
        return [_line(row.municipality, row) for row in self.rows]

    @property
    def total_line(self) -> list[str | int]:
        """All municipalities together, as the last line of that table."""
        return _line(_("Samen"), self.total)

    @property
    def total(self) -> Tally:
        """All municipalities together."""
        whole = Tally("")
        for row in self.rows:
            for name in ("due", "announced", "ready", "paused", "back"):
                setattr(whole, name, getattr(whole, name) + getattr(row, name))
        return whole


@dataclass(frozen=True)
class Plan:
    """What would happen; `kept_elsewhere` are terms that others keep to."""

    region: str
    categories: tuple[CategoryPlan, ...]
    kept_elsewhere: tuple[CategoryPlan, ...] = field(default=())

    @property
    def decided(self) -> list[CategoryPlan]:
        """What a region decides on a term for."""
        return [one for one in self.categories if one.category in ABOUT_PEOPLE] + list(self.kept_elsewhere)


def own_region(actor: Actor) -> str:
    """Return the region whose files the actor oversees; refuse who oversees none."""
    if actor.organisation_kind != "region" or not actor.region:
        message = _("Dit doet of bekijkt alleen een beheerder of auditor van de regio.")
        raise NotAllowed(message)
    return actor.region


def retention_plan(actor: Actor, today: date) -> Plan:
    """Return how many files would get a notice or be anonymised today, and by name who the actor may see."""
    region = own_region(actor)
    terms = terms_of(region)
    return Plan(
        region,
        tuple(_category_plan(actor, region, category, terms, today) for category in CARRIED_OUT),
        tuple(
            CategoryPlan(category, str(Category(category).label), terms.get(category))
            for category in (Category.IMPORTS, Category.EXPORTS, Category.JOURNAL)
        ),
    )


def _category_plan(
    actor: Actor, region: str, category: str, terms: Mapping[str, RetentionTerm], today: date
) -> CategoryPlan:
    label = str(Category(category).label)
    due = due_people(region, category, today, terms)
    fresh = without_notice(due, category)
    counts: dict[str, Tally] = {}
    by_place = fresh.values_list("municipality").annotate(many=Count("pk")).order_by("municipality")
    for code, many in by_place:
        _row(counts, code, today).due += many
    notices = notices_of(region, category)
    status = _status(still_due(notices, due, today), today)
    for code, name, many in (
        notices.annotate(status=status)
        .values_list("person__municipality", "status")
        .annotate(many=Count("pk"))
        .order_by("person__municipality")
    ):
        row = _row(counts, code, today)
        setattr(row, name, getattr(row, name) + many)
    who = Q(pk__in=fresh.values("pk")) | Q(pk__in=notices.values("person_id"))
    seen = Person.objects.filter(seen_people(actor, own=True), who).order_by("pk")[:SHOWN]
    rows = tuple(sorted(counts.values(), key=lambda row: row.municipality))
    return CategoryPlan(category, label, terms.get(category), rows, tuple(seen))


def _status(holds: Any, today: date) -> Case:
    state = RetentionNotice.State
    return Case(
        When(state=state.PAUSED, paused_until__gt=today, then=Value("paused")),
        When(holds, due_on__lte=today, then=Value("ready")),
        When(holds, then=Value("announced")),
        default=Value("back"),
    )


def _row(counts: dict[str, Tally], code: str, today: date) -> Tally:
    """The row of a municipality under its name of today: who lived on in one that merged lives there."""
    try:
        name = places.municipality_on(code, today).name
    except LookupError:
        name = place_name(code)
    return counts.setdefault(name, Tally(name))


def _line(label: str, row: Tally) -> list[str | int]:
    return [label, row.due, row.announced, row.ready, row.paused, row.back]
