"""“Past als …”: each change is named with who arranges it, and with all of them done it does fit."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import event, given, settings

from meedoen.matching.changes import changed
from meedoen.matching.fit import fit
from meedoen.matching.near import COSTS, near_misses, total_cost
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Job, JobTask, Person
from meedoen.primitives.refusal import NotValid
from tests.factories import matching
from tests.factories.matching import DAY, ROLDE, VEENDAM, job, person

WEIGHTS = weights_on(DAY)
PHONE = JobTask("reception.phone", 2, {"no_phone": 0})
FREE = Decimal(0)

NEAR: list[tuple[dict[str, Any], dict[str, Any], str, str, Decimal | None]] = [
    ({"conditions": {"not_before": 9}}, {}, "de dag om 9 uur begint", "employer", FREE),
    (
        {"conditions": {"no_phone": 1}},
        {"tasks": (*job().tasks, PHONE), "demands": {"no_phone": 1}},
        "de taak “de telefoon aannemen” eruit gaat, 16% van het werk",
        "employer",
        FREE,
    ),
    (
        {"conditions": {"lift_kg": 5}},
        {"demands": {"lift_kg": 9}},
        "tillen tot 5 kilo genoeg is",
        "employer",
        None,
    ),
    ({"conditions": {"guidance_minutes": 60}}, {}, "60 minuten begeleiding", "contact", None),
    ({"conditions": {"quiet_place": 1}}, {}, "de plek dit regelt: een rustige plek", "employer", None),
    ({}, {"languages": {"nl": "little"}}, "een cursus volgt: Nederlands", "contact", None),
    (
        {"means": frozenset({"walk"})},
        {"place": ROLDE},
        "er vervoer wordt geregeld: ongeveer 23",
        "contact",
        None,
    ),
    (
        {"travel_minutes": 22, "means": frozenset({"bike"})},
        {"place": ROLDE},
        "32 minuten wil reizen in plaats van 22",
        "candidate",
        FREE,
    ),
    (
        {},
        {"hours_min_c": 3200, "hours_max_c": 3200},
        "het 28 uur per week wordt in plaats van 32",
        "employer",
        FREE,
    ),
    ({"days": frozenset({"tue", "wed"})}, {}, "niet op deze dagen hoeft: donderdag", "employer", FREE),
    ({"available_from": DAY + timedelta(days=60)}, {}, "begint op 1 januari 2027", "employer", FREE),
    ({"licences": frozenset({"B"})}, {"licences": frozenset({"T"})}, "haalt: T (trekker)", "contact", None),
    ({"level": "abroad"}, {"level": "mbo2"}, "het diploma uit een ander land", "contact", None),
    ({"level": "vmbo"}, {"level": "mbo2"}, "de eis “mbo niveau 2” vervalt", "employer", FREE),
    (
        {},
        {"tasks": (JobTask("green.mow", 4), JobTask("office.scan", 6))},
        "dit leert: papieren scannen",
        "contact",
        None,
    ),
]


@pytest.mark.parametrize(("who", "what", "words", "arranges", "cost"), NEAR)
def test_what_changes_who_arranges_it_and_what_it_costs(
    who: dict[str, Any], what: dict[str, Any], words: str, arranges: str, cost: Decimal | None
) -> None:
    (found,) = near_misses(person(**who), job(**what), WEIGHTS, DAY)
    assert words in str(found.words)
    assert (found.who, found.cost) == (arranges, cost)
    assert ("niet bekend" in str(found.cost_words)) == (cost is None)
    assert (found.cost_key.partition(".")[0] in COSTS) == (cost is None)


def test_what_a_region_pays_is_said_and_the_rest_stays_unknown() -> None:
    who = person(conditions={"lift_kg": 5}, means=frozenset({"walk"}))
    what = job(place=ROLDE, demands={"lift_kg": 9}, languages={"nl": "little"})
    costs = {"transport": Decimal("75.50"), "course": Decimal(900), "course.nl": Decimal(400)}
    known = near_misses(who, what, WEIGHTS, DAY, costs)
    assert [(one.cost_key, one.cost) for one in known] == [
        ("transport", Decimal("75.50")),
        ("lift_kg", None),
        ("course.nl", Decimal(400)),
    ]
    assert [str(one.cost_words) for one in known] == [
        "ongeveer € 75,50",
        "kosten niet bekend",
        "ongeveer € 400,00",
    ]
    assert total_cost(known) == (Decimal("475.50"), 1)
    unknown = near_misses(who, what, WEIGHTS, DAY)
    assert [one.change for one in unknown] == [one.change for one in known]
    assert total_cost(unknown) == (FREE, 3)


@pytest.mark.parametrize("cost", [Decimal(-1), Decimal("NaN"), Decimal("Infinity")])
def test_a_cost_that_cannot_be_is_refused(cost: Decimal) -> None:
    who = person(means=frozenset({"walk"}))
    with pytest.raises(NotValid):
        near_misses(who, job(place=ROLDE), WEIGHTS, DAY, {"transport": cost})


FAR: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({}, {"place": VEENDAM}),
    ({"conditions": {"outdoors": 1}}, {}),
    ({}, {"times": frozenset({"night"})}),
    ({"available_from": DAY + timedelta(days=93)}, {}),
    ({}, {"languages": {"nl": "speaks"}}),
    ({}, {"licences": frozenset({"CE"})}),
    ({}, {"level": "hbo"}),
    ({}, {"hours_min_c": 3700, "hours_max_c": 3800}),
    (
        {"conditions": {"lift_kg": 5, "quiet_place": 1, "no_phone": 1, "own_pace": 1}},
        {"demands": {"lift_kg": 9}},
    ),
    ({}, {"tasks": ()}),
    ({"conditions": {"not_before": 9}}, {"offered_to": frozenset({"youth"})}),
]


@pytest.mark.parametrize(("who", "what"), FAR)
def test_what_fits_or_is_too_far_off_is_no_near_miss(who: dict[str, Any], what: dict[str, Any]) -> None:
    assert near_misses(person(**who), job(**what), WEIGHTS, DAY) == ()


def test_several_changes_are_said_together() -> None:
    who = person(conditions={"not_before": 9, "no_phone": 1}, means=frozenset({"walk"}))
    what = job(place=ROLDE, tasks=(*job().tasks, PHONE), demands={"no_phone": 1})
    found = near_misses(who, what, WEIGHTS, DAY)
    assert [one.limit for one in found] == ["travel", "condition", "condition"]
    assert fit(*changed(who, what, [one.change for one in found]), WEIGHTS, DAY).fits


@settings(max_examples=120)
@given(matching.people(), matching.jobs())
def test_with_every_change_done_it_fits(who: Person, what: Job) -> None:
    found = near_misses(who, what, WEIGHTS, DAY)
    event(f"{len(found)} changes")
    before = fit(who, what, WEIGHTS, DAY)
    after = fit(*changed(who, what, [one.change for one in found]), WEIGHTS, DAY)
    assert after.fits == (before.fits or bool(found))
    assert len({one.change for one in found}) == len(found)
    assert all(str(one.words) and str(one.who_words) for one in found)
