"""What is due about agreements: those that expire because nobody went on with them."""

from __future__ import annotations

from meedoen.register.agreements.models import Agreement
from meedoen.register.agreements.states import UNFINISHED
from meedoen.register.due import Asked, Due
from meedoen.register.people.models import Person


def agreements_that_expire(asked: Asked) -> list[Due]:
    """Return the unfinished agreements with the day they expire on, for who made them."""
    rows = Agreement.objects.filter(
        asked.about("pk", "expires_on"),
        state__in=UNFINISHED,
        expires_on__gt=asked.on,
        person__state__in=(Person.State.OPEN, Person.State.PROTECTED),
    )
    return [
        Due(
            key,
            expires_on,
            {"agreement": number, "expires_on": str(expires_on)},
            person_id=person,
            account_id=account,
            organisation_id=organisation,
        )
        for key, expires_on, number, person, account, organisation in rows.values_list(
            "pk", "expires_on", "number", "person_id", "account_id", "organisation_id"
        )
    ]
