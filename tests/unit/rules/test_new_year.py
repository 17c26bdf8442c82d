"""What changes between two days: laws that hold for every job."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.primitives.refusal import NotValid
from meedoen.rules.lks import Job, lks
from meedoen.rules.new_year import KINDS, Window, Work, would_have_lks
from meedoen.rules.new_year_terms import changes, not_looked_at
from meedoen.rules.wml import age_on

DAYS = st.dates(date(2018, 1, 2), date(2027, 6, 30))
JOBS = st.builds(
    Work,
    kind=st.sampled_from(["dienstverband", "beschut_werk", "uitzend_inleen", "proefplaatsing"]),
    birth_on=st.dates(date(1955, 1, 1), date(2002, 1, 1)),
    starts_on=st.dates(date(2015, 1, 1), date(2018, 1, 1)),
    hours=st.integers(1, 160).map(lambda quarters: Decimal(quarters) / 4),
    full_time=st.sampled_from([Decimal(36), Decimal(38), Decimal(40)]),
    loonwaarde=st.none() | st.integers(0, 100).map(lambda percent: Decimal(percent) / 100),
    grounds=st.frozensets(st.sampled_from(["1a", "1c", "1e"])),
    in_bijstand=st.booleans(),
    no_risk=st.sampled_from(["", "lasting", "five_years"]),
)


@given(JOBS, DAYS, st.integers(1, 400))
def test_every_change_lies_between_the_days_and_says_what_is_different(
    work: Work, day: date, length: int
) -> None:
    window = Window(day - timedelta(days=length), day)
    for one in changes(work, window):
        assert one.kind in KINDS
        assert one.on in window
        assert str(one.words)
        assert one.why_unknown is None or one.new is None
        if one.old is not None and one.new is not None and one.kind != "lkv_lasting":
            assert one.old != one.new
        assert one.old is None or one.stands_on


@given(JOBS, st.dates(date(2018, 1, 2), date(2026, 12, 31)))
def test_the_amounts_are_those_of_the_page_that_computes_one(work: Work, day: date) -> None:
    """And they change if and only if these two differ."""
    window = Window(day - timedelta(days=1), day)
    found = [one for one in changes(work, window) if one.kind == "lks_amount"]
    if not would_have_lks(work, window.old):
        assert not found
        return
    old, new = (
        lks(
            Job(
                loonwaarde=work.loonwaarde,
                hours=work.hours,
                full_time=work.full_time,
                age=age_on(work.birth_on, on),
                starts_on=work.starts_on,
            ),
            on,
        ).amount
        for on in (window.old, day)
    )
    assert [(one.old, one.new) for one in found] == ([(old, new)] if old != new else [])


@given(JOBS, DAYS)
def test_two_windows_in_a_row_hold_no_more_than_the_whole(work: Work, day: date) -> None:
    """A term that ends in a part ends in the whole: only amounts may come back to what they were."""
    terms = {"aow", "kostendeler", "no_risk_ends", "vrijlating_ends", "lkv_ends"}
    first, middle = day - timedelta(days=60), day - timedelta(days=30)
    parts = [*changes(work, Window(first, middle)), *changes(work, Window(middle, day))]
    whole = changes(work, Window(first, day))
    ends = {(one.kind, one.on) for one in whole if one.kind in terms}
    assert {(one.kind, one.on) for one in parts if one.kind in terms} >= ends


def test_nothing_changes_for_a_job_that_does_not_run_on_both_days() -> None:
    work = Work(
        kind="dienstverband", birth_on=date(1990, 1, 1), starts_on=date(2026, 1, 1), hours=Decimal(32)
    )
    window = Window(date(2025, 12, 31), date(2026, 7, 1))
    assert changes(work, window) == ()
    assert changes(replace(work, starts_on=date(2020, 1, 1), ends_before=date(2026, 7, 1)), window) == ()


@pytest.mark.parametrize(
    ("old", "new", "growth", "field"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), None, "since"),
        (date(2026, 1, 2), date(2026, 1, 1), None, "since"),
        (date(2025, 1, 1), date(2026, 1, 1), Decimal(2), "growth"),
    ],
)
def test_days_that_cannot_be_compared_are_refused(
    old: date, new: date, growth: Decimal | None, field: str
) -> None:
    with pytest.raises(NotValid) as refused:
        Window(old, new, growth)
    assert refused.value.field == field


def test_someone_of_14_is_refused_with_the_remedy() -> None:
    work = Work(kind="dienstverband", birth_on=date(2012, 6, 1), starts_on=date(2025, 1, 1), hours=Decimal(8))
    with pytest.raises(NotValid, match="15"):
        changes(work, Window(date(2025, 12, 31), date(2026, 1, 1)))


def test_what_the_book_does_not_know_is_said() -> None:
    assert not_looked_at(Window(date(2026, 12, 31), date(2027, 1, 1))) == ()
    assert "Vrijlating, algemeen" in not_looked_at(Window(date(2025, 12, 31), date(2026, 1, 1)))
    assert "Loonkostenvoordeel" in not_looked_at(Window(date(2017, 6, 30), date(2017, 7, 1)))
