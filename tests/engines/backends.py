"""The same facts on each backend that must give the same integers."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import ibis

from meedoen.counting import FACTS, Facts
from meedoen.counting.schema import arrow_table


def on_polars(columns: dict[str, dict[str, list[Any]]]) -> Facts:
    backend = ibis.polars.connect()
    for name in FACTS:
        backend.create_table(name, arrow_table(name, columns[name]))
    return Facts.on(backend)


def on_postgres(columns: dict[str, dict[str, list[Any]]], url: str) -> Facts:
    parts = urlsplit(url)
    host = parts.hostname or parse_qs(parts.query).get("host", ["localhost"])[0]
    backend = ibis.postgres.connect(
        host=host,
        port=parts.port or 5432,
        user=parts.username,
        password=parts.password,
        database=parts.path.lstrip("/"),
    )
    for name in FACTS:
        backend.create_table(name, obj=ibis.memtable(arrow_table(name, columns[name])), temp=True)
    return Facts.on(backend)
