"""What a calculation answers: an amount, the steps that lead to it, and what each step stands on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from meedoen.primitives.words import Words
from meedoen.rules.book import Value

Unit = Literal[
    "euro",
    "euro per uur",
    "euro per maand",
    "euro per jaar",
    "uren",
    "uren per week",
    "deel",
    "banen",
    "plekken",
]
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation, exact: only the amount of the answer is rounded."""

    words: Words
    amount: Decimal
    unit: Unit
    stands_on: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know beside the amount: what excludes it, until when it must be asked, who decides."""

    words: Words
    kind: Literal["info", "warning"] = "info"
    stands_on: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """`amount` is rounded half up to the cent, once; None where the rule gives none (a remark says why)."""

    amount: Decimal | None
    unit: Unit
    steps: tuple[Step, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def trace(self) -> tuple[Value, ...]:
        """Every value of the rule book that this answer stands on, once, in the order of its steps."""
        parts: tuple[Step | Remark, ...] = (*self.steps, *self.remarks)
        return tuple(dict.fromkeys(value for part in parts for value in part.stands_on))

    @property
    def is_assumed(self) -> bool:
        """Whether it stands on anything that no source was read for."""
        return any(value.status == "assumed" for value in self.trace)


def cents(exact: Decimal) -> Decimal:
    """Half up to the cent. No article says how; it is done once, at the end."""
    return exact.quantize(CENT, rounding=ROUND_HALF_UP)
