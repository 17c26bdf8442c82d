"""What goes along of a profile and around it when someone's file goes on in another, and comes back."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.profiles.models import (
    Certificate,
    Condition,
    Findability,
    Goal,
    Language,
    Loonwaarde,
    Plan,
    Profile,
    Reach,
    Representative,
    TargetGroup,
    TaskAnswer,
    Wish,
)


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


def move_profile(from_id: int, to_id: int) -> list[int]:
    """Let the profile go along where the other file has none; return whose it is now.

    Two profiles are not mixed: what someone told is read as it was told, so one stays behind.
    """
    moved = _give_only(Profile, from_id, to_id)
    if moved:
        for beside in (Wish, TaskAnswer, Condition, Language, Certificate):
            beside._default_manager.filter(profile=from_id).update(profile_id=to_id)
        _give_only(Findability, from_id, to_id)
    return moved


def move_reach(from_id: int, to_id: int) -> list[int]:
    """Let go along how someone is reached, where the other file does not say; return whose it is now."""
    return _give_only(Reach, from_id, to_id)


def move_plan(from_id: int, to_id: int) -> list[int]:
    """Let go along when the plan was discussed, where the other was not; return whose day it is now."""
    return _give_only(Plan, from_id, to_id)


def move_representatives(from_id: int, to_id: int) -> list[int]:
    """Let representatives go along whom the other file does not have; return their keys."""
    there = set(Representative.objects.filter(person_id=to_id).values_list("kind", "name"))
    rows = Representative.objects.filter(person_id=from_id)
    return _give(Representative, [row.pk for row in rows if (row.kind, row.name) not in there], to_id)


def move_profile_back(keys: Sequence[int], to_id: int) -> None:
    for key in keys:
        move_profile(key, to_id)


def move_reach_back(keys: Sequence[int], to_id: int) -> None:
    for key in keys:
        move_reach(key, to_id)


def move_plan_back(keys: Sequence[int], to_id: int) -> None:
    for key in keys:
        move_plan(key, to_id)


def move_representatives_back(keys: Sequence[int], to_id: int) -> None:
    _give(Representative, keys, to_id)


def move_measurements_back(keys: Sequence[int], to_id: int) -> None:
    _give(Loonwaarde, keys, to_id)


def move_target_groups_back(keys: Sequence[int], to_id: int) -> None:
    _give(TargetGroup, keys, to_id)


def move_goals_back(keys: Sequence[int], to_id: int) -> None:
    _give(Goal, keys, to_id)


def _give_only(
    kind: type[Profile] | type[Findability] | type[Reach] | type[Plan], from_id: int, to_id: int
) -> list[int]:
    """Give what a person has once, and whose key is that of the person."""
    rows = kind._default_manager
    if rows.filter(person=to_id).exists():
        return []
    return [to_id] if rows.filter(person=from_id).update(person_id=to_id) else []


def _give(
    kind: type[Goal] | type[Loonwaarde] | type[Representative] | type[TargetGroup],
    keys: Sequence[int],
    to_id: int,
) -> list[int]:
    kind._default_manager.filter(pk__in=keys).update(person_id=to_id)
    return list(keys)
