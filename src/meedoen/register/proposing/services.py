"""Proposing a person for a job: a colleague chooses and says why, also against the comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import NeedsConfirmation, text, together
from meedoen.register.employers.face import may_be_approached
from meedoen.register.free_text import warned
from meedoen.register.jobs.models import Job
from meedoen.register.jobs.selectors import locked_job
from meedoen.register.numbers import number_of, provisional_mark
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import colleague_of, locked_person, no_such_section, sight_of
from meedoen.register.proposals.models import LONGEST, Proposal, ProposalMove
from meedoen.register.proposals.states import answer_by, waits_for
from meedoen.register.proposals.texts import names_in
from meedoen.register.proposing.comparing import Compared, compare
from meedoen.register.proposing.validity import wrong_pair

PREFIX = "V"
# What is asked once more: a pick against the comparison, and an employer that wants no more approaches.
OWN_PICK, APPROACHED = "own_pick", "approached"
Accepted = Collection[str]


@dataclass(frozen=True)
class NewProposal:
    """Who for which job, and why in words that the employer reads."""

    person_number: str
    job_number: str
    why: str


def propose(actor: Actor, new: NewProposal, *, accepted: Accepted = (), today: date) -> Proposal:
    """Propose a person for a job; the comparison of this moment is kept with it and decides nothing."""
    with transaction.atomic():
        require(actor, "proposal.propose")
        account, organisation = colleague_of(actor)
        person = locked_person(actor, new.person_number)
        if not sight_of(actor, person).sections >= {"profile", "work"}:
            raise no_such_section()
        job = locked_job(actor, new.job_number)
        why, wrong = text(new.why, _("Waarom deze kandidaat"), "why", LONGEST)
        wrong += [*names_in(person, why, "why"), *wrong_pair(person, job, today)]
        together(wrong)
        found = compare(person.pk, job.pk, today)
        together([*warned(actor, why, "why", accepted).refusals, *_unusual(job, found, accepted, today)])
        proposal = _insert(person, job, why, found, account, organisation, today)
        detail = {
            "proposal": proposal.number,
            "job": job.number,
            "score": found.score or 0,
            "own": proposal.is_own_pick,
        }
        journal.enter(actor, "proposal.propose", "person", person.number, detail=detail)
        return proposal


def _unusual(job: Job, found: Compared, accepted: Accepted, today: date) -> Iterator[Refused]:
    """Ask once more about a pick against the comparison, and about an employer that wants rest."""
    if not found.fits and OWN_PICK not in accepted:
        message = _(
            "Volgens de vergelijking past dit niet. Waarom niet, staat op deze bladzijde en blijft bij het "
            "voorstel staan. Stelt u deze kandidaat toch voor?"
        )
        yield NeedsConfirmation(OWN_PICK, message, field="why")
    may, words = may_be_approached(job.employer, today)
    if not may and APPROACHED not in accepted:
        yield NeedsConfirmation(APPROACHED, _("%(words)s Stelt u toch voor?") % {"words": words})


def _insert(
    person: Person, job: Job, why: str, found: Compared, account: int, organisation: int, today: date
) -> Proposal:
    proposal = Proposal.objects.create(
        number=provisional_mark(),
        person=person,
        job=job,
        account_id=account,
        organisation_id=organisation,
        why=why,
        is_own_pick=not found.fits,
        score=found.score,
        comparison=found.kept,
        proposed_on=today,
        state="proposed",
        waits_for=waits_for("proposed"),
        answer_by=answer_by("proposed", today),
    )
    proposal.number = number_of(PREFIX, proposal.pk)
    proposal.save(update_fields=["number"])
    ProposalMove.objects.create(
        proposal=proposal, on=today, to_state="proposed", side="desk", account_id=account
    )
    return proposal
