"""The rows of people without who they are: entries in the doelgroepregister and places where they lived."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Manager, Model, QuerySet

from meedoen.register.columns import columns
from meedoen.register.people.ages import BORN_IN
from meedoen.register.people.models import Person, Registration, Residence, is_open

T = TypeVar("T", bound=Model)


def registration() -> dict[str, list[Any]]:
    """REGISTRATION: one row for each entry in the doelgroepregister."""
    rows = (
        _of_own_files(Registration.objects)
        .order_by("id")
        .values_list("person_id", "ground", "starts_on", "ends_before", "ended_because")
    )
    table = columns(("person_id", "ground", "starts_on", "ends_before", "ended_because"), rows)
    table["ended_because"] = [because or None for because in table["ended_because"]]
    return table


def residence() -> dict[str, list[Any]]:
    """RESIDENCE: one row for each period in which someone lived in a municipality."""
    names = ("person_id", "municipality", "starts_on", "ends_before")
    return columns(names, _of_own_files(Residence.objects).order_by("id").values_list(*names))


def living() -> dict[str, list[Any]]:
    """LIVING: one row for each open file: the month of birth as an index, and the municipality of now."""
    names = ("person_id", "born_in", "municipality")
    rows = Person.objects.filter(is_open()).annotate(born_in=BORN_IN).order_by("pk")
    return columns(names, rows.values_list("pk", *names[1:]))


def _of_own_files(rows: Manager[T]) -> QuerySet[T]:
    """What stayed behind in a file that went on in another would count one person twice."""
    return rows.exclude(person__state=Person.State.MERGED)
