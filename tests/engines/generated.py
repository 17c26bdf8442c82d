"""Invented facts with every awkward edge that the counting engine has to get right, from a seed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from meedoen.counting import FACTS
from meedoen.primitives.period import Month

Columns = dict[str, dict[str, list[Any]]]

GROUNDS = ("1a", "1b", "1c", "1d", "1e", "1f", "2", "38f5", "vso_pro")
REASONS = ("conditions_not_met", "own_request", "deceased", "aow", "herindeling", "beschut_werk", None)
KINDS = (
    "dienstverband",
    "dienstverband",
    "wsw_detachering",
    "uitzend_inleen",
    "begeleid_werken",
    "beschut_werk",
    "proefplaatsing",
    "leerwerkplek",
)
# Merged away in 2018, 2019 and 2021, still there, in another region, and on no map at all.
MUNICIPALITIES = ("GM0018", "GM0040", "GM0017", "GM0003", "GM0014", "GM1952", "GM1708", "GM9999")
FIRST, LAST = date(2011, 1, 1), date(2022, 1, 1)


def some_day(random: Random, first: date = FIRST, last: date = LAST) -> date:
    """Often the first or last day of a month, because that is where counting goes wrong."""
    day = first + timedelta(days=random.randrange((last - first).days))
    month = Month.of(day)
    return random.choice((day, day, month.first_day, month.last_day))


def after(random: Random, day: date, most: int = 1500) -> date | None:
    if random.random() < 0.4:
        return None
    if random.random() < 0.3:
        return Month.of(day).next_first_day
    return day + timedelta(days=random.randint(1, most))


def columns(seed: int, persons: int = 40, payroll_rows: int = 0) -> Columns:
    random = Random(seed)
    found: Columns = {name: {column: [] for column in FACTS[name]} for name in FACTS}
    for person in range(1, persons + 1):
        _person(random, found, person)
    for employer in range(1, 9):
        for year in range(2011, 2023):
            if random.random() < 0.8:
                _add(found, "SECTOR", employer, year, random.choice(("markt", "overheid")))
    for number in range(1, persons * 2 + 1):
        _placement(random, found, number, random.randint(1, persons + 5))
    pairs = {
        (
            Month(random.randint(2012, 2019), random.choice((3, 6, 9, 12))).index,
            random.randint(1, persons),
            employer,
        )
        for _ in range(payroll_rows)
        for employer in (random.randint(1, 9),)
    }
    for month, person, employer in sorted(pairs):
        form = random.choice(("dienstverband", "inleen"))
        _add(
            found,
            "PAYROLL",
            month,
            person,
            employer,
            random.choice((0, 1, 5546, random.randint(1, 18000))),
            form,
        )
    return found


def shuffled(given: Columns, seed: int) -> Columns:
    """The same facts with the rows of every table in another order."""
    random = Random(seed)
    mixed: Columns = {}
    for name, table in given.items():
        rows = list(zip(*table.values(), strict=True))
        random.shuffle(rows)
        mixed[name] = {column: [row[place] for row in rows] for place, column in enumerate(table)}
    return mixed


def _add(found: Columns, table: str, *values: Any) -> None:
    for column, value in zip(FACTS[table], values, strict=True):
        found[table][column].append(value)


def _person(random: Random, found: Columns, person: int) -> None:
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        starts_on = some_day(random, date(2011, 1, 1), date(2019, 1, 1))
        ends_before = after(random, starts_on)
        because = None if ends_before is None else random.choice(REASONS)
        _add(found, "REGISTRATION", person, random.choice(GROUNDS), starts_on, ends_before, because)
    starts_on = some_day(random, date(2008, 1, 1), date(2013, 1, 1))
    for _ in range(random.choice((0, 1, 2, 3))):
        ends_before = after(random, starts_on)
        _add(found, "RESIDENCE", person, random.choice(MUNICIPALITIES), starts_on, ends_before)
        starts_on = (ends_before or starts_on) + timedelta(days=random.choice((0, 0, 10, 400)))
        if ends_before is None:
            starts_on += timedelta(days=random.randint(1, 900))


def _placement(random: Random, found: Columns, number: int, person: int) -> None:
    # Half of them run through December 2012, else the baseline would be nearly empty.
    first = date(2011, 6, 1) if random.random() < 0.4 else date(2013, 1, 1)
    programme = random.choice((None, None, "1000_banenplan", "perspectief_op_werk"))
    starts_on = some_day(random, first, date(2020, 1, 1))
    if programme == "1000_banenplan" and random.random() < 0.7:
        starts_on = some_day(random, date(2018, 5, 1), date(2019, 7, 1))
    ends_before = after(random, starts_on, most=2500)
    _add(
        found,
        "PLACEMENT",
        number,
        person,
        random.choice(KINDS),
        random.choice((None, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
        random.choice((None, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
        random.choice((None, *MUNICIPALITIES)),
        starts_on,
        ends_before,
        random.choice((True, False, None)),
        programme,
    )
    begins = starts_on - timedelta(days=random.choice((0, 0, 0, 20)))
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        stops = after(random, begins, most=400)
        hours = random.choice((2550, 2400, 3200, 1, 8000, random.randint(1, 4000)))
        _add(found, "CONTRACT", number, begins, stops, hours)
        if stops is None:
            break
        begins = stops
    for month in random.sample(
        range(Month(2012, 1).index, Month(2020, 1).index), random.choice((0, 0, 6, 20))
    ):
        _add(found, "PAID", number, month, random.choice((0, 1, 11092, random.randint(1, 17000))))
    # A throw of its own, so that every other fact stays what it was.
    known = Random(number)
    if programme == "1000_banenplan" and known.random() < 0.6:
        month = Month.of(starts_on).index
        for one in range(month, month + 7):
            _add(found, "PAID", number, one, known.choice((10440, 11092, known.randint(9000, 12000))))
