"""What stops by itself: proposals of someone who no longer wants to be proposed."""

from __future__ import annotations

from datetime import date

from meedoen.access.actors import Actor
from meedoen.register.proposals.models import Proposal
from meedoen.register.proposals.states import OPEN
from meedoen.register.proposals.steps import move


def stop_proposals(actor: Actor, person_id: int, today: date) -> int:
    """Withdraw what nobody decided on yet, so that no link opens it any more; return how many.

    For who granted the wish, in that deed. What both sides agreed on stays: that was the person's own choice.
    """
    found = list(Proposal.objects.select_for_update().filter(person=person_id, state__in=(*OPEN, "pool")))
    for proposal in found:
        move(proposal, "withdrawn", actor, today, side="desk", because="objection")
    return len(found)
