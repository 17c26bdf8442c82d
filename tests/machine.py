"""What the machine offers the tests: a browser, a database server, and whether their absence is a failure."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

# Debian's packages by what the tests call them.
PACKAGES = {"Chromium": "chromium", "PostgreSQL": "postgresql"}


def chromium() -> str | None:
    """Path of the browser, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def postgres_programs() -> Path | None:
    """Folder with initdb and pg_ctl, the newest first, or None."""

    def major(folder: str) -> int:
        version = Path(folder).parent.name
        return int(version) if version.isdigit() else 0

    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=major, reverse=True)
    for program in ("pg_config", "initdb"):
        if not (found := shutil.which(program)):
            continue
        if program == "initdb":
            folders.append(str(Path(found).resolve().parent))
        else:
            asked = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=False)
            folders.append(asked.stdout.strip())
    return next((Path(folder) for folder in folders if folder and Path(folder, "initdb").exists()), None)


def missing() -> list[str]:
    """Names of what the machine lacks."""
    found = {"Chromium": chromium(), "PostgreSQL": postgres_programs()}
    return [name for name, place in found.items() if place is None]


def demanded() -> bool:
    """Whether a missing part is a failure rather than a skip."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def without(name: str) -> NoReturn:
    """Skip the test that needs `name`, or fail it where everything is demanded."""
    reason = f"{name} is not on this machine (Debian's package is called {PACKAGES[name]})"
    if demanded():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def install_missing() -> None:
    """Install what is missing from Debian's packages where this user may; never fail."""
    names = missing()
    apt = shutil.which("apt-get")
    prefix = _as_root()
    if not names or not apt or prefix is None:
        return
    print(f"Installing {' and '.join(names)} from the system's packages", flush=True)
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    settings = ["env", "DEBIAN_FRONTEND=noninteractive"]
    packages = [PACKAGES[name] for name in names]
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run([*prefix, *settings, apt, "-q", *words], check=False, timeout=600, **quiet)


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None
