"""Terms, notices, requests and restrictions."""

from __future__ import annotations

from datetime import date, timedelta

from meedoen.register.people.models import Person
from meedoen.register.privacy.models import PrivacyRequest, Restriction, RetentionNotice, RetentionTerm
from tests.factories.access import TODAY


def term(category: str = "without_placement", months: int | None = 24, **more: str) -> RetentionTerm:
    """What a region decided on."""
    values = {"region": "AM01", "reason": "Archiefbesluit van de regio", **more}
    return RetentionTerm.objects.create(category=category, months=months, decided_on=TODAY, **values)


def notice(
    person: Person, *, category: str = "without_placement", due_on: date = TODAY, **more: object
) -> RetentionNotice:
    """The word that this file will end."""
    return RetentionNotice.objects.create(
        person=person,
        category=category,
        noticed_on=more.pop("noticed_on", due_on - timedelta(days=30)),
        due_on=due_on,
        **more,
    )


def request(person: Person, kind: str = "inzage", **more: object) -> PrivacyRequest:
    """What someone asked; it waits for an answer."""
    received = more.pop("received_on", date(2018, 4, 20))
    return PrivacyRequest.objects.create(
        person=person,
        organisation=more.pop("organisation", person.responsible),
        kind=kind,
        against=more.pop("against", "matching" if kind == "bezwaar" else ""),
        received_on=received,
        answer_by=more.pop("answer_by", received + timedelta(days=30)),
        **more,
    )


def restriction(person: Person, kind: str = "no_matching", **more: object) -> Restriction:
    """What is not done with a file, after an objection that was granted."""
    asked = more.pop("request", None) or request(
        person, "bezwaar", state="granted", answered_on=date(2018, 4, 25)
    )
    if kind != "no_matching":
        Person.objects.filter(pk=person.pk).update(is_not_shared=True)
    return Restriction.objects.create(
        person=person, kind=kind, request=asked, starts_on=more.pop("starts_on", date(2018, 4, 25)), **more
    )
