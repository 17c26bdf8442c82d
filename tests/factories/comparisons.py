"""People whose job can be compared, and kept runs of the comparison over a region."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.access.actors import system
from meedoen.register.people.models import Person
from meedoen.steering.comparisons.models import ComparisonQuestion
from meedoen.steering.comparisons.services import answer_comparison, ask_comparison
from meedoen.steering.comparisons.shape import NewQuestion
from tests.factories import access, profiles, register


def worker(*, percentage: str = "60", hours: str = "32", assisted: bool = False, **more: Any) -> Person:
    """Someone at work with a measured loonwaarde; `assisted`: known to have bijstand."""
    person = register.person(**more)
    profiles.loonwaarde(person, percentage=Decimal(percentage))
    register.placement(person=person, hours=hours)
    if assisted:
        profiles.target_group(person)
    return person


def workers(number: int, **more: Any) -> list[Person]:
    """So many of them, each with a loonwaarde one percent higher."""
    return [worker(percentage=str(30 + place % 60), **more) for place in range(number)]


def question(*, day: date = access.TODAY, **more: Any) -> ComparisonQuestion:
    """A question about the region, by the system, without an answer yet."""
    asker = system("proef", "AM01", "coordinator")
    return ask_comparison(asker, NewQuestion(area="AM01", day=day, **more), today=access.TODAY)


def answered(**more: Any) -> ComparisonQuestion:
    """A question with its answer over whoever there is."""
    row = question(**more)
    answer_comparison(system("proef", "AM01", "coordinator"), row.pk, today=access.TODAY)
    return row
