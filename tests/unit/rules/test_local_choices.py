"""The points on which a municipality decides for itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.rules import local_choices
from meedoen.rules.local_choices import Point, in_words, kept, limit_on, point, points, preferred_on, years_in

DAY = date(2026, 11, 22)
YEARS = [one for one in points() if one.kind == "years"]


def test_the_list_and_the_rule_book_agree() -> None:
    assert local_choices.check() == []
    assert len(points()) >= 12
    assert {one.group for one in points()} == set(local_choices.GROUPS)


@pytest.mark.parametrize("one", points(), ids=lambda one: one.code)
def test_a_preferred_value_can_be_chosen_and_is_never_more_certain_than_its_source(one: Point) -> None:
    preferred = preferred_on(one, DAY)
    if preferred is not None:
        assert kept(one, preferred.text, DAY) == preferred.text
        assert preferred.source
    else:
        assert one.free


@given(
    st.sampled_from(YEARS),
    st.sampled_from(sorted(local_choices.YEARS_UNITS)),
    st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=3),
)
def test_what_is_kept_of_three_years_is_read_back_the_same(one: Point, unit: str, numbers: list) -> None:  # type: ignore[type-arg]
    written = {"unit": unit} | {
        f"year_{turn}": str(number).replace(".", ",") for turn, number in enumerate(numbers, start=1)
    }
    text = kept(one, written, DAY)
    assert kept(one, years_in(text), DAY) == text
    assert in_words(one, text).count("jaar ") >= len(numbers)


@given(st.sampled_from(points()), st.text(max_size=300))
def test_any_text_is_kept_or_refused_in_words(one: Point, text: str) -> None:
    found, refused = "", None
    try:
        found = kept(one, text, DAY)
    except NotValid as refusal:
        refused = refusal
    assert refused is None or (refused.remedy and refused.field)
    assert bool(found) is (refused is None)
    assert len(found) <= 160


def test_the_law_limits_from_its_own_day() -> None:
    weeks = point("beslistermijn")
    assert limit_on(weeks, date(2023, 6, 30)) is None
    assert kept(weeks, "26", date(2023, 6, 30)) == "26"
    with pytest.raises(NotValid, match="10d"):
        kept(weeks, "6", date(2023, 7, 1))
