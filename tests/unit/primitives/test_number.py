"""Laws of Dutch numbers and of hours."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.primitives.hours import Hours, decimal_of, format_hours, hundredths_of, parse_hours
from meedoen.primitives.number import (
    format_decimal,
    format_whole,
    half_up,
    parse_decimal,
    parse_whole,
)
from meedoen.primitives.refusal import NotValid


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_comes_back_from_its_text(value: int) -> None:
    assert parse_whole(format_whole(value)) == value == parse_whole(str(value))


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_decimal_comes_back_from_its_text(value: Decimal) -> None:
    assert parse_decimal(format_decimal(value, 2)) == value


@pytest.mark.parametrize(("text", "value"), [("3.257", 3257), ("3257", 3257), ("−830", -830), (" 12 ", 12)])
def test_whole_numbers_as_people_write_them(text: str, value: int) -> None:
    assert parse_whole(text) == value


@pytest.mark.parametrize(
    "text", ["3.25", "3,257", "3.2571", "0.123", "32.57.000", "", "drie", "1 000", "٣", "3.", "1e3"]
)
def test_an_ambiguous_whole_number_is_refused(text: str) -> None:
    with pytest.raises(NotValid) as refusal:
        parse_whole(text)
    assert f"“{text}”" in str(refusal.value)
    assert "3.257" in str(refusal.value)


@pytest.mark.parametrize("text", ["3.25", "3.257.5", "1,2,3", ",5", "NaN", "Infinity"])
def test_a_decimal_point_is_refused(text: str) -> None:
    with pytest.raises(NotValid):
        parse_decimal(text)


def test_decimals_round_half_up_and_zero_has_no_sign() -> None:
    assert format_decimal(Decimal("2.5"), 0) == "3"
    assert format_decimal(Decimal("1234.565"), 2) == "1.234,57"
    assert format_decimal(Decimal("-0.001"), 2) == "0,00"
    assert format_whole(-1234567) == "-1.234.567"


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**9))
def test_half_up_equals_decimal_arithmetic(numerator: int, denominator: int) -> None:
    exact = Decimal(numerator) / Decimal(denominator)
    # Division keeps 28 digits, so a half is exact only when it is a half; compare where it is decided.
    expected = int(exact.to_integral_value(rounding=ROUND_HALF_UP))
    assert half_up(numerator, denominator) == expected


@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_an_exact_half_goes_away_from_zero(whole: int, half: int) -> None:
    assert half_up((2 * whole + 1) * half, 2 * half) == whole + 1
    assert half_up(-(2 * whole + 1) * half, 2 * half) == -whole - 1


def test_half_up_refuses_a_denominator_that_is_not_positive() -> None:
    with pytest.raises(ZeroDivisionError):
        half_up(1, 0)


@given(st.integers(0, 10**9))
def test_hours_come_back_from_their_text(hundredths: int) -> None:
    assert parse_hours(format_hours(hundredths).replace(".", "")) == hundredths
    assert hundredths_of(decimal_of(hundredths)) == hundredths


@pytest.mark.parametrize(
    ("text", "hundredths"), [("32", 3200), ("32,5", 3250), ("32.5", 3250), ("110,92", 11092), ("25.50", 2550)]
)
def test_hours_as_people_write_them(text: str, hundredths: int) -> None:
    assert parse_hours(text) == hundredths
    assert Hours.parse(text) == Hours(hundredths)


@pytest.mark.parametrize("text", ["", "-8", "32,555", "32u", "1.000", "32,", ",5"])
def test_other_hours_are_refused(text: str) -> None:
    with pytest.raises(NotValid, match="32,5"):
        parse_hours(text)


def test_hours_that_need_rounding_are_refused() -> None:
    with pytest.raises(NotValid):
        hundredths_of(Decimal("110.9167"))


def test_hours_add_and_speak_dutch() -> None:
    assert str(Hours.parse("25,5") + Hours.of(Decimal("7"))) == "32,5"
    assert [format_hours(value) for value in (0, 3200, 3250, 11092)] == ["0", "32", "32,5", "110,92"]
