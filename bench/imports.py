"""Rows a second of an import of people: reading, checking, and writing, among 200.000 who are there."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROWS = 20_000
THERE = 200_000
DAY = date(2026, 1, 1)
HEADER = (
    "Naam",
    "Geboortedatum",
    "Woongemeente",
    "Woont daar sinds",
    "Laatst gesproken op",
    "Grond",
    "In het doelgroepregister sinds",
)


def main(rows: int | None) -> None:
    """Measure in a database of its own, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.sqlite3'}",
            "MEEDOEN_VAR": folder,
            "MEEDOEN_SECRET_KEY": "only-for-a-measurement-" + "0" * 40,
            "DJANGO_SETTINGS_MODULE": "meedoen.project.settings",
        }
        words = [sys.executable, "-m", "bench.imports", str(rows or ROWS)]
        subprocess.run(words, env=environment, check=True)


def lines(rows: int) -> list[tuple[str, ...]]:
    """Invented people, one in fifty on a line with a mistake."""
    made: list[tuple[str, ...]] = [HEADER]
    for number in range(rows):
        born = date(1960, 1, 1) + timedelta(days=number * 7 % 14_000)
        made.append(
            (
                f"Voornaam{number % 997} Achternaam{number}",
                f"{born:%d-%m-%Y}",
                "Groningen" if number % 50 else "Nergens",
                "2012-03-01",
                "1-12-2025" if number % 3 else "",
                "1a" if number % 2 else "",
                "01-05-2015" if number % 2 else "",
            )
        )
    return made


def as_csv(made: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(made)
    return out.getvalue().encode()


def as_xlsx(made: list[tuple[str, ...]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(made):
            sheet.write_row(at, 0, line)
    return out.getvalue()


def measure(rows: int) -> None:
    from bench.serving import fill

    fill(THERE)
    from meedoen.access.actors import actor_for
    from meedoen.access.models import Account
    from meedoen.exchange.imports import services

    actor = actor_for(Account.objects.select_related("organisation").get(), DAY)
    made = lines(rows)
    good = [line if line[2] != "Nergens" else (*line[:2], "Groningen", *line[3:]) for line in made]
    print(f"{rows} rows of people among {THERE} who are there, on SQLite")
    print(f"{'':34}{'seconds':>9}{'rows/s':>9}")
    for what, name, content in (
        ("checked, CSV, 2 % wrong", "a.csv", as_csv(made)),
        ("checked, XLSX, 2 % wrong", "a.xlsx", as_xlsx(made)),
    ):
        offered = services.offer_file(actor, "people", name, content, today=DAY)
        services.map_columns(actor, offered.pk, offered.mapping, is_read_well=True, today=DAY)
        with Timed(what, rows):
            services.try_file(actor, offered.pk, today=DAY)
    content = as_csv(good)
    for what in ("read in", "read in again, all known"):
        offered = services.offer_file(actor, "people", "b.csv", content, today=DAY)
        services.map_columns(actor, offered.pk, offered.mapping, is_read_well=True, today=DAY)
        services.try_file(actor, offered.pk, today=DAY)
        with Timed(what, rows):
            counts = services.import_file(actor, offered.pk, today=DAY)
    assert counts["known"] == rows, counts


class Timed:
    def __init__(self, what: str, rows: int) -> None:
        self.what, self.rows = what, rows

    def __enter__(self) -> None:
        self.begun = time.perf_counter()

    def __exit__(self, *_exception: object) -> None:
        took = time.perf_counter() - self.begun
        print(f"  {self.what:32}{took:9.2f}{self.rows / took:9.0f}", flush=True)


if __name__ == "__main__":
    measure(int(sys.argv[1]))
