"""Chance that comes out the same every time: streams of random numbers, each with a name of its own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

SEED = "meedoen demo 1"
T = TypeVar("T")


class Chance(random.Random):
    """A stream of its own for every name, so that one more draw in one place changes nothing in another."""

    def __init__(self, *name: object) -> None:
        super().__init__("/".join([SEED, *map(str, name)]))

    def one_of(self, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
        return self.choices(options, weights)[0]

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def day_between(self, first: date, last: date) -> date:
        """A day from first up to and including last."""
        return first + timedelta(days=self.randrange((last - first).days + 1))
