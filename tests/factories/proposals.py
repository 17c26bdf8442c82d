"""Proposals, and the people and jobs that can be proposed to each other."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from meedoen.access.models import Account
from meedoen.register.jobs.models import Job
from meedoen.register.links import hash_of
from meedoen.register.people.models import Person
from meedoen.register.proposals.models import AnswerLink, Proposal, ProposalMove
from tests.factories import access, jobs, profiles, register

_numbers = count(1)


def findable(today: date, **more: Any) -> Person:
    """Someone with a whole and fresh profile: green work, sixteen to twenty-four hours."""
    person = register.person(**more)
    profiles.profile(person, confirmed_on=today)
    return person


def fitting_job(**more: Any) -> Job:
    """Work that fits who is `findable`."""
    made = jobs.job(
        **{
            "title": "Helpen in het park",
            "days": ["mon", "tue"],
            "hours_min": Decimal(16),
            "hours_max": Decimal(20),
            **more,
        }
    )
    made.tasks.all().delete()
    made.tasks.create(task="green.mow", hours_week=Decimal(12))
    return made


def proposal(
    person: Person | None = None, job: Job | None = None, *, by: Account | None = None, **more: Any
) -> Proposal:
    """Proposed today, the employer has ten days."""
    account = by or access.account("Vera Voorsteller", "consulent")
    values: dict[str, Any] = {
        "number": f"V{next(_numbers):07}",
        "why": "Werkt graag buiten en komt op tijd",
        "is_own_pick": False,
        "score": 800,
        "proposed_on": access.TODAY,
        "state": "proposed",
        "waits_for": "employer",
        "answer_by": access.TODAY + timedelta(days=10),
        **more,
    }
    made = Proposal.objects.create(
        person=person or register.person(),
        job=job or jobs.job(),
        account=account,
        organisation=account.organisation,
        **values,
    )
    ProposalMove.objects.create(
        proposal=made, on=made.proposed_on, to_state="proposed", side="desk", account=account
    )
    return made


def link(proposal: Proposal, token: str, *, expires_on: date = date(2099, 1, 1), **more: Any) -> AnswerLink:
    """A link of which the token is known."""
    return AnswerLink.objects.create(
        proposal=proposal,
        token_hash=hash_of(token),
        made_on=proposal.proposed_on,
        expires_on=expires_on,
        **more,
    )
