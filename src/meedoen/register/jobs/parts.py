"""The three parts of a job as they are filled in: what and where, work and demands, terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class What:
    """What it is, where and when, for whom, and whom to ask there."""

    kind: str
    title: str
    municipality: str
    seats: int = 1
    branch_id: int | None = None
    sbi: str = ""
    hours_min: Decimal | None = None
    hours_max: Decimal | None = None
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    starts_on: date | None = None
    offered_to: tuple[str, ...] = ()
    contact_id: int | None = None


@dataclass(frozen=True)
class TaskLine:
    """A task by its code, in own words, or both; and its hours a week."""

    task: str
    words: str
    hours_week: Decimal


@dataclass(frozen=True)
class Work:
    """The tasks, and what the work asks and offers."""

    tasks: tuple[TaskLine, ...] = ()
    demands: Mapping[str, int] = field(default_factory=dict)
    level: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    licences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """Who guides, what it pays, where it leads, and what it was made of."""

    guide: str = ""
    guidance_minutes: int = 0
    wage: str = ""
    wage_percentage: Decimal | None = None
    wage_amount: Decimal | None = None
    wage_scale: str = ""
    growth: str = ""
    donor_function: str = ""
    when_donor_changes: str = ""


Part = What | Work | Terms
PARTS: dict[str, type[Part]] = {"what": What, "work": Work, "terms": Terms}


@dataclass(frozen=True)
class NewJob:
    """A job to be registered at one employer; the parts that are not known yet stay as they begin."""

    what: What
    work: Work = field(default_factory=Work)
    terms: Terms = field(default_factory=Terms)

    def with_part(self, part: Part) -> NewJob:
        """Return the same job with this part in the place of its own."""
        parts = {"what": self.what, "work": self.work, "terms": self.terms}
        return NewJob(**{**parts, name_of(part): part})  # type: ignore[arg-type]  # each under its name


def name_of(part: Part) -> str:
    """Return under which name a part is kept."""
    return next(name for name, kind in PARTS.items() if isinstance(part, kind))
