"""Looking at coaching: who looked is written down."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.coaching.budgets import YearOfBudgets, budgets_visible_to
from meedoen.register.coaching.listing import CoachingsPage, coachings_visible_to
from meedoen.register.coaching.models import Coaching
from meedoen.register.coaching.selectors import coaching_by_number
from meedoen.register.people.looking import names_shown


def look_at_coachings(actor: Actor, scope: str, on: date, start: int = 0) -> CoachingsPage:
    """Return a page of what the actor or their organisation coaches; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "coaching.list")
        page = coachings_visible_to(actor, scope, on, start)
        journal.enter_many(actor, names_shown("coaching.list", page.rows))
        return page


def look_at_coaching(actor: Actor, number: str) -> Coaching:
    """Return one coaching, and write down who looked."""
    with transaction.atomic():
        require(actor, "coaching.see")
        coaching = coaching_by_number(actor, number)
        detail = {"person": coaching.placement.person.number}
        journal.enter(actor, "coaching.see", "coaching", coaching.number, detail=detail, is_look=True)
        return coaching


def look_at_budgets(actor: Actor, year: int) -> YearOfBudgets:
    """Return the budgets of a year, and write down who looked."""
    with transaction.atomic():
        require(actor, "coach_budget.see")
        found = budgets_visible_to(actor, year)
        journal.enter(actor, "coach_budget.see", "coach_budget", str(year), is_look=True)
        return found
