"""How loondispensatie would work out for a whole population: who gains, who loses, and by how much.

Never one average: per kind of household and per party a distribution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import numpy as np

from meedoen.rules.bijstand import HOUSEHOLDS, Household
from meedoen.rules.comparison_many import Cases, Many, Whole, compare_many
from meedoen.rules.comparison_terms import Assumptions

Party = Literal["employee", "employer", "municipality"]
PARTIES: tuple[Party, ...] = ("employee", "employer", "municipality")
# Euros a month. Within one euro nothing changes; that band is closed on both sides.
EDGES = (-1000, -500, -250, -100, -1, 1, 100, 250, 500, 1000)
SAME = EDGES.index(1)
BANDS = len(EDGES) + 1
DECILES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Loonwaarde in hundredths of a percent, hours in hundredths a week, age in full years: N of each."""

    loonwaarde: Sequence[int]
    hours: Sequence[int]
    age: Sequence[int]

    @property
    def number(self) -> int:
        return len(self.age)


@dataclass(frozen=True, slots=True)
class Spread:
    """How much better off N people are a month with loondispensatie, or who pays for them; below 0 is worse.

    `bands` counts them between the `EDGES`, from worst to best; `deciles` are cents, the amount that a tenth,
    two tenths … of them stay at or below (the nearest rank); empty where there is nobody.
    """

    bands: tuple[int, ...]
    deciles: tuple[int, ...]

    @property
    def worse(self) -> int:
        return sum(self.bands[:SAME])

    @property
    def same(self) -> int:
        return self.bands[SAME]

    @property
    def better(self) -> int:
        return sum(self.bands[SAME + 1 :])


def spread_of(
    people: People,
    day: date,
    *,
    full_time: Decimal = Decimal(36),
    wage_level: Decimal = Decimal(1),
    sharers: int = 3,
    assumptions: Assumptions | None = None,
) -> Mapping[Household, Mapping[Party, Spread]]:
    """Everyone under each kind of household in turn, because the register does not know with whom they live.

    Refuses what cannot be (`NotValid`), and a day without values (`NoValueForThisDay`).
    """
    columns = [np.array(one, dtype=np.int64) for one in (people.loonwaarde, people.hours, people.age)]
    found: dict[Household, Mapping[Party, Spread]] = {}
    for household in HOUSEHOLDS:
        cases = Cases(
            day=day,
            household=household,
            loonwaarde=columns[0],
            hours=columns[1],
            age=columns[2],
            full_time=full_time,
            wage_level=wage_level,
            sharers=sharers,
        )
        found[household] = _by_party(compare_many(cases, assumptions))
    return found


def _by_party(many: Many) -> dict[Party, Spread]:
    """More income is better for the employee; less cost is better for the other two."""
    gap = many.difference
    return {
        "employee": _spread(gap.income),
        "employer": _spread(-gap.cost),
        "municipality": _spread(-gap.burden),
    }


def _spread(better: Whole) -> Spread:
    worse_edges = np.array([edge * 100 for edge in EDGES if edge < 0])
    better_edges = np.array([edge * 100 for edge in EDGES if edge > 0])
    # Below a negative edge, above a positive one: an amount on an edge lies on its side of nothing.
    place = np.searchsorted(worse_edges, better, side="right") + np.searchsorted(
        better_edges, better, side="left"
    )
    counted = np.bincount(place, minlength=BANDS)
    if not better.size:
        return Spread(tuple(int(one) for one in counted), ())
    ordered = np.sort(better)
    ranks = [-(-better.size * tenth // 10) - 1 for tenth in range(1, DECILES + 1)]
    return Spread(tuple(int(one) for one in counted), tuple(int(ordered[rank]) for rank in ranks))
