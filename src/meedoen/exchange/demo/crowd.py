"""The crowd around the calibrated part: people whose rows change no published figure."""

from __future__ import annotations

from datetime import date, timedelta

from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.firms import Firms
from meedoen.exchange.demo.folk import Folk
from meedoen.exchange.demo.shape import Entry, Job, Person
from meedoen.exchange.demo.sheltered import add_job
from meedoen.exchange.demo.towns import code_on, working_place

# What becomes of the next in the crowd; in this order, so that a small crowd has some of each.
SITUATIONS = (
    "trial",
    "looking",
    "looking",
    "learning",
    "looking",
    "beschut",
    "looking",
    "bijstand",
    "quotum_only",
    "looking",
    "works_unregistered",
    "looking",
    "herindeling",
    "looking",
    "bijstand",
    "looking",
    "trial",
    "looking",
    "left_register",
    "bijstand",
)
SMALLEST = 5 * len(SITUATIONS)


def fill(folk: Folk, firms: Firms, jobs: list[Job], day: date, size: int) -> None:
    for number in range(size):
        chance = Chance("crowd", number)
        _add(chance, SITUATIONS[number % len(SITUATIONS)], folk, firms, jobs, day)


def _add(chance: Chance, situation: str, folk: Folk, firms: Firms, jobs: list[Job], day: date) -> None:
    since = day - timedelta(days=int(min(chance.expovariate(1 / 700), 2500)) + 40)
    if situation in ("trial", "learning"):
        person = folk.add_registered(chance, "pw", since)
        _short_spell(chance, situation, person, firms, jobs, day)
    elif situation == "beschut":
        _works_sheltered(chance, folk.add(chance, "beschut", since), firms, jobs, day)
    elif situation == "quotum_only":
        _works(chance, folk.add(chance, "bijstand", since, entries=[Entry("2", since)]), firms, jobs, day)
    elif situation == "works_unregistered":
        _works(chance, folk.add(chance, "bijstand", since), firms, jobs, day)
    elif situation == "herindeling":
        ended = chance.day_between(date(2015, 6, 1), date(2017, 12, 20))
        entry = Entry("1c", chance.day_between(date(2006, 1, 1), date(2012, 1, 1)), ended, "herindeling")
        folk.add(chance, "wajong", date(2012, 6, 1), entries=[entry])
    elif situation == "left_register":
        person = folk.add_registered(chance, "pw", since)
        for entry in person.entries:
            entry.ends_before = since + timedelta(days=chance.randint(5, 35))
            entry.because = chance.one_of(("own_request", "conditions_not_met", "deceased"))
    elif situation == "bijstand":
        folk.add(chance, "bijstand", since)
    else:
        folk.add_registered(chance, chance.one_of(("pw", "wajong", "wsw"), (0.6, 0.3, 0.1)), since)


def _works(chance: Chance, person: Person, firms: Firms, jobs: list[Job], day: date) -> None:
    starts_on = chance.day_between(person.registered_on + timedelta(days=10), day)
    firm = firms.market_firm(chance, working_place(chance, person.homes[0][0]), starts_on.year)
    town = code_on(firm.town, starts_on)
    add_job(jobs, person, "dienstverband", firm, starts_on, chance.one_of((1600, 2400, 3200, 3600)), town)


def _works_sheltered(chance: Chance, person: Person, firms: Firms, jobs: list[Job], day: date) -> None:
    starts_on = chance.day_between(person.registered_on + timedelta(days=10), day)
    company = chance.one_of([firm for key, firm in firms.sw.items() if key != "beyond"])
    town = code_on(company.town, starts_on)
    add_job(jobs, person, "beschut_werk", company, starts_on, chance.one_of((1600, 2000, 2400, 3100)), town)


def _short_spell(
    chance: Chance, situation: str, person: Person, firms: Firms, jobs: list[Job], day: date
) -> None:
    """A proefplaatsing or leerwerkplek, around the present for one in three, followed by work or not."""
    kind, days = ("proefplaatsing", 61) if situation == "trial" else ("leerwerkplek", 180)
    recent = day - timedelta(days=chance.randint(-14, days - 10))
    earlier = chance.day_between(person.registered_on, day)
    starts_on = max(recent if chance.happens(0.34) else earlier, person.registered_on + timedelta(days=5))
    firm = firms.market_firm(chance, working_place(chance, person.homes[0][0]), starts_on.year)
    town = code_on(firm.town, starts_on)
    job = add_job(jobs, person, kind, firm, starts_on, chance.one_of((1600, 2000, 2400, 3200)), town)
    job.end(starts_on + timedelta(days=days), chance.one_of(("contract_ended", "to_job", "unfit")))
