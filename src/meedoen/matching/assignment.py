"""The best assignment of many people to many seats, with the proof that no assignment is better.

Which way: exact up to 40 million pairs (seconds on two cores), above that the auction, whose gap to the
best is measured. The size decides, never the clock, so that the same question has the same answer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from meedoen.matching import auction, rows, shortest_paths
from meedoen.matching.pairs import AssignmentRefused, Pairs, Whole, checked
from meedoen.matching.proof import Certificate, Prices, certify
from meedoen.primitives.words import N_, Words

Way = Literal["auto", "exact", "preview"]
MOST_EXACT_PAIRS = 40_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Per person the number of a job or -1, the points together, and prices that prove how good it is.

    The price of a job, in points, is what one more seat there would add at most.
    """

    chosen: Whole
    value: int
    prices: Prices
    certificate: Certificate
    way: Literal["exact", "preview"]

    @property
    def placed(self) -> int:
        return int((self.chosen >= 0).sum())

    @property
    def fingerprint(self) -> str:
        """The same for the same plan and proof: a run that is done again must give this again."""
        digest = hashlib.sha256(f"{self.way} {self.value} {self.certificate.bound}".encode())
        digest.update(self.chosen.astype("<i8").tobytes())
        digest.update(self.prices.jobs.astype("<i8").tobytes())
        return digest.hexdigest()

    def words(self) -> tuple[Words, ...]:
        placed = Words(
            N_("%(placed)s van %(people)s mensen krijgen een plek."),
            {"placed": self.placed, "people": len(self.chosen)},
        )
        return placed, self.certificate.words()


class NotProven(AssignmentRefused):
    """The check does not confirm the plan: it is not given out."""


def assign(indptr: Any, indices: Any, scores: Any, seats: Any, *, way: Way = "auto") -> Plan:
    """The plan with the most points together; row p of the pairs is what person p could do.

    `scores` are whole points of 0 or more; a pair worth 0 adds nothing and is not chosen. "preview" is
    the auction: at once, with the gap to the best certified. Raises AssignmentRefused in words.
    """
    pairs = checked(indptr, indices, scores, seats)
    if way == "auto":
        way = "exact" if len(pairs.indices) <= MOST_EXACT_PAIRS else "preview"
    if way == "preview":
        return _preview(pairs)
    plan, *_state = solved(pairs)
    return plan


def solved(pairs: Pairs) -> tuple[Plan, Whole, Whole, int]:
    """The proven plan, with what each person gains at its prices and the packed pairs, to go on from."""
    indptr, packed, top, seats = packed_pairs(pairs)
    chosen, prices, gains = best_of(indptr, packed, top, seats)
    plan = kept(pairs, chosen, Prices(prices), "exact")
    if not plan.certificate.proven:
        raise NotProven(plan.certificate.words())
    return plan, gains, packed, top


def best_of(indptr: Any, packed: Any, top: int, seats: Any) -> tuple[Whole, Whole, Whole]:
    """chosen, prices and gains of the best plan, found from the side that is the smaller.

    Where people outnumber seats, seats look for people: each of few finds one of many at once.
    """
    people, jobs = len(indptr) - 1, len(seats)
    # One seat more than there are people for it will stay empty, and so keeps its price at 0.
    needed = np.minimum(seats, rows.people_of(packed, jobs) + 1)
    if needed.sum() >= people:
        order = rows.turns(indptr, packed, top, jobs)
        in_order = rows.is_in_order(indptr, packed)
        whole = shortest_paths.best(indptr, packed, in_order, top, seats, order, np.arange(people))
        return whole[0], whole[1], whole[2]
    starts, columns = rows.turned(indptr, packed, jobs)
    job_of = np.repeat(np.arange(jobs), needed)
    order = np.argsort(np.argsort(rows.turns(starts, columns, top, people))[job_of], kind="stable")
    in_order = rows.is_in_order(starts, columns)
    one_each = np.ones(people, np.int64)
    person_of, gains, worth = shortest_paths.best(starts, columns, in_order, top, one_each, order, job_of)
    chosen = np.full(people, -1)
    # What has no seats can cost anything: it adds nothing to the bound.
    prices = np.where(needed == 0, top, 0)
    taken = person_of >= 0
    chosen[person_of[taken]] = job_of[taken]
    prices[job_of] = worth
    return chosen, prices, gains


def packed_pairs(pairs: Pairs) -> tuple[Any, Any, int, Any]:
    """The pairs as the loops take them; refuses a job that stands twice in one row."""
    twice = rows.twice_in_a_row(pairs.indptr, pairs.indices, pairs.jobs)
    if twice >= 0:
        raise AssignmentRefused(
            Words(N_("Bij persoon %(person)s staat dezelfde baan twee keer in de rij."), {"person": twice})
        )
    top = int(pairs.scores.max()) if len(pairs.scores) else 0
    return pairs.indptr, rows.packed_rows(pairs.indices, pairs.scores, top), top, pairs.seats


def _preview(pairs: Pairs) -> Plan:
    indptr, packed, top, seats = packed_pairs(pairs)
    chosen, price = auction.bids(indptr, packed, top, np.minimum(seats, pairs.people + 1))
    plan = kept(pairs, chosen, Prices(price, auction.PARTS), "preview")
    if plan.certificate.faults:
        raise NotProven(plan.certificate.words())
    return plan


def kept(pairs: Pairs, chosen: Whole, prices: Prices, way: Literal["exact", "preview"]) -> Plan:
    """The plan with its certificate; from here on nobody changes it."""
    certificate = certify(pairs, chosen, prices)
    for array in (chosen, prices.jobs):
        array.flags.writeable = False
    return Plan(chosen, certificate.value, prices, certificate, way)
