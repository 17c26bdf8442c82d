"""“Past als …”: what would have to change for a job that nearly fits, who arranges it and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from meedoen.matching import codes
from meedoen.matching.changes import Change, changed
from meedoen.matching.fit import Fit, compared, fit
from meedoen.matching.limits import LEVEL_ORDER, Limit, done, journey
from meedoen.matching.points import Weights
from meedoen.matching.shapes import Job, JobTask, Person
from meedoen.matching.spoken import condition, hours, listed, say
from meedoen.matching.takes import asked, is_offered
from meedoen.matching.travel import estimates_on
from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import N_, Euro, Words

Who = Literal["employer", "contact", "candidate"]
WHO: dict[Who, str] = {
    "employer": N_("de werkgever"),
    "contact": N_("de vaste contactpersoon"),
    "candidate": N_("de kandidaat"),
}
FREE = Decimal(0)
COST_UNKNOWN = N_("kosten niet bekend")
NO_COST = N_("geen kosten")
COST = N_("ongeveer %(cost)s")
# What can cost money, by the key under which a region may say how much. `key.what` goes before `key`:
# "course.nl" is the course of Dutch, "course" any course.
COSTS: dict[str, str] = {
    "transport": N_("vervoer regelen"),
    "course": N_("een taalcursus"),
    "training": N_("een taak leren"),
    "licence": N_("een rijbewijs halen"),
    "valuation": N_("een diploma uit een ander land laten waarderen"),
    "lift_kg": N_("een hulpmiddel om te tillen"),
    "guidance_minutes": N_("begeleiding op de werkplek"),
    "wheelchair_access": N_("een werkplek waar een rolstoel kan komen"),
    "no_stairs": N_("een werkplek zonder trappen"),
    "quiet_place": N_("een rustige plek"),
}

# What no employer can arrange at the place itself: only another task helps.
NATURE_OF_WORK = frozenset({"indoors", "outdoors", "clean_air", "few_people", "one_hand"})
# What asks for an adjustment to the building, and so for money of which nobody knows how much.
BUILT = frozenset({"wheelchair_access", "no_stairs", "quiet_place"})
TIME_OF = {"no_evening": frozenset({"evening"}), "no_night": frozenset({"night"})}
LEARNABLE = frozenset({"AM", "B", "T"})


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One thing to change. `cost` in euros; None where nobody knows it. `limit` is what it mends.

    `cost_key` is one of `COSTS`, with what it is about after a point; empty where it costs nothing.
    """

    limit: str
    topic: str
    change: Change
    words: Words
    who: Who
    cost: Decimal | None
    cost_key: str = ""

    @property
    def who_words(self) -> Words:
        return Words(WHO[self.who])

    @property
    def cost_words(self) -> Words:
        if self.cost is None:
            return Words(COST_UNKNOWN)
        return Words(COST, {"cost": Euro(self.cost)}) if self.cost else Words(NO_COST)


@dataclass(frozen=True, slots=True)
class _Pair:
    person: Person
    job: Job
    weights: Weights
    day: date


def near_misses(
    person: Person, job: Job, weights: Weights, day: date, costs: Mapping[str, Decimal] | None = None
) -> tuple[NearMiss, ...]:
    """What would make it fit, all of it together; nothing if it fits, or if no such changes are known.

    One remedy for each limit in the way, in the order of the limits. With all of them done the two fit: that
    is tried before anything is said. `costs` are what a region reckons with, by the keys of `COSTS`; what is
    not among them stays unknown.
    """
    return misses_of(fit(person, job, weights, day), person, job, weights, day, costs)


def total_cost(misses: Iterable[NearMiss]) -> tuple[Decimal, int]:
    """What is known to be paid for all of it, and of how many changes nobody knows the cost."""
    costs = [miss.cost for miss in misses]
    return sum((cost for cost in costs if cost is not None), FREE), costs.count(None)


def misses_of(
    found: Fit,
    person: Person,
    job: Job,
    weights: Weights,
    day: date,
    costs: Mapping[str, Decimal] | None = None,
) -> tuple[NearMiss, ...]:
    """The same for a fit that was made before."""
    if found.unmatched or not 1 <= len(found.broken) <= weights.near.limits:
        return ()
    pair = _Pair(person, job, weights, day)
    remedies: list[NearMiss] = []
    for limit in found.broken:
        mend = REMEDIES.get(limit.code)
        remedy = mend(pair, limit) if mend else None
        if remedy is None:
            return ()
        remedies.append(remedy)
    # One task out may mend two limits; it is said once.
    once = tuple({remedy.change: remedy for remedy in remedies}.values())
    after = changed(person, job, (one.change for one in once))
    if not after[1].tasks or not compared(*after, weights, day).fits:
        return ()
    return tuple(replace(miss, cost=_cost(miss.cost_key, costs or {})) for miss in once)


