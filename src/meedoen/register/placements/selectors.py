"""What may be asked about placements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.primitives.period import Month
from meedoen.register.people.selectors import clean, hidden_numbers
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.register.placements.spells import Spell, spells_of
from meedoen.register.placements.validity import NewPlacement


def placement_by_number(actor: Actor, number: str) -> Placement:
    """Return the placement with this number, replaced or not, if the actor may see it."""
    placement = (
        Placement.objects.visible_to(actor)
        .select_related("person", "employer", "workplace_employer", "programme", "registered_by", "job")
        .filter(number=clean(number))
        .first()
    )
    if placement is None:
        raise NotFound(_("Deze plaatsing bestaat niet of hoort niet bij u. Controleer het nummer."))
    return placement


def hidden_subjects(actor: Actor, subjects: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return which of these subjects of the journal are, or belong to, a protected file for which the actor
    is not named."""
    asked = {(kind, number): clean(number) for kind, number in subjects if kind in {"person", "placement"}}
    placed = {number for (kind, _given), number in asked.items() if kind == "placement"}
    people = dict(Placement.objects.filter(number__in=placed).values_list("number", "person__number"))
    who = {subject: people.get(number, number) for subject, number in asked.items()}
    hidden = hidden_numbers(actor, who.values())
    return frozenset(subject for subject, number in who.items() if number in hidden)


def spells_of_people(person_ids: Iterable[int]) -> dict[int, list[Spell]]:
    """Return the spells of standing placements of each of these people, whoever may see them.

    For checks only: what one person works is one sum, wherever it was registered.
    """
    found: dict[int, list[Spell]] = defaultdict(list)
    asked = list(person_ids)
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        rows = (
            Placement.objects.standing()
            .filter(person_id__in=part)
            .values_list("pk", "number", "person_id", "ends_before")
        )
        hours: dict[int, list[tuple[date, int]]] = defaultdict(list)
        for placement_id, starts_on, hours_week in (
            ContractHours.objects.filter(placement__person_id__in=part, placement__replaced_on__isnull=True)
            .order_by("placement_id", "starts_on")
            .values_list("placement_id", "starts_on", "hours_week")
        ):
            hours[placement_id].append((starts_on, int(hours_week * 100)))
        for placement_id, number, person_id, ends_before in rows:
            found[person_id].extend(spells_of(placement_id, number, ends_before, hours[placement_id]))
    return found


def hours_of(placement: Placement) -> list[tuple[date, Decimal]]:
    """Return the hours a week of one placement, from which day on."""
    return list(
        ContractHours.objects.filter(placement=placement)
        .order_by("starts_on")
        .values_list("starts_on", "hours_week")
    )


def as_new(placement: Placement) -> NewPlacement:
    """Return a placement as it would be registered today, to be corrected."""
    paid = PaidHours.objects.filter(placement=placement).order_by("month_on")
    return NewPlacement(
        person_number=placement.person.number,
        kind=placement.kind,
        employer_kvk=placement.employer.kvk,
        workplace_kvk=placement.workplace_employer.kvk,
        work_municipality=placement.work_municipality,
        starts_on=placement.starts_on,
        hours=tuple(hours_of(placement)),
        ends_before=placement.ends_before,
        end_reason=placement.end_reason,
        is_new_job=placement.is_new_job,
        programme=placement.programme.code if placement.programme else "",
        paid=tuple((Month.of(month_on), hours) for month_on, hours in paid.values_list("month_on", "hours")),
        job_id=placement.job_id,
    )


def seats_taken(job_ids: Iterable[int], on: date) -> dict[int, int]:
    """Return how many seats of each of these jobs are taken by placements that run or will start."""
    found: dict[int, int] = {}
    asked = sorted(set(job_ids))
    for start in range(0, len(asked), 500):
        taken = (
            _on_seats(on)
            .filter(job__in=asked[start : start + 500])
            .order_by("job")
            .values_list("job")
            .annotate(seats=Count("pk"))
        )
        found.update((key, seats) for key, seats in taken if key is not None)
    return found


def placed_on(person_id: int, job_id: int, on: date) -> str:
    """Return the number of the placement by which someone has a seat of this job, or nothing."""
    rows = _on_seats(on).filter(person=person_id, job=job_id)
    return rows.values_list("number", flat=True).first() or ""


def _on_seats(on: date) -> QuerySet[Placement]:
    """Placements that run or will start."""
    return Placement.objects.standing().filter(Q(ends_before__isnull=True) | Q(ends_before__gt=on))


def paid_of(placement: Placement) -> list[tuple[date, Decimal]]:
    """Return the hours paid, month by month, the latest first."""
    rows = PaidHours.objects.filter(placement=placement).order_by("-month_on")
    return list(rows.values_list("month_on", "hours"))


def versions_of(actor: Actor, placement: Placement) -> list[Placement]:
    """Return every row of this placement, from the first to the one that holds."""
    rows = list(
        Placement.objects.visible_to(actor)
        .filter(person_id=placement.person_id)
        .select_related("employer", "workplace_employer", "programme", "replaces")
        .order_by("pk")
    )
    by_key = {row.pk: row for row in rows}
    following = {row.replaces_id: row for row in rows if row.replaces_id is not None}
    first = by_key[placement.pk]
    while first.replaces_id in by_key:
        first = by_key[first.replaces_id]
    versions = [first]
    while versions[-1].pk in following:
        versions.append(following[versions[-1].pk])
    return versions


def standing_version(placement: Placement | None) -> Placement | None:
    """Return the row that holds, where this one was corrected; it was read by who may see it."""
    found = placement
    while found is not None and found.replaced_on is not None:
        found = Placement.objects.filter(replaces=found.pk).select_related("person", "employer").first()
    return found


def hours_of_many(placements: Iterable[Placement]) -> dict[int, list[tuple[date, Decimal]]]:
    """Return the hours a week of each of these placements, from which day on."""
    found: dict[int, list[tuple[date, Decimal]]] = {placement.pk: [] for placement in placements}
    rows = ContractHours.objects.filter(placement_id__in=list(found)).order_by("starts_on")
    for key, starts_on, hours_week in rows.values_list("placement_id", "starts_on", "hours_week"):
        found[key].append((starts_on, hours_week))
    return found


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of placement, code and words."""
    return [(code, str(label)) for code, label in Placement.Kind.choices]


def end_reason_choices() -> list[tuple[str, str]]:
    """Return why a placement may end, code and words."""
    return [(code, str(label)) for code, label in Placement.EndReason.choices]
