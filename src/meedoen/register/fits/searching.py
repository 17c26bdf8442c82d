"""Work that fits one person, and the people that fit one job: the same comparison from either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from meedoen.access.actors import Actor
from meedoen.matching.points import weights_on
from meedoen.matching.ready import missing_in_job, missing_in_person
from meedoen.matching.sorting import Sorted, how_many_fit, packed_jobs, packed_people, sorted_rows
from meedoen.primitives.words import Words
from meedoen.register.fits.asking import Worth, worth_asking_for
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.fits.packed import findable_packed, open_jobs_packed
from meedoen.register.jobs.listing import JobRow, open_jobs
from meedoen.register.jobs.selectors import job_by_number
from meedoen.register.people.models import Person, seen_people
from meedoen.register.people.selectors import no_such_section, person_by_number, sight_of
from meedoen.register.privacy.selectors import all_restricted
from meedoen.register.profiles.findability import findable
from meedoen.register.proposals.selectors import (
    Learned,
    jobs_set_aside,
    people_set_aside,
    refusals_at,
    refusals_of,
)


@dataclass(frozen=True)
class WorkFor:
    """Open jobs beside one person. `unmatched` says why nothing was compared; `is_restricted`: on request.

    `rows`: what a page says of a job, by its number. `aside`: what somebody left for now, and why; those are
    not compared. `worth`: where to ask beside that; None where nothing was compared.
    """

    jobs: int
    seats: int
    is_restricted: bool
    unmatched: tuple[Words, ...]
    found: Sorted
    rows: dict[str, JobRow]
    aside: tuple[tuple[JobRow, str], ...]
    learned: list[Learned]
    worth: Worth | None


def work_for(actor: Actor, number: str, today: date) -> WorkFor:
    """Return the open jobs that fit or nearly fit someone whose profile the actor sees."""
    person = person_by_number(actor, number)
    if "profile" not in sight_of(actor, person).sections:
        raise no_such_section()
    rows = open_jobs(actor, today)
    open_now = open_jobs_packed(today)
    people, weights = people_to_match(today, [person.pk]), weights_on(today)
    left = {key: one.words for key, one in jobs_set_aside(person.pk, today).items()}
    seen = [at for at, job in enumerate(open_now.shapes) if job.key in rows]
    compared = [at for at in seen if rows[open_now.shapes[at].key].pk not in left]
    unmatched = tuple(words for one in people for words in missing_in_person(one))
    return WorkFor(
        jobs=len(seen),
        seats=sum(open_now.shapes[at].seats for at in seen),
        is_restricted=not people,
        unmatched=unmatched,
        found=sorted_rows(packed_people(people, weights, today), open_now.some(compared), weights, today),
        rows=rows,
        aside=tuple((row, left[row.pk]) for row in rows.values() if row.pk in left),
        learned=refusals_of([person.pk]),
        worth=worth_asking_for(actor, people[0], today) if people and not unmatched else None,
    )


@dataclass(frozen=True)
class PersonShown:
    """What a list beside a job says of someone in sight."""

    number: str
    name: str
    municipality: str


@dataclass(frozen=True)
class PeopleFor:
    """Findable people beside one job. `unmatched` says why nobody was compared; not open: nobody is either.

    `compared` and `fit_count` count everyone, `found` only whom the actor sees with their profile; `people`:
    who those are, by the key of the comparison. `not_findable` and `aside` are in sight too; who was left
    aside for now is not compared.
    """

    is_open: bool
    unmatched: tuple[Words, ...]
    compared: int
    fit_count: int
    in_sight: int
    not_findable: int
    found: Sorted
    people: dict[str, PersonShown]
    aside: tuple[tuple[PersonShown, str], ...]
    learned: list[Learned]


def people_for(actor: Actor, number: str, today: date) -> PeopleFor:
    """Return who fits or nearly fits a job: everyone findable as a number, by name who is in sight."""
    job, weights = job_by_number(actor, number), weights_on(today)
    jobs = jobs_to_match(today, [job.pk])
    asked = packed_jobs(jobs, weights, today)
    left, findable_now = people_set_aside(job.pk, today), findable_packed(today)
    passed_over = left.keys() | all_restricted("no_matching", today)
    rows = {key: row for key, row in findable_now.row_of.items() if key not in passed_over}
    names = _in_sight(actor, today)
    # Protected files are in no list; whoever is named for one finds it here.
    hidden = [key for key in names if key not in findable_now.row_of and key not in passed_over]
    compared = findable_now.people.some([rows[key] for key in names if key in rows])
    if hidden:
        compared = compared.and_also(packed_people(people_to_match(today, hidden), weights, today))
    found = sorted_rows(compared, asked, weights, today)
    shown = {one.person for one in (*found.fitting, *found.near)}
    return PeopleFor(
        is_open=bool(jobs),
        unmatched=tuple(words for job in jobs for words in missing_in_job(job)),
        compared=len(rows),
        fit_count=how_many_fit(findable_now.people.some(list(rows.values())), asked, weights, today),
        in_sight=len(compared.shapes),
        not_findable=_seen(actor).exclude(findable(today)).count(),
        found=found,
        people={key: names[int(key)] for key in shown},
        aside=tuple((names[key], why) for key, why in left.items() if key in names),
        learned=refusals_at([job.pk]),
    )


def _seen(actor: Actor) -> QuerySet[Person]:
    return Person.objects.filter(seen_people(actor, section="profile"))


def _in_sight(actor: Actor, today: date) -> dict[int, PersonShown]:
    """Who is findable and in sight with their profile, by key."""
    rows = _seen(actor).filter(findable(today)).order_by("pk")
    return {key: PersonShown(*row) for key, *row in rows.values_list("pk", "number", "name", "municipality")}
