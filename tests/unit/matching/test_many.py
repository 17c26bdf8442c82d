"""Many at once gives what one by one gives: the same pairs, the same points, the same order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import matching_region, matching_ways
from meedoen.matching.fit import fit
from meedoen.matching.many import best_for, best_people, index_of, pairs, pairs_packed
from meedoen.matching.packing import pack_people
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Job, Person
from tests.factories import matching

WEIGHTS = weights_on(matching.DAY)


def _one_by_one(people: list[Person], jobs: list[Job]) -> list[list[tuple[int, int]]]:
    """Per person the jobs that fit, the best first, of equals the first."""
    found = []
    for person in people:
        scores = [(row, fit(person, job, WEIGHTS, matching.DAY).score) for row, job in enumerate(jobs)]
        fitting = [(row, score) for row, score in scores if score is not None]
        found.append(sorted(fitting, key=lambda one: (-one[1], one[0])))
    return found


@settings(deadline=None, max_examples=50)
@given(st.lists(matching.people(), max_size=6), st.lists(matching.jobs(), max_size=6))
def test_many_is_the_same_as_one_by_one(people: list[Person], jobs: list[Job]) -> None:
    found = pairs(people, jobs, WEIGHTS, matching.DAY)
    assert [found.of(row) for row in range(len(people))] == _one_by_one(people, jobs)


@settings(deadline=None, max_examples=20)
@given(matching.people(), st.lists(matching.jobs(), max_size=8), st.integers(1, 4))
def test_the_best_for_one_person_are_the_first_of_all(person: Person, jobs: list[Job], top: int) -> None:
    found = best_for(person, index_of(jobs, WEIGHTS, matching.DAY), top)
    assert found == _one_by_one([person], jobs)[0][:top]


@settings(deadline=None, max_examples=20)
@given(st.lists(matching.people(), max_size=8), matching.jobs())
def test_the_best_people_for_a_job_have_the_same_scores(people: list[Person], job: Job) -> None:
    both = [(row, fit(person, job, WEIGHTS, matching.DAY).score) for row, person in enumerate(people)]
    expected = sorted(((row, score) for row, score in both if score is not None), key=lambda x: (-x[1], x[0]))
    assert best_people(job, people, WEIGHTS, matching.DAY, top=len(people) or 1) == expected


def test_who_is_not_ready_is_in_no_pair_and_is_told_why() -> None:
    people = [Person("leeg"), matching.person()]
    jobs = [matching.job(key="zonder taken", tasks=()), matching.job()]
    found = pairs(people, jobs, WEIGHTS, matching.DAY)
    assert [len(found.of(row)) for row in range(2)] == [0, 1]
    assert found.of(1)[0][0] == 1
    assert len(found.people_left_out["leeg"]) == 8
    assert "geen taken" in str(found.jobs_left_out["zonder taken"][0])


def test_nobody_and_nothing_give_no_pairs() -> None:
    assert pairs([], [], WEIGHTS, matching.DAY).jobs.size == 0
    assert pairs([matching.person()], [], WEIGHTS, matching.DAY).of(0) == []
    assert best_for(Person("leeg"), index_of([matching.job()], WEIGHTS, matching.DAY)) == []


def test_the_order_of_the_lists_changes_no_score() -> None:
    jobs = [matching.job(key=f"B-{n}", hours_min_c=2400 - 100 * n) for n in range(5)]
    whole = pairs([matching.person()], jobs, WEIGHTS, matching.DAY).of(0)
    mixed = matching.shuffled(7, jobs)
    again = pairs([matching.person()], mixed, WEIGHTS, matching.DAY).of(0)
    assert {jobs[row].key: score for row, score in whole} == {mixed[row].key: score for row, score in again}


def test_more_pairs_than_foreseen_are_all_kept() -> None:
    jobs = [matching.job(key=f"B-{n}") for n in range(600)]
    people = [replace(matching.person(), key=f"P-{n}") for n in range(40)]
    assert pairs(people, jobs, WEIGHTS, matching.DAY, threads=1).jobs.size == 600 * 40


def test_a_small_country_comes_out_as_in_stages_with_numpy() -> None:
    people, jobs = matching_region.region(400, 300, seed=3)
    index = index_of(jobs, WEIGHTS, matching_region.DAY)
    crowd = pack_people(people, WEIGHTS, index.estimates).crowd
    starts, found, scores = pairs_packed(crowd, index)
    packed = matching_ways.staged(crowd, index.openings, index.rules)
    person = np.repeat(np.arange(len(people)), np.diff(starts))
    assert found.size > 10
    assert matching_ways.read(packed) == list(
        zip(person.tolist(), found.tolist(), scores.tolist(), strict=True)
    )
