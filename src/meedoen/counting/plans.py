"""Remembers how a question was put to DuckDB, because writing the query takes longer than answering it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from meedoen.counting.facts import Facts, Need

_MOST = 2_000


@dataclass(frozen=True)
class Plan:
    """`needs` are the prepared tables that must lie there before `sql` can run."""

    sql: str
    schema: pa.Schema
    needs: tuple[Need, ...]


_PLANS: dict[object, Plan] = {}


def answer(facts: Facts, key: object, build: Callable[[], ir.Table]) -> list[dict[str, Any]]:
    """The rows of the expression that `build` makes; `key` must name everything that shapes it."""
    backend = facts.backend
    if backend.name != "duckdb":
        found: list[dict[str, Any]] = backend.to_pyarrow(build()).to_pylist()
        return found
    plan = _plan(facts, key, build)
    # DuckDB adds whole numbers up to 128 bits; the schema brings them back to 64, or fails where they do not fit.
    answered: list[dict[str, Any]] = backend.con.sql(plan.sql).to_arrow_table().cast(plan.schema).to_pylist()
    return answered


def _plan(facts: Facts, key: object, build: Callable[[], ir.Table]) -> Plan:
    named = (facts.likeness, key)
    if facts.likeness is not None and named in _PLANS:
        plan = _PLANS[named]
        for maker, about in plan.needs:
            facts.prepared(maker, *about)
        return plan
    expression, needs = facts.prepared_for(build)
    plan = Plan(str(facts.backend.compile(expression)), expression.schema().to_pyarrow(), needs)
    if facts.likeness is not None:
        if len(_PLANS) >= _MOST:
            _PLANS.clear()
        _PLANS[named] = plan
    return plan
