"""Finding parameters in the rule book: by words, by regeling, by how sure the value of a day is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from meedoen.rules import book
from meedoen.rules.book import Parameter, Regeling
from meedoen.rules.checks import STATUSES
from meedoen.rules.findings import ends_soon

# What a parameter can be on a day: as sure as its value, without one, or without one before long.
NONE, ENDING = "none", "ending"
CERTAINTIES = (*STATUSES, NONE, ENDING)


def found(
    day: date, *, words: str = "", regeling: str = "", certainty: str = ""
) -> tuple[tuple[Regeling, tuple[Parameter, ...]], ...]:
    """The parameters that hold every word and are as sure as asked on `day`, per regeling that has any.

    Words are sought in path, title, unit, law, article, source, note and in values that are texts; capitals
    make no difference.
    """
    sought = words.casefold().split()
    groups = (
        (one, tuple(_fitting(one, day, sought, certainty)))
        for one in book.regelingen()
        if regeling in ("", one.code)
    )
    return tuple((one, fitting) for one, fitting in groups if fitting)


def certainty_of(parameter: Parameter, day: date) -> str:
    value = parameter.on(day)
    return NONE if value is None else value.status


def _fitting(regeling: Regeling, day: date, sought: list[str], certainty: str) -> Iterator[Parameter]:
    for one in regeling.parameters:
        if not all(word in _text_of(regeling.code)[one.path] for word in sought):
            continue
        if ends_soon(one, day) if certainty == ENDING else certainty in ("", certainty_of(one, day)):
            yield one


@cache
def _text_of(code: str) -> dict[str, str]:
    """All that is said of each parameter of a regeling, in small letters."""
    regeling = next(one for one in book.regelingen() if one.code == code)
    return {one.path: " ".join(_said_of(one, regeling)).casefold() for one in regeling.parameters}


def _said_of(parameter: Parameter, regeling: Regeling) -> Iterator[str]:
    yield from (parameter.path, parameter.title, parameter.unit, regeling.title)
    for value in parameter.values:
        yield from (value.law_text, value.law or "", value.source, value.note, value.version)
        yield regeling.laws.get((value.law or "").split(":")[0], "")
        if isinstance(value.value, str):
            yield value.value
        elif isinstance(value.value, tuple):
            yield from value.value
    yield from (gap.why for gap in parameter.unknown)
