"""What is due about proposals: those that nobody answered in time."""

from __future__ import annotations

from meedoen.register.due import Asked, Due
from meedoen.register.people.models import Person
from meedoen.register.proposals.models import Proposal
from meedoen.register.proposals.states import OVER


def proposals_unanswered(asked: Asked) -> list[Due]:
    """Return the proposals of which the day to answer is over, for who proposed."""
    rows = Proposal.objects.filter(
        asked.about("pk", "answer_by"),
        answer_by__lt=asked.on,
        placement__isnull=True,
        person__state__in=(Person.State.OPEN, Person.State.PROTECTED),
    ).exclude(state__in=OVER)
    return [
        Due(
            key,
            answer_by,
            {"proposal": number, "waits_for": waits_for, "by_on": str(answer_by)},
            person_id=person,
            account_id=account,
            organisation_id=organisation,
        )
        for key, answer_by, number, waits_for, person, account, organisation in rows.values_list(
            "pk", "answer_by", "number", "waits_for", "person_id", "account_id", "organisation_id"
        )
        if answer_by is not None
    ]
