"""Who worked where and how long, without who they are."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from meedoen.register.coaching import facts as coaching_facts
from meedoen.register.employers import facts as employer_facts
from meedoen.register.people import facts as people_facts
from meedoen.register.placements import facts as placement_facts
from meedoen.rules import places
from meedoen.steering.counted.facts_of_register import Snapshot

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Placed:
    """One placement that holds; `municipality`, `sector` and `regime` as at its beginning, else empty."""

    person: int
    kind: str
    starts_on: date
    ends_before: date | None
    end_reason: str
    programme: str
    sbi: str
    municipality: str
    sector: str
    regime: str


def work_of(region: str, snapshot: Snapshot) -> tuple[Placed, ...]:
    """Return the placements of people who lived in the region when they began, as the rows are now."""
    found: tuple[Placed, ...] = snapshot.kept(("work", region), lambda: _placed(region))
    return found


def _placed(region: str) -> tuple[Placed, ...]:
    codes = places.codes_of_region(region)
    homes, sectors, regimes = _homes(), _sectors(), _regimes()
    table = placement_facts.spell()
    names = (
        "id",
        "person_id",
        "kind",
        "employer_id",
        "starts_on",
        "ends_before",
        "end_reason",
        "programme",
        "sbi",
    )
    found = []
    for key, person, kind, employer, starts_on, ends_before, reason, programme, sbi in zip(
        *(table[name] for name in names), strict=True
    ):
        home = _home_on(homes.get(person), starts_on)
        if home not in codes:
            continue
        sector = sectors.get((employer, starts_on.year), "")
        regime = regimes.get(key, "")
        found.append(
            Placed(
                person, kind, starts_on, ends_before, reason, programme or "", sbi or "", home, sector, regime
            )
        )
    return tuple(found)


def _homes() -> dict[int, list[tuple[date, date | None, str]]]:
    table = people_facts.residence()
    found: dict[int, list[tuple[date, date | None, str]]] = {}
    for person, code, starts_on, ends_before in zip(
        *(table[name] for name in ("person_id", "municipality", "starts_on", "ends_before")), strict=True
    ):
        found.setdefault(person, []).append((starts_on, ends_before, code))
    for rows in found.values():
        rows.sort(key=lambda row: row[0])
    return found


def _home_on(rows: list[tuple[date, date | None, str]] | None, day: date) -> str:
    """Where someone lived on a day; who is first known within a year of it, where that was."""
    if not rows:
        return ""
    place = bisect_right(rows, day, key=lambda row: row[0]) - 1
    if place < 0:
        return rows[0][2] if rows[0][0] - day < _YEAR else ""
    _since, until, code = rows[place]
    return code if until is None or day < until else ""


def _sectors() -> dict[tuple[int, int], str]:
    table = employer_facts.sector()
    rows = zip(table["employer_id"], table["year"], table["sector"], strict=True)
    return {(employer, year): sector for employer, year, sector in rows}


def _regimes() -> dict[int, str]:
    table = coaching_facts.coached()
    found: dict[int, str] = {}
    for placement, regime in zip(table["placement_id"], table["regime"], strict=True):
        found.setdefault(placement, regime)
    return found
