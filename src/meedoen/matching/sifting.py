"""Many pairs at once: which limits each one breaks, whether changes are known for all of them, and points."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from meedoen.matching import codes
from meedoen.matching.kernel import AMOUNT_GUARD, MOST_JOBS
from meedoen.matching.packing import AMOUNTS, BIT, FIELD_OF, SPEECH, Array, Crowd
from meedoen.matching.points import Weights
from meedoen.matching.sifting_rows import JobColumns
from meedoen.matching.travel import NOWHERE, Estimates

# Every limit that can be in the way, each with a bit of its own, in the order in which `limits` asks.
LIMITS: tuple[tuple[str, str], ...] = (
    ("travel", ""),
    ("hours", ""),
    ("days", ""),
    ("times", ""),
    ("start", ""),
    ("tasks", ""),
    *(("condition", code) for code in (*codes.OFFERED, "not_before", *codes.ASKED, *codes.ENOUGH)),
    *(("language", code) for code in codes.LANGUAGES),
    ("licences", ""),
    ("offered_to", ""),
    ("level", ""),
)
RANK = {limit: rank for rank, limit in enumerate(LIMITS)}
ONE, NOTHING = np.uint64(1), np.uint64(0)
FIRST_OFFERED = np.uint64(RANK["condition", codes.OFFERED[0]])


def _bits(*names: str) -> np.uint64:
    return np.uint64(sum(BIT[name] for name in names))


def _of_limit(code: str, topic: str = "") -> np.uint64:
    return np.uint64(1 << RANK[code, topic])


OFFERED, DAYS, TIMES = _bits(*codes.OFFERED), _bits(*codes.DAYS), _bits(*codes.TIMES)
LICENCES, HOUR = _bits(*codes.LICENCES), _bits(*(f"hour {hour}" for hour in range(1, 24)))
LEARNABLE = _bits("AM", "B", "T")
TIME_OF = (("no_evening", _bits("evening")), ("no_night", _bits("night")))
ASKED_LANES = np.uint64(sum(AMOUNTS.most[code] << AMOUNTS.shift[code] for code in codes.ASKED))
ENOUGH_LANES = np.uint64(sum(AMOUNTS.most[code] << AMOUNTS.shift[code] for code in codes.ENOUGH))


class Sifted(NamedTuple):
    """A row for each person, a column for each job.

    `broken`: a bit for each of `LIMITS`. `changes`: how many make the pair fit, 0 where it fits or no such
    changes are known. `points`: of what fits; of what nearly fits never less than after its changes.
    """

    broken: Array
    changes: Array
    points: Array


def sifted(
    crowd: Crowd, is_abroad: Array, jobs: JobColumns, weights: Weights, estimates: Estimates
) -> Sifted:
    """Sift people and jobs that are ready to be matched.

    Of a job whose tasks have demands of their own `changes` says only that there may be some, and `points`
    the most there are: one task out may then mend what another limit asks.
    """
    sift = _Sift(crowd, is_abroad, jobs, weights, estimates)
    broken, unmended = sift.broken()
    count = np.bitwise_count(broken).astype(np.int64)
    is_near = (count > 0) & (count <= weights.near.limits)
    changes = np.where(is_near & ~unmended, count - sift.said_twice(broken), 0)
    points = sift.points(broken)
    own = jobs.has_own[None, :] & is_near & (broken & _of_limit("offered_to") == NOTHING)
    return Sifted(broken, np.where(own, 1, changes), np.where(own, MOST_JOBS, points))


class _Sift:
    def __init__(
        self, crowd: Crowd, is_abroad: Array, jobs: JobColumns, weights: Weights, estimates: Estimates
    ) -> None:
        self.crowd, self.jobs, self.weights, self.estimates = crowd, jobs, weights, estimates
        self.is_abroad = is_abroad
        self.both = crowd.sets[:, None] & jobs.sets[None, :]
        self.amounts = (
            (crowd.more[:, None] | jobs.more[None, :] | AMOUNT_GUARD)
            - (crowd.less[:, None] | jobs.less[None, :])
        ) & AMOUNT_GUARD ^ AMOUNT_GUARD
        self.metres = self._metres()
        self._tasks()

    def _metres(self) -> Any:
        between = self.crowd.place[:, None, :] - self.jobs.place[None, :, :]
        square = (between * between).sum(axis=2)
        root = np.sqrt(square.astype(np.float64)).astype(np.int64)
        root -= root * root > square
        return np.maximum(root, self.estimates.within_metres)

    def _tasks(self) -> None:
        """What someone can of the work, what it earns, and the most of both when one task changes."""
        jobs, weights = self.jobs, self.weights
        shape = (self.crowd.sets.size, jobs.whole.size)
        self.known, self.earned, self.wished = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        percents, wishes = [], []
        for turn in range(jobs.tasks.shape[1]):
            task, weight = jobs.tasks[:, turn], jobs.weights[:, turn]
            percent = self.crowd.percent[:, task].astype(np.int64)
            wish = (self.crowd.wishes[:, None] >> FIELD_OF[task].astype(np.uint64) & ONE).astype(np.int64)
            self.known += weight * (percent > 0)
            self.earned += weight * percent
            self.wished += weight * wish
            percents.append(percent)
            wishes.append(wish)
        whole, least = jobs.whole[None, :], weights.tasks_at_least
        self.can = 100 * self.known >= least * whole
        self.can_after = self.can.copy()
        self.work = weights.parts["tasks"] * self.earned // (100 * whole)
        self.work += weights.parts["wishes"] * self.wished // whole
        after = self.work.copy()
        for turn, percent in enumerate(percents):
            weight = jobs.weights[None, :, turn]
            lacks = (percent == 0) & (weight > 0)
            rest = np.maximum(whole - weight, 1)
            may_go = (whole > weight) & (100 * weight <= weights.near.task_percent * whole)
            goes = lacks & may_go & (self.known > 0) & (100 * self.known >= least * rest)
            learns = lacks & (100 * (self.known + weight) >= least * whole)
            left = self.wished - weight * wishes[turn]
            without = weights.parts["tasks"] * self.earned // (100 * rest)
            without += weights.parts["wishes"] * left // rest
            learned = weights.parts["tasks"] * (self.earned + weight * weights.wanted) // (100 * whole)
            learned += weights.parts["wishes"] * self.wished // whole
            after = np.maximum(after, np.where(goes, without, 0))
            after = np.maximum(after, np.where(learns, learned, 0))
            self.can_after |= goes | learns
        self.work = np.where(self.can, self.work, after)

    def broken(self) -> tuple[Any, Any]:
        """The limits that each pair breaks, and whether one of them cannot be mended."""
        found = (self.both & OFFERED) << FIRST_OFFERED
        unmended = (self.both & OFFERED & ~self.jobs.mendable[None, :]) != NOTHING
        for limit, is_broken, cannot in (*self._plain(), *self._speech()):
            found |= np.where(is_broken, _of_limit(*limit), NOTHING)
            unmended |= is_broken & cannot
        for code in (*codes.ASKED, *codes.ENOUGH):
            lane = np.uint64(AMOUNTS.shift[code] + AMOUNTS.most[code].bit_length())
            found |= (self.amounts >> lane & ONE) << np.uint64(RANK["condition", code])
        return found, unmended | self._without_times()

    def _plain(self) -> list[tuple[tuple[str, str], Any, Any]]:
        """Limit, whether it is broken, and whether that cannot be mended."""
        crowd, jobs, near, both = self.crowd, self.jobs, self.weights.near, self.both
        least, most = jobs.hours[None, :, 0], jobs.hours[None, :, 1]
        low, high = crowd.hours[:, :1], crowd.hours[:, 1:]
        away = np.maximum(least - high, low - most)
        since, latest = crowd.available[:, None], jobs.latest[None, :]
        lacking = both & LICENCES
        never = np.ones_like(both, dtype=bool)
        far = (self.metres > self._reach(near.travel_minutes)) & (self.metres > self._arranged())
        return [
            (("travel", ""), self.metres > crowd.reach[:, None], far),
            (("hours", ""), away > 0, away > near.hours_c),
            (("days", ""), both & DAYS != NOTHING, both & DAYS == jobs.sets & DAYS),
            (("times", ""), both & TIMES != NOTHING, both & TIMES == jobs.sets & TIMES),
            (("start", ""), since > latest, since - latest + self.weights.wait_days > near.start_days),
            (("tasks", ""), ~self.can, ~self.can_after),
            (("condition", "not_before"), both & HOUR != NOTHING, ~never),
            (("licences", ""), lacking != NOTHING, (lacking & (lacking - ONE) | lacking & ~LEARNABLE) != 0),
            (("offered_to", ""), crowd.groups[:, None] & jobs.offered[None, :] == 0, never),
        ]

    def _speech(self) -> list[tuple[tuple[str, str], Any, Any]]:
        """A course is for one step up; so is a level, unless nobody valued the diploma."""
        found = []
        for name, shift in SPEECH.shift.items():
            lane, most = np.uint64(shift), np.uint64(SPEECH.most[name])
            asked = (self.jobs.speech >> lane & most).astype(np.int64)[None, :]
            if not asked.any():
                continue
            gap = asked - (self.crowd.speech >> lane & most).astype(np.int64)[:, None]
            if name == "level":
                found.append((("level", ""), gap > 0, (gap > 1) & ~self.is_abroad[:, None]))
            else:
                found.append((("language", name), gap > 0, gap > 1))
        return found

    def _without_times(self) -> Any:
        """Whether the times that would go are all there are, where somebody asks to be free of one."""
        left: Any = self.jobs.sets[None, :] & TIMES & ~self.both
        asks: Any = np.zeros_like(self.both, dtype=bool)
        for code, time in TIME_OF:
            may_not = self.both & _bits(code) != NOTHING
            left, asks = np.where(may_not, left & ~time, left), asks | may_not
        return asks & (left == NOTHING)

    def said_twice(self, broken: Array) -> Any:
        """How many limits ask for a change that another one asks for too: the same times out."""
        twice = np.zeros(broken.shape, dtype=np.int64)
        for code, time in TIME_OF:
            twice += (broken & _of_limit("condition", code) != NOTHING) & (self.both & TIMES == time)
        return twice

    def _reach(self, more: int) -> Any:
        """How far someone comes who travels so many minutes more."""
        furthest = np.full(self.crowd.limit.size, NOWHERE, dtype=np.int64)
        for rank, code in enumerate(codes.MEANS):
            reach = self._by(code, more)
            furthest = np.where(self.crowd.means >> rank & 1, np.maximum(furthest, reach), furthest)
        return furthest[:, None]

    def _arranged(self) -> Any:
        return self._by("arranged", 0)[:, None]

    def _by(self, code: str, more: int) -> Any:
        one = self.estimates.means[code]
        left = self.crowd.limit + more - one.start_minutes
        return np.where(left < 0, NOWHERE, left * one.speed_kmh * 10_000 // (one.detour_percent * 6))

    def points(self, broken: Any) -> Any:
        """All parts together; after the changes where limits are broken."""
        return self.work + self._travel(broken) + self._hours() + self._room()

    def _travel(self, broken: Array) -> Any:
        """Half where someone travels longer than they meant to; else by the minutes."""
        limit, most = self.crowd.limit[:, None], self.weights.parts["travel"]
        is_far = broken & _of_limit("travel") != NOTHING
        minutes = np.full(self.metres.shape, np.iinfo(np.int64).max >> 12, dtype=np.int64)
        for rank, code in enumerate(codes.MEANS):
            one = self.estimates.means[code]
            took = one.start_minutes - (-self.metres * one.detour_percent * 6 // (one.speed_kmh * 10_000))
            may = (self.crowd.means[:, None] >> rank & 1 == 1) | (is_far if code == "arranged" else False)
            minutes = np.where(may, np.minimum(minutes, took), minutes)
        points = most * (2 * limit - np.minimum(minutes, 2 * limit)) // np.maximum(2 * limit, 1)
        return np.where(minutes > limit, most // 2, points)

    def _hours(self) -> Any:
        """An hour that suits both; where there is none, the nearest that one of them named."""
        least, most = self.jobs.hours[None, :, 0], self.jobs.hours[None, :, 1]
        low, high = self.crowd.hours[:, :1], self.crowd.hours[:, 1:]
        theirs_low = np.where(least > high, high, least)
        theirs_high = np.where(low > most, low, most)
        shared = np.minimum(high, theirs_high) - np.maximum(low, theirs_low)
        narrow = np.minimum(high - low, theirs_high - theirs_low)
        return self.weights.parts["hours"] * (shared + 100) // (narrow + 100)

    def _room(self) -> Any:
        """A number that is brought to what someone can has the room that is left then."""
        crowd, jobs, stated = self.crowd, self.jobs, self.crowd.stated
        roomy: Any = (
            (crowd.roomy_more[:, None] | jobs.more[None, :] | AMOUNT_GUARD)
            - (crowd.roomy_less[:, None] | jobs.less[None, :])
        ) & AMOUNT_GUARD
        after: Any = (crowd.roomy_more & ASKED_LANES | crowd.less & ENOUGH_LANES | AMOUNT_GUARD) - (
            crowd.more & ASKED_LANES | crowd.roomy_less & ENOUGH_LANES
        )
        roomy = (roomy & ~self.amounts | after[:, None] & self.amounts) & stated[:, None]
        numbers = np.bitwise_count(stated).astype(np.int64)[:, None]
        most = self.weights.parts["room"]
        some: Any = most * np.bitwise_count(roomy).astype(np.int64) // np.maximum(numbers, 1)
        return np.where(numbers == 0, most, some)
