"""The shapes in which lasting work is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.counting import Question

Told = int | str


@dataclass(frozen=True, slots=True)
class StepTold:
    """The share still at work after so many months, in whole percents; None where it may not be told."""

    month: int
    percent: int | None
    low: int | None
    high: int | None
    at_risk: Told


@dataclass(frozen=True, slots=True)
class CurveTold:
    """One group: people is a text where it speaks of a few, and then nothing else of it is told.

    `median` is in months; None with `reaches_half` False where more than half are still at work.
    """

    code: str
    name: str
    people: Told
    steps: tuple[StepTold, ...] = ()
    median: int | None = None
    reaches_half: bool = False
    compared: str = ""

    @property
    def is_told(self) -> bool:
        return bool(self.steps)

    def at(self, month: int) -> StepTold:
        found = next((step for step in self.steps if step.month == month), None)
        return found or StepTold(month, None, None, None, "–")


@dataclass(frozen=True, slots=True)
class Survival:
    """All curves by one way of dividing, one definition of the end and one time of beginning."""

    by: str
    end: str
    begun: str
    on: date
    gap: int
    whole: CurveTold
    groups: tuple[CurveTold, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """One named definition in one period: the figure of now by contract, and the later one by paid hours.

    `later` is None where the definition asks no hours, or no paid hours are known at all. The differences are
    people: `unknown` without paid hours of every month, `less` paid for fewer hours, `more` for enough hours
    where the contract says fewer. Then `now - unknown - less + more == later`.
    """

    code: str
    name: str
    months: int
    hours_week: str
    source: str
    asks_hours: bool
    now: int | None
    now_question: Question
    later: int | None = None
    later_question: Question | None = None
    unknown: int = 0
    less: int = 0
    more: int = 0
