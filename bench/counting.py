"""Counts a whole country through the product's own expression, beside the ways to do it by hand."""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.payroll import FIRST, MONTHS, write_country

SPANS = range(FIRST.index, FIRST.index + MONTHS)
ROWS = 10_000_000
ROUNDS = 3


def main(rows: int | None = None) -> None:
    """All ways, once per round, on as many payroll rows as asked."""
    _compare(rows or ROWS, ROUNDS, None, list(WAYS))


def _from_command_line() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    arguments.add_argument("--folder", type=Path, help="waar de bestanden staan of komen; anders tijdelijk")
    arguments.add_argument("--skip", action="append", default=[], choices=sorted(WAYS))
    chosen = arguments.parse_args()
    ways = [name for name in WAYS if name not in chosen.skip]
    _compare(chosen.rows, chosen.rounds, chosen.folder, ways)


def _compare(rows: int, rounds: int, kept: Path | None, ways: list[str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = kept or Path(temporary) / "country"
        if not (folder / "PAYROLL.parquet").exists():
            write_country(folder, rows)
        measured = _measure(folder, ways, rounds)
    _print(rows, measured)
    if len({one["digest"] for one in measured.values() if one["digest"]}) != 1:
        sys.exit("De manieren vinden niet dezelfde getallen.")


def _measure(folder: Path, ways: list[str], rounds: int) -> dict[str, dict[str, Any]]:
    """Each way in a process of its own, all of them once per round, so that load strikes them alike."""
    found: dict[str, dict[str, Any]] = {
        name: {"wall": [], "cpu": [], "peak": 0, "digest": ""} for name in ways
    }
    for _ in range(rounds):
        for name in ways:
            one = _in_own_process(name, folder)
            found[name]["wall"].append(one["wall"])
            found[name]["cpu"].append(one["cpu"])
            found[name]["peak"] = max(found[name]["peak"], one["peak"])
            found[name]["digest"] = one["digest"]
    return found


def _in_own_process(name: str, folder: Path) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(name, str(folder), theirs))
    process.start()
    theirs.close()
    try:
        answer: dict[str, Any] = json.loads(ours.recv())
    except EOFError:
        sys.exit(f"{name} is gestopt zonder antwoord (te weinig geheugen?).")
    process.join()
    return answer


def _run(name: str, folder: str, answer: Any) -> None:
    """Once to warm up, then timed without watching the memory, since looking holds up whoever wants some."""
    peak = Peak()
    work = WAYS[name](Path(folder))
    work()
    most = peak.stop()
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    found = _digest(result)
    del result
    peak = Peak()
    work()
    most = max(most, peak.stop())
    answer.send(json.dumps({"wall": wall, "cpu": cpu, "peak": most, "digest": found}))


class Peak:
    """The most memory (PSS, else RSS) this process held, looked at fifty times a second."""

    def __init__(self) -> None:
        self.most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        self._over.set()
        self._thread.join()
        return self.most

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, _held())


def _held() -> int:
    try:
        for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return os.sysconf("SC_PAGE_SIZE") * int(Path("/proc/self/statm").read_text().split()[1])


def _digest(rows: list[tuple[Any, ...]] | None) -> str:
    if rows is None:
        return ""
    text = "\n".join(repr(tuple(row)) for row in sorted(rows))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


Work = Callable[[], "list[tuple[Any, ...]] | None"]


def product(folder: Path) -> Work:
    from meedoen.counting import Facts, Question, series
    from meedoen.primitives.period import Month

    facts = Facts.from_parquet(folder)
    months = [Month.from_index(index) for index in SPANS]
    question = Question("banenafspraak.banen", months[0], by=("sector", "form", "region"))

    def work() -> list[tuple[Any, ...]]:
        readings = series(facts, question, months, with_people=False)
        return [
            (month.index, *cell.dims.values(), cell.rows, cell.hours_c)
            for month, reading in zip(months, readings, strict=True)
            for cell in reading.cells
        ]

    return work


def product_query(folder: Path) -> Work:
    """Only the queries of `product`, without Python's own objects around the answer."""
    from meedoen.counting import Facts, Question
    from meedoen.counting.engine import expression
    from meedoen.primitives.period import Month

    facts = Facts.from_parquet(folder)
    months = [Month.from_index(index) for index in SPANS]
    question = Question("banenafspraak.banen", months[0], by=("sector", "form", "region"))

    def work() -> list[tuple[Any, ...]]:
        rows = []
        for one in expression(facts, question, months, with_people=False):
            picked = one.select("slot", "by_sector", "by_form", "by_region", "counted_rows", "hours")
            rows += facts.backend.con.sql(str(facts.backend.compile(picked))).fetchall()
        return [tuple(map(_plain, row)) for row in rows]

    return work


