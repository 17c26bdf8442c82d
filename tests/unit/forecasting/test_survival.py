"""The survival curve against a published example, against exact fractions, and against SciPy."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from meedoen.forecasting.survival import Difference, NoSpells, NotSpells, curve_of, differences

# Weeks of remission, Freireich et al., Blood 21 (1963) 699-716; True is a relapse. Curve and log-rank as in
# Cox and Oakes, Analysis of Survival Data (1984), and Kleinbaum and Klein, Survival Analysis (2012), 2.
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [True, True, True, False, True, False, True, False, False, True, True]
RELAPSED += [False, False, False, True, True, False, False, False, False, False]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

spells = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60)


def test_the_curve_is_the_published_one() -> None:
    found = curve_of(TREATED, RELAPSED)
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {day: round(found.at(day).share, 3) for day in published} == published
    assert [found.at(day).at_risk for day in published] == [21, 17, 15, 12, 11, 7, 6]
    assert (found.median, curve_of(PLACEBO, [True] * 21).median) == (23, 8)
    assert (found.spells, found.ends) == (21, 9)


def test_the_interval_is_the_published_one() -> None:
    """On the log-log scale, as R survfit(conf.type = "log-log") prints it for these data."""
    step = curve_of(TREATED, RELAPSED).at(6)
    assert (round(step.low or 0, 3), round(step.high or 0, 3)) == (0.620, 0.952)


def test_the_difference_is_the_published_one() -> None:
    found = difference(list(zip(TREATED, RELAPSED, strict=True)), [(week, True) for week in PLACEBO])
    assert found is not None
    assert found.chance == pytest.approx(4.17e-5, rel=5e-3)
    assert found.is_longer
    other = difference([(week, True) for week in PLACEBO], list(zip(TREATED, RELAPSED, strict=True)))
    assert other is not None
    assert (other.chance, other.is_longer) == (pytest.approx(found.chance), False)


def difference(one: list[tuple[int, bool]], other: list[tuple[int, bool]]) -> Difference | None:
    """The first of two groups against the second."""
    days, over = zip(*one, *other, strict=True)
    return differences(days, over, [0] * len(one) + [1] * len(other), 2)[0]


def _exact(rows: list[tuple[int, bool]], day: int) -> Fraction:
    """The product, factor by factor, as the textbook writes it."""
    share = Fraction(1)
    for time in sorted({length for length, _over in rows if length <= day}):
        followed = sum(length >= time for length, _over in rows)
        share *= 1 - Fraction(sum(over and length == time for length, over in rows), followed)
    return share


@given(spells)
def test_it_is_the_exact_product(rows: list[tuple[int, bool]]) -> None:
    found = curve_of([length for length, _over in rows], [over for _length, over in rows])
    for day in range(42):
        assert found.at(day).share == pytest.approx(float(_exact(rows, day)), abs=1e-12)
        assert found.at(day).at_risk == sum(length >= day for length, _over in rows)
    half = next((time for time in found.days if _exact(rows, time) <= Fraction(1, 2)), None)
    assert found.median == half
    assert all(one >= other for one, other in pairwise((1.0, *found.share)))


@given(spells)
def test_curve_and_interval_are_those_of_scipy(rows: list[tuple[int, bool]]) -> None:
    days, over = np.array([one[0] for one in rows]), np.array([one[1] for one in rows])
    found = curve_of(days, over)
    sample = stats.CensoredData.right_censored(days, ~over)
    theirs = stats.ecdf(sample).sf
    with np.errstate(all="ignore"), pytest.warns(RuntimeWarning) if _has_edge(found.share) else _quiet():
        bounds = theirs.confidence_interval(0.95, method="log-log")
    for place, day in enumerate(found.days):
        assert found.share[place] == pytest.approx(float(theirs.evaluate(day)), abs=1e-12)
        if (low := found.low[place]) is not None:
            assert low == pytest.approx(float(bounds.low.evaluate(day)), abs=1e-9)
            assert found.high[place] == pytest.approx(float(bounds.high.evaluate(day)), abs=1e-9)


def _quiet() -> np.errstate:
    return np.errstate()


def _has_edge(shares: tuple[float, ...]) -> bool:
    return any(share in (0.0, 1.0) for share in shares)


@given(spells, spells)
def test_the_difference_is_that_of_scipy(one: list[tuple[int, bool]], other: list[tuple[int, bool]]) -> None:
    mine, theirs = list(zip(*one, strict=True)), list(zip(*other, strict=True))
    found = difference(one, other)
    if found is None:
        return
    sides = [
        stats.CensoredData.right_censored(np.array(side[0]), ~np.array(side[1])) for side in (mine, theirs)
    ]
    assert found.chance == pytest.approx(stats.logrank(*sides).pvalue, abs=1e-9)


def test_an_end_counts_before_who_was_no_longer_followed_that_day() -> None:
    assert curve_of([5, 5], [True, False]).at(5).share == 0.5


def test_a_spell_of_no_days_is_a_spell() -> None:
    found = curve_of([0, 0, 3], [True, False, True])
    assert found.at(0).share == pytest.approx(2 / 3)
    assert (found.at(0).at_risk, found.at(1).at_risk, found.at(4).at_risk) == (3, 1, 0)
    assert found.at(3).share == 0
    assert found.at(3).low is None


def test_where_nothing_ended_there_is_no_median_and_no_interval() -> None:
    found = curve_of([3, 9], [False, False])
    assert (found.median, found.ends, found.share) == (None, 0, (1.0, 1.0))
    assert found.at(9).low is None
    assert difference([(3, False)], [(9, False)]) is None
    assert differences([3, 9], [True, True], [0, 0], 2) == (None, None)


def test_what_is_no_spell_is_refused() -> None:
    with pytest.raises(NoSpells):
        curve_of([], [])
    for days, over in (([-1], [True]), ([1, 2], [True])):
        with pytest.raises(NotSpells):
            curve_of(days, over)
    for groups in ([0, 2], [-1, 0], [0]):
        with pytest.raises(NotSpells):
            differences([1, 2], [True, True], groups, 2)
