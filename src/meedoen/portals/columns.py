"""Works out once per table what every cell of a column needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_NUMBERS = frozenset({"whole", "decimal", "signed", "percent"})


@dataclass(frozen=True)
class Column:
    label: str
    kind: str
    css: str
    is_label_hidden: bool


def columns_of(given: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """Columns as a page writes them: label, and as needed kind, numeric, hidden_label."""
    return tuple(
        Column(
            label=column["label"],
            kind=column.get("kind", "text"),
            css="--numeric-column" if column.get("numeric") or column.get("kind") in _NUMBERS else "",
            is_label_hidden=bool(column.get("hidden_label")),
        )
        for column in given
    )
