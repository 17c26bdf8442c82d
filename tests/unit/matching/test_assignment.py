"""The best assignment: as good as OR-Tools finds, proven, repeatable, and refused in words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from meedoen.matching.assignment import Plan, assign
from meedoen.matching.pairs import MOST_POINTS, AssignmentRefused, checked
from meedoen.matching.proof import Certificate, Prices, certify
from tests.unit.matching.regions import Region, by_flow, crowd, region, regions

SMALL = region([{0: 10, 1: 4}, {0: 9, 1: 1}, {0: 8}], [1, 1])


def keeps_to_the_pairs(plan: Plan, given: Region) -> None:
    starts, jobs, points, seats = given
    total = 0
    for person, job in enumerate(plan.chosen):
        if job >= 0:
            row = slice(starts[person], starts[person + 1])
            total += int(points[row][jobs[row] == job][0])
    assert total == plan.value
    assert (np.bincount(plan.chosen[plan.chosen >= 0], minlength=len(seats)) <= seats).all()


@settings(max_examples=200)
@given(regions())
def test_it_is_worth_what_ortools_finds_and_proves_it(given: Region) -> None:
    plan = assign(*given)
    keeps_to_the_pairs(plan, given)
    assert plan.value == by_flow(given)
    assert plan.certificate.proven
    assert plan.certificate.bound == plan.value


@settings(max_examples=100)
@given(regions())
def test_the_preview_is_never_further_off_than_it_says(given: Region) -> None:
    plan, best = assign(*given, way="preview"), assign(*given)
    keeps_to_the_pairs(plan, given)
    assert plan.value <= best.value <= plan.certificate.bound
    assert plan.certificate.gap <= len(plan.chosen)


@pytest.mark.parametrize("kind", ["same", "levels", "drawn"])
@pytest.mark.parametrize("people", [40, 300])
def test_a_crowd_is_no_harder_to_prove(kind: str, people: int) -> None:
    given = crowd(people, 60, kind, seed=people)
    plan, preview = assign(*given), assign(*given, way="preview")
    assert plan.value == by_flow(given)
    assert plan.certificate.proven
    assert preview.certificate.bound >= plan.value >= preview.value


def test_the_whole_region_is_better_off_when_someone_gives_way() -> None:
    plan = assign(*SMALL)
    assert plan.chosen.tolist() == [1, 0, -1]
    assert plan.value == 13
    assert [str(word) for word in plan.words()] == [
        "2 van 3 mensen krijgen een plek.",
        "Bewezen: geen enkele verdeling haalt meer dan 13 punten.",
    ]


def test_nobody_one_person_and_nothing_that_fits() -> None:
    assert assign([0], [], [], []).certificate.proven
    assert assign([0], [], [], [3]).value == 0
    assert assign([0, 1], [0], [7], [1]).chosen.tolist() == [0]
    nothing = assign([0, 0, 0], [], [], [1])
    assert (nothing.chosen.tolist(), nothing.placed, nothing.certificate.proven) == ([-1, -1], 0, True)
    assert assign([0, 1], [0], [0], [1]).chosen.tolist() == [-1]
    assert assign([0, 2], [0, 1], [5, 3], [0, 1]).chosen.tolist() == [1]


def test_the_same_question_has_the_same_answer_in_every_width() -> None:
    starts, jobs, points, seats = crowd(120, 40, "levels", seed=3)
    first = assign(starts, jobs, points, seats)
    again = assign(starts.astype(np.int32), jobs.astype(np.int16), points.astype(np.int64), seats.tolist())
    assert first.fingerprint == again.fingerprint
    assert assign(starts, jobs, points + 1, seats).fingerprint != first.fingerprint
    with pytest.raises(ValueError, match="read-only"):
        first.chosen[0] = 0


RUN = """
import sys
from meedoen.matching.assignment import assign
from tests.unit.matching.regions import crowd
print("ready", flush=True)
for turn in range(int(sys.argv[1])):
    print(assign(*crowd(400, 120, "drawn", seed=9)).fingerprint, flush=True)
