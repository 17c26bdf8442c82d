"""Looking at proposals: whose names and profiles that shows is written down."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.people.looking import names_shown
from meedoen.register.proposals.listing import (
    Beside,
    ProposalFilters,
    ProposalRow,
    ProposalsPage,
    proposals_at_employer,
    proposals_at_job,
    proposals_visible_to,
)
from meedoen.register.proposals.models import Proposal
from meedoen.register.proposals.selectors import may_act_on, proposal_by_number


def look_at_proposals(actor: Actor, filters: ProposalFilters, after: int | None = None) -> ProposalsPage:
    """Return a page of proposals; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "proposal.list")
        page = proposals_visible_to(actor, filters, after)
        _enter_names(actor, page.rows)
        return page


def look_at_proposals_for(actor: Actor, *, job_id: int = 0, employer_id: int = 0) -> Beside:
    """Return the proposals for a job or for all jobs of an employer; write down whose names they show."""
    with transaction.atomic():
        require(actor, "proposal.list")
        found = proposals_at_job(actor, job_id) if job_id else proposals_at_employer(actor, employer_id)
        _enter_names(actor, found.rows)
        return found


def look_at_proposal(actor: Actor, number: str) -> Proposal:
    """Return one proposal, and write down who looked at whom."""
    with transaction.atomic():
        require(actor, "proposal.see")
        proposal = proposal_by_number(actor, number)
        detail = {"proposal": proposal.number, "named": may_act_on(actor, proposal)}
        journal.enter(actor, "proposal.see", "person", proposal.person.number, detail=detail, is_look=True)
        return proposal


def _enter_names(actor: Actor, rows: Sequence[ProposalRow]) -> None:
    journal.enter_many(actor, names_shown("proposal.list", rows))
