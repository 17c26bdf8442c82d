"""Requests a second of our pages against the stock Django admin list, 100.000 people, side by side."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

PORT = 8765
ROUNDS = 3
SECONDS = 3.0


def fill(people: int) -> str:
    """Make one region with this many people and an account manager; return the cookies of a browser."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from meedoen.access.models import Account, Assignment, Organisation
    from meedoen.register.people.models import Person
    from meedoen.rules import places

    day = date(2026, 1, 1)
    organisations = {
        place.code: Organisation.objects.create(
            name=place.name, kind="municipality", region="AM01", municipality=place.code, starts_on=day
        )
        for place in places.municipalities_of("AM01", day)
    }
    codes = sorted(organisations)
    Person.objects.bulk_create(
        (
            Person(
                number=f"K-{n:06}",
                name=f"Persoon {n}",
                birth_on=date(1970, 1, 1) + timedelta(days=n % 12000),
                responsible=organisations[codes[n % len(codes)]],
                municipality=codes[n % len(codes)],
                registered_on=day,
            )
            for n in range(people)
        ),
        batch_size=2000,
    )
    account = Account.objects.create(
        email="bench@example.org", name="Bench", organisation=organisations["GM0014"]
    )
    Assignment.objects.create(account=account, role="account_manager", starts_on=day)
    client = Client()
    client.force_login(account)
    client.get(
        "/privacy/", headers={"host": "localhost"}
    )  # a page with a form: from here on a browser sends the cookie of its token too
    return "; ".join(f"{name}={client.cookies[name].value}" for name in ("sessionid", "csrftoken"))


@contextmanager
def served() -> Iterator[None]:
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "2",
        "--blocking-threads",
        "1",
    ]
    process = subprocess.Popen(
        [*command, "--port", str(PORT), "meedoen.project.wsgi:application"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/toegang/login/", timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait()


def measure(path: str, cookie: str, etag: str = "") -> tuple[float, float, str]:
    """Return requests a second, p99 in ms and the statuses, by a load from another process."""
    arguments = [sys.executable, "-m", "bench.load", str(PORT), path, cookie, etag, str(SECONDS)]
    words = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.split()
    return float(words[0]), float(words[1]), words[2]


def etag_of(path: str, cookie: str) -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", headers={"Cookie": cookie})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.headers.get("ETag", "")


def main(rows: int | None = None) -> None:
    """Print the table: page, requests a second, p99, times the stock admin list."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            MEEDOEN_VAR=str(Path(folder)),
            MEEDOEN_SECRET_KEY="x" * 60,
            MEEDOEN_DEMO="1",
            MEEDOEN_REQUIRE_SECOND_FACTOR="0",
            DJANGO_SETTINGS_MODULE="bench.serving_settings",
        )
        os.environ.pop("DATABASE_URL", None)
        cookie = fill(rows or 100_000)
        pages = {
            "stock admin list": ("/stock/people/person/", False),
            "list of people": ("/kandidaten/", False),
            "dashboard": ("/sturing/", False),
            "dashboard, not changed (304)": ("/sturing/", True),
        }
        found: dict[str, list[tuple[float, float, str]]] = {name: [] for name in pages}
        with served():
            etags = {name: etag_of(path, cookie) if held else "" for name, (path, held) in pages.items()}
            for name, (path, _held) in pages.items():  # one round to warm up
                measure(path, cookie, etags[name])
            for _ in range(ROUNDS):
                for name, (path, _held) in pages.items():
                    found[name].append(measure(path, cookie, etags[name]))
        stock = statistics.median(per_second for per_second, _p99, _s in found["stock admin list"])
        print(f"{'page':32}{'req/s':>10}{'p99 ms':>10}{'x stock':>10}  status")
        for name, results in found.items():
            rate = statistics.median(result[0] for result in results)
            p99 = statistics.median(result[1] for result in results)
            print(f"{name:32}{rate:10.0f}{p99:10.0f}{rate / stock:10.1f}  {results[0][2]}")


if __name__ == "__main__":
    main()
