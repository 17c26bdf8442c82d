"""The whole suite: everything on SQLite, then what touches that database again on PostgreSQL."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from xml.etree import ElementTree

from tests import machine, postgres

HERE = Path(__file__).parent
RESULTS = HERE.parent / "test-results"
ON_SQLITE = ("unit", "cases", "integration", "journeys", "guards", "engines", "browser", "migrations")
ON_POSTGRESQL = ("integration", "guards", "migrations")
# What asks no rows of the database of the run, and what is seen in a browser, is the same over either.
TWICE = "database and not browser"
# Neighbours stay together, for what they share; who is done first takes over half of what the other has.
SPREAD = ("-n", "2", "--dist", "worksteal")


def main() -> int:
    """Run the suite and print one closing line; 0 when all of it passed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    machine.install_missing()
    RESULTS.mkdir(exist_ok=True)
    lacking = machine.missing()
    codes, total = [], Counter[str]()
    with ExitStack() as stack:
        server = "" if "PostgreSQL" in lacking else stack.enter_context(postgres.cluster())
        _draw_up(server)
        for name, words in _runs(server):
            print(f"--- {name}", flush=True)
            started = time.perf_counter()
            report = RESULTS / f"{name}.xml"
            report.unlink(missing_ok=True)
            environment = _environment(server, on_server=name == "postgresql")
            done = subprocess.run([*words, f"--junit-xml={report}"], env=environment, check=False)
            codes.append(done.returncode)
            total += _counts(report)
            print(f"--- {name} took {time.perf_counter() - started:.0f} s", flush=True)
    for name in lacking:
        print(f"Left out: what needs {name}, which is not on this machine and could not be installed.")
    ended_well = not any(codes) and not (lacking and machine.demanded())
    if not ended_well and not total["failed"]:
        total["failed"] += 1  # a run that broke off counts as one failure
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 0 if ended_well else 1


def _runs(server: str) -> Iterator[tuple[str, list[str]]]:
    """What is run after each other, by what it is called."""
    pytest = [sys.executable, "-m", "pytest", "-q"]
    yield "sqlite", [*pytest, *SPREAD, *_present(ON_SQLITE)]
    # Measured alone: a neighbour on the other core would be measured too.
    if alone := _present(("performance",)):
        yield "performance", [*pytest, *alone]
    if server:
        yield "postgresql", [*pytest, *SPREAD, "-m", TWICE, *_present(ON_POSTGRESQL)]


def _environment(server: str, *, on_server: bool) -> dict[str, str]:
    """What a run finds around it: the product's own rows are on the server, or only a server is named."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return environment | ({"DATABASE_URL" if on_server else postgres.ADDRESS: server} if server else {})


def _draw_up(server: str) -> None:
    """The tables on SQLite and on PostgreSQL, each on a core of its own; who fails here fails again below."""
    words = [sys.executable, "-m", "tests.migrated"]
    both = (False, True) if server else (False,)
    for begun in [subprocess.Popen(words, env=_environment(server, on_server=one)) for one in both]:
        begun.wait()


def _present(folders: tuple[str, ...]) -> list[str]:
    return [f"tests/{name}" for name in folders if any((HERE / name).rglob("test_*.py"))]


def _counts(report: Path) -> Counter[str]:
    """Passed, failed and skipped in one run's report; a run that wrote none has none."""
    if not report.exists():
        return Counter()
    suite = ElementTree.parse(report).getroot().find("testsuite")
    if suite is None:
        return Counter()
    ran, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return Counter(passed=ran - skipped - failed, failed=failed, skipped=skipped)


if __name__ == "__main__":
    sys.exit(main())
