"""An answer of the engine as others may see it, without a single row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.counting import Question, Reading


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
class LiveReading:
    """What the rows give now; not kept."""

    question: Question
    reading: Reading
    rows_version: int
