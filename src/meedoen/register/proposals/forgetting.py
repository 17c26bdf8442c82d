"""What goes from proposals when a person becomes nobody: words, numbers, links. States and reasons stay."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.numbers import number_of_nobody
from meedoen.register.proposals.models import AnswerLink, Proposal, ProposalMove, SetAside
from meedoen.register.proposals.states import OVER


def forget_person(person_ids: Sequence[int]) -> None:
    """Take away free text, links and numbers; what nobody answered yet is withdrawn."""
    AnswerLink.objects.filter(proposal__person__in=person_ids).delete()
    SetAside.objects.filter(person__in=person_ids).delete()
    ProposalMove.objects.filter(proposal__person__in=person_ids).exclude(words="").update(words="")
    proposals = list(Proposal.objects.filter(person__in=person_ids))
    for proposal in proposals:
        proposal.number, proposal.why = number_of_nobody(), ""
        proposal.waits_for, proposal.answer_by = "", None
        # Reasons have someone's hours and minutes in them; the points alone say nothing of anyone.
        proposal.comparison = {}
        if proposal.placement_id is None and proposal.state not in OVER:
            proposal.state = "withdrawn"
    kept = ["number", "why", "waits_for", "answer_by", "comparison", "state"]
    Proposal.objects.bulk_update(proposals, kept, batch_size=200)
