"""What is typed about functions, tasks and jobs on the bench, before it is a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class NewFunction:
    """A function: hours a week of everybody together, and what an hour of who does it now costs."""

    name: str
    hours_week: Decimal
    people: int = 1
    level: str = ""
    wage: Decimal | None = None
    branch_id: int | None = None
    must_stay: str = ""


@dataclass(frozen=True)
class NewTask:
    """A task by its code, in own words, or both; hours a week on average, whatever its frequency."""

    task: str
    words: str
    hours_week: Decimal
    frequency: str = "weekly"
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    demands: Mapping[str, int] = field(default_factory=dict)
    level: str = ""
    kept: str = ""


@dataclass(frozen=True)
class NewDraft:
    """A job to be composed; `person_number`: for whom, where it is made for one person."""

    title: str
    hours_min: Decimal | None = None
    hours_max: Decimal | None = None
    person_number: str = ""
    guide: str = ""
    guidance_minutes: int = 0
    wage: str = ""
    wage_percentage: Decimal | None = None
    wage_amount: Decimal | None = None
    wage_scale: str = ""
