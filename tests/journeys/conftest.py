"""A demo region in a file of its own, built by the command as anyone builds it, once for all tests."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import migrated

# Fixed, so that the same region is built on every day.
DAY = "2026-11-20"


@dataclass(frozen=True)
class DemoRegion:
    """The file, and the command `meedoen` pointed at it."""

    file: Path
    said: str

    def meedoen(self, *words: str) -> subprocess.CompletedProcess[str]:
        return run_meedoen(self.file, *words)


def environment_for(file: Path) -> dict[str, str]:
    """The environment of a process of its own on this file; nothing of the test run shines through."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MEEDOEN_")}
    environment |= {
        "DATABASE_URL": f"sqlite:///{file}",
        "MEEDOEN_VAR": str(file.parent),
        "MEEDOEN_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    return environment


def run_meedoen(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "meedoen.project.command", *words],
        env=environment_for(file),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def demo_region(tmp_path_factory: pytest.TempPathFactory) -> DemoRegion:
    """The smallest region that adds up to what was published."""
    # The workers of one run have their folders side by side; the lock makes the second one wait.
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo-region"
    shared.mkdir(exist_ok=True)
    file, said = shared / "demo.sqlite3", shared / "said.txt"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            _begin(file)
            built = run_meedoen(file, "demo", "build", "--smallest", "--day", DAY)
            assert built.returncode == 0, built.stderr
            said.write_text(built.stdout, encoding="utf-8")
    return DemoRegion(file, said.read_text(encoding="utf-8"))


def _begin(file: Path) -> None:
    """The tables, but for one app's: the build draws up what is not there yet."""
    shutil.copy(migrated.file(), file)
    with closing(sqlite3.connect(file)) as rows, rows:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'comparisons_%'"
        for (name,) in rows.execute(asked).fetchall():
            rows.execute(f"DROP TABLE {name}")
        rows.execute("DELETE FROM django_migrations WHERE app = 'comparisons'")
