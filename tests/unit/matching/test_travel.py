"""Distances are exact and alike everywhere; minutes are an open estimate that never crosses its own reach."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from meedoen.matching.shapes import Point
from meedoen.matching.travel import (
    EARTH_METRES,
    NOWHERE,
    Means,
    estimates_on,
    metres,
    places,
    point_of,
)
from tests.factories.matching import ASSEN, DAY, VEENDAM

points = st.builds(Point, st.integers(5_075_000, 5_355_000), st.integers(335_000, 722_000))
means = st.builds(Means, st.integers(3, 120), st.integers(100, 200), st.integers(0, 20))


def _haversine(one: Point, other: Point) -> float:
    lat, lon, lat2, lon2 = (
        math.radians(value / 100_000) for value in (one.lat_e5, one.lon_e5, other.lat_e5, other.lon_e5)
    )
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_METRES * math.asin(math.sqrt(half))


@given(points, points)
def test_the_distance_is_that_of_the_haversine(one: Point, other: Point) -> None:
    found, exact = metres(one, other), _haversine(one, other)
    assert found == metres(other, one)
    assert abs(found - exact) <= 2.5 + exact**3 / (24 * EARTH_METRES**2)


@given(means, st.integers(0, 480), st.integers(0, 400_000))
def test_within_reach_if_and_only_if_within_the_minutes(one: Means, minutes: int, far: int) -> None:
    assert (far <= one.reach(minutes)) == (one.minutes(far) <= minutes)


def test_the_fastest_means_is_taken_and_without_any_there_is_no_way() -> None:
    estimates = estimates_on(DAY)
    far = metres(ASSEN, VEENDAM)
    assert estimates.journey(far, {"bike", "car"})[1] == "car"
    assert estimates.journey(0, {"walk", "bike"}) == (0, "walk")
    assert estimates.reach(60, frozenset()) == NOWHERE
    assert estimates.status == "assumed"


def test_places_have_their_point() -> None:
    known = places()
    assert len(known) == 1966
    assen = next(place for place in known.values() if place.name == "Assen")
    assert point_of(assen.code) == assen.point
    assert metres(assen.point, ASSEN) < 2000
    assert point_of("nergens") is None
