"""Fair shares: exact beside OR-Tools, the price and the bonus in words, overlapping groups refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import ceil
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.matching.assignment import assign
from meedoen.matching.fairness import assign_fairly
from meedoen.matching.pairs import AssignmentRefused, checked
from meedoen.matching.proof import certify
from tests.unit.matching.regions import Region, by_flow, region, regions

# The second group can do the same work for fewer points.
UNEVEN = region([{0: 90, 1: 80}, {0: 70, 1: 85}, {0: 30, 1: 10}, {0: 20, 1: 25}], [1, 1])


@settings(max_examples=200)
@given(regions(), st.data())
def test_it_is_worth_what_ortools_finds_for_the_same_shares(given: Region, data: st.DataObject) -> None:
    people = len(given[0]) - 1
    group = np.array(data.draw(st.lists(st.integers(-1, 2), min_size=people, max_size=people)), np.int64)
    share = data.draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal("0.8"), Decimal(1)]))
    fair = assign_fairly(*given, groups=group, share=share)
    assert fair.plan.certificate.proven
    assert fair.without_shares.value == by_flow(given)
    count = len(fair.groups)
    got = np.array([*(min(one.due, one.placed) for one in fair.groups), 0], np.int64)
    assert fair.plan.value == by_flow(given, np.where(group < 0, count, group), got)
    for number, one in enumerate(fair.groups):
        if not one.met:
            more = got.copy()
            more[number] += 1
            assert by_flow(given, np.where(group < 0, count, group), more) is None
        assert one.bonus == 0 or one.placed <= one.due
        assert one.due >= ceil(share * fair.plan.placed * one.people / max(people, 1)) or fair.price == 0


def test_the_price_and_the_bonus_are_said_in_words() -> None:
    fair = assign_fairly(*UNEVEN, groups=[0, 0, 1, 1], share=Decimal("0.8"), names=["Groningen", "Assen"])
    assert fair.without_shares.value == 175
    assert fair.plan.value == 115
    assert fair.price == 60
    assert [str(word) for word in fair.words()] == [
        "De eerlijke verdeling kost 60 van de 175 punten (34,29%).",
        "Groningen: 1 van 2 mensen krijgen een plek. Dat lukt zonder extra punten.",
        "Assen: 1 van 2 mensen krijgen een plek, zonder deling 0. "
        "Daarvoor telt bij ieder uit deze groep een plek 60 punten zwaarder.",
        "Bewezen: geen enkele verdeling haalt meer dan 115 punten.",
    ]


def test_a_group_without_fitting_seats_gets_what_there_is_and_is_told() -> None:
    given = region([{0: 9}, {0: 8}, {}, {}], [2])
    fair = assign_fairly(*given, groups=[0, 0, 1, 1], share=Decimal(1))
    assert fair.price == 0
    assert not fair.groups[1].met
    assert "meer passende plekken zijn er niet" in str(fair.groups[1].words())


def test_a_share_of_nothing_changes_nothing() -> None:
    fair = assign_fairly(*UNEVEN, groups=[0, 0, 1, 1], share=Decimal(0))
    assert (fair.price, fair.plan.chosen.tolist()) == (0, assign(*UNEVEN).chosen.tolist())
    assert assign_fairly([0], [], [], [], groups=[], share=Decimal(1)).price == 0


def test_disjoint_groups_may_be_a_table_and_overlapping_ones_are_refused() -> None:
    table = np.array([[1, 0], [1, 0], [0, 1], [0, 1]])
    from_table = assign_fairly(*UNEVEN, groups=table, share=Decimal("0.8"))
    from_row = assign_fairly(*UNEVEN, groups=[0, 0, 1, 1], share=Decimal("0.8"))
    assert from_table.plan.fingerprint == from_row.plan.fingerprint
    table[0, 1] = 1
    with pytest.raises(AssignmentRefused, match="meer dan één groep"):
        assign_fairly(*UNEVEN, groups=table, share=Decimal("0.8"))


@pytest.mark.parametrize(
    ("groups", "share", "names", "said"),
    [
        ([0, 0, 1], "0.8", (), "elke persoon"),
        ([0, 0, 0.5, 1], "0.8", (), "elke persoon"),
        ([0, 0, 1, -2], "0.8", (), "vanaf 0"),
        ([0, 0, 1, 1 << 40], "0.8", (), "vanaf 0"),
        ([0, 0, 1, 1], "1.1", (), "tussen 0 en 1"),
        ([0, 0, 1, 1], "NaN", (), "tussen 0 en 1"),
        ([0, 0, 1, 1], "0.8", ("één",), "precies één naam"),
    ],
)
def test_what_cannot_be_shared_is_refused_in_words(groups: Any, share: str, names: Any, said: str) -> None:
    with pytest.raises(AssignmentRefused, match=said):
        assign_fairly(*UNEVEN, groups=groups, share=Decimal(share), names=names)


def test_a_fair_certificate_that_was_tampered_with_proves_nothing() -> None:
    plan = assign_fairly(*UNEVEN, groups=[0, 0, 1, 1], share=Decimal("0.8")).plan
    pairs, prices = checked(*UNEVEN), plan.prices
    assert certify(pairs, plan.chosen, prices).proven
    assert prices.bonus is not None
    assert prices.without is not None
    for bonus in (prices.bonus + 1, prices.bonus * 0, prices.bonus - 100):
        assert not certify(pairs, plan.chosen, replace(prices, bonus=bonus)).proven
    for without in (prices.without - 1, prices.without + 1):
        assert not certify(pairs, plan.chosen, replace(prices, without=without)).proven
    assert certify(pairs, assign(*UNEVEN).chosen, prices).faults
