"""Reminds the people of the demo once, so that their pages show what a working day brings."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from meedoen.access.actors import system
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.rows import Progress
from meedoen.register.people.listing import PeopleFilters, people_visible_to
from meedoen.register.reminders.pausing import pause_person
from meedoen.register.reminders.services import plan_reminders, send_reminders
from meedoen.register.reminders.shape import is_quiet
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
    day = _working_day(seats.day)
    region = next(iter(seats.regions))
    actor = system("Demoregio", region)
    plan_reminders(actor, RULES, today=day)
    done = send_reminders(actor, RULES, today=day, at=timezone.now())
    progress("herinneringen", done["sent"], done["sent"])


def _working_day(day: date) -> date:
    """The day itself, or the last one on which reminders went out."""
    while is_quiet(day):
        day -= timedelta(days=1)
    return day
