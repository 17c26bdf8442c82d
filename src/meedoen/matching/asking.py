"""Which tasks, fields of work and employers are worth asking for this person, with or without an open job."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from meedoen.matching import codes
from meedoen.matching.fit import Part, task_percent, travel_part
from meedoen.matching.limits import Journey, Limit, travel_limit
from meedoen.matching.points import Weights
from meedoen.matching.ready import missing_in_person
from meedoen.matching.shapes import Person, Point
from meedoen.matching.spoken import listed, say
from meedoen.matching.travel import Estimates, estimates_on, metres, point_of
from meedoen.primitives.words import N_, Words

# An employer is judged by so many of its tasks, and a task by so many employers: more make it no better.
TASKS_COUNTED, EMPLOYERS_COUNTED = 3, 5
HOW: dict[str, str] = {
    "liked": N_("De kandidaat doet dit graag"),
    "able": N_("De kandidaat kan dit"),
    "wanted": N_("De kandidaat wil dit leren"),
}
NEARBY = N_("Werkgevers binnen de reistijd die dit werk doen: %(employers)s")
NOT_NEARBY = N_("Binnen de reistijd is nog geen werkgever bekend die dit werk doet")
WISHED = N_("De kandidaat wil werk in deze richting")
NOT_WISHED = N_("De kandidaat noemde deze richting niet")
NO_NEEDS = N_("De kandidaat heeft geen voorwaarden die een plek moet bieden")
KNOWN_NEEDS = N_(
    "Bekend is dat deze werkgever dit bood: %(what)s; dat is %(known)s van %(needs)s voorwaarden"
)
UNKNOWN_NEEDS = N_("Nog niet bekend is of deze werkgever biedt wat nodig is: %(what)s")
CONDITION_WORDS = {code: kind.words for code, kind in codes.CONDITIONS.items()}


@dataclass(frozen=True, slots=True)
class Opening:
    """Work that was seen at an employer: in a job that is open or was, in a scan, in a function.

    `offers` says what the place was known to have, as the demands of a job do: 1 for a condition, or how much
    guidance or how many extra breaks.
    """

    employer: str
    tasks: frozenset[str]
    place: str | Point | None = None
    sector: str = ""
    offers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaskToAsk:
    """A task that someone named, and at how many employers within reach it was seen."""

    code: str
    employers: int
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)


@dataclass(frozen=True, slots=True)
class FieldToAsk:
    """A field of work: the tasks someone named in it, the best first.

    `others` were seen within reach in a field that someone wished for, and still have to be talked about.
    """

    code: str
    is_wished: bool
    employers: int
    points: int
    tasks: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def words(self) -> Words:
        return Words(WISHED if self.is_wished else NOT_WISHED)


@dataclass(frozen=True, slots=True)
class EmployerToAsk:
    """An employer with work that someone named; `travel` is about its nearest place that has it.

    `offered` of what someone needs was seen there, `to_ask` was not: nobody knows yet.
    """

    employer: str
    sectors: tuple[str, ...]
    tasks: tuple[str, ...]
    offered: tuple[str, ...]
    to_ask: tuple[str, ...]
    minutes: int | None
    means: str | None
    travel: Limit
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def task_words(self) -> Words:
        return listed(self.tasks, codes.TASKS)

    @property
    def to_ask_words(self) -> Words:
        return listed(self.to_ask, CONDITION_WORDS)


@dataclass(frozen=True, slots=True)
class Asking:
    """Everything worth asking, the most points first.

    `too_far` are the employers a little too far away, the shortest journey first.
    """

    unmatched: tuple[Words, ...] = ()
    tasks: tuple[TaskToAsk, ...] = ()
    fields: tuple[FieldToAsk, ...] = ()
    employers: tuple[EmployerToAsk, ...] = ()
    too_far: tuple[EmployerToAsk, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What was seen at one employer, by journey."""

    ways: dict[Journey, set[str]] = field(default_factory=dict)
    offers: dict[str, int] = field(default_factory=dict)
    sectors: set[str] = field(default_factory=set)


