"""Whose names a page shows: one entry in the journal for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from meedoen.access import journal
from meedoen.access.actors import Actor


class WithName(Protocol):
    """A row that may show the name of a person."""

    @property
    def person_number(self) -> str: ...

    @property
    def person_name(self) -> str: ...


def enter_names(actor: Actor, deed: str, rows: Iterable[WithName]) -> None:
    """Write down whose names these rows show; the caller looks within a transaction."""
    numbers = sorted({row.person_number for row in rows if row.person_name})
    if numbers:
        journal.enter(actor, deed, "people", "", detail={"numbers": numbers}, is_look=True)
