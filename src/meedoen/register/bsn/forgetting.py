"""What goes when a person becomes nobody: the number."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.bsn.models import PersonBsn


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away the numbers of these people, also where they are switched off by now."""
    PersonBsn.objects.filter(person_id__in=person_ids).delete()
