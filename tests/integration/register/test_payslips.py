"""Paid hours beside the contract, month by month."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from meedoen.primitives.period import Month
from meedoen.register.placements.payslips import contract_hours, paid_beside_contract
from tests.factories import register

HOURS = [(date(2017, 3, 16), Decimal(28)), (date(2017, 5, 11), Decimal(14))]


@pytest.mark.parametrize(
    ("month", "hours"),
    [
        (Month(2017, 2), 0),
        # 16 of 31 days, at 4 hours a day.
        (Month(2017, 3), 64),
        (Month(2017, 4), 120),
        # 10 days of 4 hours, 21 of 2.
        (Month(2017, 5), 82),
        # Until the 8th.
        (Month(2017, 6), 14),
        (Month(2017, 7), 0),
    ],
)
def test_contract_hours_of_a_month(month: Month, hours: int) -> None:
    assert contract_hours(HOURS, date(2017, 6, 8), month) == hours


@pytest.mark.django_db
def test_a_month_is_off_by_more_than_a_tenth() -> None:
    placement = register.placement(
        starts_on=date(2017, 1, 1),
        hours="28",
        paid={date(2017, 4, 1): "132", date(2017, 6, 1): "107.99", date(2017, 9, 1): "132.01"},
    )
    found = {str(one.month): (one.difference, one.is_off) for one in paid_beside_contract(placement)}
    assert found == {
        "2017-09": (Decimal("12.01"), True),
        "2017-06": (Decimal("-12.01"), True),
        "2017-04": (Decimal(12), False),
    }
