"""Remembers how a question was put to DuckDB, because writing the query takes longer than answering it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from meedoen.counting.facts import Facts, Need

_MOST = 2_000
# A database folds nested selections by itself; folding them first is half of the time that writing takes.
ibis.options.sql.fuse_selects = False


@dataclass(frozen=True)
class Plan:
    """`needs` are the prepared tables that must lie there before `sql` can run."""

    sql: str
    columns: pa.Schema
    needs: tuple[Need, ...]


_SHARED: dict[object, Plan] = {}


def answer(facts: Facts, key: object, build: Callable[[], ir.Table]) -> list[dict[str, Any]]:
    """The rows of the expression that `build` makes; `key` must name everything that shapes it."""
    backend = facts.backend
    if backend.name != "duckdb":
        found: list[dict[str, Any]] = backend.to_pyarrow(build()).to_pylist()
        return found
    plan = _plan(facts, key, build)
    # Not through con.sql, which plans a query twice: once for its columns, once to run it.
    answered = backend.con.execute(plan.sql).fetchall()
    return [dict(zip(plan.columns.names, one, strict=True)) for one in answered]


def settled(facts: Facts, name: str, key: object, build: Callable[[], ir.Table]) -> ir.Table:
    """The rows of an expression as a small table of these facts, for what many questions stand on."""
    plan = _plan(facts, key, build)
    return facts.materialise_query(name, plan.sql, plan.columns)


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
