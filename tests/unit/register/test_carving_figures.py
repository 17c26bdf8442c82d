"""What a carved job costs and frees: parts that add up, and nothing that nobody said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.register.carving.figures import EXAMPLES, Donor, Offer, figures

DAY = date(2026, 7, 1)
QUARTERS = st.integers(0, 160).map(lambda number: Decimal(number) / 4)
WAGES = st.none() | st.integers(1200, 6000).map(lambda number: Decimal(number) / 100)


@st.composite
def donors(draw: st.DrawFn) -> Donor:
    taken, elsewhere, left = draw(QUARTERS), draw(QUARTERS), draw(QUARTERS)
    return Donor("1", "Verzorgende", taken + elsewhere + left, taken, elsewhere, draw(WAGES))


@given(st.lists(donors(), min_size=1, max_size=4))
def test_what_was_there_is_what_is_left_and_what_went_out(found: list[Donor]) -> None:
    reckoned = figures(found, Offer(hours=Decimal(20)), DAY)
    for one in reckoned.donors:
        assert one.before == one.left + one.taken + one.elsewhere
    assert reckoned.freed_hours == sum(one.taken for one in found)
    months = [one.month for one in found if one.taken and one.month is not None]
    assert reckoned.freed_month == (sum(months) if months else None)


@given(st.lists(donors(), min_size=1, max_size=3), st.integers(0, 120))
def test_net_is_what_is_freed_less_every_cost(found: list[Donor], minutes: int) -> None:
    offer = Offer(hours=Decimal(16), guide="colleague", guidance_minutes=minutes, days=4)
    reckoned = figures(found, offer, DAY)
    for case in reckoned.cases:
        freed, guidance = reckoned.freed_month, reckoned.guidance.month
        if freed is None or guidance is None:
            assert case.net is None
        else:
            assert case.net == freed - (case.cost.net_month.amount or 0) - guidance


def test_a_value_is_hours_times_wage_of_52_weeks() -> None:
    donor = Donor("1", "Kok", Decimal(36), Decimal(10), wage=Decimal("24.00"))
    assert donor.month == Decimal("1040.00")
    assert donor.left == 26


def test_a_lower_loonwaarde_costs_the_employer_less() -> None:
    donor = Donor("1", "Kok", Decimal(36), Decimal(10), wage=Decimal("24.00"))
    cases = figures([donor], Offer(hours=Decimal(20)), DAY).cases
    assert [case.loonwaarde for case in cases] == list(EXAMPLES)
    paid = [case.cost.net_month.amount or Decimal(0) for case in cases]
    assert paid == sorted(paid)
    assert [case.net for case in cases] == sorted((case.net or Decimal(0) for case in cases), reverse=True)


def test_guidance_from_outside_costs_the_employer_nothing_and_own_guidance_its_wage() -> None:
    donor = Donor("1", "Kok", Decimal(36), Decimal(10), wage=Decimal("24.00"))
    offer = Offer(hours=Decimal(16), guide="colleague", guidance_minutes=30, days=4)
    guidance = figures([donor], offer, DAY).guidance
    assert guidance.month == Decimal("208.00")
    outside = Offer(hours=Decimal(16), guide="outside", guidance_minutes=30, days=4)
    assert figures([donor], outside, DAY).guidance.month == 0
    unknown = Donor("1", "Kok", Decimal(36), Decimal(10))
    assert figures([unknown], offer, DAY).guidance.month is None


def test_a_job_without_hours_is_refused_by_the_rules() -> None:
    with pytest.raises(NotValid, match="uren"):
        figures([], Offer(hours=Decimal(0)), DAY)
