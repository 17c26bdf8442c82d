"""What goes from placements when a person becomes nobody: words and numbers. Hours stay and are counted."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.numbers import number_of_nobody
from meedoen.register.placements.models import Placement


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away what was written in free text, and the numbers that stand in letters and in the journal."""
    placements = list(Placement.objects.filter(person_id__in=person_ids))
    for placement in placements:
        placement.number, placement.correction_reason = number_of_nobody(), ""
    Placement.objects.bulk_update(placements, ["number", "correction_reason"], batch_size=200)
