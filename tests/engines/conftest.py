"""A throw-away PostgreSQL for tests that count there, where no address of one is given."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ADDRESS = "MEEDOEN_TEST_POSTGRES"


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _as_postgres() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("PostgreSQL draait niet als root, en de gebruiker postgres is er niet.")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    if address := os.environ.get(ADDRESS):
        yield address
        return
    programs = _programs()
    if programs is None:
        pytest.skip(f"Geen PostgreSQL gevonden, en {ADDRESS} is leeg.")
    user = _as_postgres()
    with tempfile.TemporaryDirectory(prefix="meedoen-pg-", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, user)

        def run(*command: str) -> None:
            subprocess.run(command, check=True, user=user, cwd=folder, capture_output=True)

        cluster = f"{folder}/cluster"
        run(f"{programs}/initdb", "-D", cluster, "-A", "trust", "-U", "postgres", "--no-sync")
        control = (f"{programs}/pg_ctl", "-D", cluster, "-l", f"{folder}/log", "-w")
        run(*control, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run(*control, "-m", "immediate", "stop")
