"""A page makes as many queries for two rows as for two hundred."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    agreements,
    bench,
    carving,
    coaching,
    comparisons,
    durability,
    jobs,
    privacy,
    proposals,
    register,
    rounds,
    steering,
    subsidies,
)
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
        proposals.proposal(person, jobs.job(employer))
        carving.stack(bench.filled(employer))
        steering.publication(value=str(turn))
        privacy.request(person)
        privacy.notice(person)
        comparisons.question()
        rounds.asked()
        subsidies.in_the_world(person)
        agreements.row(person)
        coaching.in_the_world(person)
        durability.in_the_world(person, f"link {person.pk}")


def _who_may(address: Address, cast: Cast) -> Member:
    members = (cast.named(name) for name in CAST)
    return next(member for member in members if addresses.allowed(address, member.actor.roles))


def _queries(client: Client, path: str) -> list[str]:
    for cache in caches.all():
        cache.clear()
    client.get(path)  # what a process reads once it reads now
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


# Many pages on the same rows: making fifty rows anew for each page would take longer than asking it.
HEAPS = [pytest.param(heap, id=heap[0].name) for heap in addresses.heaps(tuple(PAGES))]


@pytest.mark.django_db
@pytest.mark.parametrize("heap", HEAPS)
def test_the_number_of_queries_does_not_grow_with_the_rows(heap: tuple[Address, ...], cast: Cast) -> None:
    """A query in a loop is found here, not in production."""
    world = addresses.world()
    asked = [(address.path(world), Client()) for address in heap]
    for address, (_path, client) in zip(heap, asked, strict=True):
        client.force_login(_who_may(address, cast).account)
    _rows(2)
    few = [_queries(client, path) for path, client in asked]
    _rows(48)
    many = [_queries(client, path) for path, client in asked]
    grown = [
        (path, sorted(set(now) - set(then)))
        for (path, _client), then, now in zip(asked, few, many, strict=True)
        # Fewer is no fault: the newest rows of a journal may be of one kind.
        if len(now) > len(then)
    ]
    assert not grown, grown


@pytest.mark.django_db
def test_the_dashboard_makes_at_most_8_queries(cast: Cast, client: Client) -> None:
    """Sign-in and session included."""
    world = addresses.world()
    client.force_login(cast.karin.account)
    (dashboard,) = [address for address in PAGES if address.name == "dashboard"]
    queries = _queries(client, dashboard.path(world))
    assert len(queries) <= DASHBOARD_QUERIES, "\n".join(queries)