"""


def test_a_run_that_was_killed_gives_the_same_when_done_again() -> None:
    command = [sys.executable, "-c", RUN]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [*command, "1000000"], stdout=subprocess.PIPE, text=True, env=surroundings
    ) as killed:
        assert killed.stdout
        assert killed.stdout.readline() == "ready\n"
        seen = killed.stdout.readline().strip()
        killed.send_signal(signal.SIGKILL)
    again = subprocess.run([*command, "1"], capture_output=True, text=True, env=surroundings, check=True)
    assert again.stdout.split() == ["ready", seen]
    assert assign(*crowd(400, 120, "drawn", seed=9)).fingerprint == seen


def tampered(change: Callable[[Any, Any], None], given: Region = SMALL) -> Certificate:
    plan = assign(*given)
    chosen, prices = plan.chosen.copy(), plan.prices.jobs.copy()
    change(chosen, prices)
    return certify(checked(*given), chosen, Prices(prices))


@pytest.mark.parametrize(
    "change",
    [
        lambda chosen, prices: chosen.__setitem__(0, -1),
        lambda chosen, prices: chosen.__setitem__(2, 0),
        lambda chosen, prices: chosen.__setitem__(2, 1),
        lambda chosen, prices: chosen.__setitem__(0, 2),
        lambda chosen, prices: chosen.__setitem__(0, -2),
        lambda chosen, prices: prices.__setitem__(0, prices[0] + 1),
        lambda chosen, prices: prices.__setitem__(0, 0),
        lambda chosen, prices: prices.__setitem__(0, -1),
        lambda chosen, prices: prices.__setitem__(1, 1 << 60),
    ],
)
def test_a_certificate_that_was_tampered_with_proves_nothing(change: Callable[[Any, Any], None]) -> None:
    assert tampered(lambda chosen, prices: None).proven
    # One more point for the price of a job that everyone can do without still bounds; it must not prove.
    assert not tampered(change).proven


def test_a_certificate_does_not_move_to_other_pairs() -> None:
    plan = assign(*SMALL)
    starts, jobs, points, seats = SMALL
    better = points.copy()
    better[-1] = 30
    assert not certify(checked(starts, jobs, better, seats), plan.chosen, plan.prices).proven
    assert certify(checked([0], [], [], seats), plan.chosen, plan.prices).faults
    half = replace(plan.prices, group=np.zeros(3, np.int64))
    assert certify(checked(*SMALL), plan.chosen, half).faults


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (([0, 1], [0], [-3], [1]), "Een score is negatief (-3)"),
        (([0, 1], [0], [MOST_POINTS + 1], [1]), "het meeste is 1000000"),
        (([0, 1], [0], [3, 4], [1]), "precies één score"),
        (([0, 2], [0], [3], [1]), "rijwijzers"),
        (([1, 1], [0], [3], [1]), "rijwijzers"),
        (([0, 1, 0, 1], [0], [3], [1]), "rijwijzers"),
        (([], [], [], [1]), "rijwijzers"),
        (([0, 1], [1], [3], [1]), "Baan 1 bestaat niet"),
        (([0, 1], [-1], [3], [1]), "Baan -1 bestaat niet"),
        (([0, 1], [0], [3], [0]), "geen enkele open plek"),
        (([0, 0], [], [], []), "geen enkele open plek"),
        (([0, 1], [0], [3], [-1]), "negatief aantal plekken"),
        (([0, 1], [0], [3], [1 << 40]), "meer banen of plekken"),
        (([0, 1], [0], [2.5], [1]), "hele getallen"),
        (([[0, 1]], [0], [3], [1]), "hele getallen"),
        (([0, 1], ["a"], [3], [1]), "hele getallen"),
        (([0, 2], [0, 0], [3, 4], [1]), "twee keer"),
    ],
)
def test_what_cannot_be_assigned_is_refused_in_words(wrong: tuple[Any, ...], said: str) -> None:
    with pytest.raises(AssignmentRefused) as refused:
        assign(*wrong)
    assert said in str(refused.value)
