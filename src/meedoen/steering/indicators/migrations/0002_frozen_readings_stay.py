"""The database itself refuses to change or delete what belongs to a frozen period."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = "a frozen reading never changes"
# Table, when a row of it is frozen (OLD or NEW stands for `row`), and which deeds that forbids.
# Cells and keys are written first and the reading is hung on the period last, so that it is sealed whole.
_OF_READING = (
    "EXISTS (SELECT 1 FROM indicators_reading r WHERE r.id = {row}.reading_id AND r.frozen_in_id IS NOT NULL)"
)
SEALS = (
    ("indicators_reading", "{row}.frozen_in_id IS NOT NULL", ("UPDATE", "DELETE")),
    ("indicators_readingcell", _OF_READING, ("INSERT", "UPDATE", "DELETE")),
    ("indicators_readingkeys", _OF_READING, ("INSERT", "UPDATE", "DELETE")),
    ("indicators_frozenperiod", "{row}.confirmed_at IS NOT NULL", ("UPDATE", "DELETE")),
)


def _each() -> list[tuple[str, str, str, str]]:
    found = []
    for table, frozen, deeds in SEALS:
        for deed in deeds:
            row = "NEW" if deed == "INSERT" else "OLD"
            found.append((f"{table}_stays_{deed.lower()}", table, deed, frozen.format(row=row)))
    return found


def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    if postgresql:
        editor.execute(
            "CREATE FUNCTION frozen_readings_stay() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN "
            f"{_plpgsql()} "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
        )
    for name, table, deed, frozen in _each():
        if postgresql:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {deed} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION frozen_readings_stay()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {deed} ON {table} WHEN {frozen} "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )


def _plpgsql() -> str:
    """PostgreSQL allows no sub-query in WHEN, so the condition stands in the function, per table and deed."""
    return " ".join(
        f"IF TG_TABLE_NAME = '{table}' AND TG_OP = '{deed}' THEN "
        f"IF {frozen} THEN RAISE EXCEPTION '{WORDS}'; END IF; END IF;"
        for _name, table, deed, frozen in _each()
    )


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    for name, table, _deed, _frozen in _each():
        editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgresql else ""))
    if postgresql:
        editor.execute("DROP FUNCTION frozen_readings_stay()")


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
