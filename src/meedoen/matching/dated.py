"""Reading dated lists of this room: entries with a first day, oldest first, in force until the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import Any, Protocol, TypeVar

from meedoen.primitives.period import day_in_words
from meedoen.primitives.refusal import NotValid
from meedoen.rules.files import read_yaml


class Dated(Protocol):
    """Something with a first day."""

    @property
    def starts_on(self) -> date: ...


Entry = TypeVar("Entry", bound=Dated)


def read_dated(folder: str, name: str) -> list[dict[str, Any]]:
    """The entries of one file of this room; NotValid if their days do not go up, or one has no reason."""
    text = (files("meedoen.matching") / folder / f"{name}.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = read_yaml(text)
    days = [one["from"] for one in entries]
    if days != sorted(set(days)) or not all(one["reason"] for one in entries):
        raise NotValid("De lijst", name, "Elke regel heeft een reden en begint later dan de vorige.")
    return entries


def on_day(entries: Sequence[Entry], day: date, name: str) -> Entry:
    """The entry in force on `day`; NotValid if the list begins later."""
    for one in reversed(entries):
        if one.starts_on <= day:
            return one
    raise NotValid("De dag", day_in_words(day), f"De lijst “{name}” begint later.")
