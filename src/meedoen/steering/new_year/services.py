"""What is written down about looking at the turn of a year: whose names a page showed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require


def look_at_changes(actor: Actor, numbers: Iterable[str]) -> None:
    """Enter one look for the people whose names stood on a page; without names nobody was looked at."""
    with transaction.atomic():
        require(actor, "new_year.see")
        shown = sorted(set(numbers) - {""})
        if shown:
            journal.enter(actor, "new_year.see", "people", "", detail={"numbers": shown}, is_look=True)
