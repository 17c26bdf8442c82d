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


_SHARED: dict[object, Plan] = {}


def answer(facts: Facts, key: object, build: Callable[[], ir.Table]) -> list[dict[str, Any]]:
    """The rows of the expression that `build` makes; `key` must name everything that shapes it."""
    backend = facts.backend
    if backend.name != "duckdb":
        found: list[dict[str, Any]] = backend.to_pyarrow(build()).to_pylist()
        return found
    plan = _plan(facts, key, build)
    # DuckDB adds up in 128 bits; the schema brings that back to 64, or fails where it does not fit.
    answered: list[dict[str, Any]] = backend.con.sql(plan.sql).to_arrow_table().cast(plan.schema).to_pylist()
    return answered


def _plan(facts: Facts, key: object, build: Callable[[], ir.Table]) -> Plan:
    """Facts without a likeness keep their plans to themselves."""
    own: dict[object, Plan] = facts.kept("plans", dict)
    plans, named = (own, key) if facts.likeness is None else (_SHARED, (facts.likeness, key))
    if named in plans:
        plan = plans[named]
        for maker, about in plan.needs:
            facts.prepared(maker, *about)
        return plan
    expression, needs = facts.prepared_for(build)
    plan = Plan(str(facts.backend.compile(expression)), expression.schema().to_pyarrow(), needs)
    if len(plans) >= _MOST:
        plans.clear()
    plans[named] = plan
    return plan
