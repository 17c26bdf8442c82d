"""What is due about how work lasts: someone to ask, a voice that warns, and who can work again."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from meedoen.register.due import Asked, Due
from meedoen.register.durability.available import free_again
from meedoen.register.durability.mine import not_heard
from meedoen.register.durability.models import Check
from meedoen.register.durability.moments import moment_now
from meedoen.register.durability.questions import SIGNALLED, answer_of
from meedoen.register.durability.signals import last_words_that_warn
from meedoen.register.people.due import AT_WORK_ON
from meedoen.register.placements.models import Placement

DAY = timedelta(days=1)


def people_to_ask(asked: Asked) -> list[Due]:
    """Return the running placements about which not every voice was heard, by the day of their moment."""
    rows = Placement.objects.standing().filter(
        not_heard(asked.on),
        Q(ends_before__isnull=True) | Q(ends_before__gt=asked.on),
        person__state__in=AT_WORK_ON,
    )
    if asked.only is not None:
        rows = rows.filter(pk__in=list(asked.only))
    found = []
    for key, starts_on, person, keeper in rows.values_list(
        "pk", "starts_on", "person_id", "person__responsible_id"
    ):
        moment = moment_now(starts_on, asked.on)
        if moment is None:
            continue
        on = moment.on(starts_on)
        if asked.only is not None or asked.since <= on <= asked.until:
            facts = {"moment": moment.code, "moment_on": str(on)}
            found.append(Due(key, on, facts, person_id=person, organisation_id=keeper))
    return found


def voices_that_warn(asked: Asked) -> list[Due]:
    """Return what a voice said last that warns of something, by the day on which it said so."""
    rows = last_words_that_warn().filter(
        asked.about("pk", "on"),
        Q(placement__ends_before__isnull=True) | Q(placement__ends_before__gt=asked.on),
        placement__replaced_on__isnull=True,
        placement__person__state__in=AT_WORK_ON,
    )
    return [
        Due(
            one.pk,
            one.on,
            {"voice": one.voice, "signals": _signals(one), "said_on": str(one.on)},
            person_id=one.placement.person_id,
            organisation_id=one.placement.person.responsible_id,
        )
        for one in rows.select_related("placement__person")
    ]


def people_free_again(asked: Asked) -> list[Due]:
    """Return the placements that ended of people who can work again, by their first day without work."""
    rows = free_again(asked.on).filter(
        asked.about("pk", "ends_before"), ends_before__lte=asked.on, person__state__in=AT_WORK_ON
    )
    return [
        Due(key, day, {"last_on_day": str(day - DAY)}, person_id=person, organisation_id=keeper)
        for key, day, person, keeper in rows.values_list(
            "pk", "ends_before", "person_id", "person__responsible_id"
        )
        if day is not None
    ]


def _signals(check: Check) -> str:
    said = (answer_of(check.voice, question, code) for question, code in sorted(check.answers.items()))
    return ", ".join(sorted({one.signal for one in said if one is not None and one.signal in SIGNALLED}))
