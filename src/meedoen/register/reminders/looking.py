"""Looking at one's own reminders: whose names that shows is written down."""

from __future__ import annotations

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.reminders.selectors import ReminderRow, RemindersPage, reminder_of, reminders_of


def look_at_reminders(actor: Actor, after: int | None = None) -> RemindersPage:
    """Return a page of what was sent to the actor."""
    with transaction.atomic():
        require(actor, "reminder.see")
        page = reminders_of(actor, after=after)
        numbers = sorted({row.number for row in page.rows if row.number})
        if numbers:
            journal.enter(actor, "reminder.see", "people", "", detail={"numbers": numbers}, is_look=True)
        return page


def look_at_reminder(actor: Actor, key: int) -> ReminderRow:
    """Return one reminder with the proof why it was sent."""
    with transaction.atomic():
        require(actor, "reminder.see")
        row = reminder_of(actor, key)
        if row.number:
            journal.enter(actor, "reminder.see", "people", "", detail={"numbers": [row.number]}, is_look=True)
        return row
