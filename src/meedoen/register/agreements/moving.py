"""Agreements that go along when someone's file goes on in another, and come back."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.agreements.models import Agreement
from meedoen.register.agreements.states import STANDING


def move_agreements(from_id: int, to_id: int) -> list[int]:
    """Let agreements go along, and return their keys.

    One that stands with the same employer, kind and first day as one of the other file stays behind: it was
    made twice.
    """
    same = ("employer_id", "kind", "starts_on")
    standing = Agreement.objects.filter(state__in=STANDING)
    there = set(standing.filter(person=to_id).values_list(*same))
    twins = [
        row.pk
        for row in standing.filter(person=from_id)
        if (row.employer_id, row.kind, row.starts_on) in there
    ]
    going = Agreement.objects.filter(person=from_id).exclude(pk__in=twins)
    keys = list(going.order_by("pk").values_list("pk", flat=True))
    Agreement.objects.filter(pk__in=keys).update(person=to_id)
    return keys


def move_agreements_back(keys: Sequence[int], to_id: int) -> None:
    Agreement.objects.filter(pk__in=keys).update(person=to_id)
