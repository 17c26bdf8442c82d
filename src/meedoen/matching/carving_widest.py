"""One job out of tasks that as many people as possible can do, with the most that any job could reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

import numpy as np

from meedoen.matching.carving_arrays import NOT_POSSIBLE, SCALE, Packed, pack
from meedoen.matching.carving_checks import check
from meedoen.matching.carving_compose import Place
from meedoen.matching.carving_refusals import ContradictoryLimits
from meedoen.matching.carving_shapes import Carver, Function, Limits, hours_of
from meedoen.primitives.words import N_, Words

# How many groups of people are looked into before the search stops; counted, so that it is always the same.
MOST_LOOKS = 3_000
# More than any fee takes off, so that a job is made whatever it costs.
WANTED = 2_000_000 * SCALE


@dataclass(frozen=True, slots=True)
class Widest:
    """The tasks of the job, whom it fits, and the most people that any job within the limits could fit.

    `compose` with these places says what it asks, what it does to the functions, and the points of each.
    """

    places: tuple[Place, ...]
    people: tuple[str, ...]
    bound: int
    words: Words

    @property
    def is_proven(self) -> bool:
        """Whether no job fits more people."""
        return len(self.people) == self.bound


def widest(
    functions: Sequence[Function],
    people: Sequence[Carver],
    limits: Limits | None = None,
    *,
    least: int = 1,
    most: int | None = None,
    elsewhere: Iterable[Place] = (),
    looks: int = MOST_LOOKS,
) -> Widest:
    """The job of `least` to `most` quarters of an hour a week that the most of these people can do.

    Of the jobs that fit the same people the longest, and of those the one with the most points. `elsewhere`
    are the tasks of other jobs on the bench. The same input gives the same answer, whatever the machine.
    Refuses what no job can come out of (`CarvingRefused`).
    """
    limits = limits or Limits()
    check(functions, people, limits)
    most = limits.most if most is None else min(most, limits.most)
    if not 1 <= least <= most:
        words = N_("Een baan van %(least)s tot %(most)s uur per week kan niet. Kies andere uren.")
        raise ContradictoryLimits(Words(words, {"least": hours_of(least), "most": hours_of(most)}))
    bench = _Bench(functions, people, limits, (least, most), frozenset(elsewhere))
    bound = bench.search(looks)
    tasks = bench.tasks()
    fits = bench.whom(tasks)
    bound = max(bound, len(fits))
    places = tuple(bench.place(task) for task in tasks)
    return Widest(places, fits, bound, _in_words(len(fits), bound, len(people)))


def _in_words(found: int, bound: int, people: int) -> Words:
    holes = {"found": found, "people": people, "bound": bound}
    if bound == 0:
        return Words(N_("Binnen deze grenzen is er geen baan die bij iemand past."))
    if found == bound:
        words = N_(
            "Deze baan past bij %(found)s van de %(people)s mensen. Bewezen: binnen deze grenzen past geen "
            "enkele baan bij meer van hen."
        )
        return Words(words, holes)
    words = N_(
        "Deze baan past bij %(found)s van de %(people)s mensen. Meer dan %(bound)s kan niet; of er een baan "
        "is voor meer dan %(found)s, is niet uitgezocht."
    )
    return Words(words, holes)


class _Bench:
    """Groups of people as bits of a number; a group stands for all tasks that everyone in it can do.

    Numbers of quarters that can be made are bits of a number too, in the unit of the packed tasks.
    """

    def __init__(
        self,
        functions: Sequence[Function],
        people: Sequence[Carver],
        limits: Limits,
        span: tuple[int, int],
        elsewhere: frozenset[Place],
    ) -> None:
        self.functions, self.people = functions, people
        self.packed = _without(functions, limits, pack(functions, people, limits), elsewhere)
        packed = self.packed
        able = packed.points != NOT_POSSIBLE
        self.able = [_bits(np.flatnonzero(column)) for column in able.T]
        taken = [place in elsewhere for place in map(self.place, range(len(self.able)))]
        self.open = [task for task, group in enumerate(self.able) if group and not taken[task]]
        self.kinds = sorted({self.able[task] for task in self.open})
        self.size, self.room = packed.size.tolist(), packed.room.tolist()
        self.owner, self.employer = packed.owners.tolist(), packed.employer.tolist()
        first, last = -(-span[0] // packed.unit), span[1] // packed.unit
        self.all_hours = (1 << (last + 1)) - 1
        self.wants = {
            hours: _bits(np.flatnonzero((packed.least <= hours) & (packed.most >= hours)))
            for hours in range(max(first, 1), last + 1)
        }
        self.found, self.group, self.hours = 0, 0, 0

    def place(self, task: int) -> Place:
        function, at = self.packed.keys[task]
        return self.functions[function].key, self.functions[function].tasks[at].key

    def search(self, looks: int) -> int:
        """Look into groups, those that could reach the most first; the most that any job could reach."""
        everyone = (1 << len(self.people)) - 1
        makes = self._makes(self.open)
        waiting = [(-self._reach(everyone, makes)[0], everyone)]
        seen = {everyone}
        while waiting and -waiting[0][0] > self.found and looks > 0:
            hoped, group = heappop(waiting)
            looks -= 1
            useful = [one for one in self.kinds if (one & group).bit_count() > self.found]
            could, _ = self._reach(group, self._makes_of(set(useful)))
            if could < -hoped:
                heappush(waiting, (-could, group))
                continue
            self._look(group)
            for one in useful:
                smaller = group & one
                if smaller not in seen:
                    seen.add(smaller)
                    could, _ = self._reach(smaller, makes)
                    if could > self.found:
                        heappush(waiting, (-could, smaller))
        return max(self.found, -waiting[0][0]) if waiting else self.found

    def _look(self, group: int) -> None:
        """The job that the most of this group can do, out of the tasks that all of them can."""
        reached, hours = self._reach(
            group, self._makes_of({one for one in self.kinds if one & group == group})
        )
        if reached > self.found:
            self.found, self.group, self.hours = reached, group & self.wants[hours], hours

    def _reach(self, group: int, makes: int) -> tuple[int, int]:
        """How many of the group want one of these hours at most, and which: the longest of the best."""
        counts = ((group & who).bit_count() for hours, who in self.wants.items() if makes >> hours & 1)
        hours = (hours for hours in self.wants if makes >> hours & 1)
        return max(zip(counts, hours, strict=True), default=(0, 0))

    def _makes_of(self, kinds: set[int]) -> int:
        return self._makes([task for task in self.open if self.able[task] in kinds])

    def _makes(self, tasks: Sequence[int]) -> int:
        """Which hours a job out of these tasks can have, by how many functions and employers it uses."""
        packed, whole = self.packed, self.all_hours
        sums: dict[int, int] = {}
        for task in tasks:
            function = self.owner[task]
            made = sums.get(function, 1)
            sums[function] = made | made << self.size[task] & (2 << self.room[function]) - 1
        closed = {(0, 0): 1}
        for employer in sorted({self.employer[function] for function in sums}):
            own = [made for function, made in sums.items() if self.employer[function] == employer]
            opened = {
                (many + 1, used): made for (many, used), made in closed.items() if many < packed.employers
            }
            for made in own:
                for (many, used), before in sorted(opened.items(), reverse=True):
                    if used < packed.functions:
                        after = opened.get((many, used + 1), 0) | _sums(before, made) & whole
                        opened[many, used + 1] = after
            for at, made in opened.items():
                closed[at] = closed.get(at, 0) | made
        found = 0
        for made in closed.values():
            found |= made
        return found

    def whom(self, tasks: Sequence[int]) -> tuple[str, ...]:
        """Who can do all of these tasks and wants their hours together."""
        fits = self.wants[sum(self.size[task] for task in tasks)] if tasks else 0
        for task in tasks:
            fits &= self.able[task]
        return tuple(one.key for at, one in enumerate(self.people) if fits >> at & 1)

    def tasks(self) -> list[int]:
        """The tasks of the best job of these hours for everyone in the group, in the order of the bench."""
        if not self.found:
            return []
        # Here and not above: compiled code takes half a second to load.
        from meedoen.matching.carving_kernel import arrays_of, best_job, workspace

        packed = _as_one(
            self.packed, [at for at in range(len(self.people)) if self.group >> at & 1], self.hours
        )
        is_open = np.zeros(len(self.able), dtype=np.bool_)
        is_open[self.open] = True
        nothing, chosen = (np.zeros(len(self.able), dtype=np.int32) for _ in range(2))
        room = packed.room
        _, number = best_job(0, arrays_of(packed), workspace(packed), is_open, nothing, room, chosen)
        return sorted(int(task) for task in chosen[:number])


def _bits(places: Iterable[int]) -> int:
    return sum(1 << int(place) for place in places)


def _sums(one: int, other: int) -> int:
    """The sums of a number out of each."""
    found = 0
    while other:
        lowest = other & -other
        found |= one * lowest
        other ^= lowest
    return found


def _without(
    functions: Sequence[Function], limits: Limits, packed: Packed, elsewhere: frozenset[Place]
) -> Packed:
    """The same with less room where other jobs have taken out of a function already."""
    order = sorted(range(len(functions)), key=lambda at: (functions[at].employer, functions[at].key))
    left = [
        functions[at].quarters * limits.share // 100
        - sum(task.quarters for task in functions[at].tasks if (functions[at].key, task.key) in elsewhere)
        for at in order
    ]
    room = np.array([max(0, quarters) // packed.unit for quarters in left], dtype=np.int32)
    return replace(packed, room=room)


def _as_one(packed: Packed, group: Sequence[int], hours: int) -> Packed:
    """The group as one person with the mean of their points, who wants exactly these hours."""
    points = packed.points[group].astype(np.int64)
    mean = np.where((points == NOT_POSSIBLE).any(axis=0), NOT_POSSIBLE, points.sum(axis=0) // len(group))
    exactly = np.array([hours], dtype=np.int32)
    return replace(
        packed,
        points=mean[None, :].astype(np.int32),
        fee=(packed.fee[group].astype(np.int64).sum(axis=0) // len(group))[None, :].astype(np.int32),
        least=exactly,
        most=exactly,
        start=WANTED,
    )
