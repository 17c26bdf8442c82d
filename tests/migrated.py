"""Databases with every migration in them: drawn up once, kept under var/, and copied for each process."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var" / "migrated"


def copy_to(connection: BaseDatabaseWrapper) -> None:
    """Turn this connection to a database of its own, filled from the one that is kept."""
    name = connection.creation._get_test_db_name()
    connection.close()
    if connection.vendor == "postgresql":
        _copy_on_server(os.environ["DATABASE_URL"], name)
    connection.settings_dict["NAME"] = settings.DATABASES[connection.alias]["NAME"] = name
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(file())) as kept:
            kept.backup(connection.connection)


def file() -> Path:
    """The SQLite file; who copies it has an installation on which nothing was done yet."""
    kept = KEPT / f"{digest()}.sqlite3"
    with _one_at_a_time("sqlite"):
        if not kept.exists():
            for former in KEPT.glob("*.sqlite3*"):
                former.unlink()
            making = kept.with_suffix(".sqlite3-making")
            _migrate(f"sqlite:///{making}")
            with closing(sqlite3.connect(making)) as made:
                # One file that is whole by itself, and that fits in memory too.
                made.execute("PRAGMA journal_mode=DELETE")
            making.rename(kept)
    return kept


def on_server(server: str) -> str:
    """The name of the database on this PostgreSQL."""
    kept = f"migrated_{digest()}"
    with _one_at_a_time("postgresql"), psycopg.connect(server, autocommit=True) as asked:
        if not asked.execute("SELECT 1 FROM pg_database WHERE datname = %s", [kept]).fetchone():
            asked.execute("DROP DATABASE IF EXISTS migrated_making WITH (FORCE)")
            asked.execute("CREATE DATABASE migrated_making")
            _migrate(f"{server.rsplit('/', 1)[0]}/migrated_making")
            asked.execute(f"ALTER DATABASE migrated_making RENAME TO {kept}")
    return kept


def digest() -> str:
    """What the tables follow from: our migrations, which apps there are, and the packages' versions."""
    steps = sorted((ROOT / "src").rglob("migrations/*.py"))
    read = hashlib.sha256()
    for part in (*steps, ROOT / "src/meedoen/project/settings.py", ROOT / "requirements/runtime.txt"):
        read.update(str(part.relative_to(ROOT)).encode() + part.read_bytes())
    return read.hexdigest()[:16]


def _copy_on_server(server: str, name: str) -> None:
    kept = on_server(server)
    with psycopg.connect(server, autocommit=True) as asked:
        asked.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        asked.execute(f'CREATE DATABASE "{name}" TEMPLATE "{kept}"')


def _migrate(address: str) -> None:
    environment = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    words = ["meedoen.project.command", "django", "migrate", "--skip-checks", "--verbosity", "0"]
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)


@contextmanager
def _one_at_a_time(kind: str) -> Iterator[None]:
    """Workers that need it together: the first one draws it up, the others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    if (server := os.environ.get("DATABASE_URL", "")).startswith("postgres"):
        on_server(server)
    else:
        file()
