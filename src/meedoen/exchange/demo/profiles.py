"""What the people of the demo want, can and need: for most of them not everything, as it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.shape import Person
from meedoen.register.profiles import conditions, words, work
from meedoen.register.profiles.cards import (
    Availability,
    Card,
    Conditions,
    Languages,
    OwnWords,
    Paper,
    Schooling,
    Tasks,
    Travel,
    Wishes,
)
from meedoen.register.profiles.services import NewProfile

# How often someone has a profile at all, and how often nothing is missing in it: together with who was
# spoken to in the last year that makes a little under half of everyone findable.
HAS_PROFILE, IS_WHOLE, IS_FRESH = 0.93, 0.58, 0.84
# What nobody asked, most often first.
FORGOTTEN = {
    "conditions": 26,
    "travel_minutes": 20,
    "tasks": 16,
    "available_from": 13,
    "times": 9,
    "days": 6,
    "wishes": 5,
    "education": 5,
    "means": 4,
    "languages": 3,
    "hours": 3,
    "postcode": 2,
}
_MORE = (("quiet_place", 9), ("fixed_structure", 9), ("one_task", 7), ("own_pace", 8), ("fixed_guide", 7),
         ("plain_words", 5), ("no_phone", 3), ("no_night", 6), ("no_heights", 3), ("few_people", 4),
         ("wheelchair_access", 1), ("steps_on_paper", 3), ("fixed_times", 4), ("no_stairs", 2))  # fmt: skip
_NUMBERS = {
    "guidance_minutes": (15, 30, 45, 60, 90),
    "lift_kg": (5, 10, 15),
    "stand_minutes": (30, 60, 120),
    "walk_minutes": (15, 30, 60),
    "extra_breaks": (1, 2),
    "screen_minutes": (60, 120, 240),
    "not_before": (9, 10),
}


@cache
def told_words() -> dict[str, Any]:
    """Return what people say and where they live, read once for all of them."""
    return read("own_words")


@dataclass(frozen=True)
class Wanted:
    """What a person of the plan wants; own words follow from it."""

    fields: tuple[str, ...]
    tasks: Tasks


def new_profile(person: Person, number: str, day: date, *, with_words: bool = False) -> NewProfile | None:
    """Return what is known of someone, or None where nobody wrote anything down."""
    chance = Chance("profile", person.key)
    if not with_words and not chance.happens(HAS_PROFILE):
        return None
    wanted = _wanted(chance)
    cards = _cards(chance, person, wanted, day)
    forgotten = set[str]() if chance.happens(IS_WHOLE) else _forgotten(chance)
    cards = [one for one in (_forget(card, forgotten) for card in cards) if one is not None]
    if with_words:
        cards.insert(0, own_words(chance, wanted.fields[0]))
    fresh = day - timedelta(days=chance.randrange(330))
    stale = day - timedelta(days=chance.randrange(380, 900))
    confirmed_on = max(person.registered_on, fresh if chance.happens(IS_FRESH) else stale)
    return NewProfile(number, tuple(cards), confirmed_on)


def own_words(chance: Chance, field: str) -> OwnWords:
    """Return what someone says of themselves, fitting the field of work they want most."""
    told = told_words()
    likes = told["likes"].get(field) or told["likes"]["any"]
    return OwnWords(chance.one_of(likes), chance.one_of(told["goes_well"]), chance.one_of(told["helps"]))


def _wanted(chance: Chance) -> Wanted:
    fields = tuple(dict.fromkeys(chance.choices(list(work.WORK_FIELDS), k=chance.randrange(1, 4))))
    known = [task for field in fields for task in work.TASKS[field]]
    known += chance.sample(list(work.TASK_WORDS), 2)
    able = tuple(task for task in known if chance.happens(0.6)) or (known[0],)
    liked = tuple(task for task in known if chance.happens(0.5))
    wanted = tuple(task for task in known if task not in able and chance.happens(0.5))
    return Wanted(fields, Tasks(able, liked, wanted))


def _cards(chance: Chance, person: Person, wanted: Wanted, day: date) -> list[Card]:
    hours_max = Decimal(chance.one_of([12, 16, 20, 24, 26, 28, 32, 36], [4, 10, 14, 20, 10, 12, 16, 6]))
    hours_min = max(Decimal(8), hours_max - chance.one_of([0, 4, 8]))
    weekdays = list(words.DAYS)[:5]
    days = weekdays if chance.happens(0.6) else sorted(chance.sample(weekdays, 3), key=weekdays.index)
    times = ["morning", "afternoon"] if chance.happens(0.75) else ["morning"]
    if chance.happens(0.15):
        times.append("evening")
    means = chance.one_of([("bike",), ("bike", "public"), ("walk", "bike"), ("car",), ("public",),
                           ("scooter",), ("arranged",)], [28, 26, 12, 10, 10, 6, 8])  # fmt: skip
    starts = max(date(2018, 1, 1), day + timedelta(days=chance.randrange(-200, 60)))
    return [
        Wishes(wanted.fields),
        Availability(hours_min, hours_max, tuple(days), tuple(times), starts),
        Travel(
            postcode(chance, person.home), means, chance.one_of([15, 20, 30, 45, 60], [8, 10, 38, 26, 18])
        ),
        _schooling(chance, person, wanted.fields[0], day),
        wanted.tasks,
        Conditions(_conditions(chance)),
        _languages(chance),
    ]


def _schooling(chance: Chance, person: Person, field: str, day: date) -> Schooling:
    levels = ["none", "special", "practical", "vmbo", "mbo1", "mbo2", "mbo3", "mbo4", "havo_vwo", "hbo",
              "abroad"]  # fmt: skip
    level = chance.one_of(levels, [10, 12, 26, 18, 12, 10, 4, 3, 2, 1, 4])
    year = min(person.birth_on.year + chance.randrange(16, 24), day.year)
    papers = []
    if chance.happens(0.15):
        name = chance.one_of(["VCA basis", "Heftruck", "HACCP", "BHV", "Bosmaaier"])
        papers.append(Paper(name, day + timedelta(days=chance.randrange(30, 1500))))
    return Schooling(
        level, "" if level == "none" else field, None if level == "none" else year, tuple(papers)
    )


def _conditions(chance: Chance) -> dict[str, int]:
    codes, weights = zip(*_MORE, strict=True)
    chosen = dict.fromkeys(
        chance.choices(codes, weights, k=chance.one_of([0, 1, 2, 3, 4], [1, 3, 4, 3, 1])), 1
    )
    for code in chance.sample(list(_NUMBERS), chance.one_of([0, 1, 2], [3, 5, 2])):
        chosen[code] = chance.one_of(_NUMBERS[code])
    return {kind.code: chosen[kind.code] for kind in conditions.KINDS if kind.code in chosen}


def _languages(chance: Chance) -> Languages:
    levels = {"nl": chance.one_of(["writes", "reads", "speaks", "little"], [60, 22, 13, 5])}
    if chance.happens(0.35):
        levels["nds"] = "speaks"
    if chance.happens(0.12):
        levels[chance.one_of(["ar", "ti", "tr", "pl", "fa", "so", "uk"])] = "writes"
    licence = ("B",) if chance.happens(0.25) else ("AM",) if chance.happens(0.1) else ()
    return Languages(levels, licence)


def postcode(chance: Chance, home: str) -> str:
    """Return a postcode in the neighbourhood of a town, with letters at random."""
    known = told_words()["postcodes"]
    first, last = known.get(home, known["else"])
    letters = chance.one_of("ABCDEGHJKLN") + chance.one_of("BCEGHJKLM")
    return f"{chance.randrange(first, last + 1)} {letters}"


def _forgotten(chance: Chance) -> set[str]:
    number = chance.one_of([1, 2, 3, 5, 12], [46, 24, 14, 10, 6])
    return set(chance.choices(list(FORGOTTEN), list(FORGOTTEN.values()), k=number))


def _forget(card: Card, forgotten: set[str]) -> Card | None:
    """Return a card without what nobody asked; None where nobody asked any of it."""
    if isinstance(card, Conditions):
        return None if "conditions" in forgotten else card
    if isinstance(card, Tasks):
        return None if "tasks" in forgotten else card
    if isinstance(card, Wishes):
        return None if "wishes" in forgotten else card
    if isinstance(card, Schooling):
        return None if "education" in forgotten else card
    if isinstance(card, Languages):
        return None if "languages" in forgotten else card
    if isinstance(card, Availability) and "hours" in forgotten:
        card = replace(card, hours_min=None, hours_max=None)
    empty = type(card)()
    gone = {name: getattr(empty, name) for name in forgotten & vars(card).keys()}
    return replace(card, **gone)
