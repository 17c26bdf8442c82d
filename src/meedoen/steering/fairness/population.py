"""Findable people without who they are: in which group each is, and what happened to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoen.primitives.period import Month
from meedoen.register.people import facts as people_facts
from meedoen.register.placements import facts as placement_facts
from meedoen.register.privacy.selectors import all_restricted
from meedoen.register.profiles import facts as profile_facts
from meedoen.register.profiles.needed import fresh_from
from meedoen.register.proposals import facts as proposal_facts
from meedoen.rules import places

Table = Mapping[str, list[Any]]
NO_GROUND = "none"
# The last age and the last hundredth of an hour of each band but the last.
AGES = ((17, "under_18"), (26, "18_26"), (34, "27_34"), (49, "35_49"), (59, "50_59"))
OLDEST = "60_over"
HOURS = ((1200, "to_12"), (2400, "to_24"), (3200, "to_32"))
MOST_HOURS = "over_32"


@dataclass(frozen=True)
class Population:
    """Groups by way of dividing, of whoever is findable; days on which someone was proposed or placed."""

    groups: Mapping[str, Mapping[int, str]]
    proposed: Mapping[int, tuple[date, ...]]
    placed: Mapping[int, tuple[date, ...]]

    @property
    def people(self) -> frozenset[int]:
        return frozenset(self.groups["municipality"])


def population_of(region: str, on: date) -> Population:
    """Everyone with an open file who lives in the region, is findable on the day and may be proposed."""
    codes = places.codes_of_region(region)
    living = {
        person: (born_in, code)
        for person, born_in, code in _rows(people_facts.living(), "person_id", "born_in", "municipality")
        if code in codes
    }
    found = (_findable(on) & living.keys()) - all_restricted("no_matching", on)
    grounds, hours = _grounds(on), _hours()
    month = Month.of(on).index
    groups = {
        "ground": {one: grounds.get(one, NO_GROUND) for one in found},
        "municipality": {one: _now(living[one][1], on) for one in found},
        "age": {one: _band((month - living[one][0]) // 12, AGES, OLDEST) for one in found},
        "hours": {one: _band(hours.get(one, 0), HOURS, MOST_HOURS) for one in found},
    }
    proposals = _rows(proposal_facts.proposal(), "person_id", "proposed_on")
    placements = _rows(placement_facts.placement(), "person_id", "starts_on")
    return Population(groups, _days(proposals, found, on), _days(placements, found, on))


def _findable(on: date) -> frozenset[int]:
    """Nothing is missing, and it was gone through in the year before."""
    table = _rows(profile_facts.findability(), "person_id", "missing", "confirmed_on")
    fresh = fresh_from(on)
    return frozenset(one for one, missing, day in table if not missing and day is not None and day >= fresh)


def _grounds(on: date) -> dict[int, str]:
    """The last ground on which someone stands in the doelgroepregister on the day."""
    table = _rows(people_facts.registration(), "person_id", "ground", "starts_on", "ends_before")
    standing = [row for row in table if row[2] <= on and (row[3] is None or on < row[3])]
    return {person: ground for person, ground, _from, _until in sorted(standing, key=lambda row: row[2])}


def _hours() -> dict[int, int]:
    return {one: most or 0 for one, most in _rows(profile_facts.profile(), "person_id", "hours_max_c")}


def _now(code: str, on: date) -> str:
    """A municipality under the code it has on the day, or as it was written."""
    try:
        return places.municipality_on(code, on).code
    except LookupError:
        return code


def _band(number: int, bands: tuple[tuple[int, str], ...], last: str) -> str:
    return next((code for most, code in bands if number <= most), last)


def _days(rows: Iterator[tuple[Any, ...]], of: frozenset[int], on: date) -> dict[int, tuple[date, ...]]:
    found: dict[int, list[date]] = {}
    for person, day in rows:
        if person in of and day <= on:
            found.setdefault(person, []).append(day)
    return {person: tuple(days) for person, days in found.items()}


def _rows(table: Table, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name] for name in names), strict=True)