def _cost(key: str, costs: Mapping[str, Decimal]) -> Decimal | None:
    if not key:
        return FREE
    cost = costs.get(key, costs.get(key.partition(".")[0]))
    if cost is not None and not (cost.is_finite() and cost >= 0):
        raise NotValid("De kosten van", key, "Geef een bedrag in euro's van 0 of meer.")
    return cost


def _miss(limit: Limit, change: Change, words: Words, who: Who, cost_key: str = "") -> NearMiss:
    return NearMiss(limit.code, limit.topic, change, words, who, None if cost_key else FREE, cost_key)


def _travel(pair: _Pair, limit: Limit) -> NearMiss | None:
    person, job, most = pair.person, pair.job, pair.person.travel_minutes or 0
    estimates = estimates_on(pair.day)
    arranged, _ = changed(person, job, [Change("means", "arranged")])
    way = journey(arranged, job, estimates)
    if way.minutes is not None and way.minutes <= most:
        words = say(N_("er vervoer wordt geregeld: ongeveer %(minutes)s minuten"), minutes=way.minutes)
        return _miss(limit, Change("means", "arranged"), words, "contact", "transport")
    own = journey(person, job, estimates).minutes
    if own is None or own > most + pair.weights.near.travel_minutes:
        return None
    words = say(N_("de kandidaat %(own)s minuten wil reizen in plaats van %(most)s"), own=own, most=most)
    return _miss(limit, Change("travel_minutes", own), words, "candidate")


def _hours(pair: _Pair, limit: Limit) -> NearMiss | None:
    mine = (pair.person.hours_min_c or 0, pair.person.hours_max_c or 0)
    least, most = pair.job.hours_min_c or 0, pair.job.hours_max_c or 0
    if max(least - mine[1], mine[0] - most) > pair.weights.near.hours_c:
        return None
    if least > mine[1]:
        words = say(
            N_("het %(new)s uur per week wordt in plaats van %(old)s"), new=hours(mine[1]), old=hours(least)
        )
        return _miss(limit, Change("hours", (mine[1], most)), words, "employer")
    words = say(
        N_("er %(new)s uur per week werk komt in plaats van %(old)s"), new=hours(mine[0]), old=hours(most)
    )
    return _miss(limit, Change("hours", (least, mine[0])), words, "employer")


def _days(pair: _Pair, limit: Limit) -> NearMiss | None:
    lacking = pair.job.days - pair.person.days
    if lacking == pair.job.days:
        return None
    words = say(N_("het werk niet op deze dagen hoeft: %(days)s"), days=listed(lacking, codes.DAYS))
    return _miss(limit, Change("days_out", lacking), words, "employer")


def _times(pair: _Pair, limit: Limit) -> NearMiss | None:
    return _without_times(pair, limit, pair.job.times - pair.person.times)


def _without_times(pair: _Pair, limit: Limit, lacking: frozenset[str]) -> NearMiss | None:
    if lacking >= pair.job.times:
        return None
    words = say(N_("het werk niet in deze tijden hoeft: %(times)s"), times=listed(lacking, codes.TIMES))
    return _miss(limit, Change("times_out", lacking), words, "employer")


def _start(pair: _Pair, limit: Limit) -> NearMiss | None:
    since, meant = pair.person.available_from, max(pair.job.starts_on or pair.day, pair.day)
    if since is None or (since - meant).days > pair.weights.near.start_days:
        return None
    return _miss(
        limit, Change("starts_on", since), say(N_("de baan begint op %(since)s"), since=since), "employer"
    )


def _tasks(pair: _Pair, limit: Limit) -> NearMiss | None:
    """A task out if that is enough; else one task learned."""
    able = pair.person.tasks_able | pair.person.tasks_liked | pair.person.tasks_wanted
    lacking = sorted(
        (task for task in pair.job.tasks if task.code not in able), key=lambda task: (task.weight, task.code)
    )
    whole, least = sum(task.weight for task in pair.job.tasks), pair.weights.tasks_at_least
    mine = done(pair.person, pair.job)
    for task in lacking:
        enough_left = 100 * mine >= least * (whole - task.weight)
        if mine and enough_left and _may_go(pair, task):
            return _task_out(limit, task, whole)
    for task in lacking:
        if 100 * (mine + task.weight) >= least * whole:
            words = say(N_("de kandidaat dit leert: %(task)s"), task=Words(codes.TASKS[task.code]))
            return _miss(limit, Change("task_learned", task.code), words, "contact", f"training.{task.code}")
    return None


def _may_go(pair: _Pair, task: JobTask) -> bool:
    whole = sum(one.weight for one in pair.job.tasks)
    return len(pair.job.tasks) > 1 and 100 * task.weight <= pair.weights.near.task_percent * whole


