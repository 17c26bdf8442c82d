"""Laws of the dated map."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.rules import places
from meedoen.rules.refusal import PlaceNotOnThisDay, UnknownPlace

days = st.dates(date(2010, 1, 1), date(2040, 1, 1))
codes = st.sampled_from([one.code for one in places.all_municipalities()])


def test_the_map_is_in_order() -> None:
    assert places.check_map() == []


def test_all_regions_exist_once() -> None:
    found = places.all_regions()
    assert [one.uwv_number for one in found] == list(range(1, 36))
    assert len({one.code for one in found}) == 35
    assert sum(len(one.municipalities_2015) for one in found) == 397


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2012, 12, 31), 27),
        (date(2015, 1, 1), 27),
        (date(2017, 12, 31), 27),
        (date(2018, 1, 1), 24),
        (date(2018, 12, 31), 24),
        (date(2019, 1, 1), 16),
        (date(2020, 12, 31), 16),
        (date(2021, 1, 1), 14),
        (date(2026, 1, 1), 14),
    ],
)
def test_the_region_shows_the_map_of_the_day(day: date, number: int) -> None:
    assert len(places.municipalities_of("AM01", day)) == number


def test_the_map_of_2015_is_that_of_the_besluit() -> None:
    named = {one.name for one in places.municipalities_of("AM01", date(2015, 1, 1))}
    assert named == set(places.region("AM01").municipalities_2015)
    assert "Steenwijkerland" in places.region("AM36").municipalities_2015


@given(codes, days)
def test_a_recorded_code_leads_to_one_municipality_of_that_day_or_is_refused(code: str, day: date) -> None:
    recorded = next(one for one in places.all_municipalities() if one.code == code)
    if day < recorded.starts_on:
        with pytest.raises(PlaceNotOnThisDay):
            places.municipality_on(code, day)
    else:
        found = places.municipality_on(code, day)
        assert found in places.known_municipalities(day)
        assert code in places.predecessors(found.code)
        assert places.region_of(code, day).code == found.region


@given(days)
def test_predecessors_part_the_codes(day: date) -> None:
    """Every code that existed by then belongs to exactly one municipality of the day."""
    by_then = {one.code for one in places.all_municipalities() if one.starts_on <= day}
    gathered = [
        code for one in places.known_municipalities(day) for code in places.predecessors(one.code, day)
    ]
    assert len(gathered) == len(set(gathered))
    assert set(gathered) == by_then


@given(days)
def test_no_two_municipalities_of_a_region_share_a_tile_or_a_mark(day: date) -> None:
    found = places.municipalities_of("AM01", day)
    assert len({one.tile for one in found}) == len(found)
    assert len({one.abbreviation for one in found}) == len(found)
    assert all(one.tile is not None for one in found)


def test_predecessors_of_the_city() -> None:
    assert places.predecessors("GM0014") == {"GM0014", "GM0009", "GM0017"}
    assert places.predecessors("GM0014", date(2018, 12, 31)) == {"GM0014"}
    assert places.predecessors("GM0017", date(2019, 1, 1)) == frozenset()
    assert places.predecessors("GM1979") == {"GM1979", "GM0003", "GM0010", "GM0024"}


def test_a_region_without_loaded_municipalities_is_empty_and_says_so() -> None:
    assert places.municipalities_of("AM02", date(2017, 12, 31)) == ()
    assert not places.region("AM02").complete
    assert places.region("AM01").complete


def test_unknown_places_are_named() -> None:
    for ask in (places.region, places.predecessors):
        with pytest.raises(UnknownPlace, match="GM9999"):
            ask("GM9999")
    with pytest.raises(UnknownPlace, match="AM99"):
        places.municipalities_of("AM99", date(2017, 1, 1))
    with pytest.raises(PlaceNotOnThisDay, match=r"Eemsdelta.*31 december 2017.*vanaf 1 januari 2021"):
        places.municipality_on("GM1979", date(2017, 12, 31))


def test_how_surely_a_code_is_known_travels_with_it() -> None:
    status = {one.name: one.status for one in places.all_municipalities()}
    assert status["Groningen"] == "confirmed"
    assert status["Steenwijkerland"] == "assumed"
    assert sum(one == "confirmed" for one in status.values()) == 20
