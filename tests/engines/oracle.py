"""Counts the same facts in plain Python loops, written from the law and not from the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from meedoen.primitives.period import Month
from meedoen.rules import places
from meedoen.rules.book import value_on
from meedoen.rules.lasting import lasting_of, reached_on
from meedoen.rules.registration import counts_until

Row = dict[str, Any]
Columns = dict[str, dict[str, list[Any]]]
DAY = timedelta(days=1)
FOREVER = date(9999, 1, 1)


def records(columns: Columns, table: str) -> list[Row]:
    found = columns.get(table, {})
    return [dict(zip(found, values, strict=True)) for values in zip(*found.values(), strict=True)]


def days_of(month: Month) -> list[date]:
    return [month.first_day + DAY * number for number in range(month.days)]


def running(row: Row, day: date) -> bool:
    return bool(row["starts_on"] <= day and (row["ends_before"] is None or day < row["ends_before"]))


@dataclass
class Asked:
    """What the engine's Question asks, in the oracle's own words."""

    month: Month
    first_day: date
    attribution: str = "woon"
    employer_id: int | None = None


class Oracle:
    def __init__(self, columns: Columns) -> None:
        self.registration = records(columns, "REGISTRATION")
        self.placement = {row["placement_id"]: row for row in records(columns, "PLACEMENT")}
        self.payroll = records(columns, "PAYROLL")
        self.sector = {(row["employer_id"], row["year"]): row["sector"] for row in records(columns, "SECTOR")}
        self.residence: dict[int, list[Row]] = defaultdict(list)
        for row in records(columns, "RESIDENCE"):
            self.residence[row["person_id"]].append(row)
        self.contract: dict[int, list[Row]] = defaultdict(list)
        for row in records(columns, "CONTRACT"):
            self.contract[row["placement_id"]].append(row)
        self.paid: dict[tuple[int, int], int] = defaultdict(int)
        for row in records(columns, "PAID"):
            self.paid[row["placement_id"], row["month"]] += row["hours_c"]
        self.has_paid = set(self.paid)

    def rows(self, indicator: str, asked: Asked) -> Iterator[Row]:
        rows = {
            "banenafspraak.banen": self.banen,
            "banenafspraak.extra_banen": self.extra,
            "people.at_work": self.at_work,
            "register.size": self.registered,
            "placements.started": self.started,
            "placements.ended": self.ended,
            "placements.lasting": self.lasting,
            "placements.lasting_24h": self.lasting_24h,
            "placements.lasting_paid_known": self.lasting_paid_known,
            "placements.lasting_24h_paid": self.lasting_24h_paid,
            "beschut_werk.filled": self.beschut,
            "employers.afspraakbanen": self.at_employer,
        }[indicator](asked)
        for row in rows:
            yield self.described(row, asked)

    def banen(self, asked: Asked) -> Iterator[Row]:
        yield from ({**row, "sign": 1} for row in self.worked(asked.month, asked.month.last_day))

    def extra(self, asked: Asked) -> Iterator[Row]:
        yield from self.banen(asked)
        baseline = Month(2012, 12)
        yield from ({**row, "sign": -1} for row in self.worked(baseline, asked.month.last_day))

    def at_employer(self, asked: Asked) -> Iterator[Row]:
        for row in self.banen(asked):
            if row["form"] == "dienstverband" and row["employer_id"] == asked.employer_id:
                yield row

    def worked(self, month: Month, law_day: date) -> Iterator[Row]:
        employed = value_on("banenafspraak.soorten_dienstverband", law_day).items
        hired = value_on("banenafspraak.soorten_inleen", law_day).items
        for placement in self.placement.values():
            if placement["kind"] not in employed + hired:
                continue
            hours = self.hours(placement, month, law_day)
            ground = self.ground_in(placement["person_id"], month, law_day)
            if hours and ground:
                form = "dienstverband" if placement["kind"] in employed else "inleen"
                yield {**placement, "month": month, "hours_c": hours, "form": form, "ground": ground}
        for row in self.payroll:
            ground = self.ground_in(row["person_id"], month, law_day)
            if row["month"] == month.index and row["hours_c"] and ground:
                yield {**row, "month": month, "ground": ground, "placement_id": None}

    def hours(self, placement: Row, month: Month, law_day: date) -> int:
        number = placement["placement_id"]
        if (number, month.index) in self.has_paid:
            return self.paid[number, month.index]
        a_month = Fraction(value_on("banenafspraak.uren_per_baan.maand", law_day).number)
        a_week = Fraction(value_on("banenafspraak.uren_per_baan.week", law_day).number)
        total = 0
        for contract in self.contract[number]:
            days = sum(1 for day in days_of(month) if running(contract, day) and running(placement, day))
            exact = contract["hours_week_c"] * a_month / a_week * Fraction(days, month.days)
            total += int(exact + Fraction(1, 2))
        return total

    def ground_in(self, person: int, month: Month, law_day: date) -> str | None:
        grounds = value_on("banenafspraak.gronden", law_day).items
        found = [
            entry
            for entry in self.registration
            if entry["person_id"] == person
            and entry["ground"] in grounds
            and any(counted(entry, day) for day in days_of(month))
        ]
        return first_ground(found)

    def at_work(self, asked: Asked) -> Iterator[Row]:
        best: dict[int, tuple[Any, Row]] = {}
        for row in self.banen(asked):
            if row["hours_c"] <= 0:
                continue
            own = row["placement_id"] if row["placement_id"] is not None else row["employer_id"]
            rank = (-row["hours_c"], own, row["form"] == "inleen")
            if row["person_id"] not in best or rank < best[row["person_id"]][0]:
                best[row["person_id"]] = (rank, row)
        yield from (row for _, row in best.values())

    def registered(self, asked: Asked) -> Iterator[Row]:
        for person in {entry["person_id"] for entry in self.registration}:
            found = [
                entry
                for entry in self.registration
                if entry["person_id"] == person and counted(entry, asked.month.last_day)
            ]
            if ground := first_ground(found):
                yield {"person_id": person, "month": asked.month, "ground": ground, "sign": 1}

    def started(self, asked: Asked) -> Iterator[Row]:
        for row in self.placement.values():
            yield from self.event(row, row["starts_on"], asked)

    def ended(self, asked: Asked) -> Iterator[Row]:
        for row in self.placement.values():
            if row["ends_before"] is not None:
                yield from self.event(row, row["ends_before"] - DAY, asked)

    def event(self, row: Row, day: date, asked: Asked) -> Iterator[Row]:
        if asked.first_day <= day <= asked.month.last_day:
            yield {**row, "month": Month.of(day), "sign": 1}

    def lasting(self, asked: Asked, asks: str = "time") -> Iterator[Row]:
        first: dict[tuple[int, str], tuple[date, int]] = {}
        for row in self.placement.values():
            name = row["programme"]
            try:
                defined = lasting_of(f"{name}_2022" if asks == "time" else name, asked.month.last_day)
            except LookupError:
                continue
            reached = reached_on(row["starts_on"], defined.months)
            if (row["ends_before"] or FOREVER) < reached:
                continue
            days = (reached - row["starts_on"]).days
            every_day = [row["starts_on"] + DAY * number for number in range(days)]
            if asks == "contract":
                worked = sum(
                    contract["hours_week_c"]
                    for day in every_day
                    for contract in self.contract[row["placement_id"]]
                    if running(contract, day)
                )
                if Fraction(worked, days) < Fraction(defined.hours_week) * 100:
                    continue
            if asks in ("known", "paid"):
                paid = self.paid_until(row, every_day)
                least = Fraction(defined.hours_week) * 100 / 7 * days
                if paid is None or (asks == "paid" and paid < least):
                    continue
            key = (row["person_id"], name)
            first[key] = min(first.get(key, (FOREVER, 0)), (reached, row["placement_id"]))
        for reached, number in first.values():
            yield from self.event(self.placement[number], reached, asked)

    def lasting_24h(self, asked: Asked) -> Iterator[Row]:
        yield from self.lasting(asked, "contract")

    def lasting_paid_known(self, asked: Asked) -> Iterator[Row]:
        yield from self.lasting(asked, "known")

    def lasting_24h_paid(self, asked: Asked) -> Iterator[Row]:
        yield from self.lasting(asked, "paid")

    def paid_until(self, row: Row, days: list[date]) -> int | None:
        """Paid in these days, each month by its days at work, rounded half up; None where a month lacks."""
        total = 0
        for month in {Month.of(day) for day in days}:
            key = row["placement_id"], month.index
            if key not in self.has_paid:
                return None
            at_work = sum(running(row, day) for day in days_of(month))
            counted = sum(Month.of(day) == month for day in days)
            total += int(Fraction(self.paid[key] * counted, at_work) + Fraction(1, 2))
        return total

    def beschut(self, asked: Asked) -> Iterator[Row]:
        seen = set()
        for number in sorted(self.placement):
            row = self.placement[number]
            there = row["kind"] == "beschut_werk" and running(row, asked.month.last_day)
            if there and row["person_id"] not in seen:
                seen.add(row["person_id"])
                yield {**row, "month": asked.month, "sign": 1}

    def described(self, row: Row, asked: Asked) -> Row:
        if asked.attribution == "woon":
            code = self.home_of(row["person_id"], row["month"])
        else:
            code = row.get("work_municipality") or "onbekend"
        municipality, region = on_the_map(code, asked.month.last_day)
        form = row.get("form", "dienstverband")
        year = row["month"].year
        own = self.sector.get((row.get("employer_id"), year), "onbekend")
        theirs = self.sector.get((row.get("workplace_employer_id"), year), "onbekend")
        novelty = {True: "new", False: "existing", None: "onbekend"}[row.get("is_new_job")]
        return {
            **row,
            "municipality": municipality,
            "region": region,
            "sector": own if form == "dienstverband" else "inleen",
            "sector_at_work": own if form == "dienstverband" else theirs,
            "kind": row.get("kind", "onbekend"),
            "newness": novelty,
            "programme": (row["programme"] or "geen") if "programme" in row else "onbekend",
            "employer": "onbekend" if row.get("employer_id") is None else str(row["employer_id"]),
        }

    def home_of(self, person: int, month: Month) -> str:
        """The last address that began, as far as it still ran in the month; else the one before it there."""
        begun = sorted(
            (row for row in self.residence[person] if row["starts_on"] <= month.last_day),
            key=lambda row: (row["starts_on"], row["municipality"]),
        )
        if not begun:
            return "onbekend"
        last = begun[-1]
        runs = last["ends_before"] is None or last["ends_before"] > month.first_day
        return str(last["municipality"]) if runs else "onbekend"


def counted(entry: Row, day: date) -> bool:
    until, _ = counts_until(entry["ends_before"], entry["ended_because"], entry["ground"])
    return bool(entry["starts_on"] <= day and (until is None or day < until))


def first_ground(entries: list[Row]) -> str | None:
    ordered = sorted(entries, key=lambda entry: (entry["starts_on"], entry["ground"]))
    return ordered[0]["ground"] if ordered else None


def on_the_map(code: str, day: date) -> tuple[str, str]:
    try:
        there = places.municipality_on(code, day)
    except LookupError:
        for one in places.all_municipalities():
            if one.code == code:
                return code, one.region
        return code, "onbekend"
    return there.code, there.region
