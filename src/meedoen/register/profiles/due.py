"""What is due about profiles and plans: a profile to go through again, a step to take."""

from __future__ import annotations

from meedoen.register.due import Asked, Due
from meedoen.register.people.due import AT_WORK_ON
from meedoen.register.profiles.models import Findability, Goal, Step
from meedoen.register.profiles.needed import fresh_from


def profiles_too_old(asked: Asked) -> list[Due]:
    """Return whose profile was gone through longer than a year ago."""
    rows = Findability.objects.filter(
        asked.about("person_id", "confirmed_on"),
        person__state__in=AT_WORK_ON,
        confirmed_on__lt=fresh_from(asked.on),
    )
    return [
        Due(
            person,
            confirmed_on,
            {"confirmed_on": str(confirmed_on), "missing": missing},
            person_id=person,
            organisation_id=keeper,
        )
        for person, confirmed_on, missing, keeper in rows.values_list(
            "person_id", "confirmed_on", "missing", "person__responsible_id"
        )
        if confirmed_on is not None
    ]


def steps_to_take(asked: Asked) -> list[Due]:
    """Return the steps of plans that had to be taken by today and were not."""
    rows = Step.objects.filter(
        asked.about("pk", "by_on"),
        done_on__isnull=True,
        by_on__lte=asked.on,
        goal__state=Goal.State.OPEN,
        goal__person__state__in=AT_WORK_ON,
    )
    return [
        Due(key, by_on, {"by_on": str(by_on), "who": who}, person_id=person, organisation_id=keeper)
        for key, by_on, who, person, keeper in rows.values_list(
            "pk", "by_on", "who", "goal__person_id", "goal__person__responsible_id"
        )
    ]
