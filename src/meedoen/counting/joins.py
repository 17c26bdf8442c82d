"""Joins on a range, written so that every backend can run them and DuckDB runs them fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import ibis.expr.types as ir

from meedoen.counting.facts import Facts

FAR_MONTH = 120_000
"""Ten thousand years in months: stands for “no end”."""
FAR_DAY = 4_000_000
NO_FIRST_DAY = -1_000_000


def join_within(
    facts: Facts,
    left: ir.Table,
    right: ir.Table,
    equal: Sequence[tuple[str, str]],
    moment: str,
    low: str,
    high: str,
    keep_all: bool = False,
) -> ir.Table:
    """Rows of `left` with those of `right` where the equal columns agree and low <= moment < high.

    `keep_all` keeps rows of `left` that find nothing, with nulls; then `right` must hold every moment of
    whatever it knows.

    No column name may be in both tables. As join predicates the range is tested inside the hash join;
    as a filter behind it every candidate row is first made (measured: 1.03 against 1.1 to 1.3 times
    hand-written SQL). Polars joins on equality only.
    """
    predicates = [left[ours] == right[theirs] for ours, theirs in equal]
    how: Literal["left", "inner"] = "left" if keep_all else "inner"
    if facts.joins_on_equality_only:
        joined = left.join(right, predicates, how=how) if predicates else left.cross_join(right)
        return joined.filter(
            lambda t: (
                ((t[moment] >= t[low]) & (t[moment] < t[high])) | (t[low].isnull() if keep_all else False)
            )
        )
    return left.join(right, [*predicates, left[moment] >= right[low], left[moment] < right[high]], how=how)


def join_overlapping(
    facts: Facts, left: ir.Table, right: ir.Table, ours: tuple[str, str], theirs: tuple[str, str]
) -> ir.Table:
    """Every pair whose half-open stretches share at least one day."""
    (start, end), (low, high) = ours, theirs
    if facts.joins_on_equality_only:
        crossed = left.cross_join(right)
        return crossed.filter(lambda t: (t[start] < t[high]) & (t[end] > t[low]))
    return left.join(right, [left[start] < right[high], left[end] > right[low]])
