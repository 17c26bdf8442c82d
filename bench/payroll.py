"""Writes an invented country: payroll rows in Parquet with a register, employers and municipalities."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from meedoen.primitives.period import Month

FIRST = Month(2013, 1)
MONTHS = 168
MUNICIPALITIES = 342
REGIONS = 35
REGISTERED = 0.08
ROW_GROUP = 122_880
FORMS = pa.array(["dienstverband", "inleen"])


def write_country(folder: Path, rows: int, seed: int = 1) -> None:
    """As many payroll rows as asked, sorted by month and employer; 8 % of the people are registered."""
    per_month = rows // MONTHS
    persons = max(1000, int(per_month * 1.15))
    employers = max(100, persons // 25)
    random = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    _write_small_tables(folder, random, persons, employers)
    _write_payroll(folder, random, per_month, persons, employers)


def _write_payroll(folder: Path, random: Any, per_month: int, persons: int, employers: int) -> None:
    employer_of = np.sort(random.integers(0, employers, persons)).astype(np.int32)
    is_hired = random.random(employers) < 0.12
    schema = pa.schema(
        [
            ("month", pa.int16()),
            ("person_id", pa.int32()),
            ("employer_id", pa.int32()),
            ("hours_c", pa.int32()),
            ("form", pa.dictionary(pa.int32(), pa.string())),
        ]
    )
    with pq.ParquetWriter(
        folder / "PAYROLL.parquet", schema, compression="zstd", compression_level=1
    ) as writer:
        for number in range(MONTHS):
            # Each month most people are where they were: a sample of all persons, sorted by employer.
            who = np.sort(random.choice(persons, per_month, replace=False, shuffle=False))
            moved = random.random(per_month) < 0.05
            employer = employer_of[who]
            employer[moved] = random.integers(0, employers, int(moved.sum()))
            order = np.argsort(employer, kind="stable")
            employer, who = employer[order], who[order]
            hours = random.choice(np.array([5200, 8667, 11092, 13867, 15600, 17333]), per_month)
            hours = hours + random.integers(-300, 300, per_month)
            table = pa.table(
                [
                    pa.array(np.full(per_month, FIRST.index + number, np.int16)),
                    pa.array((who + 1).astype(np.int32)),
                    pa.array(employer + 1),
                    pa.array(hours.astype(np.int32)),
                    pa.DictionaryArray.from_arrays(is_hired[employer].astype(np.int32), FORMS),
                ],
                schema=schema,
            )
            writer.write_table(table, row_group_size=ROW_GROUP)


def _write_small_tables(folder: Path, random: Any, persons: int, employers: int) -> None:
    registered = np.flatnonzero(random.random(persons) < REGISTERED) + 1
    size = len(registered)
    starts = np.array([date(2010 + n // 12, n % 12 + 1, 1) for n in range(12 * 14)])
    start_at = np.where(random.random(size) < 0.5, 0, random.integers(0, len(starts), size))
    ends = np.where(random.random(size) < 0.3, start_at + random.integers(6, 90, size), 10_000)
    columns: dict[str, pa.Table] = {
        "REGISTRATION": pa.table(
            {
                "person_id": pa.array(registered, pa.int64()),
                "ground": pa.array(random.choice(["1a", "1b", "1c"], size)),
                "starts_on": pa.array([starts[n] for n in start_at], pa.date32()),
                "ends_before": pa.array([starts[n] if n < len(starts) else None for n in ends], pa.date32()),
                "ended_because": pa.array(
                    [random.choice(["own_request", "deceased"]) if n < len(starts) else None for n in ends]
                ),
            }
        ),
        "RESIDENCE": pa.table(
            {
                "person_id": pa.array(registered, pa.int64()),
                "municipality": pa.array([f"M{n:03d}" for n in random.integers(0, MUNICIPALITIES, size)]),
                "starts_on": pa.array([date(2005, 1, 1)] * size, pa.date32()),
                "ends_before": pa.array([None] * size, pa.date32()),
            }
        ),
        "SECTOR": _sectors(random, employers),
        "PLACE": pa.table(
            {
                "municipality": [f"M{n:03d}" for n in range(MUNICIPALITIES)],
                "month_from": [0] * MUNICIPALITIES,
                "month_to": [120_000] * MUNICIPALITIES,
                "resolved_municipality": [f"M{n:03d}" for n in range(MUNICIPALITIES)],
                "region": [f"R{n % REGIONS:02d}" for n in range(MUNICIPALITIES)],
            }
        ),
    }
    for name, table in columns.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


def _sectors(random: Any, employers: int) -> pa.Table:
    years = range(FIRST.year, FIRST.year + MONTHS // 12)
    public = random.random(employers) < 0.15
    sector = np.where(public, "overheid", "markt")
    return pa.table(
        {
            "employer_id": pa.array(np.tile(np.arange(1, employers + 1), len(years))),
            "year": pa.array(np.repeat(np.array(years), employers)),
            "sector": pa.array(np.tile(sector, len(years))),
        }
    )
