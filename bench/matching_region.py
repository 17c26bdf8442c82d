"""A country to match in: people and jobs in real places, as many as asked, the same for the same seed."""

from __future__ import annotations

from datetime import date
from random import Random

from meedoen.matching import codes
from meedoen.matching.shapes import Job, JobTask, Person
from meedoen.matching.travel import places

DAY = date(2026, 11, 2)
TIMES = ({"morning", "afternoon"}, {"morning"}, {"afternoon", "evening"}, {"early", "morning"}, {"night"})
MEANS = ("walk", "bike", "public", "scooter", "car")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
GROUPS = tuple(codes.TARGET_GROUPS)


def region(people: int, jobs: int, seed: int = 5) -> tuple[list[Person], list[Job]]:
    """People and jobs in the places of the Netherlands, by how many live there."""
    chance = Random(seed)
    known = list(places().values())
    sizes = [place.population + 200 for place in known]
    where = chance.choices([place.code for place in known], sizes, k=people + jobs)
    return (
        [_person(chance, f"P-{row:06}", where[row]) for row in range(people)],
        [_job(chance, f"B-{row:06}", where[people + row]) for row in range(jobs)],
    )


def _person(chance: Random, key: str, place: str) -> Person:
    fields = frozenset(chance.sample(list(codes.FIELDS), 4))
    tasks = [task for task in codes.TASKS if codes.field_of(task) in fields]
    tasks += chance.sample(list(codes.TASKS), 8)
    needs = chance.sample(codes.OFFERED, chance.choice((0, 1, 1, 2, 3)))
    conditions = {code: 1 for code in needs if code != "outdoors"}
    for code, low, high in (("lift_kg", 5, 25), ("stand_minutes", 30, 240), ("guidance_minutes", 15, 90)):
        if chance.random() < 0.4:
            conditions[code] = chance.randrange(low, high)
    least = chance.choice((800, 1200, 1600, 2000))
    return Person(
        key=key,
        place=place,
        means=frozenset(chance.sample(MEANS, chance.choice((1, 2, 2)))),
        travel_minutes=chance.choice((20, 30, 30, 45, 60)),
        hours_min_c=least,
        hours_max_c=least + chance.choice((400, 800, 1600)),
        days=frozenset(WEEKDAYS) - frozenset(chance.sample(WEEKDAYS, chance.choice((0, 0, 1, 2)))),
        times=frozenset(set().union(*chance.sample(TIMES[:4], 2))),
        tasks_able=frozenset(tasks[::2]),
        tasks_liked=frozenset(tasks[::3]),
        tasks_wanted=frozenset(tasks[1::2]),
        wishes=fields,
        conditions=conditions,
        languages={"nl": chance.choice(list(codes.LANGUAGE_LEVELS))},
        licences=frozenset({"B"} if chance.random() < 0.4 else ()),
        level=chance.choice(("practical", "vmbo", "mbo1", "mbo2")),
        groups=_groups(key, 1),
    )


def _groups(key: str, each: int) -> frozenset[str]:
    """A group for one in so many, by their number."""
    row = int(key[2:])
    return frozenset() if row % each else frozenset({GROUPS[row // each % len(GROUPS)]})


def _job(chance: Random, key: str, place: str) -> Job:
    fields = set(chance.sample(list(codes.FIELDS), 2))
    pool = [task for task in codes.TASKS if codes.field_of(task) in fields]
    tasks = chance.sample(pool, min(len(pool), chance.choice((2, 3, 4, 5))))
    offered = [code for code in codes.OFFERED if chance.random() < 0.6]
    demands = dict.fromkeys(offered, 1) | {"lift_kg": chance.choice((0, 5, 10, 15, 23))}
    times = frozenset(chance.choice(TIMES))
    if "evening" in times:
        demands.pop("no_evening", None)
    if "night" in times:
        demands.pop("no_night", None)
    least = chance.choice((800, 1600, 2000, 2400, 3200))
    return Job(
        key=key,
        tasks=tuple(JobTask(task, chance.randrange(1, 9)) for task in tasks),
        hours_min_c=least,
        hours_max_c=least + chance.choice((0, 400, 800)),
        days=frozenset(chance.sample(WEEKDAYS, chance.choice((2, 3, 3, 4, 5)))),
        times=times,
        place=place,
        demands=demands | {"stand_minutes": chance.choice((0, 30, 60, 120))},
        guidance_minutes=chance.choice((0, 30, 60, 120)),
        languages={"nl": chance.choice(("little", "little", "speaks", "reads"))},
        licences=frozenset({"B"} if chance.random() < 0.2 else ()),
        level=chance.choice((None, None, None, "vmbo", "mbo2")),
        offered_to=_groups(key, 10),
    )
