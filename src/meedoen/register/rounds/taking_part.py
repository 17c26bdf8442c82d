"""Who takes part in a round: people and jobs of the day, who came first, and who belongs to which group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef

from meedoen.matching.shapes import Job
from meedoen.matching.shapes import Person as Matched
from meedoen.register.people.models import Person, is_open
from meedoen.register.placements.listing import at_work
from meedoen.register.places import place_name
from meedoen.register.profiles.findability import findable
from meedoen.register.profiles.words import TARGET_GROUPS
from meedoen.register.proposals.models import Proposal
from meedoen.register.rounds.computing import Crowd
from meedoen.rules import places
from meedoen.rules.refusal import PlaceNotOnThisDay, UnknownPlace


@dataclass(frozen=True)
class Around:
    """What stands around each person who is findable and has no work, by key: where they live and when they
    came. `without_work`: how many have none, findable or not."""

    municipality: Mapping[str, str]
    arrived: Mapping[str, tuple[date, int]]
    without_work: int


@dataclass(frozen=True, slots=True)
class Sources:
    """Where people and jobs of a day come from, in the shapes that matching compares.

    Handed in by who asks for a round: what keeps rows about people can't stand on what reads them all. A job
    comes with the seats that nobody has or was promised.
    """

    people: Callable[[date], list[Matched]]
    jobs: Callable[[date], list[Job]]


def crowd_on(day: date, share_by: str, share: Decimal | None, of: Sources) -> tuple[Crowd, Around]:
    """Return everyone and everything that takes part on the day, from one state of the rows."""
    around = around_people(day)
    people = [one for one in of.people(day) if one.key in around.municipality]
    people.sort(key=lambda one: int(one.key))
    jobs = sorted(of.jobs(day), key=lambda one: one.key)
    keys = [one.key for one in people]
    arrival = sorted(range(len(keys)), key=lambda place: around.arrived[keys[place]])
    groups, names = groups_of(people, around, share_by)
    return Crowd(people, jobs, arrival, groups, names, share if share_by else None), around


def around_people(day: date) -> Around:
    """Return municipality and day of registration of every open file of someone who is findable and has no
    work, nor was accepted for any."""
    seeking = Person.objects.filter(is_open(), ~at_work(day), ~is_accepted())
    rows = seeking.filter(findable(day)).values_list("pk", "municipality", "registered_on")
    now = {}
    arrived = {}
    for key, code, registered_on in rows:
        now[str(key)] = code_on(code, day)
        arrived[str(key)] = (registered_on, key)
    return Around(now, arrived, seeking.count())


def is_accepted() -> Exists:
    """A condition on people: somebody accepted them and they were not placed yet."""
    rows = Proposal.objects.filter(state="accepted", placement__isnull=True)
    return Exists(rows.filter(person=OuterRef("pk")))


def code_on(code: str, day: date) -> str:
    """Return the code that a municipality has on the day; one that is not on the map keeps its own."""
    try:
        return places.municipality_on(code, day).code
    except (PlaceNotOnThisDay, UnknownPlace):
        return code


def groups_of(people: Sequence[Matched], around: Around, share_by: str) -> tuple[Sequence[Any], list[str]]:
    """Return the group of each person as the engine takes it, and the code of each group."""
    if share_by == "target_group":
        codes = sorted({code for one in people for code in one.groups})
        return [[int(code in one.groups) for code in codes] for one in people], codes
    if share_by == "combination":
        mine = ["+".join(sorted(one.groups)) for one in people]
    elif share_by == "municipality":
        mine = [around.municipality[one.key] for one in people]
    else:
        return (), []
    codes = sorted({one for one in mine if one})
    number = {code: place for place, code in enumerate(codes)}
    return [number.get(one, -1) for one in mine], codes


def group_words(code: str) -> str:
    """Return what a group is called: a municipality, a target group or several of them."""
    if code.startswith("GM"):
        return place_name(code)
    return " + ".join(str(TARGET_GROUPS.get(one, one)) for one in code.split("+"))
