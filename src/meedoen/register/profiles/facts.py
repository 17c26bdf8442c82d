"""Profiles of open files without who they are: codes and numbers as plain columns, for an engine to read.

Nothing of this is counted yet: the columns that counting may read stand in its own schema. With `keys` the
rows of these people, protected files too, for sight was asked before; of many keys (`few_of`) all open files.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q

from meedoen.register.columns import FEW, columns, few_of
from meedoen.register.people.models import is_open
from meedoen.register.profiles.models import (
    Condition,
    Findability,
    Language,
    Loonwaarde,
    Profile,
    TargetGroup,
    TaskAnswer,
    Wish,
)

Table = dict[str, list[Any]]
Keys = Collection[int] | None


def profile(keys: Keys = None) -> Table:
    """PROFILE: one row for each profile; lists of codes stay lists, and a postcode is a neighbourhood."""
    given = (
        "person_id",
        "hours_min",
        "hours_max",
        "days",
        "times",
        "available_from",
        "postcode",
        "means",
        "travel_minutes",
        "education_level",
        "education_field",
        "licences",
        "has_conditions_discussed",
    )
    rows = Profile.objects.filter(_of("person__", keys)).order_by("pk")
    table = columns(given, rows.values_list(*given))
    for bound in ("hours_min", "hours_max"):
        table[f"{bound}_c"] = [None if hours is None else int(hours * 100) for hours in table.pop(bound)]
    table["neighbourhood"] = [postcode[:4] or None for postcode in table.pop("postcode")]
    return table


def wish(keys: Keys = None) -> Table:
    """WISH: one row for each field of work that someone wants."""
    return _beside(Wish, keys, "work_field")


def task(keys: Keys = None) -> Table:
    """TASK: one row for each task that someone can do, likes to do or wants to learn."""
    return _beside(TaskAnswer, keys, "task", "is_able", "is_liked", "is_wanted")


def condition(keys: Keys = None) -> Table:
    """CONDITION: one row for each condition, its value in the unit of the condition, 1 where it has none."""
    return _beside(Condition, keys, "code", "value")


def language(keys: Keys = None) -> Table:
    """LANGUAGE: one row for each language that someone uses."""
    return _beside(Language, keys, "language", "level")


def loonwaarde(keys: Keys = None) -> Table:
    """LOONWAARDE: one row for each measurement: hundredths of a percent, its day and its last day."""
    names = ("person_id", "measured_on", "valid_until", "percentage")
    rows = Loonwaarde.objects.filter(_of("person__", keys)).order_by("person_id", "measured_on", "pk")
    table = columns(names, rows.values_list(*names))
    table["loonwaarde_c"] = [int(percentage * 100) for percentage in table.pop("percentage")]
    return table


def target_group(keys: Keys = None) -> Table:
    """TARGET_GROUP: one row for each period in which someone belongs to a target group; never why."""
    names = ("person_id", "code", "starts_on", "ends_before")
    rows = TargetGroup.objects.filter(_of("person__", keys)).order_by("pk")
    return columns(names, rows.values_list(*names))


def findability() -> Table:
    """FINDABILITY: one row for each profile: the bits of what is missing, and when it was confirmed."""
    names = ("person_id", "missing", "confirmed_on")
    rows = Findability.objects.filter(is_open("person__")).order_by("pk").values_list(*names)
    return columns(names, rows)


def _of(through: str, keys: Keys) -> Q:
    return is_open(through) if keys is None or len(keys) > FEW else few_of(f"{through}pk", keys)


def _beside(model: Any, keys: Keys, *names: str) -> Table:
    rows = model.objects.filter(_of("profile__person__", keys)).order_by("profile_id", "pk")
    return columns(("person_id", *names), rows.values_list("profile_id", *names))
