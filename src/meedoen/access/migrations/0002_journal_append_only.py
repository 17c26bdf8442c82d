"""The database itself refuses to change or delete a journal entry."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON access_journalentry
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON access_journalentry
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
    """CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON access_journalentry
       FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()""",
]


def add(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def remove(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER journal_no_change ON access_journalentry")
        editor.execute("DROP FUNCTION journal_is_append_only()")
    else:
        editor.execute("DROP TRIGGER journal_no_update")
        editor.execute("DROP TRIGGER journal_no_delete")


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
