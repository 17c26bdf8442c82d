"""The asker's own assumptions as they are kept: only what was given, numbers as text to stay exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from meedoen.rules.comparison_terms import Assumptions

_NUMBERS = frozenset(one.name for one in fields(Assumptions) if "Decimal" in str(one.type))


def kept(own: Assumptions) -> dict[str, Any]:
    """What was given, for the row."""
    given = {one.name: getattr(own, one.name) for one in fields(Assumptions)}
    return {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in given.items()
        if value is not None
    }


def read(row: Mapping[str, Any]) -> Assumptions:
    """The same again, from the row."""
    own: dict[str, Any] = {name: Decimal(value) if name in _NUMBERS else value for name, value in row.items()}
    return Assumptions(**own)
