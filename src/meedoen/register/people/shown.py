"""Writing down whose names a page showed that is not a list of people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require


def names_shown(actor: Actor, numbers: Iterable[str]) -> None:
    """Enter one look for the names on a page of what waits; a page without names is no look."""
    with transaction.atomic():
        require(actor, "today.see")
        shown = sorted(set(numbers) - {""})
        if shown:
            journal.enter(actor, "today.see", "people", "", detail={"numbers": shown}, is_look=True)
