"""The best assignment beside "first come", and what each limit costs the whole region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from meedoen.matching.assignment import Plan, assign
from meedoen.matching.compiled import compiled
from meedoen.matching.pairs import AssignmentRefused, Whole, checked
from meedoen.primitives.words import N_, Hole, Share, Words


@dataclass(frozen=True, slots=True, eq=False)
class FirstCome:
    """Who came first chose first: per person the number of a job or -1, and the points together."""

    chosen: Whole
    value: int

    @property
    def placed(self) -> int:
        return int((self.chosen >= 0).sum())

    def beside(self, plan: Plan) -> Words:
        """What looking at the whole region at once adds."""
        more = Decimal(plan.value - self.value) / Decimal(max(self.value, 1))
        return Words(
            N_(
                "Op volgorde van aanmelding: %(first)s punten en %(first_placed)s plaatsingen. "
                "Alles in één keer: %(whole)s punten (%(more)s meer) en %(whole_placed)s plaatsingen."
            ),
            {
                "first": self.value,
                "first_placed": self.placed,
                "whole": plan.value,
                "more": Share(more.quantize(Decimal("0.0001"))),
                "whole_placed": plan.placed,
            },
        )


@dataclass(frozen=True, slots=True)
class LimitCost:
    """What the region would gain if one limit were dropped and all others kept."""

    limit: str
    points: int
    people: int

    def words(self) -> Words:
        holes: dict[str, Hole] = {"limit": self.limit, "points": self.points, "people": abs(self.people)}
        if not self.points:
            return Words(N_("%(limit)s kost niets: zonder deze grens wordt het plan niet beter."), holes)
        if self.people > 0:
            return Words(
                N_(
                    "%(limit)s kost %(points)s punten: zonder deze grens vinden "
                    "%(people)s mensen meer een plek."
                ),
                holes,
            )
        if self.people < 0:
            return Words(
                N_(
                    "%(limit)s kost %(points)s punten, al vinden er zonder deze grens "
                    "%(people)s minder een plek."
                ),
                holes,
            )
        return Words(N_("%(limit)s kost %(points)s punten, maar geen plaatsingen."), holes)


def first_come(indptr: Any, indices: Any, scores: Any, seats: Any, *, arrival: Any = None) -> FirstCome:
    """Each in order of `arrival` (numbers of people; else as they stand) takes the best seat still free.

    Between jobs of equal points the lowest number; a pair worth 0 is not taken, as in the best plan.
    """
    pairs = checked(indptr, indices, scores, seats)
    order = np.arange(pairs.people) if arrival is None else np.asarray(arrival)
    if order.shape != (pairs.people,) or (np.sort(order) != np.arange(pairs.people)).any():
        raise AssignmentRefused(
            Words(N_("De volgorde van aanmelding moet iedereen precies één keer noemen."))
        )
    chosen, value = _in_turn(
        pairs.indptr,
        pairs.indices.astype(np.int64),
        pairs.scores.astype(np.int64),
        pairs.seats.copy(),
        order.astype(np.int64),
    )
    return FirstCome(chosen, int(value))


@compiled
def _in_turn(indptr: Any, indices: Any, scores: Any, free: Any, order: Any) -> Any:
    chosen, value = np.full(len(order), -1), 0
    for person in order:
        best, where = 0, -1
        for at in range(indptr[person], indptr[person + 1]):
            job, points = indices[at], scores[at]
            if free[job] > 0 and (points > best or (points == best and 0 <= job < where)):
                best, where = points, job
        if where >= 0:
            chosen[person] = where
            free[where] -= 1
            value += best
    return chosen, value


def limit_costs(
    indptr: Any, indices: Any, scores: Any, seats: Any, *, breaks: Any, limits: Sequence[str]
) -> tuple[LimitCost, ...]:
    """Solves again without each limit in turn, all others kept; the dearest first, then as they stand.

    The pairs are those that break at most one limit: `breaks` says per pair which of `limits`, or -1 for a
    pair that fits. A pair that breaks two stays impossible when one is dropped, so it is not among them.
    """
    pairs = checked(indptr, indices, scores, seats)
    broken = np.asarray(breaks)
    whole = broken.dtype.kind in "iu" or not len(broken)
    if broken.shape != pairs.indices.shape or not whole:
        raise AssignmentRefused(Words(N_("Zeg bij elk paar welke grens het breekt, of -1 als het past.")))
    if len(broken) and (broken.min() < -1 or broken.max() >= len(limits)):
        raise AssignmentRefused(Words(N_("Een paar breekt een grens die niet in de lijst staat.")))

    def plan_with(fits: Any) -> Plan:
        starts = np.concatenate([[0], np.cumsum(fits)])[pairs.indptr]
        return assign(starts, pairs.indices[fits], pairs.scores[fits], pairs.seats, way="exact")

    now = plan_with(broken == -1)
    found = []
    for number, limit in enumerate(limits):
        freed = broken == number
        then = plan_with((broken == -1) | freed) if freed.any() else now
        found.append(LimitCost(limit, then.value - now.value, then.placed - now.placed))
    return tuple(sorted(found, key=lambda cost: -cost.points))
