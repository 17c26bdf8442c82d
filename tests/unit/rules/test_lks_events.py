"""Sickness, a move and the term of a decision, on both sides of 1 July 2023."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.rules.lks_events import decided_by, pays_after_move, sickness_changes, stops_when_ill

BEFORE, AFTER = date(2023, 6, 30), date(2023, 7, 1)


def test_sickness_stops_it_only_before() -> None:
    assert stops_when_ill(BEFORE)[0]
    assert not stops_when_ill(AFTER)[0]
    assert sickness_changes() == (AFTER,)


def test_after_a_move_the_new_municipality_pays_only_from_then_on() -> None:
    assert pays_after_move(BEFORE)[0] == "old"
    assert pays_after_move(AFTER)[0] == "new"


@pytest.mark.parametrize(("day", "last"), [(BEFORE, None), (AFTER, date(2023, 8, 5))])
def test_a_term_is_known_only_from_then_on(day: date, last: date | None) -> None:
    found = decided_by(day)
    assert (found[0] if found else None) == last
