"""The coaching of the demo: who guides whom at running jobs, what they saw and agreed, and what there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from meedoen.access.actors import Actor
from meedoen.exchange.demo.cast import Seat, Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Job
from meedoen.exchange.demo.towns import code_on
from meedoen.register.coaching.services import (
    NewBudget,
    NewCoaching,
    grant_coachings,
    set_budget,
)
from meedoen.register.coaching.validity import NewPart, NewVisit
from meedoen.register.coaching.visiting import DoneVisit, record_evaluation, record_visits

# Where somebody of the cast coaches, how many jobs, and the budget of a year with the price of an hour; in
# Groningen only invented ones coach, and the budget is nearly used.
DESKS = (
    ("GM0106", "Hans", 130, Decimal(1500), None),
    ("GM0047", "Bea", 90, Decimal(70_000), Decimal(78)),
    ("GM1708", "Steven", 110, Decimal(2600), None),
    ("GM0014", "", 170, Decimal(520), None),
)
KINDS = frozenset({"dienstverband", "beschut_werk", "leerwerkplek", "begeleid_werken", "proefplaatsing"})
REGIMES, WEIGHTS = ("licht", "midden", "intensief"), (6, 3, 1)
# Hours a year in each regime, and the weeks between two visits.
HOURS = {"licht": (8, 14), "midden": (16, 26), "intensief": (36, 56)}
BETWEEN = {"licht": 10, "midden": 5, "intensief": 3}
# So many of each municipality have no coach any more.
LEFT = 2
YEAR, DAY = timedelta(days=365), timedelta(days=1)
NOTES = (
    "Werkt zelfstandig aan de eigen taken. Het tempo gaat omhoog.",
    "Planning op papier helpt. Samen een weekschema gemaakt.",
    "Vindt drukte op vrijdag lastig. Begint die dag een uur later.",
    "Collega Harrie legt nieuwe taken voor. Gaat goed.",
    "Werkgever is tevreden. Pauze op vaste tijd werkt.",
    "Nieuwe machine geleerd in twee stappen.",
    "",
)
ACTIONS = (
    ("Weekschema ophangen bij de werkplek", "employer"),
    ("Vaste pauzetijd afspreken met de ploeg", "employer"),
    ("Elke ochtend de takenlijst nalopen", "person"),
    ("Bellen over de nieuwe rooster", "coach"),
    ("Uitleg met plaatjes maken", "coach"),
    ("Reiskosten uitzoeken", "municipality"),
)
SAID = (
    ("person", "Ik kom graag. De pauze is nu rustig."),
    ("employer", "Doet het werk goed, vraagt op tijd hulp."),
    ("coach", "Minder uitleg nodig dan in het begin."),
)


def coach_people(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Set budgets, let a colleague grant, and let coaches write down what they did."""
    done = 0
    for code, name, most, amount, rate in DESKS:
        seat = seats.municipalities[code_on(code, rows.day)]
        _budgets(rows, seats, seat, amount, rate)
        granter = seats.invite_colleague(code, "Tineke Toekenner", 8)
        coach = seats.members[name] if name else seats.invite_colleague(code, "Coen Coachsma", 9)
        other = seats.invite_colleague(code, "Sanne Steunstra", 7)
        jobs = _jobs(rows, code)[:most]
        if jobs:
            _guide(rows, granter, coach, other, jobs[: -LEFT or None])
            _leave(rows, seats, granter, jobs[-LEFT:], code)
        done += len(jobs)
    progress("begeleiding", done, done)


def _budgets(rows: Rows, seats: Seats, seat: Seat, amount: Decimal, rate: Decimal | None) -> None:
    controller = replace(seats.desk(seat.municipality), roles=frozenset({"controller"}))
    for year, share in ((rows.day.year - 1, Decimal("0.9")), (rows.day.year, Decimal(1))):
        given = (amount * share).quantize(Decimal(1))
        new = NewBudget(year, "euro" if rate else "hours", given, rate)
        set_budget(controller, new, version=0, today=rows.day)


def _jobs(rows: Rows, code: str) -> list[Job]:
    """Jobs that run, of people who live in that municipality, the latest first; one a person."""
    found: dict[int, Job] = {}
    # What is corrected later has another row then.
    mistaken = {one.job.key for one in rows.plan.mistakes}
    running = [
        job
        for job in rows.plan.jobs
        if job.kind in KINDS
        and job.key not in mistaken
        and job.starts_on <= rows.day - timedelta(days=21)
        and (job.ends_before is None or job.ends_before > rows.day + timedelta(days=7))
        and code_on(job.person.home, rows.day) == code_on(code, rows.day)
    ]
    for job in sorted(running, key=lambda job: (-job.starts_on.toordinal(), job.key)):
        found.setdefault(job.person.key, job)
    return list(found.values())