def _task_out(limit: Limit, task: JobTask, whole: int) -> NearMiss:
    words = say(
        N_("de taak “%(task)s” eruit gaat, %(percent)s%% van het werk"),
        task=Words(codes.TASKS[task.code]),
        percent=100 * task.weight // whole,
    )
    return _miss(limit, Change("task_out", task.code), words, "employer")


def _condition(pair: _Pair, limit: Limit) -> NearMiss | None:
    """The one task out that is in the way, else an adjustment."""
    whole = sum(task.weight for task in pair.job.tasks)
    for task in pair.job.tasks:
        _, without = changed(pair.person, pair.job, [Change("task_out", task.code)])
        if (
            limit.topic in task.demands
            and _may_go(pair, task)
            and _is_kept(pair.person, without, limit.topic)
        ):
            return _task_out(limit, task, whole)
    return next(_adjustments(pair, limit), None)


def _is_kept(person: Person, job: Job, code: str) -> bool:
    value, nature = (person.conditions or {})[code], codes.CONDITIONS[code].nature
    return asked(job, code) <= value if nature == "asked" else is_offered(job, code)


def _adjustments(pair: _Pair, limit: Limit) -> Iterator[NearMiss]:
    code, value = limit.topic, (pair.person.conditions or {})[limit.topic]
    change, what = Change("demand", (code, value)), condition(code)
    if code == "lift_kg":
        words = say(N_("er een hulpmiddel is, zodat tillen tot %(limit)s kilo genoeg is"), limit=value)
        yield _miss(limit, change, words, "employer", code)
    elif code == "guidance_minutes":
        words = say(
            N_("er %(needed)s minuten begeleiding per dag komt, van een collega of een jobcoach"),
            needed=value,
        )
        yield _miss(limit, change, words, "contact", code)
    elif code == "extra_breaks":
        words = say(N_("er %(needed)s keer per dag een extra pauze mag"), needed=value)
        yield _miss(limit, change, words, "employer")
    elif code == "not_before":
        words = say(N_("de dag om %(hour)s uur begint"), hour=value)
        yield _miss(limit, change, words, "employer")
    elif codes.CONDITIONS[code].nature == "asked":
        words = say(
            N_("het werk zo wordt afgewisseld dat dit genoeg is: %(what)s %(limit)s minuten"),
            what=what,
            limit=value,
        )
        yield _miss(limit, change, words, "employer")
    elif code in TIME_OF:
        remedy = _without_times(pair, limit, TIME_OF[code] & pair.job.times)
        if remedy is not None:
            yield remedy
    elif code not in NATURE_OF_WORK:
        words = say(N_("de plek dit regelt: %(what)s"), what=what)
        yield _miss(limit, change, words, "employer", code if code in BUILT else "")


def _language(pair: _Pair, limit: Limit) -> NearMiss | None:
    """A course for one step up, from nothing as well."""
    wanted, held = pair.job.languages[limit.topic], pair.person.languages.get(limit.topic, "")
    if LEVEL_ORDER[wanted] - LEVEL_ORDER.get(held, 0) > 1:
        return None
    words = say(
        N_("de kandidaat een cursus volgt: %(language)s, %(level)s"),
        language=Words(codes.LANGUAGES[limit.topic]),
        level=Words(codes.LANGUAGE_LEVELS[wanted]),
    )
    return _miss(limit, Change("language", (limit.topic, wanted)), words, "contact", f"course.{limit.topic}")


def _licences(pair: _Pair, limit: Limit) -> NearMiss | None:
    lacking = pair.job.licences - codes.licences_of(pair.person.licences)
    if len(lacking) != 1 or not lacking <= LEARNABLE:
        return None
    (code,) = lacking
    words = say(N_("de kandidaat dit rijbewijs haalt: %(what)s"), what=Words(codes.LICENCES[code]))
    return _miss(limit, Change("licence", code), words, "contact", f"licence.{code}")


def _level(pair: _Pair, limit: Limit) -> NearMiss | None:
    asked_level, has = pair.job.level, pair.person.level
    if asked_level is None:
        return None
    if has == "abroad":
        words = say(
            N_("het diploma uit een ander land hier net zo veel waard blijkt: %(level)s"),
            level=Words(codes.LEVELS[asked_level]),
        )
        return _miss(limit, Change("level", asked_level), words, "contact", "valuation")
    if codes.RUNGS[asked_level] - codes.RUNGS[has or "none"] > 1:
        return None
    words = say(N_("de eis “%(level)s” vervalt"), level=Words(codes.LEVELS[asked_level]))
    return _miss(limit, Change("job_level", asked_level), words, "employer")


# Not for "offered_to": nobody can arrange that someone is in a target group.
REMEDIES: dict[str, Callable[[_Pair, Limit], NearMiss | None]] = {
    "travel": _travel,
    "hours": _hours,
    "days": _days,
    "times": _times,
    "start": _start,
    "tasks": _tasks,
    "condition": _condition,
    "language": _language,
    "licences": _licences,
    "level": _level,
}
