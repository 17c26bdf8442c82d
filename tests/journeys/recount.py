"""Counting the demo region by hand: plain SQL and plain loops over the file, by the law as it reads.

Nothing here comes from the product: not its engine, not its rules, not its map. Where the two agree, they
agree because the rows say so.
"""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

# Wfsv 38b lid 1, 38f lid 5 and the groups that the register adds; ground 2 is for the quotum only.
GROUNDS = {"1a", "1b", "1c", "1d", "1e", "1f", "6", "38f5", "vso_pro", "wajong_afgewezen"}
EMPLOYED = {"dienstverband", "begeleid_werken"}
HIRED = {"wsw_detachering", "uitzend_inleen"}
# The municipalities of Groningen en Noord-Drenthe, those of 2015 and what they merged into.
REGION = {
    "GM1680",
    "GM0003",
    "GM0106",
    "GM0005",
    "GM0007",
    "GM1663",
    "GM0010",
    "GM1651",
    "GM0014",
    "GM0015",
    "GM0017",
    "GM0018",
    "GM0022",
    "GM0024",
    "GM0025",
    "GM1987",
    "GM1699",
    "GM1895",
    "GM0765",
    "GM0040",
    "GM0037",
    "GM0009",
    "GM1730",
    "GM0047",
    "GM0048",
    "GM0053",
    "GM0056",
    "GM1952",
    "GM1950",
    "GM1966",
    "GM1969",
    "GM1979",
}
# Hundredths of hours that are one baan in a month; half up.
BAAN_C = 11092


def banen(hours_c: int) -> int:
    return (2 * hours_c + BAAN_C) // (2 * BAAN_C)


@dataclass(frozen=True)
class Worked:
    person: int
    form: str
    sector: str
    is_new: bool
    employer: str
    hours_c: int


