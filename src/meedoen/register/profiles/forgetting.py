"""What goes from profiles when a person becomes nobody, and contact details that go before that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from meedoen.register.people.models import Person
from meedoen.register.profiles.models import (
    Findability,
    Goal,
    Loonwaarde,
    Plan,
    Profile,
    Reach,
    Representative,
    TargetGroup,
)

# Nothing of this is counted.
GO = (Profile, Findability, Reach, Representative, Loonwaarde, TargetGroup, Plan, Goal)


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away everything these people told and what was agreed with them."""
    for model in GO:
        model._default_manager.filter(person_id__in=person_ids).delete()


def with_reach() -> QuerySet[Person, Any]:
    """Return the keys of who has contact details or a representative."""
    reached = Person.objects.filter(pk__in=Reach.objects.values("person_id"))
    represented = Person.objects.filter(pk__in=Representative.objects.values("person_id"))
    return (reached | represented).values("pk")


def forget_reach(person_ids: Sequence[int]) -> None:
    """Take away how these people and their representatives are reached; the rest of the file stays."""
    for model in (Reach, Representative):
        model._default_manager.filter(person_id__in=person_ids).delete()
