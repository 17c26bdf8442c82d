"""A person and a job as the engines see them: keys, codes and whole numbers, never who someone is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

NO_CODES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map in hundred-thousandths of a degree; never finer than a place or a PC4."""

    lat_e5: int
    lon_e5: int


@dataclass(frozen=True, slots=True)
class Person:
    """What someone can, wants and needs. Codes are those of `matching.codes`.

    `place` is a point or the code of a place (`matching.travel`). Hours are hundredths of an hour a week.
    `conditions` is None where nobody talked about them: that differs from having none. `loonwaarde_c` is a
    hundredth of a percent; it is shown beside a job and counts nowhere. `groups` are target groups: they open
    the jobs that are offered to them alone, and count in no score.
    """

    key: str
    place: str | Point | None = None
    means: frozenset[str] = NO_CODES
    travel_minutes: int | None = None
    hours_min_c: int | None = None
    hours_max_c: int | None = None
    days: frozenset[str] = NO_CODES
    times: frozenset[str] = NO_CODES
    tasks_able: frozenset[str] = NO_CODES
    tasks_liked: frozenset[str] = NO_CODES
    tasks_wanted: frozenset[str] = NO_CODES
    wishes: frozenset[str] = NO_CODES
    conditions: Mapping[str, int] | None = None
    languages: Mapping[str, str] = field(default_factory=dict)
    licences: frozenset[str] = NO_CODES
    level: str | None = None
    loonwaarde_c: int | None = None
    available_from: date | None = None
    groups: frozenset[str] = NO_CODES


@dataclass(frozen=True, slots=True)
class JobTask:
    """One task of a job with its share of the work as a whole number.

    `demands`: what this task asks (`lift_kg`: 10), or 0 for a condition that can't be kept in this task
    (`no_phone`: 0).
    """

    code: str
    weight: int = 1
    demands: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """What work asks and offers. Codes are those of `matching.codes`; the days and times are all needed.

    `demands` has the conditions of a person, seen from the work: 1 for what the place offers, the number that
    the work asks or the place gives, and under `not_before` the hour at which the work begins.
    `guidance_minutes` is the guidance there is in a day. `sector` is a code of the SBI, `kind` one of the
    register; both are shown and count nowhere. `offered_to` are the target groups that the employer keeps the
    job for; without any it is for everybody.
    """

    key: str
    tasks: tuple[JobTask, ...] = ()
    seats: int = 1
    hours_min_c: int | None = None
    hours_max_c: int | None = None
    days: frozenset[str] = NO_CODES
    times: frozenset[str] = NO_CODES
    place: str | Point | None = None
    sector: str = ""
    demands: Mapping[str, int] = field(default_factory=dict)
    guidance_minutes: int = 0
    languages: Mapping[str, str] = field(default_factory=dict)
    licences: frozenset[str] = NO_CODES
    level: str | None = None
    starts_on: date | None = None
    kind: str = ""
    offered_to: frozenset[str] = NO_CODES
