"""What an employer says behind a link: who is waited for then, and links that close meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from meedoen.register.jobs.models import Job
from meedoen.register.links import LinkGone
from meedoen.register.people.models import Person
from meedoen.register.proposals import services
from meedoen.register.proposals.answering import EmployerAnswer, answer_by_link, open_link
from meedoen.register.proposals.listing import proposals_waiting_for
from meedoen.register.proposals.models import AnswerLink, Proposal, ProposalQuerySet
from tests.factories import proposals
from tests.factories.access import TODAY, Cast

DAY = timedelta(days=1)


@pytest.fixture
def person(db: None) -> Person:
    return proposals.findable(TODAY, name="Pieter Puik")


@pytest.fixture
def job(db: None) -> Job:
    return proposals.fitting_job()


def _made(cast: Cast, person: Person, job: Job) -> Proposal:
    return proposals.proposal(person, job, by=cast.alice.account)


def test_a_question_does_not_shorten_the_time_until_a_talk(cast: Cast, person: Person, job: Job) -> None:
    made = _made(cast, person, job)
    talk = services.plan_talk(
        cast.alice.actor, made.number, TODAY + 30 * DAY, version=made.version, today=TODAY
    )
    proposals.link(made, "vraag")
    asked = answer_by_link("vraag", EmployerAnswer("question", words="Hoe laat?"), today=TODAY)
    assert (asked.waits_for, asked.answer_by) == ("desk", TODAY + 10 * DAY)
    said = services.answer_question(
        cast.alice.actor, made.number, "Om tien uur", version=asked.version, today=TODAY
    )
    assert (said.waits_for, said.answer_by) == ("desk", talk.answer_by)


def test_a_question_about_a_pool_is_shown_to_who_proposed(cast: Cast, person: Person, job: Job) -> None:
    made = _made(cast, person, job)
    services.to_pool(cast.alice.actor, made.number, "later", version=made.version, today=TODAY)
    assert not proposals_waiting_for(cast.alice.actor, TODAY, 5)
    proposals.link(made, "vraag")
    answer_by_link("vraag", EmployerAnswer("question", words="Kan het nu toch?"), today=TODAY)
    assert [one.number for one in proposals_waiting_for(cast.alice.actor, TODAY, 5)] == [made.number]


def test_a_link_that_is_revoked_while_its_proposal_is_locked_opens_nothing(
    cast: Cast, person: Person, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _made(cast, person, job)
    proposals.link(made, "nu")
    lock = ProposalQuerySet.select_for_update

    def revoked_meanwhile(rows: ProposalQuerySet, *args: Any, **more: Any) -> Any:
        AnswerLink.objects.update(revoked_on=TODAY)
        return lock(rows, *args, **more)

    monkeypatch.setattr(ProposalQuerySet, "select_for_update", revoked_meanwhile)
    with pytest.raises(LinkGone) as gone:
        open_link("nu", today=TODAY)
    assert gone.value.why == "revoked"
