"""The weights of a score: dated sets of whole numbers that people decided on, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from meedoen.matching.dated import on_day, read_dated
from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_

WHOLE = 1000
# The parts of a score in the order in which they are said.
PARTS: dict[str, str] = {
    "tasks": N_("Taken"),
    "wishes": N_("Soort werk"),
    "travel": N_("Reistijd"),
    "hours": N_("Uren"),
    "room": N_("Ruimte"),
}


@dataclass(frozen=True, slots=True)
class Near:
    """How far a job may be off and still be shown as “past als”; `task_percent`: the work left out."""

    limits: int
    travel_minutes: int
    hours_c: int
    start_days: int
    task_percent: int


@dataclass(frozen=True, slots=True)
class Weights:
    """`parts` in points, together 1000.

    liked, able, wanted: what a task counts, in percent. tasks_at_least: the least percentage of the work that
    someone can do or wants to learn. room: a limit has room if the work asks at most this percentage of it.
    wait_days: how much later than the start someone may come.
    """

    name: str
    starts_on: date
    status: str
    decided_by: str
    reason: str
    parts: Mapping[str, int]
    liked: int
    able: int
    wanted: int
    tasks_at_least: int
    room: int
    wait_days: int
    near: Near


def weights_on(day: date, name: str = "standard") -> Weights:
    """The set in force on `day`; NotValid before its first day."""
    return on_day(history(name), day, name)


@cache
def history(name: str = "standard") -> tuple[Weights, ...]:
    """Every set of this name, oldest first."""
    return tuple(_checked(_weights(name, one)) for one in read_dated("weights", name))


def _weights(name: str, row: Mapping[str, Any]) -> Weights:
    return Weights(
        name=name,
        starts_on=row["from"],
        status=row["status"],
        decided_by=row["decided_by"],
        reason=row["reason"],
        parts={part: row["parts"][part] for part in PARTS},
        liked=row["task_percent"]["liked"],
        able=row["task_percent"]["able"],
        wanted=row["task_percent"]["wanted"],
        tasks_at_least=row["tasks_at_least_percent"],
        room=row["room_percent"],
        wait_days=row["wait_days"],
        near=Near(**row["near"]),
    )


def _checked(weights: Weights) -> Weights:
    percents = (weights.liked, weights.able, weights.wanted, weights.tasks_at_least, weights.room)
    if sum(weights.parts.values()) != WHOLE or min(weights.parts.values()) < 0:
        raise NotValid("De verdeling van punten", str(dict(weights.parts)), "Samen moeten ze 1000 zijn.")
    if not all(1 <= one <= 100 for one in percents) or weights.wait_days < 0:
        raise NotValid("Een percentage", str(percents), "Elk ligt van 1 tot en met 100.")
    return weights
