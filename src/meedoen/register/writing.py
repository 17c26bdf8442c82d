"""Many new rows at once, written by one prepared statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import AutoField, Model


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert new rows of one model; a key that the database gives out is not read back.

    Measured: 30.000 placements with hours, paid hours and journal take 22 s, with `bulk_create` 51 s; that
    writes out a statement with every value for each few dozen rows.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = [
        (field, str(field.column)) for field in meta.concrete_fields if not isinstance(field, AutoField)
    ]
    values = (
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field, _column in fields]
        for row in rows
    )
    insert_values(type(rows[0]), [column for _field, column in fields], values)


def insert_values(model: type[Model], columns: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Insert rows of which the values are as the database takes them: numbers, texts, truths.

    For very many narrow rows. Measured: 9.300 profiles with 107.000 rows beside them take 11 s of processor
    time, with a model for each row 18 s.
    """
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608  names of our own
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(values))


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these fields of rows that are there, by their keys.

    Measured: sending a thousand reminders takes 0,7 s of processor time; with `bulk_update`, which composes
    a case for each field of each row, ten times as much.
    """
    if not rows:
        return
    meta, quote = rows[0]._meta, connection.ops.quote_name
    fields = [(field, str(field.column)) for field in meta.concrete_fields if field.name in names]
    columns = ", ".join(f"{quote(column)} = %s" for _field, column in fields)
    table, key = quote(meta.db_table), quote(str(meta.pk.column))
    statement = f"UPDATE {table} SET {columns} WHERE {key} = %s"  # noqa: S608  names of our own
    values = [
        (
            *(field.get_db_prep_save(getattr(row, field.attname), connection) for field, _name in fields),
            row.pk,
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
