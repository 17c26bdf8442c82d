"""What may be done with someone's plan: goals, steps, and the talk in which they are agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible, together, wrong_day
from meedoen.register.free_text import Warned, warned
from meedoen.register.profiles.models import Goal, Plan, Step
from meedoen.register.profiles.notes import NewGoal, NewStep, wrong_in
from meedoen.register.profiles.rewriting import rewrite
from meedoen.register.profiles.selectors import goal_of, locked_part, plan_of, step_of


def set_goal(
    actor: Actor,
    number: str,
    new: NewGoal,
    *,
    key: int | None = None,
    version: int = 0,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Goal:
    """Write down a goal, or change the one with this key."""
    with transaction.atomic():
        require(actor, "plan.change")
        person = locked_part(actor, number, "plan")
        goal = Goal(person=person, set_on=today, version=0) if key is None else goal_of(person, key)
        text = warned(actor, new.words, "words", accepted, [person.name])
        together([*wrong_in(new, person.birth_on, today), *text.refusals])
        changed = rewrite(goal, new, version)
        _enter(actor, person.number, {"goal": goal.pk, "changed": changed}, text)
        return goal


def set_step(
    actor: Actor,
    number: str,
    new: NewStep,
    *,
    goal: int,
    key: int | None = None,
    version: int = 0,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Step:
    """Write down a step towards a goal, or change the one with this key."""
    with transaction.atomic():
        require(actor, "plan.change")
        person = locked_part(actor, number, "plan")
        step = Step(goal=goal_of(person, goal), version=0) if key is None else step_of(person, key)
        text = warned(actor, new.words, "words", accepted, [person.name])
        together([*wrong_in(new, person.birth_on, today), *text.refusals])
        changed = rewrite(step, new, version)
        _enter(actor, person.number, {"step": step.pk, "changed": changed}, text)
        return step


def finish_step(actor: Actor, number: str, key: int, *, today: date) -> Step:
    """Write down that a step was done today."""
    with transaction.atomic():
        require(actor, "plan.change")
        person = locked_part(actor, number, "plan")
        step = step_of(person, key)
        if step.done_on is not None:
            raise NotPossible(_("Deze stap was al gedaan."))
        step.done_on = today
        step.version += 1
        step.save(update_fields=["done_on", "version"])
        _enter(actor, person.number, {"step": step.pk, "changed": ["done_on"]})
        return step


def discuss_plan(actor: Actor, number: str, on: date, *, today: date) -> Plan:
    """Write down that the plan was talked through with the person it is about."""
    with transaction.atomic():
        require(actor, "plan.change")
        person = locked_part(actor, number, "plan")
        standing = plan_of(person)
        if not standing.goals:
            raise NotPossible(_("Er staat nog geen doel in het plan. Leg eerst een doel vast."), field="on")
        earliest = max(person.birth_on, standing.discussed_on or person.birth_on)
        together(wrong_day(on, _("De dag van het gesprek"), "on", latest=today, earliest=earliest))
        plan, _is_new = Plan.objects.update_or_create(person=person, defaults={"discussed_on": on})
        _enter(actor, person.number, {"discussed_on": on.isoformat()})
        return plan


def _enter(actor: Actor, number: str, detail: Mapping[str, object], text: Warned | None = None) -> None:
    kept = text.detail if text else {}
    journal.enter(actor, "plan.change", "person", number, detail={**detail, **kept})
