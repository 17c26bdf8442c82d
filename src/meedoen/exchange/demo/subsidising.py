"""The subsidies of the demo: asked over the years, most decided by a second person, and paid each month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from meedoen.access.actors import Actor
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Job
from meedoen.exchange.demo.towns import code_on
from meedoen.exchange.payments import make_list
from meedoen.primitives.period import Month
from meedoen.register.checks import NotPossible
from meedoen.register.profiles.measuring import record_loonwaarden
from meedoen.register.profiles.notes import NewLoonwaarde
from meedoen.register.subsidies.selectors import subsidy_by_number
from meedoen.register.subsidies.services import (
    NewSubsidy,
    approve_subsidies,
    propose_subsidies,
    request_subsidies,
    return_subsidy,
)

# Where two people of the cast work: who proposes and who approves, and how many subsidies they have.
DESKS = (("GM0106", "Alice", "Hans", 80), ("GM0047", "Bob", "Bea", 50), ("GM0014", "Gerda", "Ilse", 110))
PAYS = "Ilse"
KINDS = frozenset({"dienstverband", "beschut_werk", "uitzend_inleen"})
FIRST_DAY = date(2017, 1, 1)
# The jobs of these last years come first, so that most of what is shown runs.
LATELY = timedelta(days=3 * 365)
FULL_TIMES, FULL_TIME_WEIGHTS = (36, 38, 40), (5, 2, 3)
FORFAIT, UNMEASURED = 0.4, 0.15
# Of the newest: so many still to propose, waiting for a second person, and sent back.
DRAFTS, WAITING, RETURNED = 6, 14, 4


def subsidise(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Ask, calculate, propose, and let somebody else decide; then pay the last months of one municipality."""
    done = 0
    for code, first, second, most in DESKS:
        jobs = list(_jobs(rows, code))[:most]
        if jobs:
            _decide(rows, seats.members[first], seats.members[second], jobs)
        done += len(jobs)
    month = Month.of(rows.day).previous
    for until in (month.previous, month):
        try:
            make_list(seats.members[PAYS], until, today=rows.day)
        except NotPossible:
            # A region this small may have nothing that is decided.
            break
    progress("subsidies", done, done)


def _jobs(rows: Rows, code: str) -> Iterator[Job]:
    """Jobs with wage of people who lived and live in that municipality, the latest years first."""
    found = [
        job
        for job in rows.plan.jobs
        if job.kind in KINDS
        and FIRST_DAY <= job.starts_on <= rows.day
        and {code_on(home, rows.day) for home, _since in job.person.homes} == {code}
    ]
    lately = rows.day - LATELY
    found.sort(key=lambda job: (job.starts_on < lately, -(job.ends_before or date.max).toordinal(), job.key))
    seen: set[tuple[int, str]] = set()
    for job in found:
        # One job, one payer: who came back to the same employer has one subsidy here.
        if (job.person.key, job.employer.kvk) not in seen:
            seen.add((job.person.key, job.employer.kvk))
            yield job


def _decide(rows: Rows, first: Actor, second: Actor, jobs: Sequence[Job]) -> None:
    day = rows.day
    news = [_new(rows, job) for job in jobs]
    record_loonwaarden(first, [one for _new_one, told in news for one in told], today=day)
    made = request_subsidies(first, [(new, asked) for (new, asked), _told in news], today=day)
    ready = [
        one.number for one in sorted(made, key=lambda one: one.requested_on) if one.state == "calculated"
    ]
    proposed = ready[: len(ready) - DRAFTS] if len(ready) > 2 * DRAFTS else ready
    propose_subsidies(first, proposed, today=day)
    decided = len(proposed) - (WAITING + RETURNED if len(proposed) > 2 * (WAITING + RETURNED) else 0)
    approve_subsidies(second, proposed[:decided], today=day)
    for number in proposed[decided : decided + RETURNED]:
        version = subsidy_by_number(second, number).version
        return_subsidy(second, number, "hours", version=version, today=day)


def _new(rows: Rows, job: Job) -> tuple[tuple[NewSubsidy, date], list[tuple[str, NewLoonwaarde]]]:
    """A request, and the measurements it stands on."""
    chance = Chance("subsidy", job.key)
    forfait = chance.happens(FORFAIT)
    measured_on = job.starts_on + timedelta(days=chance.randint(120, 175)) if forfait else job.starts_on
    told = []
    if measured_on <= rows.day and not (forfait and chance.happens(UNMEASURED)):
        percentage = Decimal(chance.randrange(30, 91, 5))
        new = NewLoonwaarde(percentage, measured_on, "Meetbureau Noord", "eigen werk", _method(measured_on))
        told.append((rows.person_number[job.person.key], new))
    request = NewSubsidy(
        placement=rows.placement_number[job.key],
        kind="forfait" if forfait else "measured",
        full_time=Decimal(chance.one_of(FULL_TIMES, FULL_TIME_WEIGHTS)),
        starts_on=job.starts_on,
    )
    asked = min(rows.day, job.starts_on + timedelta(days=chance.randint(0, 20)))
    return (request, asked), told


def _method(day: date) -> str:
    return "uniform" if day >= date(2021, 7, 1) else "former"
