"""The same question to a general solver: it proves small cases and checks the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from meedoen.matching.carving_arrays import NOT_POSSIBLE, SCALE, Packed

Owners = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Proof:
    """The owner of each task in the best plan that was found, its value, and what no plan exceeds."""

    owner: Owners | None
    value: int
    bound: int

    @property
    def is_proven(self) -> bool:
        return self.owner is not None and self.value == self.bound


@dataclass(frozen=True, slots=True)
class Known:
    """What the search found: prices of tasks, and the most each person can get at those prices.

    `hopeful[k, t]` is False where no plan in which person k does task t is better than the plan it found.
    """

    price: NDArray[np.int32]
    most: Sequence[int]
    hopeful: NDArray[np.bool_]


def prove(
    packed: Packed,
    *,
    seconds: float,
    work: float | None = None,
    workers: int = 1,
    in_turn: bool = False,
    known: Known | None = None,
) -> Proof:
    """Ask CP-SAT. `work` limits by its own count of work, which is the same on every machine.

    With one worker the same case gives the same answer, unless the seconds end it. What is known makes the
    proof quicker, and takes no better plan away.
    """
    question = _Question(packed, known)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    # Several ways of searching in turn: as good as several workers, and yet always the same.
    solver.parameters.interleave_search = in_turn
    if work is not None:
        solver.parameters.max_deterministic_time = work
    status = solver.solve(question.model)
    bound = round(solver.best_objective_bound) * SCALE
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Proof(None, 0, bound)
    owner = np.full(len(packed.size), -1, dtype=np.int32)
    for (person, task), does in question.does.items():
        if solver.value(does):
            owner[task] = person
    return Proof(owner, round(solver.objective_value) * SCALE, bound)


class _Question:
    """Who does which task, in which functions and for which employers, as yes or no."""

    def __init__(self, packed: Packed, known: Known | None) -> None:
        self.packed, self.known = packed, known
        self.model = cp_model.CpModel()
        self.does = {
            (person, task): self.model.new_bool_var("")
            for person in range(len(packed.least))
            for task in range(len(packed.size))
            if packed.points[person, task] != NOT_POSSIBLE and (known is None or known.hopeful[person, task])
        }
        self.worth: list[cp_model.LinearExprT] = [0]
        for person in range(len(packed.least)):
            self._job_of(person)
        self._every_task_once()
        self.model.maximize(sum(self.worth))

    def _job_of(self, person: int) -> None:
        packed, model = self.packed, self.model
        tasks = [task for task in range(len(packed.size)) if (person, task) in self.does]
        if not tasks:
            return
        own = packed.owners
        has_job = model.new_bool_var("")
        uses = {int(own[task]): model.new_bool_var("") for task in tasks}
        serves = {int(packed.employer[function]): model.new_bool_var("") for function in uses}
        hours = sum(int(packed.size[task]) * self.does[person, task] for task in tasks)
        model.add(hours >= max(1, int(packed.least[person]))).only_enforce_if(has_job)
        model.add(hours <= int(packed.most[person]) * has_job)
        for task in tasks:
            model.add_implication(self.does[person, task], uses[int(own[task])])
        for function, used in uses.items():
            model.add_implication(used, serves[int(packed.employer[function])])
        model.add(sum(uses.values()) <= packed.functions)
        model.add(sum(serves.values()) <= packed.employers)
        points = {task: int(packed.points[person, task]) // SCALE for task in tasks}
        gains = sum(points[task] * self.does[person, task] for task in tasks)
        tolls = sum(packed.function_fee // SCALE * used for used in uses.values())
        fees = sum(int(packed.fee[person, employer]) // SCALE * served for employer, served in serves.items())
        worth = gains - tolls - fees + packed.start // SCALE * has_job
        self.worth.append(worth)
        if self.known:
            # Holds for every job of this person, and with it the bound of the prices is the solver's own.
            price = sum(int(self.known.price[task]) * self.does[person, task] for task in tasks)
            model.add(SCALE * worth - price <= int(self.known.most[person]))

    def _every_task_once(self) -> None:
        packed = self.packed
        for task in range(len(packed.size)):
            self.model.add_at_most_one(does for (_, other), does in self.does.items() if other == task)
        for function, room in enumerate(packed.room):
            taken = [
                int(packed.size[task]) * does
                for (_, task), does in self.does.items()
                if packed.first[function] <= task < packed.first[function + 1]
            ]
            self.model.add(sum(taken) <= int(room))
