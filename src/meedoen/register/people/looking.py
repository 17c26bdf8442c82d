"""Whose names a page shows: one entry in the journal for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from meedoen.access import journal


class WithName(Protocol):
    """A row that may show the name of a person."""

    @property
    def person_number(self) -> str: ...

    @property
    def person_name(self) -> str: ...


def names_shown(deed: str, rows: Iterable[WithName]) -> list[journal.Note]:
    """The look to write down: whose names these rows show; nothing where they show none."""
    numbers = sorted({row.person_number for row in rows if row.person_name})
    return [journal.Note(deed, "people", "", {"numbers": numbers}, True)] if numbers else []
