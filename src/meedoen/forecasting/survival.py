"""How long work lasts: the curve of those still at work, with an interval, and whether two curves differ."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

# The 97,5th percentile of the normal distribution: an interval that holds 95 times out of a hundred.
Z_95 = 1.959963984540054

Days = Sequence[int] | NDArray[np.int64]
Ended = Sequence[bool] | NDArray[np.bool_]


class NoSpells(ValueError):
    """A curve of nobody says nothing."""


class NotSpells(ValueError):
    """Days below zero, or not as many days as answers to whether it ended."""


@dataclass(frozen=True, slots=True)
class Step:
    """The curve on one day; `low` and `high` are None where the interval has no answer (all or nobody)."""

    day: int
    share: float
    low: float | None
    high: float | None
    at_risk: int


@dataclass(frozen=True, slots=True)
class Curve:
    """One element of each tuple for each distinct length of a spell, shortest first; all of one length.

    `share` is the part still at work after that day, `at_risk` how many were followed until that day, `ended`
    how many ended on it. `median` is the first day on which half or fewer are still at work; None: not
    reached.
    """

    spells: int
    days: tuple[int, ...]
    share: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    at_risk: tuple[int, ...]
    ended: tuple[int, ...]
    median: int | None

    @property
    def ends(self) -> int:
        return sum(self.ended)

    def at(self, day: int) -> Step:
        """The share after `day`, and how many were followed until then: 0 past the longest spell."""
        place = bisect_right(self.days, day) - 1
        following = bisect_left(self.days, day)
        at_risk = self.at_risk[following] if following < len(self.days) else 0
        if place < 0:
            return Step(day, 1.0, None, None, at_risk)
        return Step(day, self.share[place], self.low[place], self.high[place], at_risk)


def curve_of(days: Days, ended: Ended) -> Curve:
    """The product-limit estimate of the share still at work, with a 95 % interval on the log-log scale.

    `days`: shape (n,), whole days ≥ 0 from the first day until the end, or until nobody followed any more.
    `ended`: shape (n,), True where it ended on that day. Who ended and who was no longer followed on one day:
    the end counts first. The interval is None where nobody ended yet and where nobody is left.
    Raises NoSpells where n is 0, NotSpells where the shapes differ or a day is below zero.
    Source: Kaplan and Meier, J. Am. Stat. Assoc. 53 (1958) 457-481; variance by Greenwood (1926); interval
    by Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data (1980), 1.5.
    """
    times, at_risk, gone = _table(*_spells(days, ended))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.cumprod(1 - gone / at_risk)
        # Infinite from the day on which nobody is left: the interval has no answer there.
        greenwood = np.cumsum(gone / (at_risk * (at_risk - gone)))
        spread = np.exp(Z_95 * np.sqrt(greenwood) / np.abs(np.log(share)))
        low, high = share**spread, share ** (1 / spread)
    known = (share > 0) & (share < 1)
    # A product of fractions may miss the half by the last bit.
    halves = np.flatnonzero(share <= 0.5 + 1e-12)
    return Curve(
        spells=len(days),
        days=tuple(times.tolist()),
        share=tuple(share.tolist()),
        low=_where(low, known),
        high=_where(high, known),
        at_risk=tuple(at_risk.tolist()),
        ended=tuple(gone.tolist()),
        median=int(times[halves[0]]) if halves.size else None,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """`chance`, 0 to 1, of a difference as large as this between groups that last equally long; `is_longer`
    where fewer of the first group ended than the two together would have it."""

    chance: float
    is_longer: bool


def differences(
    days: Days, ended: Ended, groups: Sequence[int] | NDArray[np.int64], number: int
) -> tuple[Difference | None, ...]:
    """How each of `number` groups differs from all others together, and how easily chance alone does that.

    `days` and `ended` as for `curve_of`; `groups`: shape (n,), the group of each spell, 0 to `number` - 1.
    The log-rank test with one degree of freedom, without correction for continuity. None where nothing ended
    while both sides were followed. Raises as `curve_of`, and NotSpells where a group does not exist.
    Source: Mantel, Cancer Chemother. Rep. 50 (1966) 163-170; Peto and Peto, J. R. Stat. Soc. A 135 (1972).
    """
    lengths, over = _spells(days, ended)
    of = np.asarray(groups, dtype=np.int64)
    if of.shape != lengths.shape or int(of.min()) < 0 or int(of.max()) >= number:
        raise NotSpells(f"{of.shape} groups of {number} beside {lengths.shape} days")
    times, at_risk, gone = _table(lengths, over)
    left = gone * (at_risk - gone) / np.maximum(at_risk - 1, 1)
    found: list[Difference | None] = []
    for one in range(number):
        mine = of == one
        part = (mine.sum() - np.searchsorted(np.sort(lengths[mine]), times, side="left")) / at_risk
        variance = float(np.sum(left * part * (1 - part)))
        distance = float(over[mine].sum()) - float(np.sum(gone * part))
        chance = erfc(sqrt(distance * distance / variance / 2)) if variance > 0 else 1.0
        found.append(Difference(chance, distance < 0) if variance > 0 else None)
    return tuple(found)


def _spells(days: Days, ended: Ended) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    lengths, over = np.asarray(days, dtype=np.int64), np.asarray(ended, dtype=np.bool_)
    if lengths.ndim != 1 or lengths.shape != over.shape:
        raise NotSpells(f"{lengths.shape} days beside {over.shape} answers")
    if not lengths.size:
        raise NoSpells
    if int(lengths.min()) < 0:
        raise NotSpells(f"a spell of {int(lengths.min())} days")
    return lengths, over


def _table(
    days: NDArray[np.int64], ended: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Distinct lengths, how many were followed until each, and how many ended on it."""
    times, place, many = np.unique(days, return_inverse=True, return_counts=True)
    at_risk = days.size - np.concatenate([[0], np.cumsum(many)[:-1]]).astype(np.int64)
    gone = np.bincount(place, weights=ended, minlength=times.size).astype(np.int64)
    return times, at_risk, gone


def _where(values: NDArray[np.float64], known: NDArray[np.bool_]) -> tuple[float | None, ...]:
    pairs = zip(values.tolist(), known.tolist(), strict=True)
    return tuple(value if is_known else None for value, is_known in pairs)
