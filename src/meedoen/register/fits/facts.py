"""From the columns of profiles and jobs to what matching compares: keys, codes and whole numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from meedoen.matching.asking import Opening
from meedoen.matching.codes import ASKED
from meedoen.matching.shapes import Job, JobTask, Person, Point
from meedoen.register.columns import FEW, few_of
from meedoen.register.fits.main_places import main_place
from meedoen.register.fits.selectors import points_of
from meedoen.register.jobs import facts as job_facts
from meedoen.register.jobs.states import state_on
from meedoen.register.people.models import Person as PersonRow
from meedoen.register.people.models import is_open
from meedoen.register.privacy.selectors import all_restricted
from meedoen.register.profiles import facts as profile_facts
from meedoen.register.proposals.seats import seats_free

Table = dict[str, list[Any]]
Row = dict[str, Any]
Keys = Collection[int] | None
READABLE = (PersonRow.State.OPEN, PersonRow.State.PROTECTED)


def people_to_match(on: date, keys: Keys = None) -> list[Person]:
    """Return everyone with an open file, or these people; never who may not be used for matching that day.

    Protected files only if a few keys name them: who names one was allowed to see it.
    """
    left_out = all_restricted("no_matching", on)
    return [person for key, person in people_told(on, keys).items() if key not in left_out]


def people_told(on: date, keys: Keys = None) -> dict[int, Person]:
    """Return the same people by key, whoever asked not to be matched: for who asks that itself."""
    named = keys is not None and len(keys) <= FEW
    rows = PersonRow.objects.filter(few_of("pk", keys), Q(state__in=READABLE) if named else is_open())
    homes = dict(rows.order_by("pk").values_list("pk", "municipality"))
    asked = homes.keys() if keys is None else homes.keys() & set(keys)
    told = _Told(on, keys)
    return {key: told.person(key, homes[key]) for key in homes if key in asked}


class _Told:
    """What people told of themselves, by person, in as many questions as there are tables."""

    def __init__(self, on: date, keys: Keys) -> None:
        self.profiles = {row["person_id"]: row for row in _rows(profile_facts.profile(keys))}
        self.points = points_of({row["neighbourhood"] for row in self.profiles.values()} - {None})
        self.wishes = _by("person_id", profile_facts.wish(keys))
        self.tasks = _by("person_id", profile_facts.task(keys))
        self.conditions = _by("person_id", profile_facts.condition(keys))
        self.languages = _by("person_id", profile_facts.language(keys))
        self.groups = _by("person_id", profile_facts.target_group(keys))
        # The last one that was measured by that day and is still valid on it.
        self.loonwaarden = {
            row["person_id"]: row["loonwaarde_c"]
            for row in _rows(profile_facts.loonwaarde(keys))
            if row["measured_on"] <= on and (row["valid_until"] is None or row["valid_until"] >= on)
        }
        self.on = on

    def person(self, key: int, municipality: str) -> Person:
        """One person; who told nothing has a place and no more."""
        row = self.profiles.get(key)
        if row is None:
            return Person(str(key), place=main_place(municipality))
        tasks = self.tasks[key]
        needs = {one["code"]: one["value"] for one in self.conditions[key]}
        return Person(
            key=str(key),
            place=self._place(row["neighbourhood"], municipality),
            means=frozenset(row["means"]),
            travel_minutes=row["travel_minutes"],
            hours_min_c=_least(row["hours_min_c"], row["hours_max_c"]),
            hours_max_c=row["hours_max_c"],
            days=frozenset(row["days"]),
            times=frozenset(row["times"]),
            tasks_able=frozenset(one["task"] for one in tasks if one["is_able"]),
            tasks_liked=frozenset(one["task"] for one in tasks if one["is_liked"]),
            tasks_wanted=frozenset(one["task"] for one in tasks if one["is_wanted"]),
            wishes=frozenset(one["work_field"] for one in self.wishes[key]),
            conditions=needs if needs or row["has_conditions_discussed"] else None,
            languages={one["language"]: one["level"] for one in self.languages[key]},
            licences=frozenset(row["licences"]),
            level=row["education_level"] or None,
            loonwaarde_c=self.loonwaarden.get(key),
            available_from=row["available_from"],
            groups=frozenset(one["code"] for one in self.groups[key] if self._holds(one)),
        )

    def _place(self, neighbourhood: str | None, municipality: str) -> Point | None:
        """As near as the region's list knows it; else the main place of where someone lives."""
        return self.points.get(neighbourhood or "") or main_place(municipality)

    def _holds(self, row: Row) -> bool:
        return bool(
            row["starts_on"] <= self.on and (row["ends_before"] is None or row["ends_before"] > self.on)
        )


