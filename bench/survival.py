"""How long the curves of a region take, beside the product written out in plain Python."""

from __future__ import annotations

from collections import Counter
from random import Random
from time import process_time

from meedoen.forecasting.survival import curve_of, differences

ROWS, GROUPS = 12_500, 15
ROUNDS = 20


def main(rows: int | None = None) -> None:
    """Print milliseconds of processor time, and the ratio to the plain product."""
    number, random = rows or ROWS, Random(1)
    days = [min(int(random.expovariate(1 / 900)), 4000) for _ in range(number)]
    ended = [random.random() < 0.7 for _ in range(number)]
    group = [random.randrange(GROUPS) for _ in range(number)]
    parts = [[turn for turn in range(number) if group[turn] == one] for one in range(GROUPS)]
    asked = [([days[turn] for turn in part], [ended[turn] for turn in part]) for part in parts]
    ours = _timed(lambda: [curve_of(*one) for one in [(days, ended), *asked]])
    plain = _timed(lambda: [_plain(*one) for one in [(days, ended), *asked]])
    weighed = _timed(lambda: differences(days, ended, group, GROUPS))
    assert abs(_plain(days, ended) - curve_of(days, ended).share[-1]) < 1e-9
    print(f"{number:,} spells, all together and {GROUPS} groups")
    print(f"{'curves with intervals':28} {ours:8.1f} ms")
    print(f"{'the plain product':28} {plain:8.1f} ms")
    print(f"{'each against the others':28} {weighed:8.1f} ms")
    print(f"{'ratio to the plain product':28} {ours / plain:8.2f}x")


def _timed(work: object) -> float:
    assert callable(work)
    begun = process_time()
    for _ in range(ROUNDS):
        work()
    return (process_time() - begun) / ROUNDS * 1000


def _plain(days: list[int], ended: list[bool]) -> float:
    """The share at the end of the curve, without an interval."""
    lengths = Counter(days)
    gone = Counter(day for day, over in zip(days, ended, strict=True) if over)
    followed, share = len(days), 1.0
    for day in sorted(lengths):
        share *= 1 - gone[day] / followed
        followed -= lengths[day]
    return share
