"""Links with which an employer answers without an account: made, renewed, revoked."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible
from meedoen.register.links import hash_of, new_token
from meedoen.register.proposals.models import AnswerLink, Proposal
from meedoen.register.proposals.selectors import locked_proposal
from meedoen.register.proposals.states import LINK_LASTS, OVER
from meedoen.register.proposals.steps import note, refuse_other_version


class SentLink(NamedTuple):
    """A link with its token, which is nowhere to be read again."""

    link: AnswerLink
    token: str


def send_link(actor: Actor, number: str, *, version: int, token: str | None = None, today: date) -> SentLink:
    """Make a link for the employer; a link from before opens nothing any more.

    `token`: only where all people are invented; else it is drawn.
    """
    with transaction.atomic():
        require(actor, "proposal.send_link")
        proposal = locked_proposal(actor, number)
        refuse_other_version(proposal, version)
        if proposal.state in OVER or proposal.placement_id is not None:
            raise NotPossible(_("Dit voorstel is voorbij. De werkgever hoeft niets meer te antwoorden."))
        _revoke(proposal, today)
        token = token or new_token()
        link = AnswerLink.objects.create(
            proposal=proposal,
            token_hash=hash_of(token),
            made_on=today,
            made_by_id=actor.account_id,
            expires_on=max(proposal.answer_by or today, today) + LINK_LASTS,
        )
        note(proposal, "sent_link", actor, today)
        detail = {"proposal": proposal.number, "until": link.expires_on.isoformat()}
        journal.enter(actor, "proposal.send_link", "person", proposal.person.number, detail=detail)
        return SentLink(link, token)


def revoke_link(actor: Actor, number: str, *, version: int, today: date) -> Proposal:
    """Let the link of a proposal open nothing any more."""
    with transaction.atomic():
        require(actor, "proposal.send_link")
        proposal = locked_proposal(actor, number)
        refuse_other_version(proposal, version)
        if not _revoke(proposal, today):
            raise NotPossible(_("Er is geen link die nog werkt."))
        note(proposal, "revoked_link", actor, today)
        detail = {"proposal": proposal.number, "revoked": True}
        journal.enter(actor, "proposal.send_link", "person", proposal.person.number, detail=detail)
        return proposal


def _revoke(proposal: Proposal, today: date) -> int:
    standing = AnswerLink.objects.filter(proposal=proposal).standing(today)
    return standing.update(revoked_on=today)
