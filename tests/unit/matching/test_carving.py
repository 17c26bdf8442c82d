"""Carved jobs keep to every limit, never beat their bound, and are the best where that can be proven."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from bench.carving import drawn
from meedoen.matching.carving import carve
from meedoen.matching.carving_arrays import NOT_POSSIBLE, SCALE, pack
from meedoen.matching.carving_demands import unmet
from meedoen.matching.carving_exact import prove
from meedoen.matching.carving_refusals import (
    CarvingRefused,
    ContradictoryLimits,
    ImpossibleNumber,
    NobodyToCarveFor,
    NothingToCarve,
    NotOneOfEach,
    UnknownWord,
)
from meedoen.matching.carving_shapes import (
    MOST_PEOPLE,
    Carved,
    Carver,
    Function,
    Limits,
    Points,
    Task,
)
from tests.unit.matching.carving_cases import GREEN, HOME, KITCHEN, ROBIN, SAM, cases

Case = tuple[list[Function], list[Carver], Limits]
# Compiling, the first time on a machine, takes longer than Hypothesis allows.
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def _keeps_to_limits(case: Case, found: Carved) -> None:
    functions, people, limits = case
    tasks = {(one.key, task.key): task for one in functions for task in one.tasks}
    folk = {person.key: person for person in people}
    places = Counter((piece.function, piece.task) for job in found.jobs for piece in job.pieces)
    assert set(places.values()) <= {1}
    assert not any(tasks[place].kept for place in places)
    for job in found.jobs:
        person = folk[job.person]
        assert person.least <= job.quarters <= min(person.most, limits.most)
        assert len({piece.function for piece in job.pieces}) <= limits.functions
        assert len(job.employers) <= limits.employers
        for piece in job.pieces:
            assert not unmet(person, tasks[piece.function, piece.task])
            far = person.furthest is not None and person.minutes.get(piece.employer, 0) > person.furthest
            assert not far
    for effect, function in zip(found.effects, functions, strict=True):
        assert effect.taken * 100 <= function.quarters * limits.share
        assert effect.left + effect.taken == function.quarters


@SLOW
@given(cases())
def test_a_plan_keeps_to_every_limit_and_to_its_bound(case: Case) -> None:
    """Whatever is drawn: each task once, hours, demands, share; everybody has a job or a reason."""
    functions, people, limits = case
    found = carve(functions, people, limits, iterations=60)
    _keeps_to_limits(case, found)
    assert found.points <= found.bound
    told = [job.person for job in found.jobs] + [one.person for one in found.without]
    assert sorted(told) == sorted(person.key for person in people)
    assert found.freed == sum(job.quarters for job in found.jobs)


@SLOW
@given(cases(most=4))
def test_a_small_plan_is_the_best_that_the_solver_knows(case: Case) -> None:
    """CP-SAT without anything known finds the same points."""
    functions, people, limits = case
    found = carve(functions, people, limits, iterations=60)
    proof = prove(pack(functions, people, limits), seconds=60)
    assert proof.is_proven
    assert found.is_proven
    assert found.points * SCALE == proof.value


def test_a_bench_of_five_by_five_is_proven() -> None:
    """The size that has to be proven, as the bench draws it."""
    found = carve(*drawn(5, 5, 1))
    assert found.is_proven
    assert "Bewezen" in str(found.words)


@SLOW
@given(cases())
def test_the_columns_say_the_same_as_one_task_and_one_person(case: Case) -> None:
    """What is possible is reckoned in columns for the engine and one by one for people to read."""
    functions, people, limits = case
    packed = pack(functions, people, limits)
    for at, (function, place) in enumerate(packed.keys):
        task, employer = functions[function].tasks[place], functions[function].employer
        for row, person in enumerate(people):
            is_far = person.furthest is not None and person.minutes.get(employer, 0) > person.furthest
            fits = not unmet(person, task) and not is_far and task.quarters <= min(person.most, limits.most)
            assert (packed.points[row, at] != NOT_POSSIBLE) == fits


def test_the_search_finds_what_the_solver_proves() -> None:
    """Without the help of the proof, on a case just too large for it."""
    functions, people = drawn(6, 5, 2)
    found = carve(functions, people)
    proof = prove(pack(functions, people, Limits()), seconds=4, workers=2)
    assert proof.value // SCALE <= found.points <= found.bound
    assert found.points >= found.bound * Decimal("0.9")


def test_the_same_seed_and_iterations_give_the_same_answer() -> None:
    """Also in another run; another seed may give another plan."""
    functions, people = drawn(8, 8, 3)
    first = carve(functions, people, seed=7, iterations=300)
    assert carve(functions, people, seed=7, iterations=300) == first
    assert first.iterations == 300
    assert not first.is_cut
    others = [carve(functions, people, seed=seed, iterations=20).jobs for seed in (-3, 0, 8, 2**70)]
    assert len({tuple(job.person for job in jobs) + tuple(job.pieces for job in jobs) for jobs in others}) > 1


def test_time_only_cuts_off_and_the_answer_says_so() -> None:
    """A plan that was cut off keeps to its limits and its bound too."""
    functions, people = drawn(10, 10, 4)
    found = carve(functions, people, seconds=0.0)
    assert found.is_cut
    assert found.points <= found.bound
    assert "De tijd was op" in str(found.words)
    _keeps_to_limits((functions, people, Limits()), found)


def test_a_bench_with_500_tasks_in_quarters_of_an_hour() -> None:
    """It gives a plan with a bound; how fast is for the bench."""
    functions, people = drawn(83, 40, 4)
    uneven = [
        replace(one, tasks=tuple(replace(task, quarters=task.quarters + 1) for task in one.tasks))
        for one in functions
    ]
    assert sum(len(one.tasks) for one in uneven) > 480
    found = carve(uneven, people, iterations=50)
    _keeps_to_limits((uneven, people, Limits()), found)
    assert len(found.jobs) > 20


def test_the_effect_on_a_function_and_the_value_of_freed_hours() -> None:
    """What is taken, what is left, and what it costs at the wage of the function, to the cent."""
    home = replace(HOME, wage=Decimal("30.55"))
    found = carve([home, KITCHEN], [SAM])
    effect = found.effects[0]
    assert (effect.before, effect.allowed) == (108, 64)
    assert 0 < effect.taken <= 64
    assert effect.value == (Decimal(effect.taken) / 4 * Decimal("30.55")).quantize(Decimal("0.01"))
    assert found.effects[1].value is None
    assert found.freed_value == effect.value
    assert f"gaat {effect.taken // 4}" in str(effect.words)


def test_the_points_of_a_job_are_its_parts() -> None:
    """Every part has its reason, and the pieces add up to the parts about work."""
    job = carve([HOME, KITCHEN], [SAM]).jobs[0]
    about_work = {"hours", "able", "liked", "wanted"}
    assert job.points == sum(part.points for part in job.parts)
    assert sum(piece.points for piece in job.pieces) == sum(
        part.points for part in job.parts if part.code in about_work
    )
    assert all(str(part.words) for part in job.parts)
    assert {"job", "hours", "liked", "functions"} <= {part.code for part in job.parts}


def test_a_stapelbaan_only_when_asked_for() -> None:
    """One week at two employers, less the points for coordination and travel."""
    kim = Carver("kim", 40, 80, minutes={"gemeente": 20, "zorg": 10})
    kitchen = replace(KITCHEN, tasks=KITCHEN.tasks[1:], key="spoelkeuken")
    green = replace(GREEN, tasks=GREEN.tasks[1:], key="veger")
    functions = [kitchen, green]
    alone = carve(functions, [kim], Limits(share=100))
    assert not alone.jobs
    assert "aantal functies en werkgevers" in str(alone.without[0].words)
    stacked = carve(functions, [kim], Limits(share=100, employers=2)).jobs[0]
    assert stacked.is_stacked
    parts = {part.code: part.points for part in stacked.parts}
    assert (parts["employers"], parts["travel"]) == (-40, -30)


def test_who_has_no_job_is_told_why() -> None:
    """Nothing fits; too few hours fit; the tasks went to others."""
    nothing = Carver("a", 4, 40, codes={"no_customers": 1, "lift_kg": 0, "indoors": 1})
    task = Task("balie", 16, demands={"no_customers": 1})
    few = Carver("b", 30, 40)
    likes = Carver("c", 4, 20, liked=frozenset({"x"}))
    late = Carver("d", 4, 20)
    functions = [Function("receptie", "e", (replace(task, work="x"),))]
    found = carve(functions, [nothing, few, likes, late], Limits(share=100))
    assert [job.person for job in found.jobs] == ["c"]
    reasons = {one.person: str(one.words) for one in found.without}
    assert "geen taak bij" in reasons["a"]
    assert "samen 4 uur per week" in reasons["b"]
    assert "naar anderen" in reasons["d"]


def test_as_many_people_as_possible_when_a_job_outweighs_all() -> None:
    """Two short jobs instead of one long one that fits better."""
    tasks = tuple(Task(f"t{at}", 16, work="x") for at in range(2))
    long = Carver("long", 16, 32, liked=frozenset({"x"}), able=frozenset({"x"}))
    short = Carver("short", 16, 16)
    limits = Limits(share=100, points=Points(job=0))
    assert len(carve([Function("f", "e", tasks)], [long, short], limits).jobs) == 1
    most = replace(limits, points=MOST_PEOPLE)
    assert len(carve([Function("f", "e", tasks)], [long, short], most).jobs) == 2


@pytest.mark.parametrize(
    ("functions", "people", "limits", "refusal"),
    [
        ([], [SAM], Limits(), NothingToCarve),
        ([Function("leeg", "zorg", ())], [SAM], Limits(), NothingToCarve),
        ([Function("vast", "zorg", (Task("t", 8, kept="heart"),))], [SAM], Limits(), NothingToCarve),
        ([HOME], [], Limits(), NobodyToCarveFor),
        ([HOME, HOME], [SAM], Limits(), NotOneOfEach),
        ([HOME], [SAM, SAM], Limits(), NotOneOfEach),
        ([HOME], [replace(SAM, least=90)], Limits(), ImpossibleNumber),
        ([HOME], [SAM], Limits(functions=0), ContradictoryLimits),
        ([HOME], [SAM], Limits(functions=2, employers=3), ContradictoryLimits),
        ([HOME], [SAM], Limits(share=0), ContradictoryLimits),
        ([HOME], [SAM], Limits(most=240), ContradictoryLimits),
        ([HOME], [SAM], Limits(points=Points(job=-1)), ImpossibleNumber),
        ([HOME], [replace(SAM, codes={"tovert": 1})], Limits(), UnknownWord),
        ([Function("f", "e", (Task("t", 0),))], [SAM], Limits(), ImpossibleNumber),
        ([Function("f", "e", (Task("t", 4, level="hoog"),))], [SAM], Limits(), UnknownWord),
        ([replace(HOME, wage=Decimal("NaN"))], [SAM], Limits(), ImpossibleNumber),
    ],
)
def test_what_no_job_can_come_out_of_is_refused_in_words(
    functions: list[Function], people: list[Carver], limits: Limits, refusal: type[CarvingRefused]
) -> None:
    """With a sentence that says what to do about it."""
    with pytest.raises(refusal) as caught:
        carve(functions, people, limits)
    assert str(caught.value).endswith(".")


def test_the_largest_numbers_that_are_allowed_fit_in_the_engine() -> None:
    """No overflow: the answer stays within its bound, and equals the solver's."""
    heavy = Points(10_000, 10_000, 10_000, 100, 1_000, 1_000, 1_000, 1_000)
    every = frozenset({"x"})
    people = [
        Carver(f"p{at}", 100, 160, able=every, liked=every, wanted=every, minutes={"a": 600, "b": 600})
        for at in range(3)
    ]
    functions = [Function(f"f{at}", "ab"[at % 2], (Task("t", 60, work="x"),) * 1) for at in range(4)]
    limits = Limits(functions=3, employers=2, share=100, points=heavy)
    found = carve(functions, people, limits, iterations=50)
    proof = prove(pack(functions, people, limits), seconds=60)
    assert found.points * SCALE == proof.value == found.bound * SCALE
    assert np.abs(pack([HOME, GREEN], [SAM, ROBIN], limits).points).max() <= 2**30