def _least(least: int | None, most: int | None) -> int | None:
    """Who named only the most hours set no least."""
    return 0 if least is None and most is not None else least


def jobs_to_match(on: date, keys: Keys = None) -> list[Job]:
    """Return the jobs that are open that day and have a seat that is free, all or out of these."""
    return with_free_seats(jobs_told(on, keys), on)


def jobs_told(on: date, keys: Keys = None) -> dict[int, Job]:
    """Return the same jobs by key with all their seats, free or taken.

    Tasks that our list does not have are left out: nobody can say whether they do them.
    """
    rows = [row for row in _rows(job_facts.job(keys)) if _is_open(row, on) and _asked(row, keys)]
    points = points_of({row["neighbourhood"] for row in rows} - {None})
    tasks, demands = _by("job_id", job_facts.job_task(keys)), _by("job_id", job_facts.job_demand(keys))
    return {row["job_id"]: _job(row, tasks[row["job_id"]], demands[row["job_id"]], points) for row in rows}


def with_free_seats(jobs: Mapping[int, Job], on: date) -> list[Job]:
    """Return these jobs with the seats that nobody has or will get; a job without any is left out."""
    free = seats_free({key: job.seats for key, job in jobs.items()}, on)
    return [
        job if free[key] == job.seats else replace(job, seats=free[key])
        for key, job in jobs.items()
        if free[key]
    ]


def openings_told(on: date, keys: Keys = None) -> dict[int, Opening]:
    """Return what was seen at employers in jobs of any state, or in these: the work, and what the place had.

    Scans are not in it: what they found stands there in words, without a code.
    """
    rows = [row for row in _rows(job_facts.job(keys)) if _asked(row, keys)]
    points = points_of({row["neighbourhood"] for row in rows} - {None})
    tasks, demands = _by("job_id", job_facts.job_task(keys)), _by("job_id", job_facts.job_demand(keys))
    found = {}
    for row in rows:
        job = _job(row, tasks[row["job_id"]], demands[row["job_id"]], points)
        offers = {code: value for code, value in job.demands.items() if code not in ASKED}
        found[row["job_id"]] = Opening(
            employer=str(row["employer_id"]),
            tasks=frozenset(task.code for task in job.tasks),
            place=job.place,
            sector=job.sector,
            offers={**offers, "guidance_minutes": job.guidance_minutes},
        )
    return found


def _is_open(row: Row, on: date) -> bool:
    return state_on(row["state"], row["expires_on"], on) == "open"


def _asked(row: Row, keys: Keys) -> bool:
    return keys is None or row["job_id"] in keys


def _job(row: Row, tasks: list[Row], demands: list[Row], points: dict[str, Point]) -> Job:
    asks = {one["code"]: one["value"] for one in demands}
    if row["has_fixed_guide"]:
        asks["fixed_guide"] = 1
    return Job(
        key=row["number"],
        tasks=tuple(_tasks(tasks)),
        seats=row["seats"],
        # Without a lower bound there is one number of hours.
        hours_min_c=row["hours_max_c"] if row["hours_min_c"] is None else row["hours_min_c"],
        hours_max_c=row["hours_max_c"],
        days=frozenset(row["days"]),
        times=frozenset(row["times"]),
        place=points.get(row["neighbourhood"] or "") or main_place(row["municipality"]),
        sector=row["sbi"],
        demands=asks,
        guidance_minutes=row["guidance_minutes"],
        languages=row["languages"],
        licences=frozenset(row["licences"]),
        level=row["level"] or None,
        starts_on=row["starts_on"],
        kind=row["kind"],
        offered_to=frozenset(row["offered_to"]),
    )


def _tasks(rows: list[Row]) -> Iterator[JobTask]:
    """A task that stands at a job in two lines is one task here, for the hours of both."""
    hours: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["task"]:
            hours[row["task"]] += row["hours_week_c"]
    for task, hours_c in hours.items():
        yield JobTask(task, hours_c)


def _rows(table: Table) -> Iterator[Row]:
    for values in zip(*table.values(), strict=True):
        yield dict(zip(table, values, strict=True))


def _by(key: str, table: Table) -> dict[int, list[Row]]:
    """The rows of a table by the key of what they belong to; nothing for who has none."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in _rows(table):
        found[row[key]].append(row)
    return found
