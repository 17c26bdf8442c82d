"""Looking at the people that fit a job: whose names that showed is written down."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.fits.searching import PeopleFor, people_for


def look_at_people_for(actor: Actor, number: str, *, today: date) -> PeopleFor:
    """Return who fits a job; write down whose names it shows, and at which job."""
    with transaction.atomic():
        require(actor, "fit.people")
        found = people_for(actor, number, today)
        aside = [one for one, _why in found.aside]
        numbers = sorted({one.number for one in (*found.people.values(), *aside)})
        if numbers:
            detail = {"numbers": numbers, "job": number}
            journal.enter(actor, "fit.people", "people", "", detail=detail, is_look=True)
        return found
