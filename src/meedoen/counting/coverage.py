"""About which months the facts speak, so that “nothing” (0) and “not known” (–) stay apart."""

from __future__ import annotations

from dataclasses import dataclass

import ibis

from meedoen.counting.facts import Facts
from meedoen.counting.hours import number_of
from meedoen.counting.indicators.definition import Indicator, Scene, Slot
from meedoen.counting.law import lasting_on
from meedoen.primitives.period import Month
from meedoen.rules import places as rule_places


@dataclass(frozen=True)
class KnownMonths:
    """Single months, and every month from `open_from` on (a placement that still runs)."""

    single: frozenset[int]
    open_from: int | None

    def __contains__(self, month: int) -> bool:
        return month in self.single or (self.open_from is not None and month >= self.open_from)


def knows(scene: Scene, indicator: Indicator, slot: Slot) -> bool:
    """Whether 0 may be said: if and only if the facts hold work (or registrations) of anybody at all then.

    Work covers a month if any placement of any kind is in force in it or any payroll row is of it. A
    difference needs the baseline month as well. A flow is covered from the first placement on. The register
    is covered from its first entry on. What rests on paid hours is not known before any were told.
    After `known_through` nothing is known. A region without a single municipality on the map is not known
    either.
    """
    facts = scene.facts
    if facts.known_through is not None and slot.month > facts.known_through.index:
        return False
    if indicator.needs_paid and not facts.has("PAID"):
        return False
    if not _place_is_known(scene, slot):
        return False
    if indicator.coverage == "register":
        first = _first_day(facts, "REGISTRATION")
        return first is not None and first < slot.next_first_day
    if indicator.coverage in ("placements", "lasting"):
        first = _first_day(facts, "PLACEMENT")
        if first is None or first >= slot.next_first_day:
            return False
        return indicator.coverage == "placements" or _has_definition(scene, indicator)
    months = _known_months(facts)
    return slot.month in months and (not indicator.signed or scene.law.baseline.index in months)


def _has_definition(scene: Scene, indicator: Indicator) -> bool:
    return bool(lasting_on(scene.end_of_last, indicator.asks_hours))


def _place_is_known(scene: Scene, slot: Slot) -> bool:
    region = scene.question.region
    if region is None:
        return True
    if rule_places.municipalities_of(region, Month.from_index(slot.month).last_day):
        return True
    own = scene.facts.table("PLACE")
    regions = scene.facts.kept(
        "own_regions",
        lambda: set(scene.facts.backend.to_pyarrow(own.select("region").distinct())[0].to_pylist()),
    )
    return region in regions


def _known_months(facts: Facts) -> KnownMonths:
    found: KnownMonths = facts.kept("known_months", lambda: _look(facts))
    return found


def _look(facts: Facts) -> KnownMonths:
    single: set[int] = set()
    open_from: int | None = None
    if facts.has("PLACEMENT"):
        placement = facts.table("PLACEMENT")
        starts, ends = placement.starts_on, placement.ends_before
        stretches = placement.select(
            first=starts.year().cast("int64") * 12 + starts.month() - 1,
            last=ends.year().cast("int64") * 12
            + ends.month()
            - 1
            - ibis.cases((ends.day() == 1, 1), else_=0),
        ).distinct()
        for row in facts.backend.to_pyarrow(stretches).to_pylist():
            if row["last"] is None:
                open_from = row["first"] if open_from is None else min(open_from, row["first"])
            else:
                single.update(range(row["first"], row["last"] + 1))
    if facts.has("PAYROLL"):
        months = facts.backend.to_pyarrow(facts.table("PAYROLL").select("month").distinct())
        single.update(months["month"].to_pylist())
    return KnownMonths(frozenset(single), open_from)


def _first_day(facts: Facts, table: str) -> int | None:
    def look() -> int | None:
        first = facts.backend.to_pyarrow(facts.table(table).agg(first=facts.table(table).starts_on.min()))
        day = first["first"].to_pylist()[0]
        return None if day is None else number_of(day)

    found: int | None = facts.kept(("first_day", table), look)
    return found
