"""The jobs of the demo: what employers offer, with tasks and demands that go with their trade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.offering import days_offered, demands_offered, hours_offered, times_offered
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Firm
from meedoen.exchange.demo.towns import code_on, towns
from meedoen.register.employers.selectors import employer_by_kvk
from meedoen.register.employers.spoken import contact_choices
from meedoen.register.jobs.parts import NewJob, TaskLine, Terms, What, Work
from meedoen.register.jobs.services import close_job, register_jobs
from meedoen.register.profiles.work import TASK_WORDS

JOBS = 450
# So many employers of each trade that is written out whole offer everything of it.
WHOLE = 12
# Of these the first so many carved their job on a bench: see `benches`.
ON_BENCH = 7
HOURS = (12, 16, 20, 24, 28, 32)
HOURS_WEIGHTS = (2, 5, 6, 6, 2, 2)
GUIDES = {"none": 1, "colleague": 6, "harrie": 4, "own_jobcoach": 2, "outside": 2}
CLOSED = {"all_seats": 6, "other_way": 3, "work_gone": 2, "no_guidance": 1}
OFFERED = ("bijstand", "youth", "statushouder", "startkwalificatie")
CONCEPT, EXPIRED, OVER, FOR_A_GROUP = 0.07, 0.10, 0.08, 0.03
DAYTIME = ("morning", "afternoon")
LONGEST = 180

Template = Mapping[str, Any]
Planned = tuple[str, NewJob, date, date | None]


def offer_jobs(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Write down what is offered, and close what is over."""
    day, chance = rows.plan.day, Chance("jobs")
    actor = seats.desk("GM0014")
    news = list(_planned(rows.plan.firms, chance, day, seats))
    numbers = register_jobs(actor, news, today=day)
    still = [number for number, new in zip(numbers, news, strict=True) if new[3] is not None and new[3] > day]
    for number in chance.sample(still, int(len(still) * OVER)):
        close_job(actor, number, chance.one_of(list(CLOSED), list(CLOSED.values())), today=day)
    progress("banen", len(numbers), len(numbers))


def _planned(firms: list[Firm], chance: Chance, day: date, seats: Seats) -> Iterator[Planned]:
    """First the employers of which everything is written out, then one or two jobs each of others."""
    own = [firm for firm in firms if firm.town in towns()]
    pairs = [*_whole(own)]
    others = [
        (firm, trade) for firm in own for word, trade in read("jobs")["others"].items() if _is(firm, word)
    ]
    for firm, trade in _spread(chance.sample(others, len(others))):
        if len(pairs) >= JOBS:
            break
        pairs += [(firm, trade["sbi"], one) for one in trade["jobs"]]
    for firm, sbi, template in pairs[:JOBS]:
        yield _job(firm, sbi, template, chance, day, seats)


def _spread(others: list[tuple[Firm, Any]]) -> list[tuple[Firm, Any]]:
    """In an order in which every town has its turn as often as people live there."""
    turns: Counter[str] = Counter()
    order = []
    for place, (firm, _trade) in enumerate(others):
        turns[firm.town] += 1
        order.append((turns[firm.town] / towns()[firm.town]["people"], place))
    return [others[place] for _turn, place in sorted(order)]


def _is(firm: Firm, word: str) -> bool:
    return firm.name.startswith(word)


def _whole(own: list[Firm]) -> Iterator[tuple[Firm, str, Template]]:
    for word, trade in read("jobs")["whole"].items():
        for turn, firm in enumerate(big_ones(own, word)[:WHOLE]):
            offered = [one for one in trade["jobs"] if turn >= ON_BENCH or one.get("kind") != "carved"]
            yield from ((firm, trade["sbi"], one) for one in offered)


