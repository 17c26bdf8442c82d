"""What may be asked about neighbourhoods: their points, and how many a region brought."""

from __future__ import annotations

from collections.abc import Collection

from meedoen.matching.shapes import Point
from meedoen.register.fits.models import Neighbourhood


def points_of(pc4s: Collection[str]) -> dict[str, Point]:
    """Return the points of these neighbourhoods, as far as the list has them."""
    asked = set(pc4s)
    # Each has four digits, so that many can only be a part of the whole list.
    rows = Neighbourhood.objects.filter(pc4__in=asked) if len(asked) <= 500 else Neighbourhood.objects.all()
    return {
        pc4: Point(lat, lon) for pc4, lat, lon in rows.values_list("pc4", "lat_e5", "lon_e5") if pc4 in asked
    }
