"""What is wrong in the rule book, and what to look at before long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from yaml import YAMLError

from meedoen.primitives.period import day_in_words
from meedoen.rules import book, changelog, local_choices
from meedoen.rules.book import Parameter
from meedoen.rules.readers import readers

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault makes the book unusable; a warning is something that a person should look at."""

    kind: Literal["fault", "warning"]
    path: str
    text: str


def findings(today: date) -> tuple[Finding, ...]:
    """Every fault; without faults also the warnings: what ends within 90 days of `today` with nothing after
    it, and the assumed values that answers of `today` stand on because something reads them."""
    faults = tuple(Finding("fault", text.split(":")[0].split(",")[0], text) for text in _faults())
    if faults:
        return faults
    parameters = [one for regeling in book.regelingen() for one in regeling.parameters]
    ending = (found for one in parameters for found in _ending(one, today))
    assumed = (found for one in parameters if readers()[one.path] for found in _assumed(one, today))
    return (*ending, *assumed)


def _faults() -> list[str]:
    try:
        return book.check() or [*changelog.check(), *local_choices.check()]
    except YAMLError as error:
        return [f"regelboek: een bestand is geen leesbare YAML. {error}"]


def ends_soon(parameter: Parameter, today: date) -> bool:
    """True if and only if a value holds on `today` and the series has none for a day within 90 days."""
    end = parameter.values[-1].ends_before
    return parameter.on(today) is not None and end is not None and end <= today + SOON


def _ending(parameter: Parameter, today: date) -> Iterator[Finding]:
    end = parameter.values[-1].ends_before
    if end is not None and ends_soon(parameter, today):
        text = f"{parameter.path}: vanaf {day_in_words(end)} is er geen waarde. Vul haar aan met een bron."
        yield Finding("warning", parameter.path, text)


def _assumed(parameter: Parameter, today: date) -> Iterator[Finding]:
    value = parameter.on(today)
    if value is not None and value.status == "assumed":
        text = f"{parameter.path}: de waarde van vandaag is een aanname. {value.note}".rstrip()
        yield Finding("warning", parameter.path, text)
