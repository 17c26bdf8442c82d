"""The laws of the quotum: never below nothing, never more with more hours, and enough is just enough."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.rules.book import value_on
from meedoen.rules.quotum import Hours, Quotum, quotum_of_employer
from meedoen.rules.quotum_percentage import NoPercentage, known_percentages, last_day
from meedoen.rules.refusal import NoValueForThisDay

hundredths = st.integers(0, 10**11).map(lambda whole: Decimal(whole) / 100)
liable_hours = st.integers(4_057_500, 5 * 10**10).map(lambda whole: Decimal(whole) / 100)
BAAN, THRESHOLD = Decimal(1331), Decimal(40575)


def of_2018(total: Decimal, registered: Decimal = Decimal(0), **more: Decimal) -> Quotum:
    return quotum_of_employer(
        year=2018, sector="overheid", hours=Hours(total, total, registered, **more), own_percentage=None
    )


@given(total=liable_hours, part=st.integers(0, 1000))
def test_the_levy_is_the_shortfall_times_5000_and_neither_is_below_nothing(total: Decimal, part: int) -> None:
    found = of_2018(total, (total * part / 1000).quantize(Decimal("0.01"), rounding="ROUND_DOWN"))
    shortfall = found.shortfall.amount
    assert shortfall is not None
    assert shortfall >= 0
    assert found.levy.amount == shortfall * 5000
    assert shortfall == shortfall.quantize(Decimal("0.1"))


@given(total=liable_hours, part=st.integers(0, 40))
def test_the_hours_to_zero_are_just_enough(total: Decimal, part: int) -> None:
    """With them there is no shortfall; with one hour less there is."""
    registered = (total * part / 1000).quantize(Decimal("0.01"), rounding="ROUND_DOWN")
    more = of_2018(total, registered).hours_to_zero
    assert more is not None
    assert of_2018(total + more, registered + more).shortfall.amount == 0
    if more:
        assert of_2018(total + more - 1, registered + more - 1).shortfall.amount != 0


@given(total=liable_hours, registered=hundredths, more=hundredths)
def test_more_hours_of_the_doelgroep_never_cost_more(
    total: Decimal, registered: Decimal, more: Decimal
) -> None:
    assume(registered + more <= total and total <= 10**8)
    fewer, richer = of_2018(total, registered), of_2018(total, registered + more)
    assert (richer.shortfall.amount or 0) <= (fewer.shortfall.amount or 0)


@given(total=liable_hours, moved=hundredths)
def test_hiring_and_lending_the_same_hours_changes_nothing(total: Decimal, moved: Decimal) -> None:
    assume(moved <= total)
    both = of_2018(total, moved, hired=moved, lent=moved)
    assert both.shortfall.amount == of_2018(total, moved).shortfall.amount


@given(before=hundredths, during=hundredths)
def test_liable_if_and_only_if_both_years_reach_the_threshold(before: Decimal, during: Decimal) -> None:
    hours = Hours(during, before)
    found = quotum_of_employer(year=2018, sector="overheid", hours=hours)
    assert found.is_liable == (before >= THRESHOLD and during >= THRESHOLD)
    assert (found.shortfall.amount is None) == (not found.is_liable)


def test_the_table_runs_from_nothing_more_to_enough() -> None:
    found = quotum_of_employer(
        year=2018,
        sector="overheid",
        hours=Hours(Decimal(5_000_000), Decimal(5_000_000), Decimal(60_000)),
        more_hours=Decimal(1000),
    )
    assert [row.shortfall for row in found.more] == sorted(
        (row.shortfall for row in found.more), reverse=True
    )
    assert found.more[0].hours == 0
    assert found.more[0].shortfall == found.shortfall.amount
    assert found.more[-1].levy == 0
    assert Decimal(1000) in {row.hours for row in found.more}
    assert all(row.hours % BAAN == 0 for row in found.more if row.hours != 1000)


def test_nothing_more_is_needed_where_there_is_enough() -> None:
    found = of_2018(Decimal(100_000), Decimal(2_000))
    assert found.hours_to_zero == 0
    assert len(found.more) == 1


def test_an_own_percentage_is_marked_everywhere() -> None:
    hours = Hours(Decimal(1_000_000), Decimal(1_000_000))
    found = quotum_of_employer(year=2020, sector="markt", hours=hours, own_percentage=Decimal("2.10"))
    assert found.is_own_assumption
    assert found.levy.is_assumed
    assert found.shortfall.is_assumed
    assert any("eigen aanname" in str(one.words) and one.kind == "warning" for one in found.levy.remarks)
    assert found.percentage is not None
    assert found.percentage.source == "eigen invoer"


@pytest.mark.parametrize(("year", "levied"), [(2018, "is er geen heffing"), (2026, "Wet banenafspraak")])
def test_a_year_says_what_holds_in_it(year: int, levied: str) -> None:
    hours = Hours(Decimal(1_000_000), Decimal(1_000_000))
    found = quotum_of_employer(year=year, sector="overheid", hours=hours)
    assert levied in " ".join(str(one.words) for one in found.levy.remarks)
    assert not found.is_levied.is_true
    assert found.is_active.is_true is (year == 2018)


def test_a_year_without_a_percentage_says_which_ones_are_known() -> None:
    hours = Hours(Decimal(1_000_000), Decimal(1_000_000))
    with pytest.raises(
        NoPercentage, match=r"2021.*overheid 2018: 1,93.*overheid 2026: 2,58 procent, een aanname"
    ):
        quotum_of_employer(year=2021, sector="overheid", hours=hours)
    assert [value.starts_on.year for value in known_percentages()] == [2018, 2026]


@pytest.mark.parametrize("year", [-1, 0, 9999, 10**9])
def test_what_is_no_year_is_refused(year: int) -> None:
    with pytest.raises(NotValid) as refused:
        last_day(year)
    assert refused.value.field == "year"


@pytest.mark.parametrize("year", [2012, 2014, 2030])
def test_a_year_outside_the_book_is_refused_in_words(year: int) -> None:
    hours = Hours(Decimal(1_000_000), Decimal(1_000_000))
    with pytest.raises(NoValueForThisDay, match=str(year)):
        quotum_of_employer(year=year, sector="overheid", hours=hours)


@pytest.mark.parametrize(
    ("field", "given_hours"),
    [
        ("total", {"total": Decimal("Infinity")}),
        ("total_before", {"total_before": Decimal(-1)}),
        ("registered", {"registered": Decimal(10**7)}),
        ("hired", {"hired": Decimal(10**10)}),
        ("lent", {"registered": Decimal(5), "lent": Decimal(6)}),
    ],
)
def test_hours_that_cannot_be_are_refused_at_their_field(field: str, given_hours: dict[str, Decimal]) -> None:
    hours = Hours(**{"total": Decimal(10**6), "total_before": Decimal(10**6), **given_hours})
    with pytest.raises(NotValid) as refused:
        quotum_of_employer(year=2018, sector="overheid", hours=hours)
    assert refused.value.field == field


def test_the_threshold_is_the_employees_times_their_hours() -> None:
    day = last_day(2018)
    people = value_on("quotum.drempel.werknemers", day).number
    assert people * value_on("quotum.formule.E", day).number == value_on("quotum.drempel.uren", day).number
