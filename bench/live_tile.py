"""How long the engine takes for one live tile of a region of about 30.000 placement and contract rows."""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import date, timedelta
from random import Random
from typing import Any

from meedoen.counting import FACTS, Facts, Question, count
from meedoen.primitives.period import Quarter
from meedoen.rules.places import municipalities_of

REGION = "AM01"
SPAN = Quarter(2017, 4)
GOAL_MS = 150


def main(_rows: int | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--placements", type=int, default=15_000)
    arguments.add_argument("--rounds", type=int, default=15)
    chosen = arguments.parse_args()
    columns = region(chosen.placements)
    tile = Question("banenafspraak.extra_banen", SPAN, region=REGION, by=("sector",))
    loads, firsts, agains, cpus = [], [], [], []
    for _ in range(chosen.rounds):
        start = time.perf_counter()
        facts = Facts.from_columns(columns)
        loaded, cpu = time.perf_counter(), time.process_time()
        count(facts, tile)
        first = time.perf_counter()
        cpus.append(time.process_time() - cpu)
        count(facts, tile)
        loads.append(loaded - start)
        firsts.append(first - loaded)
        agains.append(time.perf_counter() - first)
    rows = len(columns["PLACEMENT"]["kind"]) + len(columns["CONTRACT"]["hours_week_c"])
    print(f"{rows:,} placement and contract rows, median of {chosen.rounds} (first round warms up)")
    told = {
        "facts from columns": loads,
        "first tile on new facts": firsts,
        "the same, processor time": cpus,
        "a tile on facts already seen": agains,
    }
    for name, times in told.items():
        print(f"  {name:30}{statistics.median(times[1:]) * 1000:8.0f} ms")
    print(f"  goal: {GOAL_MS} ms of engine time for a tile, warm")


def region(size: int, seed: int = 1) -> dict[str, dict[str, list[Any]]]:
    """People, employers and placements of one region, invented."""
    random = Random(seed)
    found: dict[str, dict[str, list[Any]]] = {name: {column: [] for column in FACTS[name]} for name in FACTS}
    codes = [one.code for one in municipalities_of(REGION, date(2012, 12, 31))]
    persons = size * 2 // 3
    for person in range(persons):
        _add(found, "REGISTRATION", person, random.choice(("1a", "1b", "1c")), date(2011, 1, 1), None, None)
        _add(found, "RESIDENCE", person, random.choice(codes), date(2005, 1, 1), None)
    for employer in range(1500):
        sector = "overheid" if random.random() < 0.15 else "markt"
        for year in range(2012, 2027):
            _add(found, "SECTOR", employer, year, sector)
    kinds = ("dienstverband", "dienstverband", "wsw_detachering", "uitzend_inleen")
    for number in range(size):
        starts_on = date(2011, 6, 1) + timedelta(days=random.randrange(4500))
        ends_before = None if random.random() < 0.5 else starts_on + timedelta(days=random.randint(30, 1500))
        person, employer = random.randrange(persons), random.randrange(1500)
        where = random.choice(codes)
        kind, is_new = random.choice(kinds), random.random() < 0.7
        _add(
            found,
            "PLACEMENT",
            number,
            person,
            kind,
            employer,
            employer,
            where,
            starts_on,
            ends_before,
            is_new,
            None,
        )
        _add(found, "CONTRACT", number, starts_on, ends_before, random.choice((1600, 2000, 2400, 3200)))
    return found


def _add(found: dict[str, dict[str, list[Any]]], table: str, *values: Any) -> None:
    for column, value in zip(FACTS[table], values, strict=True):
        found[table][column].append(value)


if __name__ == "__main__":
    main()
