"""The text for the algorithm register says every limit, every part and every weight that is really used."""

from __future__ import annotations

from dataclasses import fields, replace

from meedoen.matching import codes
from meedoen.matching.near import REMEDIES
from meedoen.matching.points import PARTS, weights_on
from meedoen.matching.register_text import HOW, LIMITS, register_text
from meedoen.matching.shapes import Job, Person
from meedoen.matching.travel import estimates_on
from tests.factories.matching import DAY

WEIGHTS, ESTIMATES = weights_on(DAY), estimates_on(DAY)


def test_every_limit_and_every_part_is_told() -> None:
    assert set(LIMITS) - set(REMEDIES) == {"offered_to"}
    assert list(HOW) == list(PARTS)
    text = register_text(WEIGHTS, ESTIMATES)
    assert all(f"| {PARTS[part]} | {points} |" in text for part, points in WEIGHTS.parts.items())
    assert all(kind.words in text for kind in codes.CONDITIONS.values())
    assert "{" not in text


def test_another_weight_is_another_text() -> None:
    other = replace(WEIGHTS, parts={**WEIGHTS.parts, "tasks": 340, "room": 160}, wait_days=14, room=60)
    text = register_text(other, ESTIMATES)
    assert all(
        one in text for one in ("| Taken | 340 |", "| Ruimte | 160 |", "binnen 14 dagen", "hoogstens 60%")
    )


def test_the_engine_takes_nothing_that_the_text_says_never_counts() -> None:
    """A new field has to be judged here before it can be used."""
    taken = {one.name for one in (*fields(Person), *fields(Job))}
    assert taken == {
        "key",
        "place",
        "means",
        "travel_minutes",
        "hours_min_c",
        "hours_max_c",
        "days",
        "times",
        "tasks_able",
        "tasks_liked",
        "tasks_wanted",
        "wishes",
        "conditions",
        "languages",
        "licences",
        "level",
        "loonwaarde_c",
        "available_from",
        "tasks",
        "seats",
        "sector",
        "demands",
        "guidance_minutes",
        "starts_on",
        "kind",
        "groups",
        "offered_to",
    }
