"""Who takes a seat of a job, and who may have it again."""

from __future__ import annotations

import pytest

from meedoen.register.checks import AlreadyThere
from meedoen.register.duplicates.services import merge_people
from meedoen.register.placements.services import end_placement
from meedoen.register.proposals.models import Proposal
from meedoen.register.proposals.seats import seats_free
from meedoen.register.proposing.services import NewProposal, propose
from tests.factories import proposals, register
from tests.factories.access import TODAY, Cast


def test_who_worked_here_before_may_come_back(cast: Cast) -> None:
    person, job = proposals.findable(TODAY), proposals.fitting_job(seats=2)
    placement = register.placement(person=person, job=job, employer=job.employer)
    proposals.proposal(person, job, by=cast.alice.account, state="accepted", placement=placement)
    new = NewProposal(person.number, job.number, "Deed dit werk vorig jaar goed")
    with pytest.raises(AlreadyThere, match=placement.number):
        propose(cast.alice.actor, new, today=TODAY)
    end_placement(cast.alice.actor, placement.number, TODAY, "resigned", today=TODAY)
    again = propose(cast.alice.actor, new, today=TODAY)
    assert Proposal.objects.filter(person=person, job=job).count() == 2
    with pytest.raises(AlreadyThere, match=again.number):
        propose(cast.alice.actor, new, today=TODAY)


def test_a_proposal_that_was_made_twice_takes_one_seat(cast: Cast) -> None:
    job = proposals.fitting_job(seats=2)
    kept, merged = (proposals.findable(TODAY, name="Pieter Puik") for _turn in range(2))
    for one in (kept, merged):
        proposals.proposal(one, job, by=cast.alice.account, state="accepted", agreed_to_be_named_on=TODAY)
    pair = register.pair(kept, merged)
    merge_people(cast.hans.actor, pair.pk, kept.number, today=TODAY)
    assert seats_free({job.pk: 2}, TODAY) == {job.pk: 1}
