"""What a plan of carved jobs says: points by part, effects on the functions, and how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from meedoen.matching.carving_shapes import (
    Carver,
    Effect,
    Function,
    Limits,
    Part,
    Piece,
    Points,
    Task,
    hours_of,
)
from meedoen.primitives.words import N_, Hole, Share, Words

CENT = Decimal("0.01")
Chosen = Sequence[tuple[Function, Task]]


def points_of(person: Carver, task: Task, points: Points) -> int:
    """What a task is worth for someone who can do it."""
    each = points.quarter + sum(worth for _, worth in _of_work(person, task, points))
    return task.quarters * each


def pieces_of(person: Carver | None, chosen: Chosen, points: Points) -> tuple[Piece, ...]:
    """The tasks of a job; without a person there are no points."""
    return tuple(
        Piece(
            function.key,
            function.employer,
            task.key,
            task.quarters,
            points_of(person, task, points) if person else 0,
        )
        for function, task in chosen
    )


def parts_of(person: Carver, chosen: Chosen, points: Points) -> tuple[Part, ...]:
    """The points of a job by part, each with its reason; parts that count for nothing are left out."""
    hours = dict.fromkeys(("able", "liked", "wanted"), 0)
    worths = dict.fromkeys(hours, 0)
    for _, task in chosen:
        for code, worth in _of_work(person, task, points):
            hours[code] += task.quarters
            worths[code] += worth * task.quarters
    quarters = sum(task.quarters for _, task in chosen)
    functions = len({function.key for function, _ in chosen})
    employers = dict.fromkeys(function.employer for function, _ in chosen)
    minutes = sum(person.minutes.get(employer, 0) for employer in employers)
    found = [
        Part("job", points.job, Words(N_("Er komt een baan."))),
        Part(
            "hours",
            points.quarter * quarters,
            Words(N_("%(hours)s uur per week werk dat deze persoon aankan."), {"hours": hours_of(quarters)}),
        ),
        *(Part(code, worths[code], Words(WORK[code], {"hours": hours_of(hours[code])})) for code in hours),
        Part(
            "functions",
            -points.function * functions,
            Words(
                N_("Taken uit %(number)s functies: hoe minder, hoe meer samenhang."), {"number": functions}
            ),
        ),
        Part(
            "employers",
            -points.employer * (len(employers) - 1),
            Words(
                N_("Stapelbaan bij %(number)s werkgevers: dat vraagt afstemming."), {"number": len(employers)}
            ),
        ),
        Part(
            "travel",
            -points.travel_minute * minutes,
            Words(N_("Samen %(minutes)s minuten reizen, enkele reis."), {"minutes": minutes}),
        ),
    ]
    return tuple(part for part in found if part.points)


WORK: Mapping[str, str] = {
    "able": N_("%(hours)s uur daarvan is werk dat deze persoon al kan."),
    "liked": N_("%(hours)s uur daarvan is werk dat deze persoon graag doet."),
    "wanted": N_("%(hours)s uur daarvan is werk dat deze persoon wil leren."),
}


def _of_work(person: Carver, task: Task, points: Points) -> list[tuple[str, int]]:
    says = (("able", person.able), ("liked", person.liked), ("wanted", person.wanted))
    worth = {"able": points.able, "liked": points.liked, "wanted": points.wanted}
    return [(code, worth[code]) for code, works in says if task.work in works]


def effects_of(functions: Sequence[Function], taken: Iterable[Piece], limits: Limits) -> tuple[Effect, ...]:
    """What taking these tasks out does to every function, in the order in which they were given."""
    quarters: dict[str, int] = {}
    for piece in taken:
        quarters[piece.function] = quarters.get(piece.function, 0) + piece.quarters
    return tuple(_effect(function, quarters.get(function.key, 0), limits) for function in functions)


def _effect(function: Function, taken: int, limits: Limits) -> Effect:
    before = function.quarters
    value = None if function.wage is None else hours_of(taken) * function.wage
    words = Words(N_("Van deze functie blijft alles zoals het is."))
    if taken:
        holes = {"before": hours_of(before), "taken": hours_of(taken), "left": hours_of(before - taken)}
        words = Words(N_("Van %(before)s uur per week gaat %(taken)s uur eruit; %(left)s uur blijft."), holes)
    return Effect(
        function.key,
        function.employer,
        before,
        taken,
        before * limits.share // 100,
        None if value is None else value.quantize(CENT, ROUND_HALF_UP),
        words,
    )


def gap_in_words(points: int, bound: int, *, is_cut: bool) -> Words:
    """How much better another plan could be at most."""
    if bound == 0:
        return Words(N_("Binnen deze grenzen is geen baan te maken."))
    if points == bound:
        return Words(N_("Bewezen: binnen deze grenzen is geen beter plan mogelijk."))
    part = (Decimal(bound - points) / bound).quantize(Decimal("0.001"), ROUND_HALF_UP)
    holes: dict[str, Hole] = {"points": points, "bound": bound, "share": Share(part)}
    sentence = N_(
        "Dit plan heeft %(points)s punten. Geen enkel plan haalt er meer dan %(bound)s: het kan dus hoogstens"
        " %(share)s beter."
    )
    if is_cut:
        sentence = N_(
            "Dit plan heeft %(points)s punten. Geen enkel plan haalt er meer dan %(bound)s: het kan dus"
            " hoogstens %(share)s beter. De tijd was op voordat het zoeken klaar was."
        )
    return Words(sentence, holes)
