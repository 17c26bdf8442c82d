"""Proposals that go along when someone's file goes on in another, and come back."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.register.proposals.models import Proposal


def move_proposals(from_id: int, to_id: int) -> list[int]:
    """Let proposals go along, and return their keys.

    One that stands for a job for which the other file has a standing one too stays behind: it was made twice.
    """
    standing = Proposal.objects.standing()
    there = standing.filter(person=to_id).values_list("job_id", flat=True)
    twins = standing.filter(person=from_id, job__in=list(there)).values_list("pk", flat=True)
    going = Proposal.objects.filter(person=from_id).exclude(pk__in=list(twins))
    keys = list(going.order_by("pk").values_list("pk", flat=True))
    Proposal.objects.filter(pk__in=keys).update(person=to_id)
    return keys


def move_proposals_back(keys: Sequence[int], to_id: int) -> None:
    Proposal.objects.filter(pk__in=keys).update(person=to_id)