def product_with_people(folder: Path) -> Work:
    from meedoen.counting import Facts, Question, series
    from meedoen.primitives.period import Month

    facts = Facts.from_parquet(folder)
    months = [Month.from_index(index) for index in SPANS]
    question = Question("banenafspraak.banen", months[0], by=("sector", "form", "region"))

    def work() -> list[tuple[Any, ...]]:
        return [
            (month.index, *cell.dims.values(), cell.rows, cell.hours_c)
            for month, reading in zip(months, series(facts, question, months), strict=True)
            for cell in reading.cells
        ]

    return work


def decode_only(folder: Path) -> Work:
    """The floor: DuckDB reads the same five columns and adds them up."""
    con = _duckdb(folder)

    def work() -> None:
        con.sql(
            "SELECT sum(month), sum(person_id), sum(employer_id), sum(hours_c), max(form) FROM payroll"
        ).fetchall()

    return work


BY_HAND = """
SELECT p.month, CASE WHEN p.form = 'dienstverband' THEN coalesce(s.sector, 'onbekend') ELSE 'inleen' END,
       p.form, m.region, count(*), CAST(sum(p.hours_c) AS BIGINT)
FROM payroll p
JOIN spell r ON p.person_id = r.spell_person AND p.month >= r.spell_from AND p.month < r.spell_to
JOIN map m ON r.home = m.place_code AND p.month >= m.place_from AND p.month < m.place_to
LEFT JOIN sector s ON s.employer_id = p.employer_id AND s.year = p.month // 12
WHERE p.hours_c <> 0 AND p.month BETWEEN {first} AND {last}
GROUP BY ALL
"""


def hand_sql(folder: Path) -> Work:
    con = _duckdb(folder)
    spell, places = _small(folder)
    con.register("in_spell", spell)
    con.register("in_map", places)
    con.execute("CREATE TABLE spell AS SELECT * FROM in_spell")
    con.execute("CREATE TABLE map AS SELECT * FROM in_map")
    query = BY_HAND.format(first=SPANS[0], last=SPANS[-1])

    def work() -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = con.sql(query).fetchall()
        return found

    return work


ON_OUR_TABLES = """
SELECT p.month,
       CASE WHEN p.form = 'dienstverband' THEN coalesce(s.found_sector, 'onbekend') ELSE 'inleen' END,
       p.form, r.home_region, count(*), CAST(sum(p.hours_c) AS BIGINT)
FROM "PAYROLL" p
JOIN {spell} r ON p.person_id = r.spell_person AND p.month >= r.spell_from AND p.month < r.spell_to
LEFT JOIN "SECTOR_OF" s
  ON s.sector_employer = p.employer_id AND p.month >= s.sector_from AND p.month < s.sector_to
WHERE p.hours_c <> 0 AND p.month BETWEEN {first} AND {last}
GROUP BY ALL
"""


def sql_on_our_tables(folder: Path) -> Work:
    """What Ibis adds: by hand on the very tables that the product prepared, one query for all months."""
    from meedoen.counting import Facts
    from meedoen.counting.registrations import spells
    from meedoen.counting.sectors import sectors

    facts = Facts.from_parquet(folder)
    prepared = spells(facts, _grounds())
    sectors(facts)
    query = ON_OUR_TABLES.format(spell=prepared.get_name(), first=SPANS[0], last=SPANS[-1])

    def work() -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = facts.backend.con.execute(query).fetchall()
        return found

    return work


def in_pandas(folder: Path) -> Work:
    import pandas as pd  # type: ignore[import-untyped]

    spell, places = (table.to_pandas() for table in _small(folder))
    sector = pd.read_parquet(folder / "SECTOR.parquet")

    def work() -> list[tuple[Any, ...]]:
        payroll = pd.read_parquet(folder / "PAYROLL.parquet")
        payroll = payroll[payroll.hours_c != 0]
        held = payroll.merge(spell, left_on="person_id", right_on="spell_person")
        held = held[(held.month >= held.spell_from) & (held.month < held.spell_to)]
        held = held.merge(places, left_on="home", right_on="place_code")
        held = held[(held.month >= held.place_from) & (held.month < held.place_to)]
        held["year"] = held.month // 12
        held = held.merge(sector, how="left", on=["employer_id", "year"])
        held["form"] = held.form.astype(str)
        held["own"] = held.sector.fillna("onbekend").where(held.form == "dienstverband", "inleen")
        sums = held.groupby(["month", "own", "form", "region"]).hours_c.agg(["size", "sum"]).reset_index()
        return [tuple(map(_plain, row)) for row in sums.itertuples(index=False, name=None)]

    return work


