"""How work goes in the demo: what voices said, links that wait for an answer, and what came after work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from meedoen.access.actors import Actor
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Job
from meedoen.exchange.demo.towns import code_on
from meedoen.register.durability.links import Letter, send_check_link
from meedoen.register.durability.many import ToldCheck, ToldNext, record_checks, record_nexts
from meedoen.register.durability.moments import MOMENTS, Moment, moment_now
from meedoen.register.durability.nexts import ALWAYS_STOPS
from meedoen.register.durability.questions import BY_LINK, QUESTIONS, VOICES
from meedoen.register.durability.validity import Told
from meedoen.register.links import demo_token
from meedoen.register.people.listing import PeopleFilters, people_visible_to

# Who follows the work of their own municipality, and how many jobs each; people at the desk of a
# municipality that somebody else protects or moved are left to whoever sees them.
BY = {"GM0106": ("Hans", 220), "GM0047": ("Bea", 140), "GM0014": ("Gerda", 260), "GM1708": ("Steven", 120)}
LINKS_EACH = 12
LATELY = timedelta(days=365)
# How often a voice was heard at a moment that has passed, and at the one of now.
HEARD = {"person": 0.75, "employer": 0.6, "coach": 0.85}
HEARD_NOW = 0.35
GOOD, BETWEEN = 0.78, 0.15
NEXTS = {"pool": 60, "work": 18, "stops": 22}
STOPS = ("own_choice", "training", "care", "not_now", "unknown")
WORDS = ("", "", "", "Ik wil graag meer uren.", "De nieuwe ploeg is fijn.", "Het is soms erg druk.")
DAY = timedelta(days=1)


def follow_work(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Let each desk write down how the work of its people goes, and what came after it."""
    done = 0
    for code, (name, most) in BY.items():
        actor = seats.members[name]
        seen = {one.number for one in people_visible_to(actor, PeopleFilters(), limit=100_000).rows}
        jobs = [job for job in _jobs(rows, code) if rows.person_number[job.person.key] in seen]
        lately = jobs[:most]
        told = [one for job in lately for one in _said(rows, job)]
        done += record_checks(actor, told, today=rows.day)
        record_nexts(actor, list(_nexts(rows, jobs)), today=rows.day)
        _send(actor, rows, lately, {(one.number, one.voice, one.moment) for one in told})
    progress("stemmen over het werk", done, done)


def _jobs(rows: Rows, code: str) -> Iterator[Job]:
    """The jobs of who lives there, those that began last on top; not what is still to be mended."""
    wrong = {mistake.job.key for mistake in rows.plan.mistakes}
    found = [
        job
        for job in rows.plan.jobs
        if job.key not in wrong and job.starts_on <= rows.day and code_on(job.person.home, rows.day) == code
    ]
    yield from sorted(found, key=lambda job: (-job.starts_on.toordinal(), job.key))


def _said(rows: Rows, job: Job) -> Iterator[ToldCheck]:
    chance = Chance("follow", job.key)
    now = moment_now(job.starts_on, rows.day)
    for moment in MOMENTS:
        on = moment.on(job.starts_on)
        if on > rows.day or (job.ends_before is not None and job.ends_before <= on):
            break
        for voice in VOICES:
            if chance.happens(HEARD_NOW if moment == now and job.in_force_on(rows.day) else HEARD[voice]):
                said_on = min(rows.day, on + chance.randint(0, 20) * DAY)
                told = Told(dict(_answers(chance, voice)), chance.one_of(WORDS) if voice == "person" else "")
                yield ToldCheck(rows.placement_number[job.key], moment.code, voice, told, said_on)


def _answers(chance: Chance, voice: str) -> Iterator[tuple[str, str]]:
    for question in QUESTIONS[voice]:
        weight = chance.one_of(("good", "between", "bad"), (round(GOOD * 100), round(BETWEEN * 100), 7))
        fitting = [one.code for one in question.answers if one.weight == weight]
        yield question.code, chance.one_of(fitting or [question.answers[0].code])


def _nexts(rows: Rows, jobs: Sequence[Job]) -> Iterator[ToldNext]:
    """What came after work that ended in the last year, for most."""
    for job in jobs:
        chance = Chance("after", job.key)
        end = job.ends_before
        if end is None or not rows.day - LATELY < end <= rows.day or not chance.happens(0.8):
            continue
        then = chance.one_of(list(NEXTS), list(NEXTS.values()))
        if job.end_reason in ALWAYS_STOPS:
            then, because = "stops", ALWAYS_STOPS[job.end_reason]
        elif job.end_reason == "to_job":
            then, because = "work", ""
        else:
            because = chance.one_of(STOPS) if then == "stops" else ""
        yield ToldNext(rows.placement_number[job.key], then, because, max(job.starts_on, end - DAY))


def _send(actor: Actor, rows: Rows, jobs: Sequence[Job], heard: set[tuple[str, str, str]]) -> None:
    """Links that wait for an answer, with tokens that anybody can try: nobody is protected."""
    made = 0
    for job in jobs:
        moment = moment_now(job.starts_on, rows.day)
        if moment is None or not job.in_force_on(rows.day) or made >= LINKS_EACH:
            continue
        number = rows.placement_number[job.key]
        for voice in BY_LINK:
            if (number, voice, moment.code) not in heard:
                _send_one(actor, number, moment, voice, rows.day)
                made += 1


def _send_one(actor: Actor, number: str, moment: Moment, voice: str, day: date) -> None:
    nowhere = Letter("", lambda _token: ("", ""))
    token = demo_token(f"check {number} {moment.code} {voice}")
    send_check_link(actor, number, moment.code, voice, nowhere, known=0, token=token, today=day)
