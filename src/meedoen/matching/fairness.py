"""The best assignment in which every group gets its share, what that costs, and the bonus each group needs.

Groups are disjoint: then the shares are room in one seat per group for who goes without, the whole stays a
flow, and the answer is exact. It goes on from the best plan without shares, by the cheapest chains of moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np

from meedoen.matching import rows
from meedoen.matching.assignment import NotProven, Plan, kept, solved
from meedoen.matching.pairs import AssignmentRefused, Pairs, Whole, checked
from meedoen.matching.proof import Prices
from meedoen.matching.shortest_paths import NEAR, NOT_YET, lift
from meedoen.primitives.words import N_, Hole, Share, Words

MOST_GROUPS = 100_000


@dataclass(frozen=True, slots=True)
class GroupShare:
    """What one group was due and got; the bonus is the points each of them gets extra to get there."""

    name: str
    people: int
    due: int
    placed: int
    placed_before: int
    bonus: int

    @property
    def met(self) -> bool:
        return self.placed >= self.due

    def words(self) -> Words:
        holes: dict[str, Hole] = {
            "name": self.name,
            "placed": self.placed,
            "people": self.people,
            "before": self.placed_before,
            "due": self.due,
            "bonus": self.bonus,
        }
        if not self.met:
            return Words(
                N_(
                    "%(name)s: %(placed)s van %(people)s mensen krijgen een plek. Het eerlijke deel is "
                    "%(due)s, maar meer passende plekken zijn er niet."
                ),
                holes,
            )
        if self.bonus:
            return Words(
                N_(
                    "%(name)s: %(placed)s van %(people)s mensen krijgen een plek, zonder deling %(before)s. "
                    "Daarvoor telt bij ieder uit deze groep een plek %(bonus)s punten zwaarder."
                ),
                holes,
            )
        return Words(
            N_("%(name)s: %(placed)s van %(people)s mensen krijgen een plek. Dat lukt zonder extra punten."),
            holes,
        )


@dataclass(frozen=True, slots=True, eq=False)
class FairPlan:
    """The best plan with shares beside the best without them."""

    plan: Plan
    without_shares: Plan
    groups: tuple[GroupShare, ...]

    @property
    def price(self) -> int:
        """Points that the shares cost together."""
        return self.without_shares.value - self.plan.value

    def words(self) -> tuple[Words, ...]:
        part = Decimal(self.price) / Decimal(max(self.without_shares.value, 1))
        price = Words(
            N_("De eerlijke verdeling kost %(price)s van de %(value)s punten (%(part)s)."),
            {
                "price": self.price,
                "value": self.without_shares.value,
                "part": Share(part.quantize(Decimal("0.0001"))),
            },
        )
        return (price, *(group.words() for group in self.groups), self.plan.certificate.words())


def assign_fairly(
    indptr: Any,
    indices: Any,
    scores: Any,
    seats: Any,
    *,
    groups: Any,
    share: Decimal,
    names: Sequence[str] = (),
) -> FairPlan:
    """The most points such that of each group at least `share` (0 to 1) times the overall part is placed.

    `groups` is a number per person, -1 for nobody's group; or a table of people by groups, refused in words
    where someone is in two. The overall part is that of the best plan without shares, or that of the fair
    plan where it places more. A group with too few fitting seats gets all it can, lowest number first.
    """
    pairs = checked(indptr, indices, scores, seats)
    group, count = _group_of(groups, pairs.people)
    if not (share.is_finite() and 0 <= share <= 1):
        raise AssignmentRefused(Words(N_("Het deel voor elke groep ligt tussen 0 en 1.")))
    if names and len(names) != count:
        raise AssignmentRefused(Words(N_("Geef elke groep precies één naam.")))
    free, gains, packed, top = solved(pairs)
    sizes = np.bincount(group, minlength=count + 1)
    work = _Work(pairs, group, sizes, free, gains, packed, top)
    due = np.zeros(count, np.int64)
    placed = free.placed
    while True:
        due = np.array([_due(share, placed, int(size), pairs.people) for size in sizes[:count]], np.int64)
        work.lift_to(due)
        if work.placed <= placed:
            break
        placed = work.placed
    return work.answer(due, names or [str(number) for number in range(count)])


def _due(share: Decimal, placed: int, size: int, people: int) -> int:
    return ceil(Fraction(share) * placed * size / people) if people else 0


def _group_of(groups: Any, people: int) -> tuple[Whole, int]:
    """Per person the number of the group, and one number beyond the last for who is in none."""
    table = np.asarray(groups)
    if table.ndim == 2 and len(table) == people:
        if (twice := (table != 0).sum(axis=1) > 1).any():
            raise AssignmentRefused(
                Words(
                    N_(
                        "%(count)s mensen horen bij meer dan één groep. Een eerlijk deel is alleen te "
                        "bewijzen als ieder bij hoogstens één groep hoort: kies één indeling, of maak "
                        "van elke combinatie een groep."
                    ),
                    {"count": int(twice.sum())},
                )
            )
        count = table.shape[1]
        found = np.where((table != 0).any(axis=1), (table != 0).argmax(axis=1) if count else 0, -1)
    elif table.ndim == 1 and len(table) == people and (table.dtype.kind in "iu" or not people):
        found = table.astype(np.int64)
        count = int(found.max(initial=-1)) + 1
    else:
        raise AssignmentRefused(Words(N_("Geef voor elke persoon het nummer van één groep, of -1.")))
    if people and (found.min() < -1 or count > MOST_GROUPS):
        raise AssignmentRefused(Words(N_("Nummer de groepen vanaf 0; -1 is bij geen enkele groep.")))
    return np.where(found < 0, count, found).astype(np.int64), count


class _Work:
    """The assignment while the shares are met one by one; after each step it is the best for its room."""

    def __init__(
        self, pairs: Pairs, group: Whole, sizes: Whole, free: Plan, gains: Whole, packed: Whole, top: int
    ) -> None:
        self.pairs, self.group, self.sizes, self.free = pairs, group, sizes, free
        self.packed, self.top, self.gains = packed, top, gains
        self.chosen = np.where(free.chosen < 0, pairs.jobs + group, free.chosen)
        self.prices = np.concatenate([free.prices.jobs, np.zeros(len(sizes), np.int64)])
        self.seats = np.concatenate([pairs.seats, sizes])
        self.in_order = rows.is_in_order(pairs.indptr, packed)
        self.near, self.cost = np.full((2, pairs.people, NEAR), NOT_YET)

    @property
    def placed(self) -> int:
        return int((self.chosen < self.pairs.jobs).sum())

    def lift_to(self, due: Whole) -> None:
        """Room for who goes without shrinks to what the shares leave, or as far as it goes."""
        jobs, pairs = self.pairs.jobs, self.pairs
        without = np.bincount(self.chosen, minlength=len(self.seats))[jobs:]
        room = self.sizes[:-1] - due
        self.seats[jobs:-1] = np.minimum(self.seats[jobs:-1], np.maximum(room, without[:-1]))
        for number in range(len(due)):
            lift(
                jobs + number, int(room[number]), pairs.indptr, self.packed, self.in_order, self.top,
                self.seats, jobs + self.group, self.chosen, self.gains, self.prices, self.near, self.cost,
            )  # fmt: skip

    def answer(self, due: Whole, names: Sequence[str]) -> FairPlan:
        jobs, count = self.pairs.jobs, len(due)
        chosen = np.where(self.chosen < jobs, self.chosen, -1)
        prices = Prices(
            self.prices[:jobs], group=self.group, without=self.seats[jobs:], bonus=self.prices[jobs:]
        )
        plan = kept(self.pairs, chosen, prices, "exact")
        if not plan.certificate.proven:
            raise NotProven(plan.certificate.words())
        after, before = (
            np.bincount(self.group[found >= 0], minlength=count + 1) for found in (chosen, self.free.chosen)
        )
        return FairPlan(
            plan,
            self.free,
            tuple(
                GroupShare(
                    names[at], int(self.sizes[at]), int(due[at]), int(after[at]), int(before[at]),
                    int(self.prices[jobs + at]),
                )
                for at in range(count)
            ),
        )  # fmt: skip
