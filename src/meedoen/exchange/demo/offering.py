"""How the work of the demo is offered: when, in how many hours, and what a place has for who needs it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from meedoen.exchange.demo.chance import Chance
from meedoen.register.jobs.whole import TASKED

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat")
DAY_ORDER = ("early", "morning", "afternoon", "evening", "night")
# How often a place has what its trade does not say already. Who asks for people through us arranges much; a
# quiet place or a building without steps not everybody can.
HAS = {
    "plain_words": 0.85,
    "fixed_structure": 0.75,
    "fixed_times": 0.8,
    "one_task": 0.7,
    "own_pace": 0.65,
    "steps_on_paper": 0.65,
    "no_heights": 0.85,
    "few_people": 0.5,
    "own_place": 0.5,
    "quiet_place": 0.5,
    "no_stairs": 0.55,
    "no_phone": 0.7,
    "no_customers": 0.45,
    "wheelchair_access": 0.35,
    "clean_air": 0.3,
}
BREAKS, STARTS_LATE, SATURDAY = (0, 1, 2), 0.6, 0.06
USUAL_DAY, LONGEST_DAY = 6, 9


def hours_offered(chance: Chance, most: int) -> int:
    """The fewest hours with which somebody may begin."""
    less = chance.one_of((0, 4, 8, 12), (1, 3, 4, 3))
    return max(8, most - less)


def days_offered(chance: Chance, least: int, most: int) -> tuple[str, ...]:
    """The days on which the work is done, no more than it needs."""
    number = min(5, max(2, -(-least // USUAL_DAY), -(-most // LONGEST_DAY)))
    chosen = chance.sample(WEEK if chance.happens(SATURDAY) else WEEK[:5], number)
    return tuple(day for day in WEEK if day in chosen)


def times_offered(chance: Chance, when: Collection[str], most: int) -> tuple[str, ...]:
    """One shift of all the times at which there is work; short weeks are often mornings."""
    there = [time for time in DAY_ORDER if time in when]
    if set(there) == {"morning", "afternoon"}:
        alone = 0.5 if most <= 20 else 0.1
        return ("morning",) if chance.happens(alone) else ("morning", "afternoon")
    start = chance.randrange(max(1, len(there) - 1))
    return tuple(there[start : start + 2])


def demands_offered(
    chance: Chance, given: Mapping[str, int], tasks: Collection[str], times: Collection[str]
) -> dict[str, int]:
    """What the trade asks and has, and what this employer has beside it; never what a task rules out."""
    out = {code for code, ruled_out in TASKED.items() if ruled_out.intersection(tasks)}
    more = {code: 1 for code, often in HAS.items() if chance.happens(often) and code not in out}
    if breaks := chance.one_of(BREAKS, (3, 4, 4)):
        more["extra_breaks"] = breaks
    if "early" not in times and chance.happens(STARTS_LATE):
        more["not_before"] = 9
    return more | dict(given)
