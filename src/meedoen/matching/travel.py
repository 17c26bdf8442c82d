"""How far work is and how long the journey takes: whole metres and minutes, openly estimated per means."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from meedoen.matching.codes import MEANS
from meedoen.matching.dated import on_day, read_dated
from meedoen.matching.shapes import Point
from meedoen.primitives.refusal import NotValid

EARTH_METRES = 6_371_009
NOWHERE = -1
RANK = {code: rank for rank, code in enumerate(MEANS)}
Vector = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of GeoNames; `code` is its number there."""

    code: str
    name: str
    point: Point
    population: int
    province: str


@dataclass(frozen=True, slots=True)
class Means:
    """One means: kilometres an hour, the road in percent of the straight line, minutes beside it."""

    speed_kmh: int
    detour_percent: int
    start_minutes: int

    def minutes(self, metres: int) -> int:
        """Whole minutes, rounded up."""
        return self.start_minutes - (-metres * self.detour_percent * 6 // (self.speed_kmh * 10_000))

    def reach(self, minutes: int) -> int:
        """The most metres that take no more than these minutes; NOWHERE if the start alone takes longer."""
        left = minutes - self.start_minutes
        return NOWHERE if left < 0 else left * self.speed_kmh * 10_000 // (self.detour_percent * 6)


@dataclass(frozen=True, slots=True)
class Estimates:
    """The estimates in force from a day, all of one status."""

    starts_on: date
    status: str
    source: str
    reason: str
    within_metres: int
    means: Mapping[str, Means]

    def journey(self, metres: int, means: Iterable[str]) -> tuple[int, str]:
        """The minutes of the fastest of these means, and which; of two as fast the first of the list."""
        return min((self.means[one].minutes(metres), RANK[one], one) for one in means)[::2]

    def reach(self, minutes: int, means: Iterable[str]) -> int:
        """The most metres that one of these means covers in these minutes; NOWHERE without any."""
        return max((self.means[one].reach(minutes) for one in means), default=NOWHERE)


@lru_cache(maxsize=64)
def estimates_on(day: date) -> Estimates:
    """The estimates in force on `day`."""
    return on_day(estimates(), day, "means")


@cache
def estimates() -> tuple[Estimates, ...]:
    """All estimates, oldest first."""
    return tuple(
        Estimates(
            one["from"],
            one["status"],
            one["source"],
            one["reason"],
            one["within_metres"],
            {code: Means(**one["means"][code]) for code in MEANS},
        )
        for one in read_dated("travel_means", "means")
    )


@cache
def places() -> dict[str, Place]:
    """The places of the Netherlands by their code."""
    text = (files("meedoen.matching") / "places" / "places_nl.csv").read_text(encoding="utf-8")
    return {
        row["geonameid"]: Place(
            row["geonameid"],
            row["name"],
            point(float(row["latitude"]), float(row["longitude"])),
            int(row["population"]),
            row["province"],
        )
        for row in csv.DictReader(text.splitlines())
    }


def point(latitude: float, longitude: float) -> Point:
    """The point at these degrees; NotValid outside the range of degrees."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NotValid("De plek op de kaart", f"{latitude}, {longitude}", "Geef breedte en lengte in graden.")
    return Point(round(latitude * 100_000), round(longitude * 100_000))


def point_of(place: str | Point | None) -> Point | None:
    """The point of a place; None if and only if it is not known."""
    if place is None or isinstance(place, Point):
        return place
    known = places().get(place)
    return known.point if known else None


@lru_cache(maxsize=65_536)
def vector(at: Point) -> Vector:
    """The point in whole metres from the middle of the earth, so that distances come out alike everywhere."""
    latitude, longitude = math.radians(at.lat_e5 / 100_000), math.radians(at.lon_e5 / 100_000)
    across = EARTH_METRES * math.cos(latitude)
    return (
        round(across * math.cos(longitude)),
        round(across * math.sin(longitude)),
        round(EARTH_METRES * math.sin(latitude)),
    )


def metres(one: Point, other: Point, within: int = 0) -> int:
    """Whole metres in a straight line, `within` at the least.

    The line goes through the earth: it differs from the haversine by one metre at 100 kilometres, and unlike
    it is exact in whole numbers.
    """
    here, there = vector(one), vector(other)
    east, north, up = here[0] - there[0], here[1] - there[1], here[2] - there[2]
    return max(within, math.isqrt(east * east + north * north + up * up))
