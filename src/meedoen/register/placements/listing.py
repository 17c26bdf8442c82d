"""Lists of placements: a page at a time, of one person, at one employer, or behind a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from meedoen.access.actors import Actor
from meedoen.access.prepared import Prepared, given
from meedoen.register.checks import tidy
from meedoen.register.people.selectors import visible_names
from meedoen.register.placements.models import ContractHours, Placement

PAGE = 50
SOON = timedelta(days=30)


_READ = (
    "pk",
    "number",
    "person_id",
    "person__number",
    "kind",
    "employer__name",
    "employer__kvk",
    "workplace_employer__name",
    "workplace_employer__kvk",
    "starts_on",
    "ends_before",
    "replaced_on",
)


@dataclass(frozen=True)
class PlacementFilters:
    """`words`: a placement or candidate number, or part of an employer's name. `state` is read on `on`."""

    on: date
    words: str = ""
    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """`person_name` is empty where the actor may see the placement but not the person."""

    pk: int
    number: str
    person_number: str
    person_name: str
    kind: str
    employer: str
    employer_kvk: str
    workplace: str
    workplace_kvk: str
    starts_on: date
    ends_before: date | None
    hours_week: Decimal | None
    is_replaced: bool


@dataclass(frozen=True)
class PlacementsPage:
    rows: tuple[PlacementRow, ...]
    next_after: int | None


def at_work(on: date) -> Exists:
    """A condition on people: has a placement that runs on that day."""
    return Exists(Placement.objects.standing().filter(_running(on), person=OuterRef("pk")))


def came_through(programme: str) -> Q:
    """A condition on people: has or had a placement that came from this programme."""
    through = Placement.objects.standing().filter(programme__code=programme)
    return Q(pk__in=through.values("person_id"))


def placements_visible_to(
    actor: Actor, filters: PlacementFilters, after: int | None = None, *, limit: int = PAGE
) -> PlacementsPage:
    """Return a page of the placements that the actor may see, the newest first."""
    placements = filtered(actor, filters)
    if after is not None:
        placements = placements.filter(pk__lt=after)
    rows = _rows(actor, placements.order_by("-pk")[: limit + 1], filters.on)
    return PlacementsPage(rows[:limit], rows[limit - 1].pk if len(rows) > limit else None)


def how_many_placements(actor: Actor, filters: PlacementFilters, *, most: int) -> int:
    """Count placements that the actor may see, and stop counting at `most`."""
    return len(filtered(actor, filters).order_by("-pk").values_list("pk", flat=True)[:most])


def placements_soon(actor: Actor, state: str, on: date, most: int) -> tuple[PlacementRow, ...]:
    """Return the placements that start or end within 30 days, the nearest day first."""
    placements = filtered(actor, PlacementFilters(on, state=state))
    order = "starts_on" if state == "starts_soon" else "ends_before"
    return _rows(actor, placements.order_by(order, "pk")[:most], on)


def placements_of_people(actor: Actor, person_ids: Iterable[int], on: date) -> tuple[PlacementRow, ...]:
    """Return the placements of these people that the actor may see, the latest first, replaced ones too."""
    placements = Placement.objects.visible_to(actor).filter(person_id__in=list(person_ids))
    return _rows(actor, placements.order_by("-starts_on", "-pk"), on)


def work_of_people(actor: Actor, person_ids: Sequence[int], on: date) -> dict[int, tuple[str, Decimal]]:
    """Return where each of these people works on a day, and how many hours, as far as the actor sees."""
    found: dict[int, tuple[str, Decimal]] = {}
    for start in range(0, len(person_ids), PAGE):
        part = person_ids[start : start + PAGE]
        # The statement has a place for each person of a page; on a shorter one the last stands there again.
        values = {f"person_{turn}": part[min(turn, len(part) - 1)] for turn in range(PAGE)}
        rows = _work(actor).rows(on=on, **values)
        found.update({person_id: (name, hours or Decimal(0)) for person_id, name, hours in rows})
    return found


@lru_cache(maxsize=512)
def _work(actor: Actor) -> Prepared:
    on, people = given("on"), [given(f"person_{turn}") for turn in range(PAGE)]
    return Prepared(
        lambda: (
            Placement.objects.visible_to(actor)
            .standing()
            .filter(_running(on), person__pk__in=people)
            .annotate(hours_week=Subquery(hours_on(on)))
            .order_by("person_id", "starts_on")
            .values_list("person_id", "workplace_employer__name", "hours_week")
        )
    )


