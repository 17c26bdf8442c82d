"""Rows turned into the plain columns that an engine counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def columns(names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Return a list for each name; empty lists where there are no rows."""
    turned = [list(column) for column in zip(*rows, strict=True)]
    return dict(zip(names, turned or [[] for _ in names], strict=True))
