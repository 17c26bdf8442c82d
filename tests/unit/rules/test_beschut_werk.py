"""Places of beschut werk: hours become places, gaps stay gaps, and nothing adds them to banen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.rules.beschut_werk import conditions_on, places_of_hours, target_years, targets_of

DAY = date(2026, 7, 1)


@given(people=st.integers(0, 100_000))
def test_so_many_people_of_31_hours_are_so_many_places(people: int) -> None:
    answer = places_of_hours(Decimal(31 * people), DAY, people)
    assert answer.amount == people
    assert answer.unit == "plekken"
    assert answer.is_assumed


def test_every_answer_says_that_it_is_no_banenafspraak() -> None:
    assert any("banenafspraak" in str(one.words) for one in places_of_hours(Decimal(10), DAY).remarks)
    apart = next(value for value in conditions_on(DAY) if value.path.endswith("telt_voor_banenafspraak"))
    assert not apart.is_true


@pytest.mark.parametrize("year", [2017, 2018])
def test_a_region_with_gaps_has_no_whole_sum(year: int) -> None:
    found = targets_of("AM01", year)
    assert found.missing == 8
    assert not found.is_whole
    assert found.total == sum(one.places or 0 for one in found.known)
    assert all(one.why for one in found.rows if one.value is None)


def test_a_year_of_which_nothing_is_known_has_no_sum_at_all() -> None:
    assert targets_of("AM01", 2024).total is None
    assert set(target_years()) == {2017, 2018, 2019, 2020}


@pytest.mark.parametrize("people", [-1, 10**9])
def test_people_that_cannot_be_are_refused(people: int) -> None:
    with pytest.raises(NotValid) as refused:
        places_of_hours(Decimal(100), DAY, people)
    assert refused.value.field == "people"
