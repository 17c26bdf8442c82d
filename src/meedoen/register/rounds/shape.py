"""The shapes in which rounds are asked for and told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By what everyone gets a fair share. Target groups overlap for who is in two; the engine refuses that.
SHARE_BY: Mapping[str, Promise] = {
    "municipality": _("per gemeente"),
    "target_group": _("per doelgroep"),
    "combination": _("per combinatie van doelgroepen"),
}


@dataclass(frozen=True, slots=True)
class NewRound:
    """What is asked: the day, and by what a share of the whole is kept for every group."""

    day: date
    share_by: str = ""
    share: Decimal | None = None
    reason: str = ""
    weights: str = "standard"


@dataclass(frozen=True, slots=True)
class ListedRound:
    """A round as a line in a list; the figures are None until it is answered."""

    number: str
    day: date
    share_by: str
    share: Decimal | None
    asked_by: str
    asked_on: date
    points: int | None
    placed: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One municipality or group; a number that speaks of a few is a text such as “< 10”."""

    name: str
    people: int | str
    placed: int | str
    first: int | str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group with a fair share: what it was due, what it got, and the points that took."""

    name: str
    people: int | str
    placed: int | str
    before: int | str
    is_met: bool
    bonus: int


@dataclass(frozen=True, slots=True)
class ShownRound:
    """A round with its answer; small numbers of municipalities and groups hidden."""

    number: str
    reason: str
    result: Any
    municipalities: tuple[Line, ...]
    target_groups: tuple[Line, ...]
    groups: tuple[GroupLine, ...]
    limits: tuple[Mapping[str, Any], ...]

    @property
    def price(self) -> int:
        """Points that the shares cost together."""
        return int(self.result.free_points - self.result.points)

    @property
    def is_proven(self) -> bool:
        return bool(self.result.bound == self.result.points)


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """Someone whom the actor sees, and where the round would have them work."""

    person_number: str
    person_name: str
    municipality: str
    job_number: str
    job_title: str
    employer: str
    points: int


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    """The choices that the actor may see; `seen` of `placed` in all."""

    rows: tuple[ShownChoice, ...]
    seen: int
    placed: int
    next_after: int | None


@dataclass(frozen=True, slots=True)
class Repeated:
    """A round done again: whether the answer is the same, and if not, what went in differently."""

    number: str
    is_same: bool
    is_whole: bool
    is_same_engine: bool
    people_changed: int
    people_new: int
    people_gone: int
    jobs_changed: tuple[str, ...]
    jobs_new: tuple[str, ...]
    jobs_gone: tuple[str, ...]

    @property
    def is_same_facts(self) -> bool:
        many = self.people_changed + self.people_new + self.people_gone
        return not (many or self.jobs_changed or self.jobs_new or self.jobs_gone)
