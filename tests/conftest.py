"""What every test may ask for: the database server, the browser, the cast."""

from __future__ import annotations

import gc
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.test import Client, TransactionTestCase

from meedoen.register.fits import kept as fits_kept
from meedoen.steering.counted import facts_of_register
from tests import machine, postgres
from tests.factories import access

# How long an example takes says more about the machine than about the law that it tests.
hypothesis.settings.register_profile("meedoen", deadline=None)
hypothesis.settings.load_profile("meedoen")

# Playwright runs an event loop in the thread of the test; the tests' own rows are read between its steps.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty database of this session alone on a throw-away PostgreSQL server."""
    import psycopg

    if machine.postgres_programs() is None:
        machine.without("PostgreSQL")
    with ExitStack() as stack:
        server = os.environ.get("DATABASE_URL", "")
        if not server.startswith("postgres"):
            server = stack.enter_context(postgres.cluster())
        name = f"engines_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        yield f"{server.rsplit('/', 1)[0]}/{name}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def cast(db: None) -> access.Cast:
    """Alice (desk, Assen), Bob (desk, Veendam), Carla (region), Farid (auditor), Greta (no role), …"""
    return access.cast()


@pytest.fixture
def sign_in() -> Callable[[access.Member], Client]:
    """A browser without a screen in which this member is signed in."""

    def signed_in(member: access.Member) -> Client:
        client = Client()
        client.force_login(member.account)
        return client

    return signed_in


@pytest.fixture(autouse=True)
def _facts_are_read_anew() -> Iterator[None]:
    """The factories make rows without a deed, and every test starts from the same empty journal."""
    facts_of_register.forget()
    fits_kept.forget()
    yield
    facts_of_register.forget()


@pytest.fixture(scope="session", autouse=True)
def _journal_may_be_emptied_between_tests() -> Iterator[None]:
    """A test with a live server is cleaned up by emptying every table; the journal's triggers refuse that."""
    original = TransactionTestCase._fixture_teardown

    def teardown(case: TransactionTestCase) -> None:
        with ExitStack() as stack:
            if connection.vendor == "sqlite":
                stack.enter_context(_without_triggers())
            original(case)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@contextmanager
def _without_triggers() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        for _, statement in triggers:
            cursor.execute(statement)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of each test whether it opens a page in Chromium, and whether it reads rows; long ones first."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if {"page", "context", "browser"} & asked:
            item.add_marker("browser")
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & asked:
            item.add_marker("database")
    items.sort(key=_begins_late)


# One test, or one thing made for all tests, takes a minute; at the end of a run one core would wait for it.
LONG = {"journeys", "migrations"}


def _begins_late(item: pytest.Item) -> bool:
    return LONG.isdisjoint(item.path.parts)


def pytest_collection_finish() -> None:
    """Modules and models stay until the end: looking through them for garbage takes a seventh of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, quiet: it asks nothing of the network by itself."""
    path = machine.chromium()
    if path is None:
        machine.without("Chromium")
    silent = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
    ]
    return {
        "executable_path": path,
        "headless": True,
        "args": ["--no-sandbox", "--disable-gpu", "--no-first-run", *silent],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A Dutch reader at a desk; a test that wants a phone says so."""
    return {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "viewport": {"width": 1366, "height": 900}}
