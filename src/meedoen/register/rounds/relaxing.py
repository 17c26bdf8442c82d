"""People and jobs as if one limit did not hold: what lies just behind it, with the points it would have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from meedoen.matching import codes
from meedoen.matching.fit import parts_of
from meedoen.matching.many import Index, Pairs, index_of, pairs_packed
from meedoen.matching.packing import pack_people
from meedoen.matching.points import Weights
from meedoen.matching.ready import MOST_HOURS_C, MOST_TRAVEL_MINUTES
from meedoen.matching.shapes import Job, Person
from meedoen.primitives.words import N_

TOP_LEVEL = max(codes.RUNGS, key=lambda level: codes.RUNGS[level])
TOP_LANGUAGE = list(codes.LANGUAGE_LEVELS)[-1]
ALL_LANGUAGES: Mapping[str, str] = dict.fromkeys(codes.LANGUAGES, TOP_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit, how it is called, and a person for whom it does not hold.

    `is_scored`: the points of a pair depend on what was taken away, so they are counted anew.
    """

    code: str
    words: str
    without: Callable[[Person], Person]
    is_scored: bool = False


# The limits of the comparison, one by one. The least part of the tasks is a weight, not of a person.
LIMITS: tuple[Limit, ...] = (
    Limit(
        "travel",
        N_("De reistijd"),
        lambda one: replace(one, travel_minutes=MOST_TRAVEL_MINUTES),
        is_scored=True,
    ),
    Limit(
        "hours",
        N_("Het aantal uren"),
        lambda one: replace(one, hours_min_c=0, hours_max_c=MOST_HOURS_C),
        is_scored=True,
    ),
    Limit("days", N_("De keuze van dagen"), lambda one: replace(one, days=frozenset(codes.DAYS))),
    Limit("times", N_("De keuze van werktijden"), lambda one: replace(one, times=frozenset(codes.TIMES))),
    Limit("start", N_("De begindatum"), lambda one: replace(one, available_from=None)),
    Limit("tasks", N_("Het minste deel van de taken"), lambda one: one),
    Limit(
        "condition", N_("Het geheel van voorwaarden"), lambda one: replace(one, conditions={}), is_scored=True
    ),
    Limit("language", N_("De taaleis"), lambda one: replace(one, languages=ALL_LANGUAGES)),
    Limit("licences", N_("De rijbewijseis"), lambda one: replace(one, licences=frozenset(codes.LICENCES))),
    Limit(
        "offered_to",
        N_("De beperking tot een doelgroep"),
        lambda one: replace(one, groups=frozenset(codes.TARGET_GROUPS)),
    ),
    Limit("level", N_("De opleidingseis"), lambda one: replace(one, level=TOP_LEVEL)),
)
WORDS: Mapping[str, str] = {limit.code: limit.words for limit in LIMITS}

# Per person, in the order of the people: the jobs behind the limit with their points.
Rows = list[list[tuple[int, int]]]


def behind(
    limit: Limit,
    people: Sequence[Person],
    jobs: Sequence[Job],
    fitting: Sequence[frozenset[int]],
    index: Index,
    day: date,
) -> Rows:
    """Return the pairs that break this limit and no other; `fitting` holds the jobs that fit, per person, and
    `index` has these jobs packed.

    A pair gets the points of what is true of it: a journey that is too long earns what is left of the line
    beyond the limit, never less than nothing.
    """
    weights = index.weights
    if limit.code == "tasks":
        index = index_of(jobs, replace(weights, tasks_at_least=0), day)
    packed = pack_people([limit.without(one) for one in people], index.weights, index.estimates)
    found = Pairs(*pairs_packed(packed.crowd, index), packed.left_out, index.left_out)
    rows: Rows = []
    for place, person in enumerate(people):
        beyond = [(job, points) for job, points in found.of(place) if job not in fitting[place]]
        if limit.is_scored:
            beyond = [(job, _points(person, jobs[job], weights, day)) for job, _points_without in beyond]
        rows.append(beyond)
    return rows


def _points(person: Person, job: Job, weights: Weights, day: date) -> int:
    return sum(max(0, part.points) for part in parts_of(person, job, weights, day))
