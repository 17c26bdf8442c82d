"""What may be asked of what a region brought: points of neighbourhoods, and costs of changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meedoen.matching.near import COSTS
from meedoen.matching.shapes import Point
from meedoen.primitives.words import Words
from meedoen.register.fits.models import ChangeCost, Neighbourhood


def points_of(pc4s: Collection[str]) -> dict[str, Point]:
    """Return the points of these neighbourhoods, as far as the list has them."""
    asked = set(pc4s)
    # Each has four digits, so that many can only be a part of the whole list.
    rows = Neighbourhood.objects.filter(pc4__in=asked) if len(asked) <= 500 else Neighbourhood.objects.all()
    return {
        pc4: Point(lat, lon) for pc4, lat, lon in rows.values_list("pc4", "lat_e5", "lon_e5") if pc4 in asked
    }


@dataclass(frozen=True, slots=True)
class CostShown:
    """One kind of change with what holds for it; without a source nobody said anything yet."""

    key: str
    words: Words
    amount: Decimal | None
    source: str = ""
    starts_on: date | None = None


def costs_shown(on: date) -> list[CostShown]:
    """Return every kind of change that can cost money, with what the region reckons with that day."""
    standing = _standing(on)
    return [
        CostShown(key, Words(words), row.amount, row.source, row.starts_on)
        if (row := standing.get(key))
        else CostShown(key, Words(words), None)
        for key, words in COSTS.items()
    ]


def costs_on(day: date) -> dict[str, Decimal]:
    """Return what the region reckons with that day, by kind of change; what nobody knows is not there."""
    return {key: row.amount for key, row in _standing(day).items() if row.amount is not None}


def _standing(day: date) -> dict[str, ChangeCost]:
    """The row that holds for each kind: the last day wins, and of one day what was written down last."""
    rows = ChangeCost.objects.filter(starts_on__lte=day).order_by("starts_on", "pk")
    return {row.key: row for row in rows}
