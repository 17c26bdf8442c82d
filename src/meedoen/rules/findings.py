"""What is wrong in the rule book, and what to look at before long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from meedoen.primitives.period import day_in_words
from meedoen.rules import book
from meedoen.rules.book import Parameter, Value

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault makes the book unusable; a warning is something that a person should look at."""

    kind: Literal["fault", "warning"]
    path: str
    text: str


def findings(today: date) -> tuple[Finding, ...]:
    """Every fault; without faults also the warnings: what ends within 90 days of `today` with nothing after
    it, and the assumed values that answers of `today` stand on."""
    faults = tuple(Finding("fault", text.split(":")[0].split(",")[0], text) for text in book.check())
    if faults:
        return faults
    parameters = [one for regeling in book.regelingen() for one in regeling.parameters]
    ending = (found for one in parameters for found in _ending(one, today))
    assumed = (found for one in parameters for found in _assumed(one, today))
    return (*ending, *assumed)


def last_of(parameter: Parameter, today: date) -> Value | None:
    """The last value of the series, if and only if it holds on `today` and ends within 90 days."""
    last = parameter.values[-1]
    if last.ends_before is None or not last.starts_on <= today < last.ends_before:
        return None
    return last if last.ends_before <= today + SOON else None


def _ending(parameter: Parameter, today: date) -> Iterator[Finding]:
    last = last_of(parameter, today)
    if last is not None and last.ends_before is not None:
        first_without = day_in_words(last.ends_before)
        text = (
            f"{parameter.path}: vanaf {first_without} is er geen waarde. Vul haar aan zodra er een bron is."
        )
        yield Finding("warning", parameter.path, text)


def _assumed(parameter: Parameter, today: date) -> Iterator[Finding]:
    value = parameter.on(today)
    if value is not None and value.status == "assumed":
        text = f"{parameter.path}: de waarde van vandaag is een aanname. {value.note}".rstrip()
        yield Finding("warning", parameter.path, text)
