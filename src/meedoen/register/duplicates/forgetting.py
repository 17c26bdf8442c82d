"""What goes from pairs when a person becomes nobody."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from meedoen.register.duplicates.models import Pair


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away every pair these people stand in; a merge with them can't be undone any more."""
    Pair.objects.filter(Q(one_id__in=person_ids) | Q(other_id__in=person_ids)).delete()
