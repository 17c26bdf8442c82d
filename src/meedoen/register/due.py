"""What is due about one row of the register, as the noun that it belongs to tells it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Due:
    """A row that somebody has to do something about.

    `state_on`: the day that makes it this state and no other (the last talk, the day of the clock).
    `facts`: codes, numbers and days, never a name or free text: they are kept as the proof.
    Whom it concerns is one of: the circle of `person_id`, the owner of `employer_id`, the one `account_id`,
    or the desk of `organisation_id`.
    """

    subject_id: int
    state_on: date
    facts: Mapping[str, str | int] = field(default_factory=dict)
    person_id: int | None = None
    employer_id: int | None = None
    account_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks its noun: what is due on a day, of states between two days, or of these rows only.

    Asked again about rows that are known (`only`), the days between which a state began do not matter.
    """

    on: date
    since: date
    until: date
    only: Collection[int] | None = None

    def about(self, name: str, states: str) -> Q:
        """Return it as a condition: `name` is the field of the row's key, `states` that of the day."""
        if self.only is not None:
            return Q(**{f"{name}__in": list(self.only)})
        return Q(**{f"{states}__gte": self.since, f"{states}__lte": self.until})
