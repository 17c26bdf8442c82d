"""What is due about requests and notices: an answer to give, a file that will end."""

from __future__ import annotations

from meedoen.register.due import Asked, Due
from meedoen.register.privacy.models import PrivacyRequest, RetentionNotice


def requests_to_answer(asked: Asked) -> list[Due]:
    """Return the requests that wait for an answer, for the organisation that has to give it."""
    rows = PrivacyRequest.objects.filter(asked.about("pk", "answer_by"), state=PrivacyRequest.State.RECEIVED)
    return [
        Due(
            row.pk,
            row.answer_by,
            {"asked_on": str(row.received_on), "by_on": str(row.answer_by), "kind": row.kind},
            person_id=row.person_id,
            organisation_id=row.organisation_id,
        )
        for row in rows
    ]


def files_that_end(asked: Asked) -> list[Due]:
    """Return the standing notices that a file will be anonymised."""
    rows = RetentionNotice.objects.filter(
        asked.about("pk", "due_on"), state=RetentionNotice.State.OPEN
    ).select_related("person")
    return [
        Due(
            row.pk,
            row.due_on,
            {"asked_on": str(row.noticed_on), "by_on": str(row.due_on), "category": row.category},
            person_id=row.person_id,
            organisation_id=row.person.responsible_id,
        )
        for row in rows
    ]
