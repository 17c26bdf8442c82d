"""What one comparison says: limits with their reason, points with theirs, and why someone is not matched."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from meedoen.matching.fit import Fit, fit
from meedoen.matching.points import PARTS, WHOLE, history, weights_on
from meedoen.matching.shapes import Job, JobTask, Person
from meedoen.primitives.refusal import NotValid
from tests.factories import matching
from tests.factories.matching import DAY, VEENDAM, job, person

WEIGHTS = weights_on(DAY)


def compare(who: Person, what: Job) -> Fit:
    return fit(who, what, WEIGHTS, DAY)


def test_a_whole_fit_says_why_part_by_part() -> None:
    found = compare(person(), job())
    assert found.fits
    assert [part.code for part in found.parts] == list(PARTS)
    # 6 of 10 liked at 100%, 4 able at 80%; all of it wished; 1000 metres by bike takes 7 of 30 minutes.
    assert [part.points for part in found.parts] == [322, 200, 176, 100, 150]
    assert (found.score, found.out_of_100) == (948, 94)
    assert str(found.parts[2].words) == "7 van hoogstens 30 minuten reizen"


BROKEN: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("travel", {}, {"place": VEENDAM}, "Te ver: 125 minuten met fiets; de grens is 30"),
    (
        "hours",
        {},
        {"hours_min_c": 3200, "hours_max_c": 3600},
        "32 tot 36 uur, de kandidaat wil 20 tot 28 uur",
    ),
    ("days", {}, {"days": frozenset({"mon", "sat", "sun"})}, "niet op: zaterdag, zondag"),
    ("times", {}, {"times": frozenset({"night"})}, "niet in deze werktijden: nacht"),
    ("start", {"available_from": DAY + timedelta(days=32)}, {}, "4 december 2026"),
    ("tasks", {}, {"tasks": (JobTask("office.scan", 6), JobTask("green.mow", 5))}, "45% van het werk"),
    ("condition", {"conditions": {"lift_kg": 5}}, {"demands": {"lift_kg": 6}}, "tillen tot 6 kilo"),
    ("condition", {"conditions": {"quiet_place": 1}}, {}, "biedt niet: een rustige plek"),
    ("condition", {"conditions": {"not_before": 9}}, {}, "begint om 8 uur"),
    ("condition", {"conditions": {"guidance_minutes": 31}}, {"guidance_minutes": 30}, "nodig is 31"),
    (
        "language",
        {"languages": {"nl": "little"}},
        {"languages": {"nl": "reads"}},
        "Nederlands: het werk vraagt",
    ),
    ("licences", {"licences": frozenset({"AM"})}, {"licences": frozenset({"B"})}, "B (auto)"),
    ("level", {"level": "vmbo"}, {"level": "mbo2"}, "De kandidaat heeft: vmbo"),
    (
        "offered_to",
        {"groups": frozenset({"fifty"})},
        {"offered_to": frozenset({"youth", "bijstand"})},
        "Deze baan is alleen voor: bijstand, jongere tot 27 jaar",
    ),
]


@pytest.mark.parametrize(("code", "who", "what", "words"), BROKEN)
def test_each_limit_stands_alone_and_has_its_reason(
    code: str, who: dict[str, Any], what: dict[str, Any], words: str
) -> None:
    found = compare(person(**who), job(**what))
    assert [limit.code for limit in found.broken] == [code]
    assert words in str(found.broken[0].words)
    assert found.score is None
    assert not found.parts


KEPT: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"available_from": DAY + timedelta(days=31)}, {}),
    ({"conditions": {"lift_kg": 5}}, {"demands": {"lift_kg": 5}}),
    ({"conditions": {"no_evening": 1, "no_night": 1}}, {}),
    ({"conditions": {"not_before": 12}}, {"times": frozenset({"afternoon"})}),
    ({"licences": frozenset({"CE"})}, {"licences": frozenset({"AM", "BE"})}),
    ({"level": "practical"}, {"level": "special"}),
    ({"hours_min_c": 2400, "hours_max_c": 2400}, {}),
    ({"groups": frozenset({"fifty", "youth"})}, {"offered_to": frozenset({"youth", "bijstand"})}),
]


@pytest.mark.parametrize(("who", "what"), KEPT)
def test_at_its_edge_a_limit_is_kept(who: dict[str, Any], what: dict[str, Any]) -> None:
    assert compare(person(**who), job(**what)).fits


def test_a_task_can_take_away_what_the_place_offers() -> None:
    calm, phone = {"no_phone": 1}, JobTask("reception.phone", 1, {"no_phone": 0})
    who = person(conditions=calm)
    assert compare(who, job(demands=calm)).fits
    assert not compare(who, job(demands=calm, tasks=(*job().tasks, phone))).fits


def test_room_counts_the_numbers_that_are_not_touched() -> None:
    who = person(conditions={"lift_kg": 20, "stand_minutes": 60})
    points = {
        lift: compare(who, job(demands={"lift_kg": lift, "stand_minutes": 60})).parts[-1].points
        for lift in (15, 16)
    }
    assert points == {15: 75, 16: 0}


def test_an_empty_profile_is_told_what_is_missing() -> None:
    found = compare(Person("P-2"), job())
    assert not found.fits
    assert found.score is None
    assert [str(words) for words in found.unmatched][-2:] == [
        "Er is geen enkele taak ingevuld.",
        "De voorwaarden zijn nog niet besproken.",
    ]


UNMATCHED: list[tuple[dict[str, Any], str]] = [
    ({"tasks": ()}, "geen taken"),
    ({"seats": 0}, "geen plek vrij"),
    ({"hours_min_c": 6000, "hours_max_c": 6000}, "48 uur"),
    ({"hours_min_c": 2400, "hours_max_c": 1600}, "het minste is meer dan het meeste"),
    ({"demands": {"lift_kg": 80}}, "tot 50"),
    ({"demands": {"no_night": 1}, "times": frozenset({"night"})}, "kunnen niet samen"),
    ({"tasks": (JobTask("verzonnen"),)}, "“verzonnen” staat niet in de lijst"),
    ({"tasks": (JobTask("green.mow"), JobTask("green.mow"))}, "twee keer"),
    ({"place": "0000"}, "plek van het werk"),
    ({"offered_to": frozenset({"vrienden"})}, "“vrienden” staat niet in de lijst"),
]


@pytest.mark.parametrize(("what", "words"), UNMATCHED)
def test_a_job_that_says_too_little_or_contradicts_itself_is_not_matched(
    what: dict[str, Any], words: str
) -> None:
    found = compare(person(), job(**what))
    assert len(found.unmatched) == 1
    assert words in str(found.unmatched[0])


def test_a_loonwaarde_a_sector_and_a_kind_change_nothing() -> None:
    plain = compare(person(), job())
    assert compare(person(loonwaarde_c=3000), job(sector="81", kind="carved")) == plain


def test_a_target_group_opens_a_job_and_gives_no_points() -> None:
    plain, young = compare(person(), job()), person(groups=frozenset({"youth"}))
    assert compare(young, job()) == plain
    assert compare(young, job(offered_to=frozenset({"youth"}))).parts == plain.parts


@settings(max_examples=60)
@given(matching.people(), matching.jobs())
def test_points_are_whole_and_within_their_part(who: Person, what: Job) -> None:
    found = compare(who, what)
    assert all(0 <= part.points <= part.most for part in found.parts)
    assert all(str(one.words) for one in (*found.limits, *found.parts))
    assert found.score is None or found.score <= WHOLE


def test_weights_add_up_and_have_a_reason_and_a_first_day() -> None:
    for weights in history():
        assert sum(weights.parts.values()) == WHOLE
        assert weights.reason
    with pytest.raises(NotValid):
        weights_on(date(2014, 12, 31))
