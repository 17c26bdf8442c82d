"""The check of a job composed by hand: what it asks, whom it fits, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from meedoen.matching.carving_checks import check_functions, check_limits, check_people
from meedoen.matching.carving_demands import highest, in_words, meets, together, unmet
from meedoen.matching.carving_report import effects_of, parts_of, pieces_of
from meedoen.matching.carving_shapes import (
    KEPT,
    Carver,
    Effect,
    Function,
    Limits,
    Part,
    Piece,
    Task,
    hours_of,
)
from meedoen.primitives.words import N_, Words

# A task by the keys of its function and itself.
Place = tuple[str, str]
Chosen = tuple[tuple[Function, Task], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and what it is about: a function, a task or a demand, where there is one."""

    code: str
    words: Words
    function: str = ""
    task: str = ""
    about: Words | None = None


@dataclass(frozen=True, slots=True)
class Fits:
    """Someone whom the job fits, with the points by part."""

    person: str
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)


@dataclass(frozen=True, slots=True)
class Lacks:
    """Someone whom the job does not fit, and every reason why."""

    person: str
    reasons: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A job as it lies on the bench. It can be made when there are no problems.

    `fits` is in order of points, `lacks` in order of how few reasons there are.
    """

    pieces: tuple[Piece, ...]
    demands: Mapping[str, int]
    level: str
    asks: tuple[Words, ...]
    fits: tuple[Fits, ...]
    lacks: tuple[Lacks, ...]
    effects: tuple[Effect, ...]
    problems: tuple[Problem, ...]

    @property
    def quarters(self) -> int:
        return sum(piece.quarters for piece in self.pieces)

    @property
    def can_be_made(self) -> bool:
        return not self.problems


def compose(
    functions: Sequence[Function],
    chosen: Sequence[Place],
    people: Sequence[Carver] = (),
    limits: Limits | None = None,
    *,
    elsewhere: Iterable[Place] = (),
) -> Composed:
    """Check a job made of these tasks; `elsewhere` are the tasks of other jobs on the same bench.

    What is wrong is told, not refused: someone is still at work on it. Functions, people and limits that
    can't be are refused (`CarvingRefused`).
    """
    limits = limits or Limits()
    check_functions(functions)
    check_people(people)
    check_limits(limits)
    known = {(one.key, task.key): (one, task) for one in functions for task in one.tasks}
    others = tuple(known[place] for place in elsewhere if place in known)
    mine: Chosen = tuple(known[place] for place in dict.fromkeys(chosen) if place in known)
    demands = together(task for _, task in mine)
    fits, lacks = _people(mine, people, limits)
    effects = effects_of(functions, pieces_of(None, mine + others, limits.points), limits)
    problems = (
        *_of_tasks(known, chosen, set(elsewhere)),
        *_of_size(mine, limits),
        *_of_effects(mine, effects),
        *(_of_people(mine, people) if people and not fits else ()),
    )
    return Composed(
        pieces_of(None, mine, limits.points),
        demands,
        highest(task for _, task in mine),
        tuple(in_words(code, value) for code, value in demands.items()),
        fits,
        lacks,
        effects,
        problems,
    )


def _of_tasks(
    known: Mapping[Place, tuple[Function, Task]], chosen: Sequence[Place], elsewhere: set[Place]
) -> list[Problem]:
    found = []
    if not chosen:
        words = N_("Deze baan heeft nog geen taken. Kies een taak van een functie.")
        found.append(Problem("empty", Words(words)))
    seen: set[Place] = set()
    for place in chosen:
        function, task = place
        if place not in known:
            words = N_("Deze taak bestaat niet meer in de functie. Haal de taak uit de baan.")
            found.append(Problem("unknown", Words(words), function, task))
            continue
        if place in seen:
            words = N_("Deze taak staat twee keer in de baan. Haal de taak er één keer uit.")
            found.append(Problem("twice", Words(words), function, task))
        elif place in elsewhere:
            words = N_("Deze taak zit al in een andere baan. Kies in welke baan de taak hoort.")
            found.append(Problem("elsewhere", Words(words), function, task))
        if place not in seen and (kept := known[place][1].kept):
            words = N_("Deze taak kan niet uit de functie. Haal de taak uit de baan.")
            found.append(Problem("kept", Words(words), function, task, Words(KEPT[kept])))
        seen.add(place)
    return found


def _of_size(mine: Chosen, limits: Limits) -> list[Problem]:
    quarters = sum(task.quarters for _, task in mine)
    functions = {function.key for function, _ in mine}
    employers = {function.employer for function, _ in mine}
    found = []
    if quarters > limits.most:
        holes = {"hours": hours_of(quarters), "most": hours_of(limits.most)}
        words = N_("Deze baan is %(hours)s uur per week; hoogstens %(most)s uur kan. Haal er taken uit.")
        found.append(Problem("hours", Words(words, holes)))
    if len(functions) > limits.functions:
        words = N_("De taken komen uit %(number)s functies; hoogstens %(most)s is de afspraak.")
        number = {"number": len(functions), "most": limits.functions}
        found.append(Problem("functions", Words(words, number)))
    if len(employers) > limits.employers:
        words = N_("De taken zijn van %(number)s werkgevers; hoogstens %(most)s is de afspraak.")
        number = {"number": len(employers), "most": limits.employers}
        found.append(Problem("employers", Words(words, number)))
    return found


def _of_effects(mine: Chosen, effects: Iterable[Effect]) -> list[Problem]:
    touched = {function.key for function, _ in mine}
    words = N_(
        "Uit deze functie gaat %(taken)s uur per week; hoogstens %(allowed)s uur kan. Laat er meer taken in."
    )
    return [
        Problem(
            "share",
            Words(words, {"taken": hours_of(effect.taken), "allowed": hours_of(effect.allowed)}),
            effect.function,
        )
        for effect in effects
        if effect.function in touched and effect.taken > effect.allowed
    ]


def _of_people(mine: Chosen, people: Sequence[Carver]) -> list[Problem]:
    """What nobody meets; when everything is met by someone, then that nobody meets all of it."""
    if not mine:
        return []
    nobody = Words(N_("Aan deze eis voldoet niemand van deze mensen. Haal de taak eruit of pas hem aan."))
    demands = together(task for _, task in mine)
    found = [
        Problem("demand", nobody, *_asking(mine, _with_value(code, value)), about=in_words(code, value))
        for code, value in demands.items()
        if not any(meets(person, code, value) for person in people)
    ]
    if all("level" in unmet(person, _highest_task(mine)) for person in people):
        words = N_("Het niveau van deze taak heeft niemand van deze mensen. Haal de taak eruit.")
        level = _highest_task(mine).level
        found.append(Problem("level", Words(words), *_asking(mine, lambda task: task.level == level)))
    quarters = sum(task.quarters for _, task in mine)
    if not any(person.least <= quarters <= person.most for person in people):
        words = N_("Niemand van deze mensen zoekt een baan van %(hours)s uur per week.")
        found.append(Problem("hours_wanted", Words(words, {"hours": hours_of(quarters)})))
    if not found:
        words = N_("Er is voor elke eis iemand, maar niemand voldoet aan alles. Kijk wie bijna past.")
        found.append(Problem("nobody", Words(words)))
    return found


def _with_value(code: str, value: int) -> Callable[[Task], bool]:
    return lambda task: task.demands.get(code) == value


def _asking(mine: Chosen, asks: Callable[[Task], bool]) -> Place:
    return next((function.key, task.key) for function, task in mine if asks(task))


def _highest_task(mine: Chosen) -> Task:
    level = highest(task for _, task in mine)
    return next(task for _, task in mine if task.level == level)


def _people(
    mine: Chosen, people: Sequence[Carver], limits: Limits
) -> tuple[tuple[Fits, ...], tuple[Lacks, ...]]:
    fits, lacks = [], []
    for person in people if mine else ():
        reasons = _reasons(mine, person)
        if reasons:
            lacks.append(Lacks(person.key, reasons))
        else:
            fits.append(Fits(person.key, parts_of(person, mine, limits.points)))
    fits.sort(key=lambda one: (-one.points, one.person))
    lacks.sort(key=lambda one: (len(one.reasons), one.person))
    return tuple(fits), tuple(lacks)


def _reasons(mine: Chosen, person: Carver) -> tuple[Words, ...]:
    """Every reason why the job is not for this person; none when it is."""
    demands = together(task for _, task in mine)
    found = [in_words(code, value) for code, value in demands.items() if not meets(person, code, value)]
    if "level" in unmet(person, _highest_task(mine)):
        found.append(Words(N_("Een taak vraagt een hoger niveau van opleiding.")))
    quarters = sum(task.quarters for _, task in mine)
    holes = {"hours": hours_of(quarters), "least": hours_of(person.least), "most": hours_of(person.most)}
    if quarters < person.least:
        words = N_("De baan is %(hours)s uur per week; deze persoon wil minstens %(least)s uur.")
        found.append(Words(words, holes))
    if quarters > person.most:
        words = N_("De baan is %(hours)s uur per week; deze persoon kan hoogstens %(most)s uur.")
        found.append(Words(words, holes))
    if person.furthest is not None:
        away = [person.minutes.get(function.employer, 0) for function, _ in mine]
        if max(away) > person.furthest:
            travel = {"minutes": max(away), "furthest": person.furthest}
            words = N_("De reis is %(minutes)s minuten; deze persoon reist hoogstens %(furthest)s minuten.")
            found.append(Words(words, travel))
    return tuple(found)