def placements_at_employer(actor: Actor, employer_id: int, on: date, most: int) -> tuple[PlacementRow, ...]:
    """Return the placements with this employer, on paper or in the workplace, that the actor may see."""
    placements = Placement.objects.visible_to(actor).standing()
    here = placements.filter(Q(employer_id=employer_id) | Q(workplace_employer_id=employer_id))
    return _rows(actor, here.order_by("-starts_on", "-pk")[:most], on)


def rows_for_keys(
    actor: Actor, placement_ids: Sequence[int], on: date | None = None
) -> tuple[PlacementRow, ...]:
    """Return those of these placements that the actor may see, in the order of the keys.

    Hours are those of the day `on`, or those it started with.
    """
    on = on or date.min
    found: dict[int, PlacementRow] = {}
    for start in range(0, len(placement_ids), 500):
        part = list(placement_ids[start : start + 500])
        rows = _rows(actor, Placement.objects.visible_to(actor).filter(pk__in=part), on)
        found.update({row.pk: row for row in rows})
    return tuple(found[key] for key in placement_ids if key in found)


def visible_keys(actor: Actor, placement_ids: Iterable[int]) -> frozenset[int]:
    """Return which of these placements the actor may see, without reading what is in them."""
    asked = frozenset(placement_ids)
    visible = Placement.objects.visible_to(actor)
    if len(asked) <= 500:
        return frozenset(visible.filter(pk__in=asked).values_list("pk", flat=True))
    # Many keys beside an area of many people make SQLite try each with each: reading all is far quicker.
    return asked.intersection(visible.values_list("pk", flat=True))


def filtered(actor: Actor, filters: PlacementFilters) -> QuerySet[Placement]:
    """The placements that the actor may see and that the filters leave."""
    placements = Placement.objects.visible_to(actor)
    placements = (
        placements.filter(replaced_on__isnull=False)
        if filters.state == "replaced"
        else placements.standing().filter(_state(filters.state, filters.on))
    )
    if filters.kind:
        placements = placements.filter(kind=filters.kind)
    words = tidy(filters.words)
    if words:
        placements = placements.filter(
            Q(number__iexact=words)
            | Q(person__number__iexact=words)
            | Q(employer__name__icontains=words)
            | Q(workplace_employer__name__icontains=words)
        )
    return placements


def _running(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_before__isnull=True) | Q(ends_before__gt=on))


def _state(state: str, on: date) -> Q:
    # A last working day is the day before `ends_before`, so what ends from today on has an end after today.
    states = {
        "running": _running(on),
        "ended": Q(ends_before__lte=on),
        "future": Q(starts_on__gt=on),
        "starts_soon": Q(starts_on__gte=on, starts_on__lte=on + SOON),
        "ends_soon": Q(ends_before__gt=on, ends_before__lte=on + SOON + timedelta(days=1)),
    }
    return states.get(state, Q())


def hours_on(on: date) -> QuerySet[ContractHours, Decimal]:
    """A subquery of placements: the hours a week by contract on a day."""
    return (
        ContractHours.objects.filter(placement=OuterRef("pk"), starts_on__lte=on)
        .order_by("-starts_on")
        .values_list("hours_week", flat=True)[:1]
    )


def _first_hours() -> QuerySet[ContractHours, Decimal]:
    return (
        ContractHours.objects.filter(placement=OuterRef("pk"))
        .order_by("starts_on")
        .values_list("hours_week", flat=True)[:1]
    )


def _rows(actor: Actor, placements: QuerySet[Placement], on: date) -> tuple[PlacementRow, ...]:
    """Turn placements into rows with the hours of that day, or the first ones where it has not started."""
    found = list(
        placements.annotate(now=Subquery(hours_on(on)), first=Subquery(_first_hours())).values_list(
            *_READ, "now", "first", named=True
        )
    )
    names = visible_names(actor, {row.person_id for row in found})
    kinds = dict(Placement.Kind.choices)
    return tuple(
        PlacementRow(
            pk=row.pk,
            number=row.number,
            person_number=row.person__number,
            person_name=names.get(row.person_id, ""),
            kind=str(kinds.get(row.kind, row.kind)),
            employer=row.employer__name,
            employer_kvk=row.employer__kvk,
            workplace=row.workplace_employer__name,
            workplace_kvk=row.workplace_employer__kvk,
            starts_on=row.starts_on,
            ends_before=row.ends_before,
            hours_week=row.now if row.now is not None else row.first,
            is_replaced=row.replaced_on is not None,
        )
        for row in found
    )
