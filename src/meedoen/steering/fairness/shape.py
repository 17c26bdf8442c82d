"""The shapes in which fairness is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

Told = int | str


@dataclass(frozen=True, slots=True)
class GroupFairness:
    """One group of findable people: how many, how many never proposed, proposed, placed, chosen by a round.

    A number that speaks of a few is a text such as “< 10”; a share of such a number is not told.
    """

    name: str
    people: Told
    never: Told
    never_share: Fraction | None
    proposed_share: Fraction | None
    placed_share: Fraction | None
    chosen_share: Fraction | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """What happened in one quarter: people proposed, and the distance to an equal division in parts of 1."""

    name: str
    last_on: date
    proposed: Told
    distance: Fraction | None


@dataclass(frozen=True, slots=True)
class Fairness:
    """Everything by one way of dividing people; `round_number` is empty where no round was made."""

    by: str
    on: date
    groups: tuple[GroupFairness, ...]
    whole: GroupFairness
    quarters: tuple[Quarter, ...]
    round_number: str
