"""One step of a proposal: the state it comes into, who is waited for now, and the row that says so."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.register.checks import NotPossible, refuse_changed
from meedoen.register.proposals.models import Proposal, ProposalMove
from meedoen.register.proposals.states import (
    ANSWER_WITHIN,
    OVER,
    STATES,
    answer_by,
    may_follow,
    reason_words,
    waits_for,
)


def refuse_move(proposal: Proposal, deed: str) -> str:
    """Refuse a deed that the table does not give from here; return the state to which it leads."""
    able = may_follow(proposal.state, deed)
    if not able or proposal.placement_id is not None:
        message = _("Dit voorstel is %(state)s. Dit kan er nu niet mee.")
        raise NotPossible(message % {"state": STATES[proposal.state]})
    return next(iter(able))


def refuse_other_version(proposal: Proposal, opened: int) -> None:
    """Refuse a form that was opened before somebody else changed the proposal."""
    refuse_changed(opened=opened, version=proposal.version, now={}, typed={})


def refuse_reason(deed: str, side: str, because: str) -> None:
    """Refuse a reason that this side does not have for this deed."""
    if because not in reason_words(deed, side):
        raise NotPossible(_("Kies een reden uit de lijst."), field="because")


def move(
    proposal: Proposal,
    to: str,
    actor: Actor,
    today: date,
    *,
    side: str = "desk",
    because: str = "",
    words: str = "",
    meeting: date | None = None,
) -> None:
    """Bring a proposal into a state; who is waited for and by when follow from it."""
    before, proposal.state = proposal.state, to
    proposal.meeting_on = meeting
    # Seeing it is no answer: the clock goes on.
    if to != "seen":
        wait_as_state_says(proposal, today)
    proposal.waits_for = waits_for(to)
    proposal.version += 1
    proposal.save()
    _write(proposal, before, actor, today, side, because, words)


def note(
    proposal: Proposal,
    because: str,
    actor: Actor,
    today: date,
    *,
    side: str = "desk",
    words: str = "",
    waits: str | None = None,
) -> None:
    """Write down what was said while the state stayed; `waits`: who has to do something now."""
    if waits is not None:
        proposal.waits_for, proposal.answer_by = waits, today + ANSWER_WITHIN
        if proposal.state in OVER:
            proposal.waits_for, proposal.answer_by = "", None
    proposal.version += 1
    proposal.save()
    _write(proposal, proposal.state, actor, today, side, because, words)


def wait_as_state_says(proposal: Proposal, today: date) -> None:
    """Let a proposal wait for whom its state waits, and no shorter than the talk or trial that is planned."""
    proposal.waits_for = waits_for(proposal.state)
    proposal.answer_by = answer_by(proposal.state, today, proposal.meeting_on)


def _write(
    proposal: Proposal, before: str, actor: Actor, today: date, side: str, because: str, words: str
) -> None:
    ProposalMove.objects.create(
        proposal=proposal,
        on=today,
        from_state=before,
        to_state=proposal.state,
        side=side,
        because=because,
        words=words,
        account_id=actor.account_id,
    )
