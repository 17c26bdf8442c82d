"""Looking at signals: whose names that shows is written down."""

from __future__ import annotations

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.durability.listing import SignalFilters, SignalsPage, signals_visible_to
from meedoen.register.people.looking import names_shown


def look_at_signals(actor: Actor, filters: SignalFilters, after: int | None = None) -> SignalsPage:
    """Return a page of placements with signals; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "check.list")
        page = signals_visible_to(actor, filters, after)
        journal.enter_many(actor, names_shown("check.list", page.rows))
        return page
