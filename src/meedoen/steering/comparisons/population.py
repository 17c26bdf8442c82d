"""The people of a region as the comparison needs them: ages, loonwaarden and hours, without who they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoen.primitives.period import Month
from meedoen.register.people import facts as people_facts
from meedoen.register.placements import facts as placement_facts
from meedoen.register.profiles import facts as profile_facts
from meedoen.rules import places
from meedoen.rules.book import value_on
from meedoen.rules.comparison_spread import People
from meedoen.rules.refusal import NoValueForThisDay

Table = Mapping[str, list[Any]]
# Kinds of work without wage: their hours say nothing about a job.
WITHOUT_WAGE = frozenset({"proefplaatsing", "leerwerkplek"})
# Why someone is left out, in the order in which it is looked for.
NOT_MEASURED, EXPIRED, WHOLE, NO_HOURS, TOO_YOUNG, TOO_OLD, NO_NORM = (
    "not_measured",
    "expired",
    "whole",
    "no_hours",
    "too_young",
    "too_old",
    "no_norm",
)


@dataclass(frozen=True)
class Population:
    """Those who can be computed; of how many bijstand is known; whose hours are a wish; who is left out."""

    people: People
    with_bijstand: int
    by_wish: int
    left_out: Mapping[str, int]


def population_of(region: str, day: date, amounts_on: date) -> Population:
    """Everyone with an open file who lives in the region now.

    Someone takes part if and only if a loonwaarde below 100 % is measured and valid on `day`, the hours of a
    paid job on `day` or the hours wished for are known, and the age on `day` lies within the norms of
    `amounts_on`.
    """
    codes = places.codes_of_region(region)
    worth, worked, wished, assisted = _loonwaarden(day), _worked(day), _wished(), _assisted(day)
    ages = _Ages.on(amounts_on)
    found: list[tuple[int, int, int]] = []
    left_out: Counter[str] = Counter()
    with_bijstand = by_wish = 0
    for person, born_in, municipality in _rows(people_facts.living(), "person_id", "born_in", "municipality"):
        if municipality not in codes:
            continue
        # Full years in the month of the birthday: the day of birth is not in the facts.
        age = (Month.of(day).index - born_in) // 12
        hours = worked.get(person) or wished.get(person)
        why = _why_not(worth.get(person), hours, age, ages)
        if why:
            left_out[why] += 1
            continue
        found.append((worth[person] or 0, hours or 0, age))
        with_bijstand += person in assisted
        by_wish += person not in worked
    loonwaarde, hours_c, old = (
        (list(column) for column in zip(*found, strict=True)) if found else ([], [], [])
    )
    people = People(loonwaarde=loonwaarde, hours=hours_c, age=old)
    return Population(people, with_bijstand, by_wish, dict(left_out))


def size_of(region: str) -> int:
    """How many people live in the region: enough to tell whether it can be done while someone waits."""
    codes = places.codes_of_region(region)
    return sum(code in codes for code in people_facts.living()["municipality"])


_PAST = -1


@dataclass(frozen=True)
class _Ages:
    """The ages that have a norm: from `first`, or from `adult` where the norm of the young is unknown."""

    first: int
    adult: int
    last: int
    has_young: bool

    @classmethod
    def on(cls, day: date) -> _Ages:
        try:
            value_on("bijstand.norm.jong.alleenstaande", day)
        except NoValueForThisDay:
            # Those it concerns are left out and counted as such; the others can be computed.
            has_young = False
        else:
            has_young = True
        first, adult, last = (
            int(value_on(f"bijstand.leeftijd.{name}", day).number)
            for name in ("eerste", "volwassen", "laatste")
        )
        return cls(first, adult, last, has_young)


def _why_not(worth: int | None, hours: int | None, age: int, ages: _Ages) -> str:
    reasons: tuple[tuple[bool, str], ...] = (
        (worth is None, NOT_MEASURED),
        (worth == _PAST, EXPIRED),
        ((worth or 0) >= 10_000, WHOLE),
        (not hours, NO_HOURS),
        (age < ages.first, TOO_YOUNG),
        (age > ages.last, TOO_OLD),
        (age < ages.adult and not ages.has_young, NO_NORM),
    )
    return next((why for is_so, why in reasons if is_so), "")


def _loonwaarden(day: date) -> dict[int, int]:
    """The last measurement of each person until the day; `_PAST` where it is no longer valid."""
    table = _rows(profile_facts.loonwaarde(), "person_id", "measured_on", "valid_until", "loonwaarde_c")
    found: dict[int, int] = {}
    # In the order of their days, so that the last one stays.
    for person, measured_on, valid_until, percentage in table:
        if measured_on <= day:
            found[person] = percentage if valid_until is None or day <= valid_until else _PAST
    return found


def _worked(day: date) -> dict[int, int]:
    """Hours by contract in paid work on the day, in hundredths; of several jobs the largest."""
    paid = {
        placement: person
        for placement, person, kind, starts_on, ends_before in _rows(
            placement_facts.placement(), "placement_id", "person_id", "kind", "starts_on", "ends_before"
        )
        if kind not in WITHOUT_WAGE and starts_on <= day and (ends_before is None or day < ends_before)
    }
    found: dict[int, int] = {}
    table = _rows(placement_facts.contract(), "placement_id", "starts_on", "ends_before", "hours_week_c")
    for placement, starts_on, ends_before, hours in table:
        person = paid.get(placement)
        if person is not None and starts_on <= day and (ends_before is None or day < ends_before):
            found[person] = max(hours, found.get(person, 0))
    return found


def _wished() -> dict[int, int]:
    """The most hours that someone wants to work, in hundredths; the least where only those are known."""
    table = _rows(profile_facts.profile(), "person_id", "hours_max_c", "hours_min_c")
    return {person: most or least for person, most, least in table if most or least}


def _assisted(day: date) -> frozenset[int]:
    """Those who belong to the target group bijstand on the day."""
    table = _rows(profile_facts.target_group(), "person_id", "code", "starts_on", "ends_before")
    return frozenset(
        person
        for person, code, starts_on, ends_before in table
        if code == "bijstand" and starts_on <= day and (ends_before is None or day < ends_before)
    )


def _rows(table: Table, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name] for name in names), strict=True)
