"""Whom a composed job cannot fit is passed over quickly, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.matching.carving_compose import compose
from meedoen.matching.carving_shapes import Function, Task
from meedoen.matching.shapes import Person
from meedoen.register.carving.carvers import asked_by, carver_of
from tests.factories import matching

HOURS = Decimal(0), Decimal(40)
PLACES = {"12345678": matching.ASSEN}
TASKS = st.lists(
    st.builds(
        Task,
        key=st.just(""),
        quarters=st.integers(1, 60),
        demands=st.dictionaries(
            st.sampled_from(["lift_kg", "guidance_minutes", "no_phone", "not_before"]), st.integers(1, 12)
        ).map(lambda found: {code: 1 if code == "no_phone" else value for code, value in found.items()}),
        level=st.sampled_from(["none", "vmbo"]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150)
@given(st.lists(matching.people(), min_size=1, max_size=4), TASKS)
def test_nobody_whom_it_fits_is_passed_over(drawn: list[Person], given_tasks: list[Task]) -> None:
    people = [replace(one, key=str(at)) for at, one in enumerate(drawn)]
    tasks = tuple(replace(task, key=str(at)) for at, task in enumerate(given_tasks))
    functions = [Function("1", "12345678", tasks)]
    carvers = [one for person in people if (one := carver_of(person, HOURS, PLACES, matching.DAY))]
    fits = compose(functions, [("1", task.key) for task in tasks], carvers).fits
    asked = asked_by(tasks)
    assert {one.person for one in fits} <= {person.key for person in people if asked.may_be_met(person)}


def test_who_cannot_is_passed_over() -> None:
    asked = asked_by([Task("1", 96, demands={"lift_kg": 20})])
    assert asked.may_be_met(matching.person())
    assert not asked.may_be_met(matching.person(conditions={"lift_kg": 10}))
    assert not asked.may_be_met(matching.person(hours_max_c=2300))
    assert not asked_by([Task("1", 96, level="mbo2")]).may_be_met(matching.person())
