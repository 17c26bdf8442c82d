"""Rows that were taken apart and put together again say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Job, Person
from meedoen.matching.sifting import sifted
from meedoen.matching.sifting_rows import (
    JobColumns,
    PersonRows,
    job_columns,
    people_beside,
    person_rows,
    some_jobs,
    some_people,
)
from meedoen.matching.travel import estimates_on
from tests.factories import matching

DAY = matching.DAY
WEIGHTS, ESTIMATES = weights_on(DAY), estimates_on(DAY)


@settings(max_examples=30)
@given(st.lists(matching.people(), min_size=2, max_size=5), st.lists(matching.jobs(), min_size=1, max_size=3))
def test_rows_in_another_order_are_the_same_rows(people: list[Person], jobs: list[Job]) -> None:
    turned = [people[-1], *people[:-1]]
    split = person_rows(people[-1:], WEIGHTS, ESTIMATES), person_rows(people[:-1], WEIGHTS, ESTIMATES)
    backwards = range(len(jobs))[::-1]
    columns = some_jobs(job_columns(jobs[::-1], WEIGHTS, DAY), backwards)
    whole = job_columns(jobs, WEIGHTS, DAY)
    for found, other in (
        (people_beside(*split), person_rows(turned, WEIGHTS, ESTIMATES)),
        (some_people(split[1], [0]), person_rows(people[:1], WEIGHTS, ESTIMATES)),
    ):
        for one, again in zip(_sifted(found, columns), _sifted(other, whole), strict=True):
            assert (one == again).all()


def test_who_is_not_ready_is_known() -> None:
    nowhere = replace(matching.person(), key="P-2", place=None)
    rows = person_rows([matching.person(), nowhere], WEIGHTS, ESTIMATES)
    assert rows.is_ready.tolist() == [True, False]
    columns = job_columns([replace(matching.job(), tasks=()), matching.job()], WEIGHTS, DAY)
    assert columns.is_ready.tolist() == [False, True]


def _sifted(rows: PersonRows, columns: JobColumns) -> tuple[Any, ...]:
    return tuple(sifted(rows.crowd, rows.is_abroad, columns, WEIGHTS, ESTIMATES))
