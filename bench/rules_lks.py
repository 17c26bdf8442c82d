"""Loonkostensubsidie for many jobs at once, against the bare formula in numpy and one by one in decimals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from statistics import median
from time import process_time
from typing import Any

import numpy as np

from meedoen.rules.lks import Job, lks
from meedoen.rules.lks_many import lks_many

DAY = date(2026, 7, 1)
ROUNDS = 9
# One by one is timed on fewer and stated per million.
ONE_BY_ONE = 2_000


def main(rows: int | None = None) -> None:
    """Print seconds of processor time per million jobs, interleaved, and the ratio to the bare formula."""
    number = rows or 1_000_000
    draw = np.random.default_rng(2026)
    percents, hours = draw.integers(0, 10_001, number), draw.integers(100, 4_001, number)
    ages = draw.integers(15, 67, number)
    shares, hours_float = percents / 10_000, hours / 100
    wages = np.full(111, 2337.0)

    def bare() -> Any:
        base = wages[ages] * 1.08
        amount = np.minimum((1 - shares) * base, 0.7 * base) * 1.25
        return np.round(amount * np.minimum(hours_float, 36.0) / 36, 2)

    def one_by_one() -> None:
        for at in range(ONE_BY_ONE):
            job = Job(
                loonwaarde=Decimal(int(percents[at])) / 10_000,
                hours=Decimal(int(hours[at])) / 100,
                age=int(ages[at]),
            )
            lks(job, DAY)

    ways: dict[str, tuple[Callable[[], Any], float]] = {
        "bare numpy formula": (bare, 1e6 / number),
        "lks_many, whole cents": (lambda: lks_many(percents, hours, Decimal(36), ages, DAY), 1e6 / number),
        "one by one, with steps and trace": (one_by_one, 1e6 / ONE_BY_ONE),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(ROUNDS):
        for name, (way, scale) in ways.items():
            begun = process_time()
            way()
            seconds[name].append((process_time() - begun) * scale)
    least = median(seconds["bare numpy formula"])
    print(f"{number:,} jobs, median of {ROUNDS} rounds")
    for name, found in seconds.items():
        print(f"{name:36} {median(found):9.3f} s per million  {median(found) / least:8.2f}x")
