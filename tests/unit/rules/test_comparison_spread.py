"""A population under each kind of household: everyone in one band, the right way round, and no average."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.rules.bijstand import HOUSEHOLDS
from meedoen.rules.comparison import compare
from meedoen.rules.comparison_shape import Case
from meedoen.rules.comparison_spread import BANDS, DECILES, EDGES, PARTIES, People, spread_of

DAY = date(2026, 7, 1)
rows = st.tuples(st.integers(0, 10_000), st.integers(1, 6000), st.integers(18, 65))


@settings(max_examples=50, deadline=None)
@given(st.lists(rows, min_size=1, max_size=40))
def test_everyone_is_in_one_band_and_the_deciles_rise(found: list[tuple[int, int, int]]) -> None:
    loonwaarde, hours, age = zip(*found, strict=True)
    spreads = spread_of(People(loonwaarde=loonwaarde, hours=hours, age=age), DAY)
    assert set(spreads) == set(HOUSEHOLDS)
    for household in spreads.values():
        assert set(household) == set(PARTIES)
        for spread in household.values():
            assert len(spread.bands) == BANDS
            assert spread.worse + spread.same + spread.better == sum(spread.bands) == len(found)
            assert list(spread.deciles) == sorted(spread.deciles)
            assert len(spread.deciles) == DECILES


@pytest.mark.parametrize("household", sorted(HOUSEHOLDS))
def test_one_person_lies_in_the_band_of_the_difference(household: str) -> None:
    case = Case(day=DAY, household=household, loonwaarde=Decimal("0.4"), hours=Decimal(28), age=30)
    gap = compare(case).difference("ldp_a")
    spreads = spread_of(People(loonwaarde=[4000], hours=[2800], age=[30]), DAY)[household]
    better = {"employee": gap.employee, "employer": -gap.employer, "municipality": -gap.municipality}
    for party, amount in better.items():
        place = next(place for place, count in enumerate(spreads[party].bands) if count)
        low = EDGES[place - 1] if place else -(10**6)
        high = EDGES[place] if place < len(EDGES) else 10**6
        assert low <= amount <= high
        assert spreads[party].deciles == (int(amount * 100),) * DECILES


def test_nobody_is_no_deciles() -> None:
    spread = spread_of(People(loonwaarde=[], hours=[], age=[]), DAY)["single"]["employee"]
    assert sum(spread.bands) == 0
    assert spread.deciles == ()


def test_who_has_no_right_is_worse_off_and_the_municipality_better() -> None:
    people = People(loonwaarde=[5000] * 3, hours=[3600] * 3, age=[25] * 3)
    spreads = spread_of(people, DAY)["at_home_no_right"]
    assert (spreads["employee"].worse, spreads["municipality"].better, spreads["employer"].same) == (3, 3, 3)
