"""Looking at agreements: whose names that shows is written down."""

from __future__ import annotations

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.agreements.listing import AgreementFilters, AgreementsPage, agreements_visible_to
from meedoen.register.agreements.models import Agreement
from meedoen.register.agreements.selectors import agreement_by_number, may_act_on
from meedoen.register.people.looking import names_shown


def look_at_agreements(actor: Actor, filters: AgreementFilters, after: int | None = None) -> AgreementsPage:
    """Return a page of agreements; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "agreement.list")
        page = agreements_visible_to(actor, filters, after)
        journal.enter_many(actor, names_shown("agreement.list", page.rows))
        return page


def look_at_agreement(actor: Actor, number: str) -> Agreement:
    """Return one agreement, and write down who looked at whom."""
    with transaction.atomic():
        require(actor, "agreement.see")
        found = agreement_by_number(actor, number)
        detail = {"agreement": found.number, "named": may_act_on(actor, found)}
        journal.enter(actor, "agreement.see", "person", found.person.number, detail=detail, is_look=True)
        return found
