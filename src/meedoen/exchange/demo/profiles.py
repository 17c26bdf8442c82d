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
_MORE = (("quiet_place", 7), ("fixed_structure", 9), ("one_task", 7), ("own_pace", 8), ("fixed_guide", 7),
         ("plain_words", 5), ("no_phone", 3), ("no_night", 6), ("no_heights", 3), ("few_people", 4),
         ("wheelchair_access", 1), ("steps_on_paper", 3), ("fixed_times", 4), ("no_stairs", 2))  # fmt: skip
# Fields with much of this work, and what people did before in whatever job they had.
OFTEN = ("green", "cleaning", "laundry", "catering", "shop", "warehouse", "production", "care", "reuse")
_FIELD_WEIGHTS = [4 if field in OFTEN else 1 for field in work.WORK_FIELDS]
PLAIN = ("cleaning.floors", "cleaning.sanitary", "catering.dishes", "catering.prepare", "warehouse.pack",
         "warehouse.label", "green.weed", "green.litter", "shop.shelves", "laundry.wash", "reuse.sort",
         "laundry.iron", "shop.trolleys", "warehouse.pick", "farming.pot", "production.check", "care.meals",
         "office.post", "office.scan", "transport.load", "building.carry")  # fmt: skip
DID_PLAIN = 0.55
_NUMBERS = {
    "guidance_minutes": (15, 30, 45, 60, 90),
    "lift_kg": (8, 10, 15, 20),
    "stand_minutes": (60, 120, 180),
    "walk_minutes": (30, 60, 120),
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
    """Two or three fields, those with much work more often; and plain work that nearly everybody has done."""
    drawn = chance.choices(list(work.WORK_FIELDS), _FIELD_WEIGHTS, k=chance.randrange(2, 6))
    fields = tuple(dict.fromkeys(drawn))
    known = dict.fromkeys(task for field in fields for task in work.TASKS[field])
    plain = [task for task in PLAIN if chance.happens(DID_PLAIN)]
    able = tuple(task for task in known if chance.happens(0.65)) or tuple(known)[:1]
    able = tuple(dict.fromkeys((*able, *plain)))
    known = dict.fromkeys((*known, *plain))
    liked = tuple(task for task in known if chance.happens(0.5))
    wanted = tuple(task for task in known if task not in able and chance.happens(0.5))
    return Wanted(fields, Tasks(able, liked, wanted))


def _cards(chance: Chance, person: Person, wanted: Wanted, day: date) -> list[Card]:
    hours_max = Decimal(chance.one_of([12, 16, 20, 24, 26, 28, 32, 36], [3, 8, 12, 22, 10, 12, 20, 10]))
    hours_min = max(Decimal(8), hours_max - chance.one_of([4, 8, 12, 16, 20], [1, 4, 5, 3, 2]))
    weekdays = list(words.DAYS)[:5]
    days = (
        weekdays
        if chance.happens(0.75)
        else sorted(chance.sample(weekdays, chance.one_of([3, 4, 4])), key=weekdays.index)
    )
    if chance.happens(0.12):
        days = [*days, "sat"]
    times = ["morning", "afternoon"] if chance.happens(0.9) else ["morning"]
    if chance.happens(0.3):
        times.insert(0, "early")
    if chance.happens(0.2):
        times.append("evening")
    means = chance.one_of([("bike",), ("bike", "public"), ("walk", "bike"), ("car",), ("public",),
                           ("scooter",), ("arranged",)], [20, 30, 6, 16, 14, 8, 6])  # fmt: skip
    starts = max(date(2018, 1, 1), day + timedelta(days=chance.randrange(-200, 45)))
    return [
        Wishes(wanted.fields),
        Availability(hours_min, hours_max, tuple(days), tuple(times), starts),
        Travel(postcode(chance, person.home), means, chance.one_of([20, 30, 45, 60, 75], [4, 26, 36, 26, 8])),
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
        chance.choices(codes, weights, k=chance.one_of([0, 1, 2, 3, 4], [3, 4, 3, 2, 1])), 1
    )
    for code in chance.sample(list(_NUMBERS), chance.one_of([0, 1, 2], [4, 5, 1])):
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
