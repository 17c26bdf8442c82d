"""Every migration can be undone and done again, on the database of this run."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("meedoen."))


def _tables() -> set[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return {name for name in names if name.split("_")[0] in OURS}


@pytest.mark.django_db(transaction=True)
def test_all_migrations_go_back_to_nothing_and_return() -> None:
    """What one migration made, its way back removes: no table of ours stays behind."""
    before = _tables()
    assert before
    with_migrations = {label for label, _ in MigrationLoader(connection).disk_migrations} & set(OURS)
    try:
        # All in one walk: a walk for each app would draw up the whole history as many times.
        MigrationExecutor(connection).migrate([(label, None) for label in sorted(with_migrations)])
        assert _tables() == set()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert _tables() == before


def test_there_is_one_last_migration_in_each_app() -> None:
    """Two last ones: two branches that were never brought together."""
    assert MigrationLoader(None, ignore_no_migrations=True).detect_conflicts() == {}
