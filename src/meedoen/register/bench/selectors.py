"""What may be asked about the carving bench: one bench, its steps, its functions and its jobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.matching.redesign import STEPS, Step
from meedoen.register.bench.models import Bench, BenchStep, DraftJob, DraftPiece, Function, FunctionTask
from meedoen.register.people.selectors import sections_of_people
from meedoen.register.profiles.work import TASK_WORDS

# A key that no database knows.
TOO_BIG = 2**63


def bench_by_number(actor: Actor, number: str) -> Bench:
    """Return the bench with this number, if the actor may see it."""
    rows = Bench.objects.visible_to(actor).select_related("employer", "opened_by")
    bench = rows.filter(number=number).first() if number.isascii() and number.isprintable() else None
    if bench is None:
        raise NotFound(_("Deze banenbank bestaat hier niet. Zoek haar op bij de werkgever."))
    return bench


def locked_bench(actor: Actor, number: str) -> Bench:
    """As `bench_by_number`, and nobody else changes this bench until the transaction ends."""
    found = bench_by_number(actor, number)
    return Bench.objects.select_for_update().select_related("employer").get(pk=found.pk)


@dataclass(frozen=True, slots=True)
class StepShown:
    """One of the nine steps, with what was written down and who did so."""

    step: Step
    note: str = ""
    done_on: date | None = None
    by: str = ""
    version: int = 1


def steps_of(bench: Bench) -> tuple[StepShown, ...]:
    """Return the nine steps in their order."""
    rows = {row.code: row for row in BenchStep.objects.filter(bench=bench).select_related("by")}
    return tuple(_step(step, rows.get(step.code)) for step in STEPS)


def _step(step: Step, row: BenchStep | None) -> StepShown:
    if row is None:
        return StepShown(step)
    return StepShown(step, row.note, row.done_on, row.by.name if row.by else "", row.version)


@dataclass(frozen=True, slots=True)
class Taken:
    """Which job takes how much of a task; without a number the job is not made yet."""

    draft_id: int
    title: str
    job_number: str
    quarters: int


@dataclass(frozen=True, slots=True)
class TaskShown:
    """One task of a function, and where it went. Time is in quarters of an hour a week."""

    pk: int
    function_id: int
    task: str
    words: str
    quarters: int
    frequency: str
    days: tuple[str, ...]
    times: tuple[str, ...]
    demands: Mapping[str, int]
    level: str
    kept: str
    version: int
    taken: tuple[Taken, ...] = ()

    @property
    def named(self) -> str:
        """The task as the floor calls it, or in the words of our list."""
        return self.words or str(TASK_WORDS.get(self.task, self.task))

    @property
    def out(self) -> int:
        return sum(one.quarters for one in self.taken)

    @property
    def left(self) -> int:
        """What can still go to a job; of what stays in the function that is nothing."""
        return 0 if self.kept else max(0, self.quarters - self.out)


@dataclass(frozen=True, slots=True)
class FunctionShown:
    """One function with its tasks; hours are of everybody together."""

    pk: int
    name: str
    people: int
    hours_week: Decimal
    level: str
    wage: Decimal | None
    branch_id: int | None
    branch: str
    municipality: str
    must_stay: str
    version: int
    tasks: tuple[TaskShown, ...] = ()

    @property
    def quarters(self) -> int:
        return sum(task.quarters for task in self.tasks)

    @property
    def out(self) -> int:
        return sum(task.out for task in self.tasks)


def functions_of(bench: Bench) -> tuple[FunctionShown, ...]:
    """Return the functions of a bench with their tasks and the hours that are left, as they were added."""
    taken: dict[int, list[Taken]] = {}
    pieces = DraftPiece.objects.filter(draft__bench=bench, task__isnull=False).order_by("pk")
    names = ("task_id", "draft_id", "draft__title", "draft__job__number", "quarters")
    for task_id, draft_id, title, number, quarters in pieces.values_list(*names):
        taken.setdefault(task_id or 0, []).append(Taken(draft_id, title, number or "", quarters))
    tasks: dict[int, list[TaskShown]] = {}
    for row in FunctionTask.objects.filter(function__bench=bench).order_by("pk"):
        tasks.setdefault(row.function_id, []).append(task_shown(row, tuple(taken.get(row.pk, ()))))
    rows = Function.objects.filter(bench=bench).select_related("branch").order_by("pk")
    return tuple(
        FunctionShown(
            row.pk,
            row.name,
            row.people,
            row.hours_week,
            row.level,
            row.wage,
            row.branch_id,
            row.branch.name if row.branch else "",
            row.branch.municipality if row.branch else bench.employer.municipality,
            row.must_stay,
            row.version,
            tuple(tasks.get(row.pk, ())),
        )
        for row in rows
    )


def task_shown(row: FunctionTask, taken: tuple[Taken, ...] = ()) -> TaskShown:
    """Return a task as it is shown and reckoned with."""
    return TaskShown(
        row.pk,
        row.function_id,
        row.task,
        row.words,
        row.quarters,
        row.frequency,
        tuple(row.days),
        tuple(row.times),
        dict(row.demands),
        row.level,
        row.kept,
        row.version,
        taken,
    )


@dataclass(frozen=True, slots=True)
class PieceShown:
    """What a job takes of a task that is still there."""

    task: TaskShown
    function: FunctionShown
    quarters: int


@dataclass(frozen=True)
class DraftShown:
    """A job on the bench; `lost` counts pieces of which the task is gone."""

    row: DraftJob
    pieces: tuple[PieceShown, ...] = field(default=())
    lost: int = 0

    @property
    def quarters(self) -> int:
        return sum(piece.quarters for piece in self.pieces)

    @property
    def job_number(self) -> str:
        return self.row.job.number if self.row.job else ""


def drafts_of(bench: Bench, functions: tuple[FunctionShown, ...]) -> tuple[DraftShown, ...]:
    """Return the jobs on a bench with their pieces, as they were begun."""
    places = {task.pk: (function, task) for function in functions for task in function.tasks}
    pieces: dict[int, list[PieceShown]] = {}
    lost: dict[int, int] = {}
    rows = DraftPiece.objects.filter(draft__bench=bench).order_by("pk")
    for draft_id, task_id, quarters in rows.values_list("draft_id", "task_id", "quarters"):
        if task_id in places:
            function, task = places[task_id]
            pieces.setdefault(draft_id, []).append(PieceShown(task, function, quarters))
        else:
            lost[draft_id] = lost.get(draft_id, 0) + 1
    drafts = DraftJob.objects.filter(bench=bench).select_related("job", "for_person").order_by("pk")
    return tuple(DraftShown(row, tuple(pieces.get(row.pk, ())), lost.get(row.pk, 0)) for row in drafts)


def function_of(bench: Bench, function_id: int) -> Function:
    """Return one function of this bench."""
    rows = Function.objects.filter(bench=bench, pk=function_id).select_related("branch")
    found = rows.first() if function_id < TOO_BIG else None
    if found is None:
        raise NotFound(_("Deze functie staat niet, of niet meer, op deze banenbank."))
    return found


def task_of(bench: Bench, task_id: int) -> FunctionTask:
    """Return one task of a function of this bench."""
    rows = FunctionTask.objects.filter(function__bench=bench, pk=task_id).select_related("function")
    found = rows.first() if task_id < TOO_BIG else None
    if found is None:
        raise NotFound(_("Deze taak staat niet, of niet meer, op deze banenbank."))
    return found


def draft_of(bench: Bench, draft_id: int) -> DraftJob:
    """Return one job on this bench, made or not."""
    rows = DraftJob.objects.filter(bench=bench, pk=draft_id).select_related("job", "for_person")
    found = rows.first() if draft_id < TOO_BIG else None
    if found is None:
        raise NotFound(_("Deze baan staat niet, of niet meer, op deze banenbank."))
    return found


def piece_of(draft: DraftJob, task: FunctionTask) -> DraftPiece | None:
    """Return what a job takes of a task, if it takes anything."""
    return DraftPiece.objects.filter(draft=draft, task=task).first()


def sees_profile(actor: Actor, person_id: int) -> bool:
    """Whether the actor sees the profile of this person."""
    return "profile" in sections_of_people(actor, [person_id]).get(person_id, frozenset())


def whom_for(actor: Actor, draft: DraftJob) -> str:
    """Return the number of whom a job is composed for, if the actor sees their profile, else nothing."""
    person = draft.for_person
    return person.number if person is not None and sees_profile(actor, person.pk) else ""
