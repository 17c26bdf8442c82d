"""The dated map: which municipality a code stands for on a day, and in which arbeidsmarktregio it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from meedoen.primitives.period import Period
from meedoen.rules.files import read_folder
from meedoen.rules.refusal import PlaceNotOnThisDay, UnknownPlace


@dataclass(frozen=True, slots=True)
class Municipality:
    """`status` is that of the CBS code; `dates_status` that of the merger that began or ended it."""

    code: str
    name: str
    region: str
    starts_on: date
    ends_before: date | None
    successor: str | None
    abbreviation: str
    tile: tuple[int, int] | None
    status: str
    dates_status: str

    def exists_on(self, day: date) -> bool:
        return day in Period(self.starts_on, self.ends_before)


@dataclass(frozen=True, slots=True)
class Region:
    """`complete`: all its municipalities are known with code and dates, so a map of it can be drawn."""

    code: str
    uwv_number: int
    name: str
    name_2015: str
    starts_on: date
    ends_before: date | None
    complete: bool
    municipalities_2015: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Merger:
    on: date
    into: str
    absorbed: tuple[str, ...]
    status: str
    source: str
    note: str


def all_regions() -> tuple[Region, ...]:
    """The 35 arbeidsmarktregio's, in the order of UWV."""
    return tuple(_regions().values())


def region(code: str) -> Region:
    try:
        return _regions()[code]
    except KeyError:
        raise UnknownPlace(code) from None


def municipality_on(code: str, day: date) -> Municipality:
    """The municipality that a recorded code stands for on `day`, through its mergers.

    A code younger than `day` is refused: nobody can say which of its predecessors was meant.
    """
    found = _municipality(code)
    while found.ends_before is not None and day >= found.ends_before and found.successor is not None:
        found = _municipality(found.successor)
    if not found.exists_on(day):
        raise PlaceNotOnThisDay(code, found.name, day, Period(found.starts_on, found.ends_before))
    return found


def region_of(code: str, day: date) -> Region:
    """The arbeidsmarktregio in which the municipality with this recorded code lies on `day`."""
    return region(municipality_on(code, day).region)


def municipalities_of(region_code: str, day: date) -> tuple[Municipality, ...]:
    """By name; empty for a region whose municipalities are not loaded with a code."""
    region(region_code)
    return tuple(one for one in known_municipalities(day) if one.region == region_code)


@lru_cache(maxsize=512)
def known_municipalities(day: date) -> tuple[Municipality, ...]:
    """Every municipality with a code that exists on `day`, by name."""
    found = (one for one in _map().values() if one.exists_on(day))
    return tuple(sorted(found, key=lambda one: one.name))


def all_municipalities() -> tuple[Municipality, ...]:
    """Every municipality of every day, by code."""
    return tuple(_map().values())


@cache
def predecessors(code: str, day: date | None = None) -> frozenset[str]:
    """All recorded codes that have come to stand for this one, itself included; with `day`, by that day."""
    if day is not None and municipality_on(code, day).code != code:
        return frozenset()
    _municipality(code)
    found = {code}
    for one in _map().values():
        is_over = day is None or (one.ends_before is not None and one.ends_before <= day)
        if is_over and _leads_to(one, code):
            found.add(one.code)
    return frozenset(found)


@cache
def codes_of_region(region_code: str) -> frozenset[str]:
    """All recorded codes, of every day, of the municipalities that lie or lay in this region."""
    region(region_code)
    return frozenset(one.code for one in all_municipalities() if one.region == region_code)


@cache
def mergers() -> tuple[Merger, ...]:
    raw = _raw()["municipalities"]["mergers"]
    found = (
        Merger(one["day"], one["into"], tuple(one["from"]), one["status"], one["source"], one.get("note", ""))
        for one in raw
    )
    return tuple(sorted(found, key=lambda one: (one.on, one.into)))


def check_map() -> list[str]:
    """Everything wrong with the map, in words: codes, successors, mergers and tiles."""
    problems: list[str] = []
    for one in all_municipalities():
        if one.region not in _regions():
            problems.append(f"{one.code}: regio {one.region} bestaat niet.")
        if (one.ends_before is None) != (one.successor is None):
            problems.append(f"{one.code}: een laatste dag en een opvolger horen bij elkaar.")
        if not 1 <= len(one.abbreviation) <= 3:
            problems.append(f"{one.code}: de afkorting “{one.abbreviation}” heeft geen één tot drie letters.")
    for merger in mergers():
        for code in merger.absorbed:
            gone = _map().get(code)
            if gone is None or gone.ends_before != merger.on or gone.successor != merger.into:
                problems.append(f"{code}: de dagen passen niet bij de herindeling van {merger.on}.")
    for day in sorted({one.starts_on for one in all_municipalities()}):
        problems += _shared_on(day)
    return problems


def _shared_on(day: date) -> list[str]:
    problems = []
    seen: set[tuple[str, object]] = set()
    for one in known_municipalities(day):
        for mark in (one.tile, one.abbreviation):
            if mark is not None and (one.region, mark) in seen:
                problems.append(f"{one.code}: {mark} is op {day} al van een andere gemeente.")
            seen.add((one.region, mark))
    return problems


def _leads_to(one: Municipality, code: str) -> bool:
    following = one.successor
    while following is not None:
        if following == code:
            return True
        following = _municipality(following).successor
    return False


def _municipality(code: str) -> Municipality:
    try:
        return _map()[code]
    except KeyError:
        raise UnknownPlace(code) from None


@cache
def _raw() -> dict[str, Any]:
    return read_folder("places")


@cache
def _regions() -> dict[str, Region]:
    # The indeling in 35 regions counts from the first day of the map; see municipalities.yaml.
    starts_on = _raw()["municipalities"]["map_from"]
    return {
        code: Region(
            code=code,
            uwv_number=one["uwv_number"],
            name=one["name"],
            name_2015=one.get("name_2015", one["name"]),
            starts_on=starts_on,
            ends_before=None,
            complete=one.get("complete", False),
            municipalities_2015=tuple(one["municipalities_2015"]),
            note=one.get("note", ""),
        )
        for code, one in _raw()["regions"].items()
    }


@cache
def _map() -> dict[str, Municipality]:
    document = _raw()["municipalities"]
    status_of = {code: one["status"] for one in document["mergers"] for code in (*one["from"], one["into"])}
    return {
        code: _read(code, one, document["map_from"], status_of.get(code, "assumed"))
        for code, one in document["municipalities"].items()
    }


def _read(code: str, one: Mapping[str, Any], map_from: date, dates_status: str) -> Municipality:
    return Municipality(
        code=code,
        name=one["name"],
        region=one["region"],
        starts_on=one.get("from", map_from),
        ends_before=one["to"] + timedelta(days=1) if "to" in one else None,
        successor=one.get("successor"),
        abbreviation=one["abbreviation"],
        tile=(one["tile"][0], one["tile"][1]) if "tile" in one else None,
        status=one["code_status"],
        dates_status=dates_status,
    )
