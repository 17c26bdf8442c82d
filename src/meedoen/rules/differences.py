"""Which parameters of the rule book are worth something else on one day than on another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from meedoen.rules import book
from meedoen.rules.book import Parameter, Value

Kind = Literal["other", "begins", "ends", "certainty"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One parameter on two days; None where the book has no value for that day."""

    parameter: Parameter
    before: Value | None
    after: Value | None

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return "begins"
        if self.after is None:
            return "ends"
        return "other" if self.before.value != self.after.value else "certainty"


def differences(first: date, second: date) -> tuple[Difference, ...]:
    """The parameters that differ between two days, in the order of the book.

    A parameter differs if and only if it is worth something else, is as sure as it was not before, or has a
    value on one of the two days only. A new stretch with the same value and certainty is no difference.
    """
    found = (
        Difference(one, one.on(first), one.on(second))
        for regeling in book.regelingen()
        for one in regeling.parameters
    )
    return tuple(one for one in found if _answer(one.before) != _answer(one.after))


def _answer(value: Value | None) -> tuple[object, str] | None:
    return None if value is None else (value.value, value.status)
