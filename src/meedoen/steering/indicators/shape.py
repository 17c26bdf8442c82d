"""Readings and frozen periods as others may see them, without a single row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from meedoen.counting import Question


@dataclass(frozen=True)
class Traced:
    """One parameter that a number rests on, ready to be read."""

    path: str
    title: str
    value: str
    unit: str
    starts_on: date
    certainty: str
    certainty_words: str
    law: str
    source: str
    note: str

    @property
    def is_assumed(self) -> bool:
        return self.certainty == "assumed"


@dataclass(frozen=True)
class OwnReading:
    """What we count ourselves. `value` None is “–”: our rows say nothing about that day; 0 is a number."""

    question: Question
    value: int | None
    people: int | None
    unit: str
    reference_on: date
    definition_version: int
    rows_version: int
    attribution_words: str
    trace: tuple[Traced, ...] = ()
    reading_id: int | None = None
    taken_at: datetime | None = None
    frozen_at: datetime | None = None

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


@dataclass(frozen=True)
class Frozen:
    """A period that was frozen, or proposed to be."""

    id: int
    area: str
    span: str
    label: str
    proposed_by: str
    proposed_by_id: int
    proposed_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
