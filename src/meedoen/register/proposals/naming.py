"""The word of the candidate: whether one employer may know who it is."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible
from meedoen.register.proposals.models import Proposal
from meedoen.register.proposals.selectors import locked_proposal
from meedoen.register.proposals.states import OVER
from meedoen.register.proposals.steps import note, refuse_other_version


def agree_to_be_named(
    actor: Actor, number: str, *, may_tell_subsidy: bool = False, version: int, today: date
) -> Proposal:
    """Write down that the candidate may be named to this employer, and whether it may hear of a subsidy."""
    with transaction.atomic():
        require(actor, "proposal.name")
        proposal = locked_proposal(actor, number)
        refuse_other_version(proposal, version)
        if proposal.state in OVER:
            raise NotPossible(_("Dit voorstel is voorbij. De werkgever hoeft niets meer te weten."))
        if proposal.agreed_to_be_named_on is not None and proposal.may_tell_subsidy == may_tell_subsidy:
            raise NotPossible(_("Dit is al zo vastgelegd."))
        proposal.agreed_to_be_named_on = proposal.agreed_to_be_named_on or today
        proposal.may_tell_subsidy = may_tell_subsidy
        waits = "desk" if proposal.waits_for == "candidate" else None
        note(proposal, "named", actor, today, side="candidate", waits=waits)
        detail = {"proposal": proposal.number, "subsidy": may_tell_subsidy}
        journal.enter(actor, "proposal.name", "person", proposal.person.number, detail=detail)
        return proposal


def withdraw_agreement(actor: Actor, number: str, *, version: int, today: date) -> Proposal:
    """Write down that the candidate may not be named any more; the employer's page closes the name again."""
    with transaction.atomic():
        require(actor, "proposal.name")
        proposal = locked_proposal(actor, number)
        refuse_other_version(proposal, version)
        if proposal.agreed_to_be_named_on is None:
            raise NotPossible(_("De kandidaat mag al niet genoemd worden."))
        if proposal.state == "accepted":
            raise NotPossible(_("De kandidaat is al aangenomen. Trek eerst het voorstel in."))
        proposal.agreed_to_be_named_on, proposal.may_tell_subsidy = None, False
        note(proposal, "not_named", actor, today, side="candidate")
        detail = {"proposal": proposal.number, "withdrawn": True}
        journal.enter(actor, "proposal.name", "person", proposal.person.number, detail=detail)
        return proposal
