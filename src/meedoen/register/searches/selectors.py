"""What may be asked about searches of the engine and about stacked weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.matching.carving_report import gap_in_words
from meedoen.matching.carving_shapes import AN_HOUR, Function
from meedoen.primitives.words import Words
from meedoen.register.bench.models import Bench, DraftPiece
from meedoen.register.bench.selectors import FunctionShown, TaskShown, functions_of
from meedoen.register.bench.shapes import functions_for
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import person_by_number, sight_of
from meedoen.register.searches.models import Search, Stack, StackPart

TOO_BIG = 2**63


def no_such_search() -> NotFound:
    return NotFound(_("Deze berekening bestaat niet, of iemand anders vroeg haar voor een kandidaat."))


def search_by_key(actor: Actor, key: int) -> Search:
    """Return a search that the actor may see; one for a person only while the actor sees their profile."""
    rows = Search.objects.visible_to(actor).select_related("bench__employer", "for_person", "asked_by")
    search = rows.filter(pk=key).first() if key < TOO_BIG else None
    if search is None:
        raise no_such_search()
    if search.is_for_person:
        if search.for_person is None:
            raise no_such_search()
        person_with_profile(actor, search.for_person.number)
    return search


def searches_at(actor: Actor, bench: Bench, most: int = 10) -> list[Search]:
    """Return the last searches on a bench that the actor may see, the newest first."""
    rows = Search.objects.visible_to(actor).filter(bench=bench).select_related("asked_by")
    return list(rows.order_by("-pk")[:most])


def person_with_profile(actor: Actor, number: str, field: str | None = None) -> Person:
    """Return a person whose profile the actor may see."""
    person = person_by_number(actor, number)
    if "profile" not in sight_of(actor, person).sections:
        message = _(
            "Het profiel van deze kandidaat is niet met u gedeeld. Vraag het de vaste contactpersoon."
        )
        raise NotFound(message, field=field)
    return person


def open_benches(employer_ids: Iterable[int] | None = None) -> list[Bench]:
    """Return every bench that is not closed, with its employer, in the order of their keys."""
    rows = Bench.objects.filter(closed_on__isnull=True).select_related("employer").order_by("pk")
    return list(rows if employer_ids is None else rows.filter(employer_id__in=list(employer_ids)))


@dataclass(frozen=True, slots=True)
class BundlePiece:
    """One task with the time that a proposal takes of it, and where it lies."""

    bench: Bench
    function: FunctionShown
    task: TaskShown
    quarters: int

    @property
    def hours(self) -> Decimal:
        return Decimal(self.quarters) / AN_HOUR


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was proposed, as far as it still is there: tasks with their function and time."""

    turn: int
    pieces: tuple[BundlePiece, ...]
    points: int
    parts: tuple[tuple[Words, int], ...]
    fits: int
    employers: tuple[str, ...]
    # Tasks that were changed since, or went to another job in the meantime.
    is_stale: bool

    @property
    def quarters(self) -> int:
        return sum(piece.quarters for piece in self.pieces)

    @property
    def hours(self) -> Decimal:
        return Decimal(self.quarters) / AN_HOUR

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(piece.function.pk), str(piece.task.pk)) for piece in self.pieces)

    def at(self, bench_id: int) -> Bundle:
        """Return the part of it that lies on one bench."""
        return replace(self, pieces=tuple(one for one in self.pieces if one.bench.pk == bench_id))

    def by_employer(self) -> tuple[tuple[str, tuple[BundlePiece, ...]], ...]:
        """Return the KvK number of each employer with its part, in the order in which they come."""
        found: dict[str, list[BundlePiece]] = {}
        for one in self.pieces:
            found.setdefault(one.bench.employer.kvk, []).append(one)
        return tuple((kvk, tuple(mine)) for kvk, mine in found.items())