def worth_asking(person: Person, openings: Iterable[Opening], weights: Weights, day: date) -> Asking:
    """What to ask for this person; nothing but the reasons if the profile says too little.

    Work further away than a near miss may be, or without a known place, counts for nothing. The order of
    `openings` changes nothing.
    """
    if unmatched := missing_in_person(person):
        return Asking(unmatched)
    seen = _seen(person, openings, weights, estimates_on(day))
    mine = person.tasks_able | person.tasks_liked | person.tasks_wanted
    employers: list[EmployerToAsk] = []
    too_far: list[EmployerToAsk] = []
    for key in sorted(seen):
        found = _employer(key, seen[key], person, mine, weights)
        if found is not None:
            (employers if found.travel.is_kept else too_far).append(found)
    doing = _doing(person, seen)
    tasks = [_task(code, len(doing.get(code, ())), person, weights) for code in codes.TASKS if code in mine]
    tasks.sort(key=lambda one: -one.points)
    fields = [_field(code, person, tasks, doing) for code in codes.FIELDS]
    named = [one for one in fields if one.tasks or one.is_wished]
    return Asking(
        (),
        tuple(tasks),
        tuple(sorted(named, key=lambda one: -one.points)),
        tuple(sorted(employers, key=lambda one: -one.points)),
        tuple(sorted(too_far, key=lambda one: one.minutes or 0)),
    )


def _seen(
    person: Person, openings: Iterable[Opening], weights: Weights, estimates: Estimates
) -> dict[str, _Seen]:
    here, furthest = point_of(person.place), (person.travel_minutes or 0) + weights.near.travel_minutes
    ways: dict[str | Point | None, Journey | None] = {None: None}
    found: dict[str, _Seen] = {}
    for one in openings:
        if one.place not in ways:
            there = point_of(one.place)
            apart = metres(here, there, estimates.within_metres) if here and there else None
            ways[one.place] = None if apart is None else Journey(*estimates.journey(apart, person.means))
        way = ways[one.place]
        if way is not None and (way.minutes or 0) <= furthest:
            at = found.setdefault(one.employer, _Seen())
            at.ways.setdefault(way, set()).update(one.tasks)
            at.sectors.update({one.sector} - {""})
            for code, value in one.offers.items():
                at.offers[code] = max(value, at.offers.get(code, 0))
    return found


def _doing(person: Person, seen: Mapping[str, _Seen]) -> dict[str, set[str]]:
    """Per task the employers within reach where it was seen."""
    found: dict[str, set[str]] = {}
    for key, at in seen.items():
        for way, tasks in at.ways.items():
            if (way.minutes or 0) <= (person.travel_minutes or 0):
                for code in tasks:
                    found.setdefault(code, set()).add(key)
    return found


