"""Loonkostensubsidie beside the withdrawn loondispensatie: many equal one by one, and what holds always."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.rules.bijstand import HOUSEHOLDS, Household
from meedoen.rules.comparison import compare
from meedoen.rules.comparison_many import Cases, compare_many
from meedoen.rules.comparison_shape import Case, Comparison
from meedoen.rules.comparison_terms import Assumptions
from meedoen.rules.refusal import NoValueForThisDay

DAYS = [date(2018, 1, 1), date(2026, 1, 1), date(2026, 7, 1)]
households = st.sampled_from(sorted(HOUSEHOLDS))
percents = st.integers(0, 10_000)
hundredths = st.integers(1, 6000)
ages = st.integers(18, 65)
levels = st.sampled_from(["1", "1.05", "1.10", "1.2", "1.333"])
own_assumptions = st.builds(
    Assumptions,
    cao=st.sampled_from([None, "A", "B"]),
    target=st.sampled_from([None, Decimal("0.9"), Decimal("1.1")]),
    part_time=st.sampled_from([None, "lineair", "norm"]),
    partner_test=st.sampled_from([None, True, False]),
    cost_sharing=st.sampled_from([None, True, False]),
    net_share=st.sampled_from([None, Decimal("0.85"), Decimal(1)]),
    charges=st.sampled_from([None, Decimal("0.3"), Decimal(0)]),
    partner_net=st.sampled_from([None, Decimal(0), Decimal("500.55"), Decimal(3000)]),
    exemption_of=st.sampled_from([None, "bruto loon"]),
)


def one(**changed: Any) -> Case:
    usual: dict[str, Any] = {"day": date(2026, 7, 1), "household": "single", "loonwaarde": Decimal("0.5")}
    return Case(**(usual | changed))


def as_cents(found: Comparison, code: Any) -> list[int]:
    schemes = (found.scheme("lks"), found.scheme(code))
    amounts = [
        amount
        for scheme in schemes
        for amount in (
            scheme.employer.month.amount,
            scheme.employee.income.amount,
            scheme.municipality.month.amount,
        )
    ]
    gap = found.difference(code)
    return [int((amount or 0) * 100) for amount in (*amounts, gap.employer, gap.employee, gap.municipality)]


@settings(max_examples=300, deadline=None)
@given(
    day=st.sampled_from(DAYS),
    household=households,
    rows=st.lists(st.tuples(percents, hundredths, ages), min_size=1, max_size=4),
    level=levels,
    full_time=st.sampled_from(["36", "38", "40"]),
    own=own_assumptions,
)
def test_many_cases_are_the_cents_of_one_case(
    day: date,
    household: Household,
    rows: list[tuple[int, int, int]],
    level: str,
    full_time: str,
    own: Assumptions,
) -> None:
    columns = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    together = compare_many(
        Cases(
            day=day,
            household=household,
            loonwaarde=columns[0],
            hours=columns[1],
            age=columns[2],
            full_time=Decimal(full_time),
            wage_level=Decimal(level),
        ),
        own,
    )
    code = "ldp_b" if own.cao == "B" else "ldp_a"
    for place, (percent, hours, age) in enumerate(rows):
        alone = compare(
            Case(
                day=day,
                household=household,
                loonwaarde=Decimal(percent) / 10_000,
                hours=Decimal(hours) / 100,
                age=age,
                full_time=Decimal(full_time),
                wage_level=Decimal(level),
            ),
            own,
        )
        parts = (together.lks, together.ldp, together.difference)
        assert as_cents(alone, code) == [
            int(column[place]) for part in parts for column in (part.cost, part.income, part.burden)
        ]


@settings(max_examples=100, deadline=None)
@given(household=households, percent=st.integers(30, 100), hours=st.integers(4, 36), age=ages)
def test_from_30_percent_at_the_minimum_wage_the_employer_pays_the_same(
    household: Household, percent: int, hours: int, age: int
) -> None:
    """The subsidy is made to bring the wage back to what someone earns; only its cap breaks that."""
    case = one(household=household, loonwaarde=Decimal(percent) / 100, hours=Decimal(hours), age=age)
    assert compare(case).difference("ldp_a").employer == 0


@pytest.mark.parametrize("household", ["at_home_no_right", "couple_earning_partner"])
def test_who_has_no_right_loses_the_part_that_is_dispensed(household: Household) -> None:
    found = compare(one(household=household))
    worker = found.scheme("ldp_a").employee
    assert worker.supplement.amount == 0
    assert worker.payers == 1
    assert worker.income.amount == worker.net.amount
    assert found.difference("ldp_a").employee < -1000
    assert found.scheme("ldp_a").municipality.month.amount == 0


def test_the_base_of_pension_is_the_wage_that_is_paid() -> None:
    found = compare(one(day=date(2018, 1, 1)))
    assert found.scheme("lks").employee.base.amount == Decimal("1578.00")
    assert found.scheme("ldp_a").employee.base.amount == Decimal("789.00")


def test_a_year_is_twelve_exact_months_and_not_twelve_rounded_ones() -> None:
    employer = compare(one(hours=Decimal(25))).scheme("lks").employer
    month, year = employer.month.steps[-1].amount, employer.year.amount
    assert year == (12 * month).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert employer.month.amount is not None
    assert year != 12 * employer.month.amount


def test_every_assumption_is_listed_with_what_it_stands_on_or_as_the_readers_own() -> None:
    by_book = compare(one()).assumptions
    assert all(used.stands_on and not used.is_own for used in by_book)
    assert all(any(value.status == "assumed" for value in used.stands_on) for used in by_book)
    own = Assumptions(
        cao="B",
        target=Decimal(1),
        part_time="norm",
        partner_test=False,
        cost_sharing=False,
        net_share=Decimal("0.8"),
        charges=Decimal("0.2"),
        partner_net=Decimal(900),
        exemption="n",
        exemption_top=Decimal(100),
        exemption_of="bruto loon",
    )
    listed = compare(one(), own).assumptions
    assert {used.code for used in listed} == set(Assumptions.__dataclass_fields__)
    assert all(used.is_own and not used.stands_on for used in listed)


def test_the_withdrawal_is_the_first_thing_that_is_said() -> None:
    remark = compare(one()).remarks[0]
    assert remark.kind == "warning"
    assert str(remark.words).startswith("Ingetrokken voorstel uit 2018")


def test_an_exemption_without_a_known_maximum_is_left_out_and_said() -> None:
    found = compare(one(day=date(2026, 1, 1), hours=Decimal(24)))
    assert any("vrijlating onder z is niet meegerekend" in str(one.words) for one in found.remarks)
    own = compare(one(day=date(2026, 1, 1), hours=Decimal(24)), Assumptions(exemption_top=Decimal("178.00")))
    gap = own.scheme("lks").employee.income.amount - found.scheme("lks").employee.income.amount
    assert gap == Decimal("178.00")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"loonwaarde": Decimal("1.2")}, "loonwaarde"),
        ({"loonwaarde": Decimal("-0.1")}, "loonwaarde"),
        ({"loonwaarde": Decimal("NaN")}, "loonwaarde"),
        ({"hours": Decimal(0)}, "hours"),
        ({"hours": Decimal(61)}, "hours"),
        ({"full_time": Decimal(0)}, "full_time"),
        ({"age": 17}, "age"),
        ({"age": 66}, "age"),
        ({"wage_level": Decimal("0.9")}, "wage_level"),
        ({"wage_level": Decimal("Infinity")}, "wage_level"),
        ({"household": "castle"}, "household"),
        ({"household": "at_home_sharing", "sharers": 0}, "sharers"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(NotValid) as refusal:
        compare(one(**changed))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("own", "field"),
    [
        (Assumptions(cao="C"), "cao"),
        (Assumptions(part_time="nooit"), "part_time"),
        (Assumptions(exemption="q"), "exemption"),
        (Assumptions(exemption_of="alles"), "exemption_of"),
        (Assumptions(net_share=Decimal(0)), "net_share"),
        (Assumptions(charges=Decimal("NaN")), "charges"),
        (Assumptions(partner_net=Decimal(-1)), "partner_net"),
        (Assumptions(target=Decimal(3)), "target"),
    ],
)
def test_an_assumption_that_cannot_be_is_refused_at_its_field(own: Assumptions, field: str) -> None:
    with pytest.raises(NotValid) as refusal:
        compare(one(), own)
    assert refusal.value.field == field


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2017, 6, 30), date(2020, 1, 1), date(2030, 1, 1)])
def test_a_day_without_norms_is_refused_with_the_day(day: date) -> None:
    with pytest.raises(NoValueForThisDay) as refusal:
        compare(one(day=day))
    assert refusal.value.day == day


def test_no_cases_are_no_answers() -> None:
    nothing = np.array([], dtype=np.int64)
    found = compare_many(
        Cases(day=DAYS[0], household="single", loonwaarde=nothing, hours=nothing, age=nothing)
    )
    assert found.difference.income.size == 0


def test_an_impossible_row_among_many_is_refused() -> None:
    rows = np.array([5000, 10_001], dtype=np.int64)
    hours, age = np.array([3600, 3600]), np.array([30, 30])
    with pytest.raises(NotValid) as refusal:
        compare_many(Cases(day=DAYS[0], household="single", loonwaarde=rows, hours=hours, age=age))
    assert refusal.value.field == "loonwaarde"
