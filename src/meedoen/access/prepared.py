"""A question to the rows that is composed once for the process and asked many times with other values.

Composing a statement from a queryset costs several times what the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value

Converters = Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]


@dataclass(frozen=True)
class _Slot:
    name: str


def given(name: str) -> Any:
    """Stand for a value of any type in the condition of a queryset; what it is, is said when it is asked."""
    return Value(_Slot(name))


@dataclass(frozen=True)
class Statement:
    """What was composed: the words, a value or a slot for each place in them, and how to read the columns."""

    words: str
    values: tuple[Any, ...]
    converters: Converters


def composed(rows: QuerySet[Any, Any]) -> Statement:
    """Compose the statement of a queryset of `values_list`."""
    compiler = rows.query.get_compiler(connection=connection)
    words, values = compiler.as_sql()
    found = compiler.get_converters([column for column, _sql, _alias in compiler.select or ()])
    return Statement(words, tuple(values), [(at, *how) for at, how in found.items()])


class Prepared:
    """Rows as tuples, by a statement that is composed at the first question."""

    def __init__(self, compose: Callable[[], Statement | QuerySet[Any, Any]]) -> None:
        self._compose = compose
        self._statement: Statement | None = None

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Ask it, with a value for each slot."""
        if self._statement is None:
            made = self._compose()
            self._statement = made if isinstance(made, Statement) else composed(made)
        known = {name: _as_kept(value) for name, value in values.items()}
        statement = self._statement
        with connection.cursor() as cursor:
            cursor.execute(statement.words, list(_filled(statement.values, known)))
            found = cursor.fetchall()
        return [_read(row, statement.converters) for row in found] if statement.converters else found


def _filled(values: Iterable[Any], known: Mapping[str, Any]) -> Iterable[Any]:
    return (known[one.name] if isinstance(one, _Slot) else one for one in values)


def _as_kept(value: Any) -> Any:
    """As Django would write it for this database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _read(row: Sequence[Any], converters: Converters) -> tuple[Any, ...]:
    read = list(row)
    for at, how, column in converters:
        for convert in how:
            read[at] = convert(read[at], column, connection)
    return tuple(read)
