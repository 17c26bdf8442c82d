"""The shape of a rule: what it asks, whom it reminds, when, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise

from meedoen.access.actors import Actor
from meedoen.register.due import Asked, Due

# A state that began longer ago than this is on the page of today; nobody is reminded of it any more.
LOOKS_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Noun:
    """What a rule is about: which of its rows an actor may see."""

    code: str
    seen: Callable[[Actor, Collection[Due], str, date], frozenset[int]]


@dataclass(frozen=True)
class Rule:
    """One row of the table of rules.

    `after`: how many days after the day of the state it is sent, before it where negative. `to`: the parts
    (`Reminder.Part`) in which someone is reminded, the first that finds somebody. `version` grows with every
    change of what is asked, of whom, or when.
    """

    code: str
    version: int
    noun: Noun
    ask: Callable[[Asked], list[Due]]
    after: int
    to: tuple[str, ...]
    # Who may not do anything about it is not reminded of it.
    power: str
    words: Promise
    why: Promise
    section: str = ""

    def planned_on(self, today: date) -> Asked:
        """Return the question of which states a reminder is due today."""
        until = today - timedelta(days=self.after)
        return Asked(today, until - LOOKS_BACK, until)

    def again(self, today: date, subjects: Collection[int]) -> Asked:
        """Return the same question about these rows only."""
        return Asked(today, date.min, date.max, only=subjects)


def is_quiet(day: date) -> bool:
    """True if and only if nothing goes out on that day: in a weekend nobody works off a list."""
    return day.weekday() >= 5


def last_working_day(day: date) -> date:
    """Return the day itself, or the last one before it on which reminders went out."""
    while is_quiet(day):
        day -= timedelta(days=1)
    return day
