"""The bench and the register of profiles speak the same codes."""

from __future__ import annotations

from meedoen.matching.carving_demands import DEMANDS, RUNGS
from meedoen.register.profiles.conditions import KINDS
from meedoen.register.profiles.words import LEVELS


def test_every_condition_of_a_profile_can_be_a_demand_and_back() -> None:
    """In the same order, and with a value in the sentence if and only if the condition has a unit."""
    assert list(DEMANDS) == [kind.code for kind in KINDS]
    for kind in KINDS:
        reading, sentence = DEMANDS[kind.code]
        assert ("%(value)s" in sentence) == (kind.unit is not None) == (reading != "clash")


def test_every_level_of_a_profile_has_a_rung() -> None:
    """None is forgotten when the list grows."""
    assert set(RUNGS) == set(LEVELS)