def in_polars(folder: Path) -> Work:
    import polars as pl

    spell, places = (pl.from_arrow(table).lazy() for table in _small(folder))  # type: ignore[union-attr]
    sector = pl.scan_parquet(folder / "SECTOR.parquet").with_columns(
        pl.col("employer_id").cast(pl.Int32), pl.col("year").cast(pl.Int32)
    )
    spell = spell.with_columns(pl.col("spell_person").cast(pl.Int32))

    def work() -> list[tuple[Any, ...]]:
        payroll = pl.scan_parquet(folder / "PAYROLL.parquet").filter(pl.col("hours_c") != 0)
        held = payroll.join(spell, left_on="person_id", right_on="spell_person").filter(
            (pl.col("month") >= pl.col("spell_from")) & (pl.col("month") < pl.col("spell_to"))
        )
        held = held.join(places, left_on="home", right_on="place_code").filter(
            (pl.col("month") >= pl.col("place_from")) & (pl.col("month") < pl.col("place_to"))
        )
        held = held.with_columns((pl.col("month").cast(pl.Int32) // 12).alias("year"))
        held = held.join(sector, on=["employer_id", "year"], how="left")
        form = pl.col("form").cast(pl.String)
        own = pl.when(form == "dienstverband").then(pl.col("sector").fill_null("onbekend"))
        sums = held.group_by("month", own.otherwise(pl.lit("inleen")).alias("own"), form, "region").agg(
            pl.len(), pl.col("hours_c").cast(pl.Int64).sum()
        )
        found: list[tuple[Any, ...]] = sums.collect(engine="streaming").rows()
        return found

    return work


def _duckdb(folder: Path) -> Any:
    import duckdb

    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = false")
    for name in ("payroll", "sector"):
        con.read_parquet(str(folder / f"{name.upper()}.parquet")).create_view(name)
    return con


def _small(folder: Path) -> tuple[Any, Any]:
    """The spells and the map as plain tables: what a colleague has who writes this count by hand.

    That the product looks up the place of a spell beforehand is its own doing, so not in here.
    """
    from meedoen.counting import Facts
    from meedoen.counting.registrations import places, spells

    facts = Facts.from_parquet(folder)
    backend = facts.backend
    spell = spells(facts, _grounds()).select("spell_person", "spell_from", "spell_to", "ground", "home")
    return backend.to_pyarrow(spell), backend.to_pyarrow(places(facts))


def _grounds() -> tuple[str, ...]:
    """Under one law for all months, which in this country's registers finds the same people."""
    from meedoen.counting.law import law_on
    from meedoen.primitives.period import Month

    return law_on(Month.from_index(SPANS[0]).last_day).grounds


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else int(value)


WAYS: dict[str, Callable[[Path], Work]] = {
    "decode only (DuckDB)": decode_only,
    "Meedoen, whole": product,
    "Meedoen, query": product_query,
    "Meedoen, with people": product_with_people,
    "hand-written SQL": hand_sql,
    "SQL on our own tables": sql_on_our_tables,
    "polars (streaming)": in_polars,
    "pandas": in_pandas,
}


def _print(rows: int, measured: dict[str, dict[str, Any]]) -> None:
    """Processor time stands beside the clock, because on a busy machine the clock says little."""
    found = {
        name: (statistics.median(one["wall"]), statistics.median(one["cpu"]), one["peak"] / 1e6)
        for name, one in measured.items()
    }
    print(f"{rows:,} payroll rows, {MONTHS} months, medians")
    print("speed against decoding and against hand-written SQL, by the clock and by processor time")
    heads = f"{'':24}{'clock s':>9}{'cpu s':>8}{'MB':>7}{'decode':>9}{'(cpu)':>7}"
    print(f"{heads}{'by hand':>9}{'(cpu)':>7}  digest")
    for name, (wall, cpu, peak) in found.items():
        line = f"{name:24}{wall:9.2f}{cpu:8.2f}{peak:7.0f}"
        for other, width in (("decode only (DuckDB)", 9), ("hand-written SQL", 9)):
            if other in found:
                line += f"{found[other][0] / wall:{width}.2f}{found[other][1] / cpu:7.2f}"
            else:
                line += " " * (width + 7)
        print(f"{line}  {measured[name]['digest']}")


if __name__ == "__main__":
    _from_command_line()
