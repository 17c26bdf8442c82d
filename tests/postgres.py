"""A throw-away PostgreSQL for the tests: `python -m tests.postgres run -- pytest tests/integration`."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests import machine

NAME = "meedoen"
# Where the address of a server may stand that tests on SQLite may use beside their own rows.
ADDRESS = "MEEDOEN_TEST_POSTGRES"
# The data lives as long as the run: nothing has to survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}


class NoCluster(RuntimeError):
    """The database server would not start; the text is what it said."""


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty database on a server of its own, on loopback, gone afterwards."""
    programs = machine.postgres_programs()
    if programs is None:
        raise NoCluster("PostgreSQL is not on this machine")
    account = _account()
    # A socket's path may hold 107 characters, so the folder lies high.
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        password = secrets.token_urlsafe(12)
        (home / "password").write_text(password)
        for path in (home, home / "password"):
            os.chown(path, account.pw_uid, account.pw_gid)
        _initdb(programs, home, account)
        port = _start(programs, home, account)
        try:
            yield f"postgresql://{NAME}:{password}@127.0.0.1:{port}/postgres"
        finally:
            _run([programs / "pg_ctl", "-D", home / "rows", "-m", "immediate", "stop"], home, account)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: then the one who owns the cluster is someone without rights."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _initdb(programs: Path, home: Path, account: pwd.struct_passwd) -> None:
    words = ["--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={home / 'password'}", "--no-sync"]
    locale = ["--encoding=UTF8", "--locale=C.UTF-8"]
    _run([programs / "initdb", "-D", home / "rows", f"--username={NAME}", *words, *locale], home, account)


def _start(programs: Path, home: Path, account: pwd.struct_passwd) -> int:
    said = ""
    for _ in range(3):  # another program may take the free port first
        port = _free_port()
        settings = {**FAST, "listen_addresses": "127.0.0.1", "port": str(port)}
        settings["unix_socket_directories"] = str(home)
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        words = ["-D", home / "rows", "-w", "-l", home / "log", "-o", options, "start"]
        try:
            _run([programs / "pg_ctl", *words], home, account)
        except NoCluster as refusal:
            log = home / "log"
            said = log.read_text() if log.exists() else str(refusal)
        else:
            return port
    raise NoCluster(said)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(words: Sequence[str | Path], home: Path, account: pwd.struct_passwd) -> None:
    other = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    # Its words go to a file: the server would keep a pipe open for as long as it lives.
    with (home / "said").open("w+") as said:
        done = subprocess.run(
            [str(word) for word in words],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "HOME": str(home)},
            check=False,
            **other,
        )
        if done.returncode:
            said.seek(0)
            raise NoCluster(said.read())


def run(words: Sequence[str]) -> int:
    """Run a command with DATABASE_URL at a fresh cluster; its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as address:
        return subprocess.run(words, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    if sys.argv[1:3] != ["run", "--"] or not sys.argv[3:]:
        sys.exit("usage: python -m tests.postgres run -- COMMAND ...")
    sys.exit(run(sys.argv[3:]))
