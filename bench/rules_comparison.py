"""The comparison with loondispensatie for many people, against the bare formula in numpy and one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from statistics import median
from time import process_time
from typing import Any

import numpy as np

from meedoen.rules.comparison import compare
from meedoen.rules.comparison_many import Cases, compare_many
from meedoen.rules.comparison_shape import Case

DAY = date(2026, 7, 1)
ROUNDS = 7
# One by one is timed on fewer and stated per million.
ONE_BY_ONE = 500


def main(rows: int | None = None) -> None:
    """Print seconds of processor time per million people, interleaved, and the ratio to the bare formula."""
    number = rows or 1_000_000
    draw = np.random.default_rng(2026)
    percents, hours = draw.integers(0, 10_001, number), draw.integers(100, 4_001, number)
    ages = draw.integers(18, 66, number)
    cases = Cases(day=DAY, household="single", loonwaarde=percents, hours=hours, age=ages)

    def one_by_one() -> None:
        for at in range(ONE_BY_ONE):
            compare(
                Case(
                    day=DAY,
                    household="single",
                    loonwaarde=Decimal(int(percents[at])) / 10_000,
                    hours=Decimal(int(hours[at])) / 100,
                    age=int(ages[at]),
                )
            )

    ways: dict[str, tuple[Callable[[], Any], float]] = {
        "bare numpy formula": (lambda: _bare(percents / 10_000, hours / 100, ages), 1e6 / number),
        "compare_many, whole cents": (lambda: compare_many(cases), 1e6 / number),
        "one by one, with steps and trace": (one_by_one, 1e6 / ONE_BY_ONE),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(ROUNDS):
        for name, (way, scale) in ways.items():
            begun = process_time()
            way()
            seconds[name].append((process_time() - begun) * scale)
    least = median(seconds["bare numpy formula"])
    print(f"{number:,} people in one kind of household, median of {ROUNDS} rounds")
    for name, found in seconds.items():
        print(f"{name:36} {median(found):9.3f} s per million  {median(found) / least:8.2f}x")


def _bare(share: Any, hours: Any, ages: Any) -> tuple[Any, ...]:
    """The nine amounts for a single person, the numbers of the day written out, rounded as floats are."""
    wages = np.where(np.arange(70) >= 21, 2337.0, 1400.0)
    norms = np.where(np.arange(70) >= 21, 1419.46, 350.42)
    worked = np.minimum(hours, 36.0) / 36
    wage, norm, net = wages[ages], norms[ages], 0.8034
    full = wage * worked * 1.08
    subsidy = np.minimum((1 - share) * full, 0.7 * full) * 1.25
    topped = np.maximum(0, norm - net * full + np.minimum(0.15 * net * full, 180.19))
    goal = norm + (net * wage * 1.08 - norm) * worked
    added = np.maximum(0, goal - net * share * full)
    before = [full * 1.25 - subsidy, net * full + topped, subsidy + topped - norm]
    after = [share * full * 1.25, net * share * full + added, added - norm]
    gaps = [new - old for new, old in zip(after, before, strict=True)]
    return tuple(np.round(amount, 2) for amount in (*before, *after, *gaps))
