"""Reminders, pauses and who wants letters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from meedoen.access.models import Account
from meedoen.register.people.models import Person
from meedoen.register.reminders.models import Pause, Reminder
from tests.factories.access import TODAY

AT = datetime(2018, 4, 30, 7, tzinfo=UTC)


def sent(person: Person, *accounts: Account, **more: Any) -> Reminder:
    """Each of these accounts was reminded that nobody spoke to this person; the first one's is returned."""
    values = {
        "rule": "person.silent",
        "rule_version": 1,
        "subject_id": person.pk,
        "state_on": date(2018, 1, 1),
        "part": "fixed",
        "planned_on": TODAY,
        "state": "sent",
        "facts": {"last_on": "2018-01-01", "days": 119},
        "closed_at": AT,
        **more,
    }
    made = [Reminder.objects.create(person=person, account=one, **values) for one in accounts]
    return made[0]


def pause(person: Person, account: Account, *, until: date = date(2018, 6, 1)) -> Pause:
    """Nobody is reminded of this person until a day."""
    return Pause.objects.create(
        person=person, because="ill", starts_on=TODAY, ends_before=until, account=account
    )
