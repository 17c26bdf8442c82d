"""Rows turned into the plain columns that an engine counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

# Above this the whole table is read: a database takes only so many values in one question.
FEW = 500


def columns(names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Return a list for each name; empty lists where there are no rows."""
    turned = [list(column) for column in zip(*rows, strict=True)]
    return dict(zip(names, turned or [[] for _ in names], strict=True))


def few_of(column: str, keys: Collection[int] | None) -> Q:
    """Return a condition that narrows rows to these keys, or none where there are too many to name.

    Whoever asks for keys therefore still leaves out what it did not ask for.
    """
    return Q() if keys is None or len(keys) > FEW else Q(**{f"{column}__in": list(keys)})