@dataclass(frozen=True, slots=True)
class Undone:
    """Work that may be taken out and is in no proposal."""

    function: str
    task: str
    quarters: int

    @property
    def hours(self) -> Decimal:
        return Decimal(self.quarters) / AN_HOUR


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the proposals, what stays undone, and how much better any plan could be."""

    bundles: tuple[Bundle, ...]
    undone: tuple[Undone, ...]
    gap: Words
    is_proven: bool
    counts: Mapping[str, int]


def found_by(search: Search) -> Found | None:
    """Return the outcome in words and hours; None while there is none."""
    kept: dict[str, Any] | None = search.found
    if kept is None:
        return None
    kvks = {kvk for job in kept["jobs"] for kvk in job["employers"]}
    benches = [search.bench] if search.bench else _benches_of(kvks)
    there = [(bench, one) for bench in benches for one in functions_of(bench)]
    places = {(one.pk, task.pk): (bench, one, task) for bench, one in there for task in one.tasks}
    bundles = tuple(_bundle(turn, job, places) for turn, job in enumerate(kept["jobs"], start=1))
    used = {piece.task.pk for bundle in bundles for piece in bundle.pieces}
    undone = tuple(
        Undone(function.name, task.named, task.left)
        for _bench, function in (there if search.bench else ())
        for task in function.tasks
        if task.left and task.pk not in used
    )
    points, bound = int(kept["points"]), int(kept["bound"])
    gap = gap_in_words(points, bound, is_cut=bool(kept["is_cut"]))
    return Found(bundles, undone, gap, points == bound, kept["counts"])


def _benches_of(kvks: Iterable[str]) -> list[Bench]:
    rows = Bench.objects.filter(closed_on__isnull=True, employer__kvk__in=list(kvks))
    return list(rows.select_related("employer").order_by("pk"))


Places = Mapping[tuple[int, int], tuple[Bench, FunctionShown, TaskShown]]


def _bundle(turn: int, job: dict[str, Any], places: Places) -> Bundle:
    there = [(places.get((function, task)), quarters) for function, task, quarters in job["pieces"]]
    pieces = tuple(BundlePiece(*found, quarters) for found, quarters in there if found is not None)
    is_stale = len(pieces) < len(there) or any(piece.task.left < piece.quarters for piece in pieces)
    return Bundle(
        turn,
        pieces,
        int(job["points"]),
        tuple((Words(sentence, _holes(holes)), points) for sentence, holes, points in job["parts"]),
        int(job["fits"]),
        tuple(job["employers"]),
        is_stale,
    )


def _holes(kept: Mapping[str, Any]) -> dict[str, int | Decimal]:
    """Numbers as they were kept: whole, or with decimals as text."""
    return {name: Decimal(value) if isinstance(value, str) else value for name, value in kept.items()}


@dataclass(frozen=True, slots=True)
class When:
    """The days and times of the day at which one person works."""

    days: frozenset[str]
    times: frozenset[str]

    def suits(self, task: TaskShown) -> bool:
        """Whether someone is there on one of the days and times of a task; without any that is always so."""
        return (not task.days or not self.days.isdisjoint(task.days)) and (
            not task.times or not self.times.isdisjoint(task.times)
        )


def free_functions(benches: Iterable[Bench], when: When | None = None) -> tuple[Function, ...]:
    """Return what these benches still have to give, in the shapes of the engine; `when`: for one person."""
    return tuple(
        shape
        for bench in benches
        for shape in functions_for(
            (_at(one, when) for one in functions_of(bench)), bench.employer.kvk, free_only=True
        )
    )


def _at(function: FunctionShown, when: When | None) -> FunctionShown:
    if when is None:
        return function
    return replace(function, tasks=tuple(task for task in function.tasks if when.suits(task)))


def stack_by_number(actor: Actor, number: str) -> Stack:
    """Return the stapelbaan with this number, if the actor may see it."""
    rows = Stack.objects.visible_to(actor).select_related("made_by")
    stack = rows.filter(number=number).first() if number.isascii() and number.isprintable() else None
    if stack is None:
        raise NotFound(_("Deze stapelbaan bestaat hier niet. Zoek haar op in de lijst."))
    return stack


def parts_of(stack: Stack) -> list[StackPart]:
    """Return the parts of a stapelbaan with their employers, in the order in which they were made."""
    rows = StackPart.objects.filter(stack=stack).select_related(
        "draft__bench__employer", "draft__job", "draft__for_person"
    )
    return list(rows.order_by("pk"))


def quarters_in(parts: Iterable[StackPart]) -> dict[int, int]:
    """Return by the key of each part what its job takes now, which by hand becomes more or less."""
    of = {part.draft_id: part.pk for part in parts}
    rows = DraftPiece.objects.filter(draft__in=of).values_list("draft").annotate(Sum("quarters"))
    taken = dict(rows)
    return {key: taken.get(draft_id, 0) for draft_id, key in of.items()}


def stack_of_draft(draft_id: int) -> Stack | None:
    """Return the stapelbaan that a job on a bench is part of."""
    part = StackPart.objects.filter(draft_id=draft_id).select_related("stack").first()
    return part.stack if part else None


@dataclass(frozen=True, slots=True)
class StackRow:
    """A stapelbaan in a list: its employers, its time a week, and how many of its jobs are made."""

    number: str
    made_on: date
    employers: tuple[str, ...]
    quarters: int
    made: int


def stacks_visible_to(actor: Actor, most: int = 50) -> list[StackRow]:
    """Return the last stapelbanen that the actor may see, the newest first."""
    stacks = list(Stack.objects.visible_to(actor).order_by("-pk")[:most])
    parts: dict[int, list[StackPart]] = {}
    rows = StackPart.objects.filter(stack__in=[stack.pk for stack in stacks])
    for part in rows.select_related("draft__bench__employer").order_by("pk"):
        parts.setdefault(part.stack_id, []).append(part)
    return [
        StackRow(
            stack.number,
            stack.made_on,
            tuple(part.draft.bench.employer.name for part in mine),
            sum(ends - begins for part in mine for *_when, begins, ends in part.slots),
            sum(part.draft.job_id is not None for part in mine),
        )
        for stack in stacks
        if (mine := parts.get(stack.pk, []))
    ]