def _task(code: str, employers: int, person: Person, weights: Weights) -> TaskToAsk:
    most, percent = weights.parts["tasks"], task_percent(person, code, weights)
    able, liked = code in person.tasks_able, code in person.tasks_liked
    how = "liked" if able and liked else "able" if able else "wanted"
    around = weights.parts["travel"]
    nearby = around * min(employers, EMPLOYERS_COUNTED) // EMPLOYERS_COUNTED
    words = say(NEARBY, employers=employers) if employers else Words(NOT_NEARBY)
    return TaskToAsk(
        code,
        employers,
        (
            Part("tasks", most * percent // 100, most, Words(HOW[how])),
            _wish([code], person, weights),
            Part("travel", nearby, around, words),
        ),
    )


def _wish(tasks: Sequence[str], person: Person, weights: Weights) -> Part:
    most = weights.parts["wishes"]
    wished = sum(codes.field_of(code) in person.wishes for code in tasks)
    return Part("wishes", most * wished // len(tasks), most, Words(WISHED if wished else NOT_WISHED))


def _field(
    code: str, person: Person, tasks: Iterable[TaskToAsk], doing: Mapping[str, set[str]]
) -> FieldToAsk:
    mine = [one for one in tasks if codes.field_of(one.code) == code]
    names, is_wished = {one.code for one in mine}, code in person.wishes
    around = [one for one in codes.TASKS if codes.field_of(one) == code and doing.get(one)]
    asked = [one for one in around if is_wished or one in names]
    return FieldToAsk(
        code,
        is_wished,
        len(set[str]().union(*(doing[one] for one in asked))),
        max((one.points for one in mine), default=0),
        tuple(one.code for one in mine),
        tuple(one for one in asked if one not in names),
    )


def _employer(
    key: str, at: _Seen, person: Person, mine: Collection[str], weights: Weights
) -> EmployerToAsk | None:
    """What to ask there: of all its places in reach, or of the nearest when none is."""
    with_work = [
        (way, tasks.intersection(mine)) for way, tasks in at.ways.items() if tasks.intersection(mine)
    ]
    if not with_work:
        return None
    way = min((way for way, _ in with_work), key=lambda one: (one.minutes or 0, one.means or ""))
    travel = travel_limit(person, way)
    there = [tasks for one, tasks in with_work if one == way or travel_limit(person, one).is_kept]
    rank = {code: (-task_percent(person, code, weights), place) for place, code in enumerate(codes.TASKS)}
    tasks = tuple(sorted(set[str]().union(*there), key=rank.__getitem__))
    offered, to_ask = _needs(person, at.offers)
    counted = tasks[:TASKS_COUNTED]
    most = weights.parts["tasks"]
    earned = sum(task_percent(person, code, weights) for code in counted)
    parts = (
        Part("tasks", most * earned // (100 * TASKS_COUNTED), most, _of_tasks(person, tasks)),
        _wish(counted, person, weights),
        travel_part(person, way, weights),
        _conditions(offered, to_ask, weights),
    )
    return EmployerToAsk(
        key,
        tuple(sorted(at.sectors)),
        tasks,
        offered,
        to_ask,
        way.minutes,
        way.means,
        travel,
        parts if travel.is_kept else (),
    )


def _of_tasks(person: Person, tasks: Collection[str]) -> Words:
    liked = [code for code in tasks if code in person.tasks_able & person.tasks_liked]
    if liked:
        return say(N_("Hier is werk dat de kandidaat graag doet: %(what)s"), what=listed(liked, codes.TASKS))
    able = [code for code in tasks if code in person.tasks_able]
    if able:
        return say(N_("Hier is werk dat de kandidaat kan: %(what)s"), what=listed(able, codes.TASKS))
    return say(N_("Hier is werk dat de kandidaat wil leren: %(what)s"), what=listed(tasks, codes.TASKS))


def _needs(person: Person, offers: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of what a place must give: the codes seen there, and those that were not."""
    conditions = person.conditions or {}
    natures = {code: codes.CONDITIONS[code].nature for code in codes.CONDITIONS if conditions.get(code)}
    needed = [code for code, nature in natures.items() if nature in {"offered", "enough"}]
    offered = tuple(code for code in needed if offers.get(code, 0) >= conditions[code])
    return offered, tuple(code for code in needed if code not in offered)


def _conditions(offered: Sequence[str], to_ask: Sequence[str], weights: Weights) -> Part:
    most, needs = weights.parts["room"], len(offered) + len(to_ask)
    if not needs:
        return Part("conditions", most, most, Words(NO_NEEDS))
    if not offered:
        return Part("conditions", 0, most, say(UNKNOWN_NEEDS, what=listed(to_ask, CONDITION_WORDS)))
    words = say(KNOWN_NEEDS, needs=needs, known=len(offered), what=listed(offered, CONDITION_WORDS))
    return Part("conditions", most * len(offered) // needs, most, words)
