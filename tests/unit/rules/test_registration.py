"""Laws of how long an entry in the register counts, of sectors and of lasting work."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.rules import lasting
from meedoen.rules.registration import REASONS, counts_until
from meedoen.rules.sector import fixed_on, sector_of

days = st.dates(date(2010, 1, 1), date(2035, 1, 1))
grounds = st.sampled_from(["1a", "1b", "1c", "1d", "1e", "1f", "6", "38f5", "vso_pro"])


@given(days, st.sampled_from(REASONS), grounds, days)
def test_an_entry_never_stops_counting_before_it_ended(
    ended_on: date, because: str, ground: str, read_on: date
) -> None:
    for end, _ in (
        counts_until(ended_on, because, ground),
        counts_until(ended_on, because, ground, read_on=read_on),
    ):
        assert end is None or end >= ended_on


@given(days, st.sampled_from([reason for reason in REASONS if reason != "conditions_not_met"]), grounds)
def test_other_reasons_end_it_at_once(ended_on: date, because: str, ground: str) -> None:
    assert counts_until(ended_on, because, ground)[0] == ended_on


@given(st.dates(date(2015, 5, 1), date(2017, 12, 29)), grounds)
def test_t_plus_2_as_it_was_read_before_the_suspension(ended_on: date, ground: str) -> None:
    end, trace = counts_until(ended_on, "conditions_not_met", ground, read_on=date(2017, 12, 29))
    assert end == date(ended_on.year + 3, 1, 1)
    assert [value.path.rsplit(".", 1)[1] for value in trace] == ["einde_registratie", "jaren"]


@given(st.dates(date(2015, 5, 1), date(2019, 12, 31)), grounds)
def test_nobody_left_through_t_plus_2(ended_on: date, ground: str) -> None:
    end, trace = counts_until(ended_on, "conditions_not_met", ground)
    assert end == date(2029, 1, 1)
    assert any(value.value == "opgeschort" for value in trace)
    assert all(value.status == "confirmed" for value in trace)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), grounds)
def test_from_2020_no_end_is_known_and_that_is_assumed(ended_on: date, ground: str) -> None:
    end, trace = counts_until(ended_on, "conditions_not_met", ground)
    assert end is None
    assert [value.status for value in trace] == ["assumed"]


def test_before_the_register_only_wsw_and_wajong_go_on() -> None:
    last = date(2015, 4, 30)
    assert counts_until(last, None, "1c")[0] is None
    assert counts_until(last, None, "1b")[0] is None
    assert counts_until(last, None, "38f5")[0] == last
    assert counts_until(date(2012, 12, 31), None, "1c") == (date(2012, 12, 31), ())
    assert counts_until(date(2013, 1, 1), None, "1c")[1][0].law_text == "Wfsv art. 38b lid 1 onder f"


def test_an_entry_that_runs_has_no_end_and_an_unknown_reason_is_refused() -> None:
    assert counts_until(None, None, "1a") == (None, ())
    with pytest.raises(NotValid, match="verhuisd"):
        counts_until(date(2017, 1, 1), "verhuisd", "1a")


@given(st.decimals(0, 1, places=4))
def test_half_of_the_hours_makes_an_overheidswerkgever_markt(share: Decimal) -> None:
    assert sector_of(True, True, share) == ("markt" if share >= Decimal("0.5") else "overheid")
    assert sector_of(False, True, share) == "markt"
    assert sector_of(True, False) == "overheid"


def test_a_share_that_is_missing_or_impossible_is_refused() -> None:
    with pytest.raises(NotValid, match="sectorfonds"):
        sector_of(True, True, None)
    with pytest.raises(NotValid, match="0 tot en met 1"):
        sector_of(True, True, Decimal(50))


def test_the_sector_is_fixed_before_the_year() -> None:
    assert fixed_on(2018) == date(2017, 12, 31)


def test_both_definitions_of_lasting_work() -> None:
    first, second = (lasting.lasting_of(name, date(2018, 12, 31)) for name in lasting.programmes())
    assert (first.programme, first.months, first.hours_week) == ("1000_banenplan", 6, Decimal(24))
    assert (second.programme, second.months, second.hours_week) == ("1000_banenplan_2022", 6, Decimal(0))
    assert [value.status for value in first.trace] == ["confirmed", "confirmed"]


@given(days, st.integers(1, 24))
def test_lasting_is_reached_in_the_right_month(starts_on: date, months: int) -> None:
    reached = lasting.reached_on(starts_on, months)
    assert (reached.year * 12 + reached.month) - (starts_on.year * 12 + starts_on.month) == months
    assert reached.day == starts_on.day or (reached + timedelta(days=1)).day == 1
