"""What is due about placements: those that end."""

from __future__ import annotations

from datetime import timedelta

from meedoen.register.due import Asked, Due
from meedoen.register.people.due import AT_WORK_ON
from meedoen.register.placements.models import Placement


def placements_that_end(asked: Asked) -> list[Due]:
    """Return the placements of which the last day is to come."""
    rows = Placement.objects.standing().filter(
        asked.about("pk", "ends_before"), ends_before__gt=asked.on, person__state__in=AT_WORK_ON
    )
    return [
        Due(
            key,
            ends_before,
            {"last_on_day": str(ends_before - timedelta(days=1))},
            person_id=person,
            organisation_id=keeper,
        )
        for key, ends_before, person, keeper in rows.values_list(
            "pk", "ends_before", "person_id", "person__responsible_id"
        )
        if ends_before is not None
    ]
