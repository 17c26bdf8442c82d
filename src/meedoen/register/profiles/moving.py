"""Measurements, target groups and goals that go along when someone's file goes on in another."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.profiles.models import Goal, Loonwaarde, TargetGroup


def move_measurements(from_id: int, to_id: int) -> list[int]:
    """Let measurements go along that the other file does not have; return their keys."""
    same = ("percentage", "measured_on", "function")
    there = set(Loonwaarde.objects.filter(person_id=to_id).values_list(*same))
    rows = Loonwaarde.objects.filter(person_id=from_id)
    going = [row.pk for row in rows if (row.percentage, row.measured_on, row.function) not in there]
    return _give(Loonwaarde, going, to_id)


def move_target_groups(from_id: int, to_id: int) -> list[int]:
    """Let target groups go along that the other person never belonged to; return their keys."""
    there = TargetGroup.objects.filter(person_id=to_id).values("code")
    going = TargetGroup.objects.filter(person_id=from_id).exclude(code__in=there)
    return _give(TargetGroup, list(going.values_list("pk", flat=True)), to_id)


def move_goals(from_id: int, to_id: int) -> list[int]:
    """Let every goal go along with its steps; return their keys."""
    return _give(Goal, list(Goal.objects.filter(person_id=from_id).values_list("pk", flat=True)), to_id)


def move_measurements_back(keys: Sequence[int], to_id: int) -> None:
    _give(Loonwaarde, keys, to_id)


def move_target_groups_back(keys: Sequence[int], to_id: int) -> None:
    _give(TargetGroup, keys, to_id)


def move_goals_back(keys: Sequence[int], to_id: int) -> None:
    _give(Goal, keys, to_id)


def _give(
    kind: type[Goal] | type[Loonwaarde] | type[TargetGroup], keys: Sequence[int], to_id: int
) -> list[int]:
    kind.objects.filter(pk__in=keys).update(person_id=to_id)
    return list(keys)
