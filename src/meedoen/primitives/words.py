"""Dutch sentences of the pure rooms, marked so that the pages can say them in another language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from meedoen.primitives.number import format_decimal
from meedoen.primitives.period import day_in_words


def N_(sentence: str) -> str:  # noqa: N802  the mark that the extraction of texts looks for
    """Mark a sentence for translation; it stays Dutch here."""
    return sentence


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, said as a percentage."""

    part: Decimal


@dataclass(frozen=True, slots=True)
class Euro:
    """An amount of money, said in euros and cents."""

    amount: Decimal


Hole: TypeAlias = "str | int | Decimal | date | Share | Euro | Words"


PLAIN = frozenset({int, str})


@dataclass(frozen=True, slots=True)
class Words:
    """A marked sentence with what belongs in its %(holes)s; str() says it in Dutch.

    Without holes it is said as it stands, so that a percentage needs no second sign.
    """

    sentence: str
    holes: Mapping[str, Hole] = field(default_factory=dict)

    def __str__(self) -> str:
        # Nearly all holes are numbers and codes, thousands of them for one page: those say themselves.
        if self.holes and PLAIN.issuperset(map(type, self.holes.values())):
            return self.sentence % self.holes
        return self.filled(self.sentence, _in_dutch)

    def filled(self, sentence: str, in_words: Callable[[Hole], str]) -> str:
        """`sentence`, this one or its translation, with each hole as `in_words` says it."""
        return (
            sentence % {name: in_words(hole) for name, hole in self.holes.items()} if self.holes else sentence
        )


def _in_dutch(hole: Hole) -> str:
    # Words in a hole are str() of themselves, and so Dutch as well.
    if isinstance(hole, int | str | Words):
        return str(hole)
    if isinstance(hole, Share):
        return f"{_plain(hole.part * 100)}%"
    if isinstance(hole, Euro):
        return f"€ {format_decimal(hole.amount, 2)}"
    if isinstance(hole, Decimal):
        return _plain(hole)
    return day_in_words(hole)


@lru_cache(maxsize=4096)
def _plain(number: Decimal) -> str:
    """As many decimals as it has: 36, 25,5."""
    exponent = number.normalize().as_tuple().exponent
    return format_decimal(number, max(0, -exponent) if isinstance(exponent, int) else 0)
