"""The number that goes along when someone's file goes on in another, and comes back."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.bsn.models import PersonBsn


def move_number(from_id: int, to_id: int) -> list[int]:
    """Let the number go along where the other file has none; return whose it is now.

    Two numbers are two people until someone finds out; then each stays where it was written down.
    """
    if PersonBsn.objects.filter(person=to_id).exists():
        return []
    # The person is the key of the row.
    moved = PersonBsn.objects.filter(person=from_id).update(person_id=to_id)
    return [to_id] if moved else []


def move_number_back(keys: Sequence[int], to_id: int) -> None:
    """Give the number back, unless the file has another one by now."""
    if not PersonBsn.objects.filter(person=to_id).exists():
        PersonBsn.objects.filter(person_id__in=keys).update(person_id=to_id)