def _guide(rows: Rows, granter: Actor, coach: Actor, other: Actor, jobs: Sequence[Job]) -> None:
    news = [_new(rows, job, coach, other) for job in jobs]
    made = grant_coachings(granter, news, today=rows.day)
    visits: dict[int, list[tuple[object, DoneVisit]]] = {coach.account_id or 0: [], other.account_id or 0: []}
    for job, (new, _granted_on), row in zip(jobs, news, made, strict=True):
        visits[new.coach_id] += [(row, one) for one in _visits(rows, job, new)]
    at = datetime.combine(rows.day, time(8), tzinfo=UTC)
    for actor in (coach, other):
        record_visits(actor, visits[actor.account_id or 0], today=rows.day, at=at)  # type: ignore[arg-type]
    for row, (new, _granted_on) in list(zip(made, news, strict=True))[:6]:
        _evaluate(rows, coach if new.coach_id == coach.account_id else other, row.number, new)


def _leave(rows: Rows, seats: Seats, granter: Actor, jobs: Sequence[Job], code: str) -> None:
    """Somebody coached these people, left, and has no successor yet."""
    gone = seats.invite_colleague(code, "Wil Vertrokken", 6)
    news = [_new(rows, job, gone, gone) for job in jobs]
    grant_coachings(granter, [(replace(new, substitute_id=None), on) for new, on in news], today=rows.day)
    seats.close_colleague(code, gone)


def _new(rows: Rows, job: Job, coach: Actor, other: Actor) -> tuple[NewCoaching, date]:
    chance = Chance("coaching", job.key)
    regime = chance.one_of(REGIMES, WEIGHTS)
    first, second = (coach, other) if chance.happens(0.7) else (other, coach)
    # Granted for a year, counted from the start of the job.
    turns = (rows.day - job.starts_on).days // 365
    starts_on = job.starts_on + turns * YEAR
    ends = starts_on + YEAR if job.ends_before is None else min(starts_on + YEAR, job.ends_before)
    new = NewCoaching(
        placement=rows.placement_number[job.key],
        coach_id=first.account_id or 0,
        substitute_id=second.account_id if chance.happens(0.5) else None,
        regime=regime,
        hours=Decimal(chance.randint(*HOURS[regime])),
        starts_on=starts_on,
        ends_before=ends,
    )
    return new, min(rows.day, starts_on)


def _visits(rows: Rows, job: Job, new: NewCoaching) -> list[DoneVisit]:
    """Visits until today, most of them in time; the last one of some was too long ago."""
    chance, found = Chance("visits", job.key), list[DoneVisit]()
    day = new.starts_on + timedelta(days=chance.randint(3, 20))
    until = rows.day - timedelta(days=chance.one_of((0, 40, 75), (7, 2, 1)))
    while day <= until and day < new.ends_before:
        action, side = chance.one_of(ACTIONS) if chance.happens(0.25) else ("", "")
        by_on = day + timedelta(days=chance.randint(7, 28)) if action else None
        done_on = by_on if by_on is not None and by_on <= rows.day and chance.happens(0.93) else None
        kind = chance.one_of(("at_work", "phone", "office", "employer"), (6, 2, 1, 1))
        visit = NewVisit(
            client_key=UUID(int=chance.getrandbits(128), version=4),
            happened_on=day,
            minutes=chance.one_of((30, 45, 60, 75, 90)),
            kind=kind,
            with_whom="employer" if kind == "employer" else chance.one_of(("both", "person")),
            note=chance.one_of(NOTES),
            action=action,
            side=side,
            by_on=by_on,
        )
        found.append(DoneVisit(visit, done_on))
        day += timedelta(weeks=BETWEEN[new.regime], days=chance.randint(-5, 9))
    return found


def _evaluate(rows: Rows, actor: Actor, number: str, new: NewCoaching) -> None:
    on = min(rows.day, new.ends_before - DAY)
    chance = Chance("evaluation", number)
    for voice, words in SAID[: chance.randint(1, 3)]:
        part = NewPart(on, voice, chance.one_of(("well", "fair"), (3, 1)), words)
        record_evaluation(actor, number, part, accepted=frozenset({"keep_text"}), today=rows.day)
