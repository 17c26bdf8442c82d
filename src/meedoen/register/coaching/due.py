"""What is due about coaching: actions, visits, and a coach who left."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Max

from meedoen.register.coaching.listing import with_last_visit
from meedoen.register.coaching.models import AgreedAction, Coaching
from meedoen.register.coaching.norms import visit_weeks, weeks_between
from meedoen.register.due import Asked, Due
from meedoen.register.people.due import AT_WORK_ON

_PERSON = "placement__person_id"


def actions_to_do(asked: Asked) -> list[Due]:
    """Return the agreed actions of which the day has come while they stand open."""
    rows = AgreedAction.objects.filter(
        asked.about("pk", "by_on"),
        done_on__isnull=True,
        coaching__ends_before__gt=asked.on,
        coaching__placement__person__state__in=AT_WORK_ON,
    )
    return [
        Due(key, day, {"coaching": number, "by_on": str(day)}, person_id=person, account_id=coach)
        for key, day, number, person, coach in rows.values_list(
            "pk",
            "by_on",
            "coaching__number",
            f"coaching__{_PERSON}",
            "coaching__coach_id",
        )
    ]


def visits_to_make(asked: Asked) -> list[Due]:
    """Return the coachings where nobody came for as many weeks as the municipality chose, or as we think."""
    chosen = visit_weeks(asked.on)
    rows = with_last_visit(
        Coaching.objects.running(asked.on).filter(
            starts_on__lte=asked.on, placement__person__state__in=AT_WORK_ON
        )
    )
    if asked.only is not None:
        rows = rows.filter(pk__in=list(asked.only))
    found = []
    for key, number, regime, payer, since, person, coach in rows.values_list(
        "pk", "number", "regime", "payer_id", "since_on", _PERSON, "coach_id"
    ):
        weeks = weeks_between(regime, payer, chosen)
        day = since + timedelta(weeks=weeks)
        if day <= asked.on and (asked.only is not None or asked.since <= day <= asked.until):
            facts: dict[str, str | int] = {"coaching": number, "last_on": str(since), "weeks": weeks}
            found.append(Due(key, day, facts, person_id=person, account_id=coach))
    return found


def left_alone(asked: Asked) -> list[Due]:
    """Return the coachings of which nobody who coaches may sign in any more, since the coach left."""
    rows = Coaching.objects.running(asked.on).alone().filter(placement__person__state__in=AT_WORK_ON)
    if asked.only is not None:
        rows = rows.filter(pk__in=list(asked.only))
    rows = rows.annotate(left_on=Max("coach__assignments__ends_before"))
    found = []
    for key, number, left_on, person, payer in rows.values_list(
        "pk", "number", "left_on", _PERSON, "payer_id"
    ):
        day = left_on or asked.on
        if asked.only is not None or asked.since <= day <= asked.until:
            facts = {"coaching": number, "left_on": str(day)}
            found.append(Due(key, day, facts, person_id=person, organisation_id=payer))
    return found
