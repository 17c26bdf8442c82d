"""The engine of the carving bench: jobs out of the tasks of functions, for people who can do them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from meedoen.matching.carving_arrays import NOT_POSSIBLE, SCALE, Packed, pack
from meedoen.matching.carving_checks import check
from meedoen.matching.carving_report import effects_of, gap_in_words, parts_of, pieces_of
from meedoen.matching.carving_shapes import Carved, Carver, Function, Job, Limits, Task, Without, hours_of
from meedoen.primitives.words import N_, Words

# How long prices and search may take on a processor of 2,5 GHz; from it follows how much is done by default.
# Estimated from the size of the case and not measured, so that the answer is the same everywhere.
PRICES_MICROSECONDS, SEARCH_MICROSECONDS = 600_000, 600_000
MOST_ITERATIONS, FEWEST_ITERATIONS = 20_000, 500
MOST_ROUNDS, FEWEST_ROUNDS = 150, 8
# Up to this size the plan is proven to be the best. The work is counted by the solver, not by the clock.
SMALL, SMALL_TASKS, PROOF_WORK, PROOF_SECONDS = 5, 60, 8.0, 60.0
# How many iterations and rounds go by between two looks at the clock.
ITERATIONS_A_LOOK, ROUNDS_A_LOOK = 100, 2
# The part of the time that may go to the prices.
PRICES_PART = 0.45


def carve(
    functions: Sequence[Function],
    people: Sequence[Carver],
    limits: Limits | None = None,
    *,
    seed: int = 1,
    iterations: int | None = None,
    seconds: float | None = None,
) -> Carved:
    """Make jobs out of the tasks that may be taken out, each for one of the people, with the most points.

    Every task goes to one job at most; hours, demands and limits hold. The same input, seed and iterations
    give the same answer on every machine; `seconds` only cuts off, and the answer says so. Refuses what no
    job can come out of (`CarvingRefused`).
    """
    limits = limits or Limits()
    check(functions, people, limits)
    packed = pack(functions, people, limits)
    found = _Search(packed, seed, seconds).run(iterations)
    return _report(functions, people, limits, packed, found)


@dataclass(frozen=True, slots=True)
class _Found:
    owner: NDArray[np.int32]
    bound: int
    alone: NDArray[np.int64]
    iterations: int
    is_cut: bool


class _Search:
    """One search: a quick plan, prices with their bound, the search that they guide, and a proof if small."""

    def __init__(self, packed: Packed, seed: int, seconds: float | None) -> None:
        # Here and not above: compiled code takes half a second to load, and only carving needs it.
        from meedoen.matching import carving_kernel, carving_search

        self.packed, self.search = packed, carving_search
        self.case, self.space = carving_kernel.arrays_of(packed), carving_kernel.workspace(packed)
        # Every seed gives another row of draws; xorshift never leaves 0.
        self.seed = np.array([(seed * 2 + 1) * 0x9E3779B97F4A7C15 % 2**64 or 1], dtype=np.uint64)
        self.begun, self.seconds = perf_counter(), seconds
        tasks, self.people = len(packed.size), len(packed.least)
        self.free = np.zeros(tasks, dtype=np.int32)
        self.dual = np.zeros(tasks, dtype=np.int32)

    def run(self, iterations: int | None) -> _Found:
        alone = self._alone()
        active = np.flatnonzero(alone > 0).astype(np.int64)
        plan = self._empty()
        if not len(active):
            return _Found(plan[3], 0, alone, 0, is_cut=False)
        self.search.fill(self.case, self.space, plan, active, self.free)
        bound = min(self._prices(int(plan[4][1])), int(alone.sum()))
        asked = self._default_iterations() if iterations is None else max(0, iterations)
        done = self._iterate(plan, active, asked) if bound > plan[4][1] else asked
        best = self._from_best(plan)
        self.search.fill(self.case, self.space, best, active, self.free)
        owner, value = best[3], int(best[4][1])
        if bound > value and self._is_small() and done == asked:
            owner, value, bound = self._prove(owner, value, bound)
        is_cut = done < asked or (self.seconds is not None and bound > value and self._is_late(1.0))
        return _Found(owner, bound, alone, done, is_cut=is_cut)

    def _empty(self) -> tuple[NDArray[Any], ...]:
        tasks = len(self.packed.size)
        nobody = np.full(tasks, -1, dtype=np.int32)
        points = np.zeros(self.people, dtype=np.int64)
        return nobody, points, self.packed.room.copy(), nobody.copy(), np.zeros(2, dtype=np.int64)

    def _from_best(self, plan: tuple[NDArray[Any], ...]) -> tuple[NDArray[Any], ...]:
        """The best plan that was met, as the one at hand."""
        fresh = self._empty()
        fresh[0][:], fresh[3][:], fresh[4][:] = plan[3], plan[3], plan[4][1]
        owners = self.packed.owners
        for person, points in enumerate(_values(self.packed, plan[3])):
            fresh[1][person] = points
        taken = fresh[0] >= 0
        np.subtract.at(fresh[2], owners[taken], self.packed.size[taken])
        return fresh

    def _alone(self) -> NDArray[np.int64]:
        """What everybody could get if there was nobody else."""
        found = np.zeros(self.people, dtype=np.int64)
        for person in range(self.people):
            plan = self._empty()
            one = np.array([person], dtype=np.int64)
            self.search.fill(self.case, self.space, plan, one, self.free)
            found[person] = plan[4][1]
        return found

    def _prices(self, reached: int) -> int:
        state = np.zeros((3, 1 + len(self.packed.size) + len(self.packed.room)))
        rounds = self._default_rounds()
        # Good plans turn out this much better than the quick one; it only sets the length of the steps.
        hoped = np.int64(reached * 115 // 100)
        for begin in range(0, rounds, ROUNDS_A_LOOK):
            if begin and self._is_late(PRICES_PART):
                break
            number = min(ROUNDS_A_LOOK, rounds - begin)
            self.search.prices(self.case, self.space, number, hoped, state, self.dual)
        return int(state[2, 2])

    def _iterate(self, plan: tuple[NDArray[Any], ...], active: NDArray[np.int64], asked: int) -> int:
        for begin in range(0, asked, ITERATIONS_A_LOOK):
            if self._is_late(1.0):
                return begin
            span = np.array([begin, min(begin + ITERATIONS_A_LOOK, asked), asked], dtype=np.int64)
            self.search.search(
                self.case, self.space, plan, active, self.dual, self.seed, self.search.LOSSES, span
            )
        return asked

    def _prove(self, owner: NDArray[np.int32], value: int, bound: int) -> tuple[NDArray[np.int32], int, int]:
        # Loading the solver takes as long as a whole search does.
        from meedoen.matching.carving_exact import Known, prove

        left = PROOF_SECONDS
        if self.seconds is not None:
            left = min(left, self.seconds - (perf_counter() - self.begun))
        if left <= 0:
            return owner, value, bound
        most = np.zeros(self.people, dtype=np.int64)
        forced = np.zeros((self.people, len(owner)), dtype=np.int64)
        self.search.at_prices(self.case, self.space, self.dual, most, forced)
        # The bound when a person must do a task: not above the plan, then no better plan has it.
        known = Known(self.dual, most.tolist(), bound - most[:, None] + forced > value)
        proof = prove(self.packed, seconds=left, work=PROOF_WORK, in_turn=True, known=known)
        # What is not hopeful is at most as good as the plan: the solver's bound says nothing below it.
        bound = min(bound, max(value, proof.bound))
        if proof.owner is not None and proof.value > value:
            owner, value = proof.owner, proof.value
        return owner, value, bound

    def _is_late(self, part: float) -> bool:
        return self.seconds is not None and perf_counter() - self.begun > self.seconds * part

    def _is_small(self) -> bool:
        packed = self.packed
        return len(packed.room) <= SMALL and self.people <= SMALL and len(packed.size) <= SMALL_TASKS

    def _default_rounds(self) -> int:
        states = len(self.packed.room) * self.packed.employers * self.packed.functions
        job = states * (0.1 + 0.01 * self.space[0].shape[2])
        rounds = int(PRICES_MICROSECONDS / (self.people * job))
        return min(MOST_ROUNDS, max(FEWEST_ROUNDS, rounds))

    def _default_iterations(self) -> int:
        hours = self.space[0].shape[2] * self.packed.employers * self.packed.functions
        iteration = 15 + 0.4 * len(self.packed.room) + 0.2 * hours
        return min(MOST_ITERATIONS, max(FEWEST_ITERATIONS, int(SEARCH_MICROSECONDS / iteration)))


def _values(packed: Packed, owner: NDArray[np.int32]) -> list[int]:
    """The points of everybody in a plan."""
    owners = packed.owners
    found = []
    for person in range(len(packed.least)):
        tasks = np.flatnonzero(owner == person)
        functions = np.unique(owners[tasks])
        points = int(packed.points[person, tasks].sum()) - packed.function_fee * len(functions)
        fees = packed.fee[person, np.unique(packed.employer[functions])].sum()
        found.append(points - int(fees) + packed.start if len(tasks) else 0)
    return found


def _report(
    functions: Sequence[Function],
    people: Sequence[Carver],
    limits: Limits,
    packed: Packed,
    found: _Found,
) -> Carved:
    jobs, without = [], []
    for at, person in enumerate(people):
        chosen = [_task_at(functions, packed, int(task)) for task in np.flatnonzero(found.owner == at)]
        if chosen:
            pieces = pieces_of(person, chosen, limits.points)
            jobs.append(Job(person.key, pieces, parts_of(person, chosen, limits.points)))
        else:
            why = _why_without(person, packed, at, is_possible=bool(found.alone[at]))
            without.append(Without(person.key, why))
    bound = found.bound // SCALE
    points = sum(job.points for job in jobs)
    return Carved(
        tuple(jobs),
        tuple(without),
        effects_of(functions, (piece for job in jobs for piece in job.pieces), limits),
        bound,
        found.iterations,
        found.is_cut,
        gap_in_words(points, bound, is_cut=found.is_cut),
    )


def _task_at(functions: Sequence[Function], packed: Packed, task: int) -> tuple[Function, Task]:
    function, place = packed.keys[task]
    return functions[function], functions[function].tasks[place]


def _why_without(person: Carver, packed: Packed, at: int, *, is_possible: bool) -> Words:
    if is_possible:
        return Words(
            N_("Er is een baan te maken, maar in dit plan gaan de taken naar anderen. Zoek ook apart.")
        )
    can = packed.points[at] != NOT_POSSIBLE
    if not can.any():
        return Words(N_("Er is geen taak bij die deze persoon kan doen."))
    quarters = int(packed.size[can].sum()) * packed.unit
    if quarters < person.least:
        holes = {"hours": hours_of(quarters), "least": hours_of(person.least)}
        sentence = N_(
            "De taken die passen zijn samen %(hours)s uur per week; deze persoon wil minstens %(least)s uur."
        )
        return Words(sentence, holes)
    return Words(
        N_(
            "Er passen taken, maar binnen de grenzen (uren, aantal functies en werkgevers, deel van een"
            " functie) is er geen baan van te maken."
        )
    )
