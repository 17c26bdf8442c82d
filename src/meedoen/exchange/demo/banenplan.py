"""The 1000-banenplan: mostly people without an entry in the register, placed long enough to be lasting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.firms import Firms
from meedoen.exchange.demo.folk import Folk
from meedoen.exchange.demo.months import days_in, first_day, month_from, months_later
from meedoen.exchange.demo.shape import Job, Person
from meedoen.exchange.demo.towns import code_on, working_place

# The name under which the rule book says what lasting means in this programme.
CODE = "1000_banenplan"
STARTS_ON = date(2018, 3, 1)
LASTING_MONTHS = 6
FULL_C = (2400, 2400, 2550, 2800, 3200, 3200, 3600, 3800, 4000)
SHORT_C = (1200, 1600, 1800, 2000, 2200)


def place_all(folk: Folk, firms: Firms, jobs: list[Job], day: date) -> None:
    """Add everyone of the plan, with for each the placement that lasts and for some one that did not."""
    for number, (month, is_full) in enumerate(_reached()):
        chance = Chance("banenplan", number)
        # The day on which half a year is reached; never a 29th, so that six months earlier has that day too.
        reached_on = first_day(month).replace(day=chance.randint(1, min(28, days_in(month))))
        starts_on = months_later(reached_on, -LASTING_MONTHS)
        if starts_on < STARTS_ON:
            starts_on = STARTS_ON
        person = _person(folk, chance, starts_on)
        if starts_on > STARTS_ON + timedelta(days=120) and chance.happens(0.12):
            _add(jobs, firms, chance, person, starts_on - timedelta(days=100), 2400, lasts_days=60)
        lasts = int(LASTING_MONTHS * 31 + min(chance.expovariate(1 / 420), 1500))
        week_c = chance.one_of(FULL_C if is_full else SHORT_C)
        job = _add(jobs, firms, chance, person, starts_on, week_c, lasts_days=lasts)
        _pay(Chance("banenplan, paid", number), job)
        if is_full and week_c >= 2800 and chance.happens(0.1):
            # Begins with fewer hours and still comes to 24 on average over the half year.
            later = first_day(starts_on.year * 12 + starts_on.month)
            job.hours = [(starts_on, 2000), (later, week_c)]
        if job.ends_before and job.ends_before < starts_on + timedelta(days=500) and chance.happens(0.1):
            # Placed a second time: still one person.
            _add(jobs, firms, chance, person, job.ends_before + timedelta(days=20), 2400, lasts_days=240)
    for number in range(140):
        chance = Chance("banenplan, not lasting", number)
        starts_on = chance.day_between(STARTS_ON, date(2021, 11, 30))
        person = _person(folk, chance, starts_on)
        _add(
            jobs, firms, chance, person, starts_on, chance.one_of(FULL_C), lasts_days=chance.randint(20, 170)
        )


def _reached() -> Iterator[tuple[int, bool]]:
    """For everyone the month in which half a year is reached, and whether at 24 hours or more."""
    aims = read("calibration")["banenplan"]
    for text, people in aims["full"].items():
        yield from ((month_from(text), True) for _ in range(people))
    for text, people in aims["short"].items():
        yield from ((month_from(text), False) for _ in range(people))
    chance = Chance("banenplan, months")
    for text, people in aims["mixed"].items():
        for _ in range(people):
            month = month_from(text) if "-" in text else month_from(f"{text}-{chance.randint(1, 12):02d}")
            yield month, chance.happens(0.86)


def _person(folk: Folk, chance: Chance, starts_on: date) -> Person:
    """One in twenty stands in the doelgroepregister; the others live on bijstand or have just arrived."""
    if chance.happens(0.05):
        return folk.add_registered(chance, "pw", starts_on)
    since = starts_on - timedelta(days=chance.randint(20, 900))
    return folk.add(chance, "bijstand", since)


def _pay(chance: Chance, job: Job) -> None:
    """The hours paid in the half year, known of most: some less than the contract, of some a month missing.

    Not of who stands in the register: those hours are banen, and the aims say how many there are.
    """
    if job.person.entries or not chance.happens(0.85):
        return
    month = job.starts_on.year * 12 + job.starts_on.month - 1
    missing = month + chance.randint(0, LASTING_MONTHS) if chance.happens(0.08) else None
    share = chance.uniform(0.6, 0.9) if chance.happens(0.07) else chance.uniform(1, 1.05)
    for one in range(month, month + LASTING_MONTHS + 1):
        if one != missing and job.days_in(one):
            week_c = job.week_c_on(max(job.starts_on, first_day(one)))
            job.paid[one] = int(week_c * job.days_in(one) / 7 * share)


def _add(
    jobs: list[Job],
    firms: Firms,
    chance: Chance,
    person: Person,
    starts_on: date,
    week_c: int,
    *,
    lasts_days: int,
) -> Job:
    town = working_place(chance, person.home)
    firm = firms.market_firm(chance, town, starts_on.year)
    job = Job(
        key=len(jobs) + 1,
        person=person,
        kind="dienstverband",
        employer=firm,
        workplace=firm,
        work_town=code_on(firm.town, starts_on),
        starts_on=starts_on,
        hours=[(starts_on, week_c)],
        ends_before=starts_on + timedelta(days=lasts_days),
        end_reason=chance.one_of(("contract_ended", "other_job", "resigned")),
        programme=CODE,
    )
    jobs.append(job)
    person.jobs.append(job)
    return job
