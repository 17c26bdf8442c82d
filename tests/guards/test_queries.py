"""A page makes as many queries for two rows as for two hundred."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import comparisons, privacy, register, steering
from tests.factories.access import CAST, Cast, Member
from tests.guards import addresses
from tests.guards.addresses import Address

PAGES = [address for address in addresses.pages() if not address.parts]
DASHBOARD_QUERIES = 8


def _rows(number: int) -> None:
    """So many more rows of everything that a list shows."""
    employer = register.employer()
    for turn in range(number):
        person = register.person()
        register.placement(person=person, employer=employer)
        register.employer()
        steering.publication(value=str(turn))
        privacy.request(person)
        privacy.notice(person)
        comparisons.question()


def _who_may(address: Address, cast: Cast) -> Member:
    members = (cast.named(name) for name in CAST)
    return next(member for member in members if addresses.allowed(address, member.actor.roles))


def _queries(client: Client, path: str) -> list[str]:
    for cache in caches.all():
        cache.clear()
    client.get(path)  # what a process reads once it reads now
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    address: Address, cast: Cast, client: Client
) -> None:
    """A query in a loop is found here, not in production."""
    client.force_login(_who_may(address, cast).account)
    path = address.path(addresses.world())
    _rows(2)
    few = _queries(client, path)
    _rows(48)
    many = _queries(client, path)
    assert len(many) == len(few), "\n".join(sorted(set(many) - set(few)))


@pytest.mark.django_db
def test_the_dashboard_makes_at_most_8_queries(cast: Cast, client: Client) -> None:
    """Sign-in and session included."""
    world = addresses.world()
    client.force_login(cast.karin.account)
    (dashboard,) = [address for address in PAGES if address.name == "dashboard"]
    queries = _queries(client, dashboard.path(world))
    assert len(queries) <= DASHBOARD_QUERIES, "\n".join(queries)
