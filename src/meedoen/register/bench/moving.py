"""Jobs on the bench that go along when someone's file goes on in another, and come back."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.bench.models import DraftJob


def move_drafts(from_id: int, to_id: int) -> list[int]:
    """Let jobs that are composed for one person be for the other; return their keys."""
    rows = DraftJob.objects.filter(for_person_id=from_id)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    rows.update(for_person_id=to_id)
    return keys


def move_drafts_back(keys: Sequence[int], to_id: int) -> None:
    DraftJob.objects.filter(pk__in=keys).update(for_person_id=to_id)
