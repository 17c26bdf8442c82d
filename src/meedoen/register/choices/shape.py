"""Choices as others may see them: one point at one municipality, a whole municipality, a whole region."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from meedoen.rules.book import Value
from meedoen.rules.local_choices import Point, in_words


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One row as it was written; `replaced_on`: corrected or withdrawn that day."""

    id: int
    value: str
    starts_on: date
    reason: str
    set_on: date
    version: int
    replaced_on: date | None
    withdrawn_because: str
    words: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one municipality chose on one point; `row` is None where it has not said, which is no choice."""

    point: Point
    row: ChoiceRow | None
    preferred: Value | None
    limit: Value | None
    # What has been chosen for a later day, the nearest first.
    ahead: tuple[ChoiceRow, ...] = ()

    @property
    def deviates(self) -> bool | None:
        """True if and only if something else was chosen than municipalities agreed on; None: nothing to
        compare."""
        if self.row is None or self.preferred is None:
            return None
        return self.row.value != self.preferred.text

    @property
    def over_limit(self) -> bool:
        """True if and only if the law that holds today allows less than what was chosen before it."""
        if self.row is None or self.limit is None or self.point.kind != "number":
            return False
        return int(self.row.value) > self.limit.number

    @property
    def preferred_words(self) -> str:
        return "" if self.preferred is None else in_words(self.point, self.preferred.text)


@dataclass(frozen=True, slots=True)
class MunicipalityChoices:
    """Every point of one municipality on one day."""

    organisation_id: int
    name: str
    code: str
    day: date
    points: tuple[Chosen, ...]

    @property
    def stated(self) -> int:
        return sum(one.row is not None for one in self.points)

    @property
    def deviating(self) -> int:
        return sum(bool(one.deviates) for one in self.points)

    @property
    def comparable(self) -> int:
        """On how many points it has chosen where there is something agreed."""
        return sum(one.deviates is not None for one in self.points)


@dataclass(frozen=True)
class Deviation:
    """One point over all municipalities: who chose what, as a count and never as a verdict."""

    point: Point
    preferred: Value | None
    municipalities: int
    values: tuple[str, ...]
    deviating: int | None

    @property
    def stated(self) -> int:
        return len(self.values)

    @property
    def missing(self) -> int:
        return self.municipalities - self.stated

    @cached_property
    def spread(self) -> tuple[tuple[str, int], ...]:
        """Each choice in words with how many municipalities made it, the most common first."""
        found = Counter(self.values).most_common()
        ordered = sorted(found, key=lambda pair: (-pair[1], pair[0]))
        return tuple((in_words(self.point, value), many) for value, many in ordered)


@dataclass(frozen=True, slots=True)
class RegionChoices:
    """All municipalities of a region, and each point over all of them."""

    day: date
    municipalities: tuple[MunicipalityChoices, ...]
    deviations: tuple[Deviation, ...]

    @property
    def comparable(self) -> int:
        return sum(one.comparable for one in self.municipalities)

    @property
    def deviating(self) -> int:
        return sum(one.deviating for one in self.municipalities)

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.deviations)
