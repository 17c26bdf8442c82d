"""Benches with a function, its tasks and a job that is being composed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from meedoen.register.bench.models import Bench, DraftJob, DraftPiece, Function, FunctionTask
from meedoen.register.employers.models import Employer
from tests.factories import register

_numbers = count(1)


def bench(employer: Employer | None = None, **more: Any) -> Bench:
    """An open bench without functions."""
    values: dict[str, Any] = {
        "number": f"BB{next(_numbers):07}",
        "title": "Huiskamers en keuken",
        "opened_on": date(2018, 1, 1),
        **more,
    }
    return Bench.objects.create(employer=employer or register.employer(), **values)


def function(on: Bench, *, name: str = "Verzorgende IG", **more: Any) -> Function:
    """Three people of 24 hours, at 27,50 euro an hour."""
    values: dict[str, Any] = {
        "people": 3,
        "hours_week": Decimal("72"),
        "level": "mbo3",
        "wage": Decimal("27.50"),
        **more,
    }
    return Function.objects.create(bench=on, name=name, **values)


def task(of: Function, words: str = "Koffie rondbrengen", hours: str = "10", **more: Any) -> FunctionTask:
    """Ten hours a week of work that lifts five kilo, indoors."""
    values: dict[str, Any] = {
        "quarters": int(Decimal(hours) * 4),
        "frequency": "daily",
        "demands": {"lift_kg": 5, "indoors": 1},
        **more,
    }
    return FunctionTask.objects.create(function=of, words=words, **values)


def draft(on: Bench, **more: Any) -> DraftJob:
    """A job that is being composed at the minimum wage."""
    values: dict[str, Any] = {
        "title": "Helpen in de huiskamer",
        "wage": "wml",
        "wage_percentage": Decimal("100"),
        **more,
    }
    return DraftJob.objects.create(bench=on, **values)


def piece(draft_job: DraftJob, of: FunctionTask, hours: str = "4") -> DraftPiece:
    return DraftPiece.objects.create(draft=draft_job, task=of, quarters=int(Decimal(hours) * 4))


def filled(employer: Employer | None = None) -> Bench:
    """A bench with one function of two tasks, and a job that takes part of the first."""
    made = bench(employer)
    of = function(made)
    piece(draft(made), task(of))
    task(of, "Medicijnen geven", "12", kept="paper", demands={})
    return made