def big_ones(own: list[Firm], word: str) -> list[Firm]:
    """Return the firms of a trade, those of the account managers who sign in first: they show something."""
    there = sorted((firm for firm in own if _is(firm, word)), key=lambda firm: (-firm.weight, firm.kvk))
    return sorted(there, key=lambda firm: towns()[firm.town]["sw"] not in ("assen", "veendam"))


def _job(firm: Firm, sbi: str, template: Template, chance: Chance, day: date, seats: Seats) -> Planned:
    most = chance.one_of(HOURS, HOURS_WEIGHTS)
    least = hours_offered(chance, most)
    hours, times = Decimal(most), times_offered(chance, template.get("times", DAYTIME), most)
    town = code_on(firm.town, day)
    people = contact_choices(employer_by_kvk(seats.desk("GM0014"), firm.kvk))
    what = What(
        kind=template.get("kind") or ("proefplaats" if chance.happens(0.06) else "vacature"),
        title=template["title"],
        municipality=town,
        seats=chance.one_of((1, 2, 3, 5), (12, 4, 2, 1)),
        sbi=sbi,
        hours_min=Decimal(least) if least < most else None,
        hours_max=hours,
        days=days_offered(chance, least, most),
        times=times,
        starts_on=day + timedelta(days=chance.randint(0, 60)) if chance.happens(0.5) else None,
        offered_to=(chance.one_of(OFFERED),) if chance.happens(FOR_A_GROUP) else (),
        contact_id=int(people[0][0]) if people else None,
    )
    work = Work(
        tasks=_tasks(template["tasks"], hours),
        demands=demands_offered(chance, template["demands"], [one for one, _ in template["tasks"]], times),
        level=template.get("level", ""),
        languages=dict(template.get("languages", {})),
        licences=tuple(template.get("licences", ())),
    )
    registered_on, expires_on = _since(chance, day)
    return firm.kvk, NewJob(what, work, _terms(chance, what.kind, template)), registered_on, expires_on


def _since(chance: Chance, day: date) -> tuple[date, date | None]:
    """Since when a job is known, and until when it is open."""
    draw = chance.random()
    if draw < CONCEPT:
        return day - timedelta(days=chance.randint(0, 20)), None
    if draw < CONCEPT + EXPIRED:
        ended = day - timedelta(days=chance.randint(0, 45))
        return ended - timedelta(days=chance.randint(60, LONGEST)), ended
    ago = chance.randint(1, 120)
    return day - timedelta(days=ago), day + timedelta(days=chance.randint(1, LONGEST - ago))


def _tasks(given: list[list[Any]], hours: Decimal) -> tuple[TaskLine, ...]:
    """Divide the week over the tasks in quarters of an hour; what is left over nobody has planned."""
    in_all = sum(share for _task, share in given)
    return tuple(
        TaskLine(
            task if task in TASK_WORDS else "",
            "" if task in TASK_WORDS else task,
            max(Decimal(int(hours * 4 * share / in_all)) / 4, Decimal("0.25")),
        )
        for task, share in given
    )


def _terms(chance: Chance, kind: str, template: Template) -> Terms:
    guide = chance.one_of(list(GUIDES), list(GUIDES.values()))
    wage: dict[str, Any] = {"wage": "none"}
    if kind not in ("leerwerkplek", "proefplaats"):
        wage = chance.one_of(
            (
                {"wage": "wml", "wage_percentage": Decimal(100)},
                {"wage": "wml", "wage_percentage": Decimal(chance.one_of((105, 110, 120)))},
                {"wage": "amount", "wage_amount": Decimal(chance.randrange(2350, 2900, 50))},
                {"wage": "scale", "wage_scale": f"cao, schaal {chance.randint(1, 4)}"},
            ),
            (6, 2, 2, 1),
        )
    return Terms(
        guide=guide,
        guidance_minutes=0 if guide == "none" else chance.one_of((30, 45, 60, 90)),
        growth=template.get("growth", ""),
        donor_function=template.get("donor", ""),
        when_donor_changes=template.get("effect", ""),
        **wage,
    )
