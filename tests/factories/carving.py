"""A carving bench with two functions, and what the engine is asked on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from meedoen.register.bench.models import Bench, DraftJob, DraftPiece, Function, FunctionTask
from meedoen.register.employers.models import Employer
from meedoen.register.people.models import Person
from meedoen.register.searches.models import Search, Stack, StackPart
from tests.factories import access, register

_numbers = count(1)
# What a place offers that a careful person asks for.
CALM = {"quiet_place": 1, "lift_kg": 5}
GREEN, GARDENER = "Hulp in het groen", "Hovenier"


def bench(employer: Employer | None = None, **more: Any) -> Bench:
    """A gardener with 16 hours that can go and 8 that stay, and a helper of 12 hours."""
    made = Bench.objects.create(
        number=f"BB-{next(_numbers):06}",
        employer=employer or register.employer(),
        title="Groen in het park",
        opened_on=date(2018, 1, 1),
        **more,
    )
    function(
        made,
        GARDENER,
        ("green.mow", 40, {}),
        ("green.prune", 24, {}),
        ("", 32, {"kept": "heart", "words": "Ontwerpen"}),
    )
    function(made, GREEN, ("green.litter", 24, {}), ("animals.feed", 24, {}), wage=None)
    return made


def function(
    at: Bench, name: str, *tasks: tuple[str, int, dict[str, Any]], wage: str | None = "24.00"
) -> Function:
    """A function with tasks: code, quarters a week, and what else there is to say of it."""
    made = Function.objects.create(
        bench=at,
        name=name,
        hours_week=Decimal(sum(quarters for _task, quarters, _more in tasks)) / 4,
        wage=None if wage is None else Decimal(wage),
    )
    for task, quarters, more in tasks:
        values = {"demands": CALM, "times": ["morning"], **more}
        FunctionTask.objects.create(function=made, task=task, quarters=quarters, **values)
    return made


def draft(at: Bench, *quarters: int, **more: Any) -> DraftJob:
    """A job on the bench with so many quarters of the tasks in their order."""
    made = DraftJob.objects.create(bench=at, title=more.pop("title", "Hulp in het park"), **more)
    tasks = FunctionTask.objects.filter(function__bench=at, kept="").order_by("pk")
    for task, taken in zip(tasks, quarters, strict=False):
        if taken:
            DraftPiece.objects.create(draft=made, task=task, quarters=taken)
    return made


def search(at: Bench, **more: Any) -> Search:
    """A question about a bench, not answered yet."""
    values: dict[str, Any] = {
        "hours_min": Decimal(8),
        "hours_max": Decimal(24),
        "functions": 3,
        "share": 60,
        "asked_on": access.TODAY,
        **more,
    }
    return Search.objects.create(bench=at, **values)


def answered(at: Bench, **more: Any) -> Search:
    """A question about a bench with one proposal: an hour of the first task that can go."""
    return _with_answer(search(at, **more), at)


def week(at: Bench, person: Person, asked_by: Any) -> Search:
    """A question over all benches for one person, with one proposal."""
    made = search(at, for_person=person, is_for_person=True, employers=3, asked_by=asked_by)
    made.bench = None
    return _with_answer(made, at)


def _with_answer(made: Search, at: Bench) -> Search:
    task = FunctionTask.objects.filter(function__bench=at, kept="").order_by("pk")[0]
    counts = dict.fromkeys(("looked_at", "ready", "in_reach", "suitable", "taken"), 1)
    made.found = {
        "jobs": [
            {
                "pieces": [[task.function_id, task.pk, 4]],
                "employers": [at.employer.kvk],
                "points": 208,
                "parts": [["Er komt een baan.", {}, 200], ["%(hours)s uur", {"hours": "1"}, 8]],
                "fits": 1,
            }
        ],
        "points": 208,
        "bound": 210,
        "is_cut": False,
        "counts": {**counts, "without": 0},
    }
    made.save()
    return made


def stack(*benches: Bench, person: Person | None = None) -> Stack:
    """A stapelbaan with a part on each of these benches, an hour on Monday each."""
    made = Stack.objects.create(number=f"SB-{next(_numbers):06}", made_on=access.TODAY)
    for turn, at in enumerate(benches):
        begins = 32 + 4 * turn
        StackPart.objects.create(
            stack=made,
            draft=draft(at, title=f"Deel {turn}", for_person=person),
            slots=[["mon", "morning", begins, begins + 4]],
        )
    return made
