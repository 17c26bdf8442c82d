"""Placements that go along when someone's file goes on in another, and come back."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.placements.models import Placement


def move_placements(from_id: int, to_id: int) -> list[int]:
    """Let placements go along, replaced rows too, that the other person does not have; return their keys.

    A standing one with the same employer, first day and kind stays behind: it was registered twice.
    """
    same = ("employer_id", "starts_on", "kind")
    there = set(Placement.objects.standing().filter(person_id=to_id).values_list(*same))
    twins = [
        row.pk
        for row in Placement.objects.standing().filter(person_id=from_id)
        if (row.employer_id, row.starts_on, row.kind) in there
    ]
    going = Placement.objects.filter(person_id=from_id).exclude(pk__in=twins)
    keys = list(going.order_by("pk").values_list("pk", flat=True))
    Placement.objects.filter(pk__in=keys).update(person_id=to_id)
    return keys


def move_placements_back(keys: Sequence[int], to_id: int) -> None:
    Placement.objects.filter(pk__in=keys).update(person_id=to_id)
