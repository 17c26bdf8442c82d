"""Every backend and a plain Python loop find the same whole numbers in every part of every indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from meedoen.counting import INDICATORS, Facts, Question, series
from meedoen.primitives.period import Month, Quarter, Span, Year
from tests.engines import backends, generated
from tests.engines.oracle import Asked, Oracle

SPANS: tuple[Span, ...] = (Quarter(2017, 4), Month(2018, 1), Year(2019), Quarter(2016, 2))
SEEDS = (1, 2, 3)
Parts = dict[tuple[str, ...], tuple[int, int, int, int]]


def parts_by_oracle(oracle: Oracle, question: Question, span: Span) -> Parts:
    asked = Asked(span.last_month, span.first_day, question.attribution, question.employer_id)
    in_hours = INDICATORS[question.indicator].measures_hours
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in oracle.rows(question.indicator, asked):
        found.setdefault(tuple(str(row[name]) for name in question.by), []).append(row)
    return {
        key: (
            len(rows),
            sum(row["hours_c"] * row["sign"] for row in rows) if in_hours else 0,
            len({row["person_id"] for row in rows if row["sign"] == 1}),
            len({row["person_id"] for row in rows if row["sign"] == -1}),
        )
        for key, rows in found.items()
    }


def parts_by_engine(facts: Facts, question: Question) -> Iterator[Parts]:
    for reading in series(facts, question, SPANS):
        yield {
            tuple(cell.dims.values()): (
                cell.rows,
                cell.hours_c or 0,
                cell.people or 0,
                cell.people_at_baseline or 0,
            )
            for cell in reading.cells
        }


def questions() -> Iterator[Question]:
    for code, indicator in INDICATORS.items():
        for attribution in ("woon", "werk"):
            employer = 3 if indicator.needs_employer else None
            by = indicator.breakdowns
            yield Question(code, SPANS[0], by=by, attribution=attribution, employer_id=employer)


@pytest.fixture(scope="module")
def given() -> generated.Columns:
    return generated.columns(7, persons=60)


@pytest.fixture(scope="module")
def polars(given: generated.Columns) -> Facts:
    return backends.on_polars(given)


@pytest.fixture(scope="module")
def postgres(given: generated.Columns, postgres_url: str) -> Iterator[Facts]:
    facts = backends.on_postgres(given, postgres_url)
    yield facts
    facts.backend.disconnect()


@pytest.fixture(scope="module")
def duckdb(given: generated.Columns) -> Facts:
    return Facts.from_columns(given)


@pytest.mark.parametrize("seed", SEEDS)
def test_duckdb_counts_as_a_plain_loop_does(seed: int) -> None:
    columns = generated.columns(seed, persons=60, payroll_rows=300 if seed == 3 else 0)
    facts, oracle = Facts.from_columns(columns), Oracle(columns)
    met = Counter[str]()
    for question in questions():
        for span, parts in zip(SPANS, parts_by_engine(facts, question), strict=True):
            assert parts == parts_by_oracle(oracle, question, span), (question.indicator, span)
            met[question.indicator] += len(parts)
    assert set(met) == set(INDICATORS)
    assert all(met.values()), met


@pytest.mark.parametrize("backend", ["polars", "postgres"])
@pytest.mark.parametrize("question", list(questions()), ids=lambda one: f"{one.indicator}-{one.attribution}")
def test_other_backends_count_as_duckdb_does(
    question: Question, backend: str, duckdb: Facts, request: pytest.FixtureRequest
) -> None:
    other: Facts = request.getfixturevalue(backend)
    assert list(parts_by_engine(other, question)) == list(parts_by_engine(duckdb, question))
