"""Steenwijkerland in the other region: beschut werk at NoordWestGroep, and some who work elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

from meedoen.exchange.demo import aims
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.firms import Firms
from meedoen.exchange.demo.folk import Folk
from meedoen.exchange.demo.months import first_day, last_day, month_from
from meedoen.exchange.demo.shape import Entry, Firm, Job, Person
from meedoen.exchange.demo.towns import beyond

FIRST_MONTH = month_from("2017-01")
WEEK_C = (1600, 2000, 2400, 2800, 3100, 3200)


def fill(folk: Folk, firms: Firms, jobs: list[Job], through: int) -> None:
    """Let beschut werk grow to what the press said, month by month, and add neighbours with other work."""
    company = firms.sw["beyond"]
    active: list[Job] = []
    for month in range(FIRST_MONTH, through + 1):
        chance = Chance("beschut", month)
        if len(active) > 6 and chance.happens(0.08):
            leaving = active.pop(chance.randrange(len(active)))
            if leaving.starts_on < first_day(month) - timedelta(days=90):
                leaving.end(first_day(month), chance.one_of(("unfit", "retired", "other_job")))
            else:
                active.append(leaving)
        while len(active) < aims.beschut_aim(month):
            starts_on = first_day(month).replace(day=chance.randint(1, 20))
            person = _assessed(folk, chance, starts_on)
            active.append(add_job(jobs, person, "beschut_werk", company, starts_on, chance.one_of(WEEK_C)))
    _neighbours(folk, firms, jobs, through)


def _assessed(folk: Folk, chance: Chance, starts_on: date) -> Person:
    """Someone whom UWV found to need beschut werk; who stood in the register left it that day."""
    entries = []
    if chance.happens(0.4):
        decided_on = starts_on - timedelta(days=chance.randint(10, 90))
        since = decided_on - timedelta(days=chance.randint(200, 600))
        entries = [Entry("1a", max(since, date(2015, 2, 1)), decided_on, "beschut_werk")]
    return folk.add(
        chance,
        "beschut",
        starts_on - timedelta(days=chance.randint(100, 400)),
        town=beyond(),
        entries=entries,
    )


def _neighbours(folk: Folk, firms: Firms, jobs: list[Job], through: int) -> None:
    there = [firm for firm in firms.market if firm.town == beyond()]
    for number in range(45):
        chance = Chance("neighbours", number)
        starts_on = chance.day_between(date(2013, 1, 1), last_day(through - 3))
        track = "pw" if starts_on >= date(2016, 1, 1) else "wajong"
        person = folk.add_registered(chance, track, starts_on, town=beyond())
        if number % 5 == 0:
            continue
        old_enough = [firm for firm in there if firm.since <= starts_on.year]
        job = add_job(
            jobs, person, "dienstverband", chance.one_of(old_enough), starts_on, chance.one_of(WEEK_C)
        )
        if chance.happens(0.3):
            job.end(starts_on + timedelta(days=chance.randint(90, 900)), "contract_ended")


def add_job(
    jobs: list[Job], person: Person, kind: str, firm: Firm, starts_on: date, week_c: int, town: str = ""
) -> Job:
    """Add a placement where the employer on paper is the one where the work is done."""
    job = Job(
        key=len(jobs) + 1,
        person=person,
        kind=kind,
        employer=firm,
        workplace=firm,
        work_town=town or firm.town,
        starts_on=starts_on,
        hours=[(starts_on, week_c)],
    )
    jobs.append(job)
    person.jobs.append(job)
    return job
