"""What every test may ask for: the database server, the browser, the cast."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests import machine, postgres

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
