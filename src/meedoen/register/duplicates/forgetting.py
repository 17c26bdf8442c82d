"""What goes from pairs when a person becomes nobody, and which files go along because they were merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from meedoen.register.duplicates.models import Merge, Pair


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away every pair these people stand in; a merge with them can't be undone any more."""
    Pair.objects.filter(Q(one_id__in=person_ids) | Q(other_id__in=person_ids)).delete()


def merged_into(person_ids: Iterable[int]) -> frozenset[int]:
    """Return the files that went on in these, directly or through another one: they hold the same names."""
    found: set[int] = set()
    waiting = list(person_ids)
    while waiting:
        standing = Merge.objects.filter(kept_id__in=waiting, undone_on__isnull=True)
        waiting = [key for key in standing.values_list("merged_id", flat=True) if key not in found]
        found.update(waiting)
    return frozenset(found)
