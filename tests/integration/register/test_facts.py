"""Facts: the standing rows as plain columns, without who they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from meedoen.counting.facts import FACTS
from meedoen.register.employers import facts as employers
from meedoen.register.people import facts as people
from meedoen.register.placements import facts as placements
from tests.factories import register
from tests.factories.access import Cast

TABLES: dict[str, Callable[[], dict[str, list[Any]]]] = {
    "REGISTRATION": people.registration,
    "RESIDENCE": people.residence,
    "SECTOR": employers.sector,
    "PLACEMENT": placements.placement,
    "CONTRACT": placements.contract,
    "PAID": placements.paid,
}


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_has_the_columns_that_counting_reads_also_when_empty(db: None, name: str) -> None:
    table = TABLES[name]()
    assert set(table) == set(FACTS[name])
    assert all(column == [] for column in table.values())


@pytest.mark.parametrize("name", list(TABLES))
def test_the_columns_of_a_table_are_equally_long(cast: Cast, name: str) -> None:
    for _turn in range(3):
        register.placement(paid={date(2016, 2, 1): "100"})
    lengths = {len(column) for column in TABLES[name]().values()}
    assert len(lengths) == 1
    assert lengths != {0}


def test_hours_hold_until_the_next_row_or_the_end(cast: Cast) -> None:
    ended = register.placement(hours="24", ended=(date(2018, 1, 1), "resigned"))
    ended.contract_hours.create(starts_on=date(2017, 1, 1), hours_week="25.5")
    open_ended = register.placement(hours="32")
    table = placements.contract()
    assert list(zip(*table.values(), strict=True)) == [
        (ended.pk, date(2016, 1, 1), date(2017, 1, 1), 2400),
        (ended.pk, date(2017, 1, 1), date(2018, 1, 1), 2550),
        (open_ended.pk, date(2016, 1, 1), None, 3200),
    ]


def test_a_replaced_row_is_in_no_table(cast: Cast) -> None:
    register.placement(replaced_on=date(2018, 1, 1), correction_reason="x", paid={date(2016, 2, 1): "100"})
    assert not placements.placement()["placement_id"]
    assert not placements.contract()["placement_id"]
    assert not placements.paid()["placement_id"]


def test_a_month_is_its_index_and_an_open_end_is_none(cast: Cast) -> None:
    register.placement(paid={date(2016, 2, 1): "104.25"}, programme=register.programme())
    assert placements.paid()["month"] == [2016 * 12 + 1]
    assert placements.paid()["hours_c"] == [10425]
    assert placements.placement()["programme"] == ["1000-banenplan"]
    assert placements.placement()["ends_before"] == [None]
    assert people.registration()["ended_because"] == [None]
