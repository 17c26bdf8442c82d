"""One job for as many people as possible: as many as trying every job finds, within the limits."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from bench.carving import drawn
from meedoen.matching.carving_arrays import NOT_POSSIBLE, pack
from meedoen.matching.carving_compose import Place, compose
from meedoen.matching.carving_refusals import ContradictoryLimits, NobodyToCarveFor
from meedoen.matching.carving_shapes import Carver, Function, Limits
from meedoen.matching.carving_widest import widest
from tests.unit.matching.carving_cases import GREEN, HOME, KITCHEN, ROBIN, SAM, cases

Case = tuple[list[Function], list[Carver], Limits]


def fitting(case: Case, chosen: tuple[Place, ...], elsewhere: tuple[Place, ...] = ()) -> set[str]:
    """Whom a job fits as the bench judges it by hand; nobody if it can't be made."""
    functions, people, limits = case
    found = compose(functions, chosen, people, limits, elsewhere=elsewhere)
    return {one.person for one in found.fits} if found.can_be_made else set()


def every_job(case: Case) -> list[tuple[Place, ...]]:
    places = [(one.key, task.key) for one in case[0] for task in one.tasks if not task.kept]
    return [chosen for size in range(1, len(places) + 1) for chosen in combinations(places, size)]


def by_solver(case: Case) -> int:
    """The same question to CP-SAT."""
    packed, model = pack(*case), cp_model.CpModel()
    does = [model.new_bool_var("") for _ in packed.size]
    hours = sum(int(size) * one for size, one in zip(packed.size, does, strict=True))
    uses = [model.new_bool_var("") for _ in packed.room]
    fits = [model.new_bool_var("") for _ in packed.least]
    for task, owner in enumerate(packed.owners):
        model.add_implication(does[task], uses[owner])
        for person, fit in enumerate(fits):
            if packed.points[person, task] == NOT_POSSIBLE:
                model.add_bool_or(does[task].negated(), fit.negated())
    for function, room in enumerate(packed.room):
        own = range(packed.first[function], packed.first[function + 1])
        model.add(sum(int(packed.size[task]) * does[task] for task in own) <= int(room))
    model.add(sum(uses) <= packed.functions)
    model.add(hours >= 1)
    model.add(hours <= case[2].most // packed.unit)
    for person, fit in enumerate(fits):
        model.add(hours >= int(packed.least[person])).only_enforce_if(fit)
        model.add(hours <= int(packed.most[person])).only_enforce_if(fit)
    model.maximize(sum(fits))
    solver = cp_model.CpSolver()
    return round(solver.objective_value) if solver.solve(model) == cp_model.OPTIMAL else 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(most=3))
def test_no_other_job_fits_more_people(case: Case) -> None:
    found = widest(*case)
    best = max(len(fitting(case, chosen)) for chosen in every_job(case))
    assert (len(found.people), found.bound) == (best, best)
    assert set(found.people) == (fitting(case, found.places) if found.places else set())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_bench_of_twelve_functions_and_people_is_as_good_as_the_solver(seed: int) -> None:
    functions, people = drawn(12, 12, seed)
    found = widest(functions, people)
    assert found.is_proven
    assert len(found.people) == by_solver((functions, people, Limits()))
    assert fitting((functions, people, Limits()), found.places) == set(found.people)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(most=4), st.integers(1, 6))
def test_a_search_that_stops_early_keeps_a_job_and_a_bound(case: Case, looks: int) -> None:
    early, whole = widest(*case, looks=looks), widest(*case)
    assert len(early.people) <= len(whole.people) <= early.bound
    assert set(early.people) == (fitting(case, early.places) if early.places else set())


def test_the_hours_asked_and_the_tasks_of_other_jobs_are_kept() -> None:
    bench = [HOME, KITCHEN, GREEN]
    free = widest(bench, [SAM, ROBIN])
    assert free.people == ("sam", "robin")
    assert str(free.words) == (
        "Deze baan past bij 2 van de 2 mensen. Bewezen: binnen deze grenzen past geen enkele baan bij meer "
        "van hen."
    )
    long = widest(bench, [SAM, ROBIN], least=65)
    assert long.people == ("sam",)
    assert compose(bench, long.places, [SAM]).quarters > 64
    other = widest(bench, [SAM, ROBIN], elsewhere=free.places)
    assert not set(other.places) & set(free.places)
    assert fitting((bench, [SAM, ROBIN], Limits()), other.places, free.places) == set(other.people)


def test_of_equally_many_people_the_longest_job() -> None:
    found = widest([HOME, KITCHEN], [SAM])
    assert compose([HOME, KITCHEN], found.places, [SAM]).quarters == max(
        compose([HOME, KITCHEN], chosen, [SAM]).quarters
        for chosen in every_job(([HOME, KITCHEN], [SAM], Limits()))
        if fitting(([HOME, KITCHEN], [SAM], Limits()), chosen)
    )


def test_nothing_that_fits_and_what_cannot_be_asked() -> None:
    nothing = widest([GREEN], [Carver("x", 1, 4)])
    assert (nothing.places, nothing.people, nothing.bound) == ((), (), 0)
    assert str(nothing.words) == "Binnen deze grenzen is er geen baan die bij iemand past."
    with pytest.raises(NobodyToCarveFor):
        widest([GREEN], [])
    for least, most in ((0, 40), (41, 40), (161, None)):
        with pytest.raises(ContradictoryLimits):
            widest([GREEN], [SAM], least=least, most=most)
