"""Reminds the people of the demo once, so that their pages show what a working day brings."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from meedoen.access.actors import system
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.rows import Progress
from meedoen.register.people.listing import PeopleFilters, people_visible_to
from meedoen.register.reminders.pausing import pause_person
from meedoen.register.reminders.services import plan_reminders, send_reminders
from meedoen.register.reminders.shape import last_working_day
from meedoen.register.worklist.rules import RULES

# Whose newest people are left alone for a while, one each.
PAUSES = (("Hans", "holiday", 21), ("Bea", "ill", 60))


def remind(seats: Seats, progress: Progress) -> None:
    """Pause a few, and send what is due on the last working day."""
    for name, because, days in PAUSES:
        actor = seats.members[name]
        (first, *_rest) = people_visible_to(actor, PeopleFilters(), limit=1).rows
        until = seats.day + timedelta(days=days)
        pause_person(actor, first.number, until, because, today=seats.day)
    day = last_working_day(seats.day)
    region = next(iter(seats.regions))
    actor = system("Demoregio", region)
    at = timezone.make_aware(datetime.combine(day, time(hour=7)))
    plan_reminders(actor, RULES, today=day)
    done = send_reminders(actor, RULES, today=day, at=at)
    progress("herinneringen", done["sent"], done["sent"])
