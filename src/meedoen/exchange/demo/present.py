"""The finishing touches: who moved or left the register, who was spoken to, what nobody can know yet."""

from __future__ import annotations

from datetime import date, timedelta

from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.folk import Folk
from meedoen.exchange.demo.shape import Job, Mistake, Person
from meedoen.exchange.demo.towns import beyond, code_on, living_place

BORDER_OPENS = date(2018, 7, 1)
STARTS_KNOWN_AHEAD = timedelta(days=35)
ENDS_KNOWN_AHEAD = timedelta(days=75)


def forget_the_future(jobs: list[Job], day: date) -> list[Job]:
    """Drop placements that nobody can have agreed yet, and open those whose end nobody can know yet."""
    known = [job for job in jobs if job.starts_on <= day + STARTS_KNOWN_AHEAD]
    for job in jobs:
        if job.starts_on > day + STARTS_KNOWN_AHEAD:
            job.person.jobs.remove(job)
    for job in known:
        if job.ends_before is not None and job.ends_before > day + ENDS_KNOWN_AHEAD:
            job.ends_before, job.end_reason = None, ""
        job.hours = [row for row in job.hours if row[0] <= day + ENDS_KNOWN_AHEAD]
        job.paid = {
            month: hours for month, hours in job.paid.items() if month < day.year * 12 + day.month - 1
        }
    return known


def forget_the_future_of(people: list[Person], day: date) -> list[Person]:
    """Drop who would only be met later, and entries that would only end later."""
    known = [person for person in people if person.registered_on <= day]
    for person in known:
        person.entries = [entry for entry in person.entries if entry.starts_on <= day]
        for entry in person.entries:
            if entry.ends_before is not None and entry.ends_before > day:
                entry.ends_before, entry.because = None, ""
    return known


def touch(folk: Folk, day: date) -> None:
    for person in folk.all:
        chance = Chance("present", person.key)
        _register(chance, person, day)
        _move(chance, person, day)
        _contact(chance, person, day)


def _register(chance: Chance, person: Person, day: date) -> None:
    """Some no longer meet the conditions and still count (t+2); some asked to be taken out after 2018."""
    if len(person.entries) != 1 or person.entries[0].ends_before is not None:
        return
    entry = person.entries[0]
    works = bool(person.jobs)
    if (
        works
        and person.track in ("wajong", "pw")
        and entry.starts_on < date(2015, 5, 1)
        and chance.happens(0.06)
    ):
        entry.ends_before = chance.day_between(date(2015, 5, 2), date(2017, 12, 28))
        entry.because = "conditions_not_met"
    elif (
        works
        and person.track in ("wajong", "wsw")
        and entry.starts_on < date(2012, 6, 1)
        and chance.happens(0.01)
    ):
        # Ended before the register began: counts on under ground 1f.
        entry.ends_before = chance.day_between(date(2013, 2, 1), date(2015, 4, 30))
        entry.because = "conditions_not_met"
    elif entry.starts_on < date(2018, 1, 1) and chance.happens(0.008):
        entry.ends_before = chance.day_between(date(2018, 6, 1), day)
        entry.because = "own_request"


def _move(chance: Chance, person: Person, day: date) -> None:
    first = max(person.homes[0][1], person.registered_on) + timedelta(days=30)
    if person.home == beyond() or first >= day or not chance.happens(0.07):
        return
    moved_on = chance.day_between(first, day)
    town = living_place(chance)
    # Who is in a programme stays: half a year in one job counts where one lives when it is full.
    in_programme = any(job.programme for job in person.jobs)
    if moved_on >= BORDER_OPENS and chance.happens(0.08) and not in_programme:
        town = beyond()
    code = code_on(town, moved_on)
    if code != code_on(person.home, moved_on):
        person.homes.append((code, moved_on))


def _contact(chance: Chance, person: Person, day: date) -> None:
    """When somebody last spoke with this person; for some it is long ago, for a few never."""
    ago = int(chance.expovariate(1 / (55 if person.works_on(day) else 80)))
    spoken_on = day - timedelta(days=min(ago, 700))
    person.last_contact_on = None if spoken_on < person.registered_on or chance.happens(0.02) else spoken_on


def mistakes(jobs: list[Job]) -> list[Mistake]:
    """Choose placements that were entered wrong: the rows that stand in the end are those of the plan.

    What is mended after freezing moves hours from one placement to another, so that the frozen number and the
    one of today are the same banen, made of other hours.
    """
    chance = Chance("mistakes")
    quiet = [job for job in jobs if job.cell and _stands_alone(job) and not job.paid and len(job.hours) == 1]
    middling = [job for job in quiet if 1600 <= job.hours[0][1] <= 3200]
    frozen = [job for job in quiet if job.starts_on >= date(2013, 1, 1) and _all_of_december_2017(job)]
    more, less = chance.sample([job for job in frozen if job in middling and job.cell == "dm"], 2)
    moved = chance.one_of([job for job in frozen if job not in (more, less)])
    elsewhere = code_on("GM0014" if moved.work_town != "GM0014" else "GM0106", moved.starts_on)
    found = [
        _hours_off(more, 400, "Uren verwisseld met die van een collega.", after_freeze=True),
        _hours_off(less, -400, "Uren verwisseld met die van een collega.", after_freeze=True),
        Mistake(
            moved, "work_town", elsewhere, "Werkte op een andere vestiging dan ingevuld.", after_freeze=True
        ),
    ]
    recent = [job for job in middling if job.starts_on > date(2019, 1, 1)]
    found += [
        _hours_off(job, -400, "Verkeerd overgenomen uit het contract.") for job in chance.sample(recent, 6)
    ]
    return found


def _hours_off(job: Job, off_c: int, reason: str, *, after_freeze: bool = False) -> Mistake:
    return Mistake(job, "hours", f"{(job.hours[0][1] + off_c) / 100:.2f}", reason, after_freeze)


def _all_of_december_2017(job: Job) -> bool:
    return job.in_force_on(date(2017, 12, 1)) and job.in_force_on(date(2017, 12, 31))


def _stands_alone(job: Job) -> bool:
    """True if and only if this person never has other work at the same time."""
    return all(
        other is job
        or (other.ends_before is not None and other.ends_before <= job.starts_on)
        or (job.ends_before is not None and job.ends_before <= other.starts_on)
        for other in job.person.jobs
    )
