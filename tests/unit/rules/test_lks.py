"""Loonkostensubsidie: laws that hold for every job, and many the same as one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.rules.lks import Job, lks, on_new_year
from meedoen.rules.lks_many import lks_many
from meedoen.rules.refusal import NoValueForThisDay

DAYS = st.dates(date(2017, 1, 1), date(2026, 12, 31))
PERCENTS = st.integers(0, 10_000)
HOURS = st.integers(1, 6000)
AGES = st.integers(15, 70)
FULL_TIMES = st.sampled_from([36, 38, 40])


def a_job(percent: int, hours: int, full_time: int = 36, age: int | None = None) -> Job:
    return Job(
        loonwaarde=Decimal(percent) / 10_000,
        hours=Decimal(hours) / 100,
        full_time=Decimal(full_time),
        age=age,
    )


@settings(max_examples=400, deadline=None)
@given(PERCENTS, HOURS, FULL_TIMES, AGES, DAYS)
def test_many_is_the_same_as_one_to_the_cent(
    percent: int, hours: int, full: int, age: int, day: date
) -> None:
    one = lks(a_job(percent, hours, full, age), day).amount
    many = lks_many(np.array([percent]), np.array([hours]), Decimal(full), np.array([age]), day)
    assert one is not None
    assert int(one * 100) == int(many[0])


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 9_999), HOURS, FULL_TIMES, DAYS)
def test_it_never_rises_with_the_loonwaarde(percent: int, hours: int, full: int, day: date) -> None:
    job = a_job(percent, hours, full)
    more = replace(job, loonwaarde=Decimal(percent + 1) / 10_000)
    assert lks(more, day).amount <= lks(job, day).amount  # type: ignore[operator]


@pytest.mark.parametrize("percent", [0, 1_500, 3_000])
def test_it_is_the_same_up_to_the_cap(percent: int) -> None:
    assert lks(a_job(percent, 3600), date(2026, 7, 1)).amount == Decimal("2208.47")


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 1800), DAYS)
def test_twice_the_hours_is_twice_the_amount(hours: int, day: date) -> None:
    """Up to the full week, but for the rounding of both to the cent."""
    once = lks(a_job(5_000, hours), day).amount
    twice = lks(a_job(5_000, 2 * hours), day).amount
    assert once is not None
    assert twice is not None
    assert abs(2 * once - twice) <= Decimal("0.01")


@settings(max_examples=60, deadline=None)
@given(DAYS, HOURS)
def test_the_forfait_is_the_amount_at_half(day: date, hours: int) -> None:
    job = a_job(5_000, hours)
    assert lks(replace(job, loonwaarde=None), day).amount == lks(job, day).amount


def test_the_trace_names_what_was_used_and_what_is_assumed() -> None:
    answer = lks(a_job(6_000, 3200), date(2026, 1, 1))
    assert [value.path for value in answer.trace] == [
        "wml.referentiemaandloon",
        "wml.vakantiebijslag",
        "lks.loonwaarde_van",
        "lks.opslag",
        "lks.uren.grondslag",
    ]
    assert answer.is_assumed
    assert not lks(a_job(6_000, 3200), date(2026, 7, 1)).is_assumed


def test_a_new_year_without_values_is_said_not_guessed() -> None:
    job = replace(a_job(6_000, 3200), starts_on=date(2025, 9, 1))
    unknown = on_new_year(job, 2027)
    assert isinstance(unknown, NoValueForThisDay)
    assert "Geen waarde voor deze dag" in str(unknown)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("loonwaarde", {"loonwaarde": Decimal("1.2")}),
        ("loonwaarde", {"loonwaarde": Decimal("-0.1")}),
        ("hours", {"hours": Decimal(0)}),
        ("hours", {"hours": Decimal(61)}),
        ("full_time", {"full_time": Decimal(10)}),
        ("age", {"age": 14}),
        ("day", {"starts_on": date(2026, 7, 2)}),
        ("starts_on", {"loonwaarde": None, "starts_on": date(2025, 12, 31)}),
        ("functieloon", {"functieloon": Decimal(0)}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, change: dict[str, object]) -> None:
    with pytest.raises(NotValid) as refusal:
        lks(replace(a_job(6_000, 3200), **change), date(2026, 7, 1))  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("field", "place", "wrong"), [("loonwaarde", 0, 10_001), ("hours", 1, 0), ("age", 2, 14)]
)
def test_many_refuse_the_array_with_an_impossible_value(field: str, place: int, wrong: int) -> None:
    arrays = [np.array([5_000, 5_000]), np.array([3600, 3600]), np.array([30, 30])]
    arrays[place][1] = wrong
    with pytest.raises(NotValid, match=str(wrong)) as refusal:
        lks_many(arrays[0], arrays[1], Decimal(36), arrays[2], date(2026, 7, 1))
    assert refusal.value.field == field


def test_many_of_nobody_is_nothing() -> None:
    none = np.array([], dtype=np.int64)
    assert lks_many(none, none, Decimal(36), none, date(2026, 7, 1)).size == 0


def test_remarks_tell_what_lies_beside_the_rule() -> None:
    day = date(2026, 7, 1)
    assert any("doelgroep" in str(one.words) for one in lks(a_job(10_000, 3600), day).remarks)
    assert any("0%" in str(one.words) for one in lks(a_job(0, 3600), day).remarks)
    assert any("hele procenten" in str(one.words) for one in lks(a_job(6_050, 3600), day).remarks)
    assert any("volle werkweek" in str(one.words) for one in lks(a_job(6_000, 4000), day).remarks)
    assert lks(a_job(6_000, 3600), day).remarks == ()


def test_the_age_that_makes_adult_stands_in_the_trace() -> None:
    job = Job(loonwaarde=Decimal("0.6"), hours=Decimal(36), age=21)
    assert "wml.volwassen_vanaf" in {value.path for value in lks(job, date(2026, 7, 1)).trace}
