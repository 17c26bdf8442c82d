"""The list of employers: its filters, who owns and who spoke last, and its number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meedoen.register.employers.listing import EmployerFilters, employers_visible_to, how_many_employers
from meedoen.register.employers.models import Employer
from tests.factories import employers, register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, VEENDAM


@pytest.fixture
def world(cast: Cast) -> None:
    mine = register.employer(name="Mijn werkgever")
    employers.owner(mine, cast.alice.account)
    employers.moment(mine, by=cast.hans.account, on=TODAY)
    employers.moment(mine, by=cast.bob.account, on=TODAY - timedelta(days=300))
    his = register.employer(name="Van Bob", municipality=VEENDAM, sector="overheid")
    employers.owner(his, cast.bob.account)
    employers.moment(his, by=cast.bob.account, on=TODAY - timedelta(days=181))
    rests = register.employer(name="Zonder iemand", years=range(2012, 2018))
    Employer.objects.filter(pk=rests.pk).update(
        paused_from=TODAY - timedelta(days=1), paused_until=TODAY + timedelta(days=1), pause_because="full"
    )


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, ["Mijn werkgever", "Van Bob", "Zonder iemand"]),
        ({"owner": "mine"}, ["Mijn werkgever"]),
        ({"owner": "none"}, ["Zonder iemand"]),
        ({"is_paused": True}, ["Zonder iemand"]),
        ({"contact": "long_ago"}, ["Van Bob", "Zonder iemand"]),
        ({"sector": "overheid"}, ["Van Bob"]),
        ({"sector": "onbekend"}, ["Zonder iemand"]),
        ({"municipality": VEENDAM}, ["Van Bob"]),
        ({"words": "werk"}, ["Mijn werkgever"]),
        ({"owner": "mine", "contact": "long_ago"}, []),
    ],
)
def test_each_filter_leaves_those_that_fit(
    cast: Cast, world: None, filters: dict[str, Any], names: list[str]
) -> None:
    asked = EmployerFilters(on=TODAY, **filters)
    page = employers_visible_to(cast.alice.actor, asked)
    assert [row.name for row in page.rows] == names
    assert how_many_employers(cast.alice.actor, asked, most=10) == len(names)


def test_a_row_says_who_owns_and_who_spoke_last_over_all_municipalities(cast: Cast, world: None) -> None:
    rows = employers_visible_to(cast.ilse.actor, EmployerFilters(on=TODAY)).rows
    first, _second, third = rows
    assert (first.owner, first.last_on, first.last_by, first.last_at) == (
        "Alice Aalders",
        TODAY,
        "Hans Hofman",
        "Assen",
    )
    assert (third.owner, third.last_on, third.paused_until) == ("", None, TODAY + timedelta(days=1))


def test_who_holds_no_role_sees_none(cast: Cast, world: None) -> None:
    assert employers_visible_to(cast.greta.actor, EmployerFilters(on=TODAY)).rows == ()


def test_a_rest_that_is_over_is_not_shown(cast: Cast, world: None) -> None:
    later = EmployerFilters(on=TODAY + timedelta(days=1), is_paused=True)
    assert employers_visible_to(cast.alice.actor, later).rows == ()


def test_the_list_asks_as_often_for_2_as_for_40(cast: Cast) -> None:
    counts = []
    for many in (2, 38):
        for _turn in range(many):
            one = register.employer()
            employers.owner(one, cast.alice.account)
            employers.moment(one, by=cast.bob.account)
        with CaptureQueriesContext(connection) as seen:
            employers_visible_to(cast.alice.actor, EmployerFilters(on=TODAY))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 3