class ByHand:
    """The rows of one demo region, and what they come to."""

    def __init__(self, file: Path) -> None:
        self.rows = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._entries: dict[int, list[tuple[str, date, date | None]]] = defaultdict(list)
        for person, ground, first, end, because in self.rows.execute(
            "SELECT person_id, ground, starts_on, ends_before, ended_because FROM people_registration"
        ):
            self._entries[person].append((ground, _day(first), _counts_before(ground, end, because)))
        self._homes: dict[int, list[tuple[str, date, date | None]]] = defaultdict(list)
        for person, code, first, end in self.rows.execute(
            "SELECT person_id, municipality, starts_on, ends_before FROM people_residence"
        ):
            self._homes[person].append((code, _day(first), _day_or_none(end)))

    def worked(self, year: int, month: int) -> list[Worked]:
        """Every counted placement of a month: the person registered in it, and in the region at its end."""
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        contracts: dict[int, list[tuple[date, int]]] = defaultdict(list)
        for placement, day, hours in self.rows.execute(
            "SELECT placement_id, starts_on, hours_week FROM placements_contracthours ORDER BY starts_on"
        ):
            contracts[placement].append((_day(day), round(float(hours) * 100)))
        paid = {
            placement: round(float(hours) * 100)
            for placement, hours in self.rows.execute(
                "SELECT placement_id, hours FROM placements_paidhours WHERE month_on = ?", [first.isoformat()]
            )
        }
        sector = dict(
            self.rows.execute("SELECT employer_id, sector FROM employers_sectoryear WHERE year = ?", [year])
        )
        found = []
        for placement, person, kind, employer, name, starts, ends, is_new in self.rows.execute(
            "SELECT p.id, p.person_id, p.kind, p.employer_id, e.name, p.starts_on, p.ends_before,"
            " p.is_new_job FROM placements_placement p JOIN employers_employer e ON e.id = p.employer_id"
            " WHERE p.replaced_on IS NULL AND p.starts_on <= ?"
            " AND (p.ends_before IS NULL OR p.ends_before > ?)",
            [last.isoformat(), first.isoformat()],
        ):
            if kind not in EMPLOYED | HIRED or not self._registered(person, first, last):
                continue
            if self.home(person, last) not in REGION:
                continue
            form = "dienstverband" if kind in EMPLOYED else "inleen"
            hours_c = paid.get(placement)
            if hours_c is None:
                hours_c = _by_contract(contracts[placement], _day(starts), _day_or_none(ends), first, last)
            found.append(
                Worked(
                    person,
                    form,
                    sector[employer] if form == "dienstverband" else "",
                    bool(is_new),
                    name,
                    hours_c,
                )
            )
        return found

    def extra(self, year: int, month: int, *names: str) -> Counter[tuple[object, ...]]:
        """Hundredths of hours above December 2012, per part named."""
        now, then = (_sums(self.worked(*when), names) for when in ((year, month), (2012, 12)))
        now.subtract(then)
        return now

    def home(self, person: int, day: date) -> str:
        return next(
            (code for code, first, end in self._homes[person] if first <= day and (end is None or day < end)),
            "",
        )

    def lasting(self, *, hours_c: int = 0) -> list[date]:
        """For each person of the 1000-banenplan the first day on which half a year in one job is full."""
        reached: dict[int, date] = {}
        contracts: dict[int, list[tuple[date, int]]] = defaultdict(list)
        for placement, day, hours in self.rows.execute(
            "SELECT placement_id, starts_on, hours_week FROM placements_contracthours ORDER BY starts_on"
        ):
            contracts[placement].append((_day(day), round(float(hours) * 100)))
        for placement, person, starts, ends in self.rows.execute(
            "SELECT p.id, p.person_id, p.starts_on, p.ends_before FROM placements_placement p"
            " JOIN programmes_programme g ON g.id = p.programme_id"
            " WHERE g.name = '1000-banenplan' AND p.replaced_on IS NULL"
        ):
            first, end = _day(starts), _day_or_none(ends)
            day = _half_a_year_after(first)
            if end is not None and end < day:
                continue
            days = [first + timedelta(days=passed) for passed in range((day - first).days)]
            mean = sum(_in_force(contracts[placement], one) for one in days) / len(days)
            if mean < hours_c or self.home(person, _end_of_month(day)) not in REGION:
                continue
            reached[person] = min(day, reached.get(person, day))
        return sorted(reached.values())

    def beschut(self, municipality: str, day: date) -> int:
        people = {
            person
            for (person,) in self.rows.execute(
                "SELECT person_id FROM placements_placement WHERE kind = 'beschut_werk'"
                " AND replaced_on IS NULL AND starts_on <= ? AND (ends_before IS NULL OR ends_before > ?)",
                [day.isoformat(), day.isoformat()],
            )
        }
        return sum(self.home(person, day) == municipality for person in people)

    def _registered(self, person: int, first: date, last: date) -> bool:
        return any(
            ground in GROUNDS and start <= last and (end is None or end > first)
            for ground, start, end in self._entries[person]
        )


def _counts_before(ground: str, ended: str | None, because: str) -> date | None:
    """The first day on which an entry no longer counts, by Besluit SUWI 3.2 and what came after it."""
    end = _day_or_none(ended)
    if end is None or because != "conditions_not_met":
        return end
    if end < date(2015, 5, 1):
        # Who had Wsw or Wajong and lost it before the register began counts on under 38b lid 1 f.
        return None if ground in {"1b", "1c"} and end >= date(2013, 1, 1) else end
    if end < date(2020, 1, 1):
        # t+2 never came to its first end: it was suspended the day before, until 31-12-2028 at least.
        return date(2029, 1, 1)
    return None


def _by_contract(
    contract: list[tuple[date, int]], starts_on: date, ends_before: date | None, first: date, last: date
) -> int:
    """25,5 hours a week is 110,92 a month; days of the month in force count, each stretch half up."""
    total = 0
    after = last + timedelta(days=1)
    for number, (start, week_c) in enumerate(contract):
        end = contract[number + 1][0] if number + 1 < len(contract) else ends_before or after
        days = (min(end, after) - max(start, starts_on, first)).days
        if days > 0:
            whole = 2550 * last.day
            total += (2 * week_c * BAAN_C * days + whole) // (2 * whole)
    return total


def _in_force(contract: list[tuple[date, int]], day: date) -> int:
    return [week_c for start, week_c in contract if start <= day][-1]


def _half_a_year_after(day: date) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + 6, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _sums(rows: list[Worked], names: tuple[str, ...]) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        found[tuple(getattr(row, name) for name in names)] += row.hours_c
    return found


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else _day(text)
