"""Many new rows at once, written by one prepared statement."""

from __future__ import annotations

from collections.abc import Sequence

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
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for _field, column in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608  names of our own
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field, _column in fields]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
