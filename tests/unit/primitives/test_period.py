"""Laws of periods and calendar spans."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.primitives.period import (
    Month,
    Period,
    Quarter,
    Year,
    months_between,
    parse_span,
)
from meedoen.primitives.refusal import NotValid

days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
months = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))
quarters = st.builds(Quarter, st.integers(1900, 2200), st.integers(1, 4))
years = st.builds(Year, st.integers(1900, 2200))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    length = draw(st.none() | st.integers(1, 4000))
    return Period(start, None if length is None else start + timedelta(days=length))


@given(periods(), days)
def test_a_day_is_in_a_period_from_its_first_up_to_its_end(period: Period, day: date) -> None:
    after_start = day >= period.starts_on
    before_end = period.ends_before is None or day < period.ends_before
    assert (day in period) == (after_start and before_end)


@given(periods(), periods(), days)
def test_the_overlap_holds_exactly_the_days_of_both(one: Period, other: Period, day: date) -> None:
    both = one.overlap(other)
    assert (both is not None and day in both) == (day in one and day in other)
    assert both == other.overlap(one)
    assert one.overlaps(other) == (both is not None)


@given(days, st.integers(1, 400))
def test_the_days_of_a_period_are_those_of_its_months(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))
    touched = months_between(Month.of(start), Month.of(start + timedelta(days=length)))
    assert sum(period.days_in(month) for month in touched) == length == period.days


def test_an_empty_or_backward_period_is_refused_with_both_days() -> None:
    with pytest.raises(NotValid, match="31 december 2017 tot 31 december 2017"):
        Period(date(2017, 12, 31), date(2017, 12, 31))
    with pytest.raises(NotValid):
        Period(date(2017, 12, 31), date(2017, 12, 1))


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(date(2015, 5, 1), date(2017, 12, 30)), "1 mei 2015 t/m 29 december 2017"),
        (Period(date(2020, 1, 1)), "vanaf 1 januari 2020"),
        (Period(date(2020, 1, 1), date(2020, 1, 2)), "op 1 januari 2020"),
    ],
)
def test_a_period_in_words_names_its_last_day(period: Period, words: str) -> None:
    assert period.in_words() == words


@given(months)
def test_a_month_comes_back_from_its_index(month: Month) -> None:
    assert Month.from_index(month.index) == month
    assert month.next.index == month.index + 1
    assert month.previous.next == month
    assert Month.of(month.last_day) == month != Month.of(month.next_first_day)


@given(st.one_of(months, quarters, years))
def test_a_span_comes_back_from_its_text(span: Month | Quarter | Year) -> None:
    assert parse_span(str(span)) == span


@given(st.one_of(months, quarters, years))
def test_spans_lie_end_to_end(span: Month | Quarter | Year) -> None:
    assert span.last_day + timedelta(days=1) == span.next_first_day == span.next.first_day
    assert span.next.previous == span
    assert span.last_month.last_day == span.last_day
    assert span.period == Period(span.first_day, span.next_first_day)


@given(days)
def test_a_day_lies_in_its_month_and_quarter(day: date) -> None:
    assert day in Month.of(day).period
    assert day in Quarter.of(day).period
    assert Month.of(day) in Quarter.of(day).months
    assert Month.of(day) in Year(day.year).months


def test_the_index_of_december_2012() -> None:
    assert Month(2012, 12).index == 2012 * 12 + 11


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2017Q4", "4e kwartaal 2017"),
        ("2017-12", "december 2017"),
        ("2017", "2017"),
        ("2017-Q4", "4e kwartaal 2017"),
    ],
)
def test_labels_are_dutch(text: str, label: str) -> None:
    assert parse_span(text).label == label


@pytest.mark.parametrize("text", ["", "2017Q5", "2017-13", "2017-1", "17Q4", "2017-12-31", "Q4 2017", "0000"])
def test_another_notation_is_refused_with_the_right_one(text: str) -> None:
    with pytest.raises(NotValid, match="2017Q4"):
        parse_span(text)


def test_a_month_is_no_quarter() -> None:
    assert Quarter.parse("2017Q4") == Quarter(2017, 4)
    with pytest.raises(NotValid):
        Quarter.parse("2017-12")


@pytest.mark.parametrize("year", [2015, 2016, 2100])
def test_february_knows_leap_years(year: int) -> None:
    assert Month(year, 2).days == (29 if year == 2016 else 28)
