"""How many findable people meet what a job asks of the body: counts only, of the whole region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Count

from meedoen.access.actors import Actor
from meedoen.register.jobs.demands import ASKED
from meedoen.register.people.models import Person, is_open
from meedoen.register.profiles.findability import findable
from meedoen.register.profiles.models import Condition


def who_meet(actor: Actor, demands: Mapping[str, int], on: date) -> tuple[int, dict[str, int]]:
    """Return how many people of the region are findable, and how many of them meet each demand of the body.

    Who named no limit of their own meets it.
    """
    people = Person.objects.filter(is_open(), findable(on), responsible__region=actor.region)
    everyone, asked = people.count(), [code for code in demands if code in ASKED]
    short = dict.fromkeys(asked, 0)
    rows = Condition.objects.filter(code__in=asked, profile__person__in=people.values("pk"))
    for code, value, number in rows.values_list("code", "value").annotate(Count("pk")):
        if value < demands[code]:
            short[code] += number
    return everyone, {code: everyone - number for code, number in short.items()}
