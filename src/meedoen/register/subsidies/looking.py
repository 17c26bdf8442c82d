"""Looking at subsidies and payment lists: who looked is written down."""

from __future__ import annotations

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.people.looking import names_shown
from meedoen.register.subsidies.listing import SubsidiesPage, SubsidyFilters, subsidies_visible_to
from meedoen.register.subsidies.models import PaymentBatch, Subsidy
from meedoen.register.subsidies.selectors import batch_by_number, subsidy_by_number


def look_at_subsidies(actor: Actor, filters: SubsidyFilters, after: int | None = None) -> SubsidiesPage:
    """Return a page of subsidies; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "subsidy.list")
        page = subsidies_visible_to(actor, filters, after)
        journal.enter_many(actor, names_shown("subsidy.list", page.rows))
        return page


def look_at_subsidy(actor: Actor, number: str) -> Subsidy:
    """Return one subsidy, and write down who looked."""
    with transaction.atomic():
        require(actor, "subsidy.see")
        subsidy = subsidy_by_number(actor, number)
        detail = {"person": subsidy.placement.person.number}
        journal.enter(actor, "subsidy.see", "subsidy", subsidy.number, detail=detail, is_look=True)
        return subsidy


def look_at_batch(actor: Actor, number: str) -> PaymentBatch:
    """Return one payment list, and write down who looked."""
    with transaction.atomic():
        require(actor, "payment.see")
        batch = batch_by_number(actor, number)
        journal.enter(actor, "payment.see", "payment", batch.number, is_look=True)
        return batch
