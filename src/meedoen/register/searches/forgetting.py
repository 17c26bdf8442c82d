"""What goes from searches when a person becomes nobody: what was searched for them, and what was found."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.searches.models import Search


def forget_person(person_ids: Sequence[int]) -> None:
    Search.objects.filter(for_person_id__in=person_ids).delete()
