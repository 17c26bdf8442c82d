"""What goes from the bench when a person becomes nobody: that a job was composed for them."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.bench.models import DraftJob


def forget_person(person_ids: Sequence[int]) -> None:
    DraftJob.objects.filter(for_person_id__in=person_ids).update(for_person=None)
