"""Placements that go along when someone's file goes on in another, and come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from meedoen.register.placements.models import Placement


def move_placements(from_id: int, to_id: int) -> list[int]:
    """Let placements go along, replaced rows too, that the other person does not have; return their keys.

    A standing one with the same employer, first day and kind stays behind: it was registered twice.
    """
    going = Placement.objects.filter(person_id=from_id).exclude(pk__in=list(twins_of(from_id, to_id)))
    keys = list(going.order_by("pk").values_list("pk", flat=True))
    Placement.objects.filter(pk__in=keys).update(person_id=to_id)
    return keys


def twins_of(from_id: int, to_id: int) -> dict[int, int]:
    """By the key of a standing placement: that of the same job in the other file."""
    there = {same_job(row): row.pk for row in Placement.objects.standing().filter(person_id=to_id)}
    rows = Placement.objects.standing().filter(person_id=from_id)
    return {row.pk: there[same_job(row)] for row in rows if same_job(row) in there}


def same_job(placement: Placement) -> tuple[int, date, str]:
    """Return what two rows of one job have in common."""
    return placement.employer_id, placement.starts_on, placement.kind


def move_placements_back(keys: Sequence[int], to_id: int) -> None:
    Placement.objects.filter(pk__in=keys).update(person_id=to_id)
