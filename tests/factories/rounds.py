"""People who fit work, work that fits people, and kept rounds over them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from meedoen.access.actors import system
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.jobs.models import Job, JobTask
from meedoen.register.people.models import Person
from meedoen.register.proposals.models import Proposal
from meedoen.register.rounds.models import Round
from meedoen.register.rounds.services import answer_round, ask_round
from meedoen.register.rounds.shape import NewRound
from meedoen.register.rounds.taking_part import Sources
from tests.factories import access, jobs, profiles, register

SOURCES = Sources(people_to_match, jobs_to_match)
_numbers = count(1)
AT = datetime(2018, 4, 30, 9, tzinfo=UTC)


def seeker(*, far: bool = False, today: date = access.TODAY, **more: Any) -> Person:
    """Someone who mows, 16 to 24 hours on Monday and Tuesday mornings; `far`: who will travel long."""
    person = register.person(**more)
    profile = profiles.profile(person, today=today)
    if far:
        profile.travel_minutes = 240
        profile.save()
    return person


def mowing(*, seats: int = 1, **more: Any) -> Job:
    """Mowing in Assen on Monday morning for twenty hours: it fits `seeker()`."""
    made = jobs.job(days=["mon"], times=["morning"], seats=seats, **more)
    made.tasks.all().delete()
    made.demands.exclude(code="quiet_place").delete()
    JobTask.objects.create(job=made, task="green.mow", hours_week=20)
    return made


def asked(*, day: date = access.TODAY, **more: Any) -> Round:
    """A round that was asked by the system and has no answer yet."""
    return ask_round(system("proef", "AM01", "coordinator"), NewRound(day=day, **more), today=access.TODAY)


def answered(**more: Any) -> Round:
    """A round with its answer over whoever there is; with nobody there it has a job without anyone."""
    if not Job.objects.filter(state="open").exists():
        mowing()
    row = asked(**more)
    answer_round(system("proef", "AM01", "coordinator"), row.number, SOURCES, at=AT)
    return row


def proposal(person: Person, job: Job, *, state: str = "proposed", **more: Any) -> Proposal:
    """A proposal of this person for this job."""
    given = {"score": 700, "is_own_pick": False, "proposed_on": access.TODAY, "why": "Past goed.", **more}
    return Proposal.objects.create(
        number=f"V{next(_numbers):07}",
        person=person,
        job=job,
        organisation=person.responsible,
        state=state,
        **given,
    )
