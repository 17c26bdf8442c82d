"""Checks a plan and what no plan can exceed, from the pairs alone: it does not trust who made the plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from meedoen.matching.compiled import compiled
from meedoen.matching.pairs import Pairs, Whole
from meedoen.primitives.words import N_, Share, Words

# A price above this is no price, and adding it up could run over.
MOST_PRICE = 1 << 40


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What a seat of each job costs, in `parts` of a point; with groups also what going without costs.

    `group` gives each person one of the groups, `without` how many of a group may go without a job and
    `bonus` what each of them costs. Without groups going without is free and open to all.
    """

    jobs: Whole
    parts: int = 1
    group: Whole | None = None
    without: Whole | None = None
    bonus: Whole | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the plan is worth and what no plan can exceed; equal and without faults is proof of the best."""

    value: int
    bound: int
    faults: tuple[Words, ...] = ()

    @property
    def gap(self) -> int:
        return self.bound - self.value

    @property
    def proven(self) -> bool:
        return not self.faults and self.gap == 0

    def words(self) -> Words:
        if self.faults:
            return Words(N_("Dit plan klopt niet en mag niet worden gebruikt."))
        if self.proven:
            return Words(
                N_("Bewezen: geen enkele verdeling haalt meer dan %(value)s punten."), {"value": self.value}
            )
        part = Decimal(self.gap) / Decimal(max(self.bound, 1))
        return Words(
            N_("%(value)s punten; beter dan %(bound)s kan niet. Dit scheelt hoogstens %(gap)s (%(part)s)."),
            {
                "value": self.value,
                "bound": self.bound,
                "gap": self.gap,
                "part": Share(part.quantize(Decimal("0.00001"))),
            },
        )


def certify(pairs: Pairs, chosen: Any, prices: Prices) -> Certificate:
    """Any prices of 0 or more give a bound; a plan that keeps the seats and reaches it is the best."""
    faults = [*_faults_of_shape(pairs, chosen, prices)]
    if faults:
        return Certificate(0, 0, tuple(faults))
    value, gains, found = _value_and_gains(pairs, chosen, prices)
    if lost := int((chosen >= 0).sum()) - found:
        faults.append(
            Words(N_("%(count)s mensen kregen een baan die niet in hun rij staat."), {"count": lost})
        )
    taken = np.bincount(chosen[chosen >= 0], minlength=pairs.jobs)
    if over := int((taken > pairs.seats).sum()):
        faults.append(Words(N_("Bij %(count)s banen zitten meer mensen dan plekken."), {"count": over}))
    total = sum(map(int, pairs.seats * prices.jobs)) + gains
    if prices.group is not None and prices.without is not None and prices.bonus is not None:
        left = np.bincount(prices.group[chosen < 0], minlength=len(prices.without))
        if short := int((left > prices.without).sum()):
            faults.append(Words(N_("Bij %(count)s groepen staan te veel mensen buiten."), {"count": short}))
        total += sum(map(int, prices.without * prices.bonus))
    return Certificate(value, total // prices.parts, tuple(faults))


def _faults_of_shape(pairs: Pairs, chosen: Any, prices: Prices) -> Iterator[Words]:
    if len(chosen) != pairs.people or len(prices.jobs) != pairs.jobs:
        yield Words(N_("Het plan gaat over andere mensen of banen dan de paren."))
        return
    if pairs.people and (chosen.min() < -1 or chosen.max() >= pairs.jobs):
        yield Words(N_("Het plan noemt een baan die niet bestaat."))
    parts = [prices.jobs] if prices.bonus is None else [prices.jobs, prices.bonus]
    if any(len(part) and (part.min() < 0 or part.max() > MOST_PRICE) for part in parts):
        yield Words(N_("Een prijs in het bewijs is negatief of onmogelijk hoog."))
    grouped = (prices.group, prices.without, prices.bonus)
    if any(part is None for part in grouped) != all(part is None for part in grouped):
        yield Words(N_("Het bewijs noemt groepen, maar niet volledig."))


def _value_and_gains(pairs: Pairs, chosen: Any, prices: Prices) -> tuple[int, int, int]:
    """Points of the chosen pairs, what people gain at these prices at most, and how many pairs were found."""
    least = np.zeros(pairs.people, np.int64)
    if prices.group is not None and prices.bonus is not None:
        least = -prices.bonus[prices.group]
    found = _sums(pairs.indptr, pairs.indices, pairs.scores, chosen, prices.jobs, prices.parts, least)
    return int(found[0]), int(found[1]), int(found[2])


@compiled
def _sums(indptr: Any, indices: Any, scores: Any, chosen: Any, price: Any, parts: int, least: Any) -> Any:
    value = gains = found = np.int64(0)
    for person in range(len(chosen)):
        best, mine = least[person], chosen[person]
        for at in range(indptr[person], indptr[person + 1]):
            job, points = np.int64(indices[at]), np.int64(scores[at])
            best = max(best, points * parts - price[job])
            if job == mine:
                value += points
                found += 1
        gains += best
    return value, gains, found
