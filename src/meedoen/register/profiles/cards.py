"""The cards of a profile: what is written down together in one short talk, by the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.register.profiles import work
from meedoen.register.profiles.conditions import BY_CODE
from meedoen.register.profiles.words import LANGUAGES

# As many certificates as a form shows room for, and as a profile keeps.
CERTIFICATES = 12


@dataclass(frozen=True)
class OwnWords:
    """Free text, in the words of the person."""

    likes: str = ""
    goes_well: str = ""
    helps: str = ""


@dataclass(frozen=True)
class Wishes:
    """Fields of work out of our own list."""

    wishes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Availability:
    """Hours a week, on which days and times, and from which day."""

    hours_min: Decimal | None = None
    hours_max: Decimal | None = None
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    available_from: date | None = None


@dataclass(frozen=True)
class Travel:
    """From where, by what means, and the most minutes one way."""

    postcode: str = ""
    means: tuple[str, ...] = ()
    travel_minutes: int | None = None


@dataclass(frozen=True)
class Paper:
    """A certificate; `valid_until` None: it does not end, or nobody knows when."""

    name: str
    valid_until: date | None = None


@dataclass(frozen=True)
class Schooling:
    """The highest level with its field of work and year, and certificates."""

    education_level: str = ""
    education_field: str = ""
    education_year: int | None = None
    certificates: tuple[Paper, ...] = ()


@dataclass(frozen=True)
class Tasks:
    """Codes of tasks that someone can do, likes to do, wants to learn; a task may be in all three."""

    able: tuple[str, ...] = ()
    liked: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conditions:
    """Values by the code of the condition (1 where it has no number); none at all is an answer too."""

    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Languages:
    """What someone does with each language, and driving licences."""

    levels: Mapping[str, str] = field(default_factory=dict)
    licences: tuple[str, ...] = ()


Card = OwnWords | Wishes | Availability | Travel | Schooling | Tasks | Conditions | Languages

# In the order of the page; the name is that of its forms and of the journal.
CARDS: dict[str, type[Card]] = {
    "own_words": OwnWords,
    "wishes": Wishes,
    "availability": Availability,
    "travel": Travel,
    "schooling": Schooling,
    "tasks": Tasks,
    "conditions": Conditions,
    "languages": Languages,
}
NAMES: dict[type[Card], str] = {kind: name for name, kind in CARDS.items()}


def fields_of(card: Card) -> dict[str, Any]:
    """Return what a card holds, by the name of each field of its form."""
    if isinstance(card, Conditions):
        return {
            f"condition_{code}": True if code in BY_CODE and BY_CODE[code].unit is None else value
            for code, value in card.values.items()
        }
    if isinstance(card, Languages):
        levels = {f"language_{code}": card.levels.get(code, "") for code in LANGUAGES}
        return {**levels, "licences": list(card.licences)}
    if isinstance(card, Schooling):
        held: dict[str, Any] = {
            "education_level": card.education_level,
            "education_field": card.education_field,
            "education_year": card.education_year,
        }
        for row in range(CERTIFICATES):
            paper = card.certificates[row] if row < len(card.certificates) else Paper("")
            held |= {f"certificate_{row}": paper.name, f"valid_until_{row}": paper.valid_until}
        return held
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(card).items()}


def in_order(codes: tuple[str, ...], known: Mapping[str, Any]) -> tuple[str, ...]:
    """Return codes once each, in the order of their list; what the list does not know comes last."""
    return (*(code for code in known if code in codes), *sorted(set(codes) - known.keys()))


def tasks_in_order(card: Tasks) -> Tasks:
    """Return the same answers in the order of the list."""
    able, liked, wanted = (in_order(codes, work.TASK_WORDS) for codes in (card.able, card.liked, card.wanted))
    return Tasks(able, liked, wanted)
