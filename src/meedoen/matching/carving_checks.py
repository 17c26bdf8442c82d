"""What must hold before anything is carved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal

from meedoen.matching.carving_demands import DEMANDS, RUNGS
from meedoen.matching.carving_refusals import (
    ContradictoryLimits,
    ImpossibleNumber,
    NobodyToCarveFor,
    NothingToCarve,
    NotOneOfEach,
    UnknownWord,
)
from meedoen.matching.carving_shapes import (
    A_WEEK,
    FREQUENCIES,
    KEPT,
    Carver,
    Function,
    Limits,
    Points,
    hours_of,
)
from meedoen.primitives.words import N_, Words

# Bigger numbers say nothing more about a job, and would not fit in the whole numbers of the engine.
MOST_POINTS, MOST_POINTS_A_QUARTER, MOST_POINTS_A_MINUTE = 10_000, 1_000, 100
MOST_MINUTES, MOST_FUNCTIONS = 600, 8
# A function may stand for many people who do the same: as many hours as a bench takes, and no more than fits.
MOST_QUARTERS = 250 * A_WEEK
MOST_WAGE = Decimal(1_000)


def check(functions: Sequence[Function], people: Sequence[Carver], limits: Limits) -> None:
    """Refuse what can't be carved, with the first reason that is found."""
    check_functions(functions)
    check_people(people)
    check_limits(limits)
    if not people:
        raise NobodyToCarveFor(Words(N_("Er zijn geen mensen gekozen. Kies voor wie de banen zijn.")))
    if all(task.kept for function in functions for task in function.tasks):
        words = N_("Geen enkele taak mag uit haar functie. Bespreek met de werkgever welke taken wel kunnen.")
        raise NothingToCarve(Words(words))


def check_functions(functions: Sequence[Function]) -> None:
    """Every function has tasks, and every task is one that can be."""
    if not functions:
        raise NothingToCarve(Words(N_("Er zijn geen functies. Voeg eerst een functie met haar taken toe.")))
    _once((function.key for function in functions), N_("De functie %(key)s staat er twee keer in."))
    for function in functions:
        if not function.tasks:
            words = N_("De functie %(key)s heeft geen taken. Haal haar eerst uit elkaar in taken.")
            raise NothingToCarve(Words(words, {"key": function.key}))
        _once((task.key for task in function.tasks), N_("De taak %(key)s staat twee keer in een functie."))
        wage = function.wage
        if wage is not None and not (wage.is_finite() and 0 <= wage <= MOST_WAGE):
            words = N_("Het uurloon van de functie %(key)s kan niet. Vul een bedrag van 0 tot 1000 euro in.")
            raise ImpossibleNumber(Words(words, {"key": function.key}))
        for task in function.tasks:
            if not 1 <= task.quarters <= MOST_QUARTERS:
                words = N_(
                    "De taak %(key)s heeft een aantal uren dat niet kan. Vul minstens een kwartier in."
                )
                raise ImpossibleNumber(Words(words, {"key": task.key}))
            _known((task.frequency,), FREQUENCIES)
            _known((task.level,), RUNGS)
            _known((task.kept,) if task.kept else (), KEPT)
            _values(task.demands.items())


def check_people(people: Sequence[Carver]) -> None:
    """Everybody has hours in order and codes that are known."""
    _once((person.key for person in people), N_("De persoon %(key)s staat er twee keer in."))
    for person in people:
        if not 0 <= person.least <= person.most or person.most < 1:
            words = N_("De uren van %(key)s kunnen niet: van %(least)s tot %(most)s uur per week.")
            hours = {"least": hours_of(person.least), "most": hours_of(person.most)}
            raise ImpossibleNumber(Words(words, {"key": person.key, **hours}))
        _known((person.level,), RUNGS)
        _values(person.codes.items())
        if any(not 0 <= minutes <= MOST_MINUTES for minutes in person.minutes.values()):
            words = N_("Een reistijd van %(key)s kan niet. Vul een aantal minuten van 0 tot 600 in.")
            raise ImpossibleNumber(Words(words, {"key": person.key}))


def check_limits(limits: Limits) -> None:
    """The limits leave room for at least one job."""
    if not 1 <= limits.functions <= MOST_FUNCTIONS:
        words = N_("Een baan komt uit 1 tot 8 functies; %(given)s kan niet.")
        raise ContradictoryLimits(Words(words, {"given": limits.functions}))
    if not 1 <= limits.employers <= limits.functions:
        words = N_(
            "Bij hoogstens %(functions)s functies in een baan horen 1 tot %(functions)s werkgevers;"
            " %(given)s kan niet."
        )
        holes = {"functions": limits.functions, "given": limits.employers}
        raise ContradictoryLimits(Words(words, holes))
    if not 1 <= limits.share <= 100:
        words = N_("Er kan 1 tot 100 procent uit een functie; %(given)s procent kan niet.")
        raise ContradictoryLimits(Words(words, {"given": limits.share}))
    if not 1 <= limits.most <= A_WEEK:
        words = N_("Een baan heeft hoogstens 40 uur per week; %(given)s uur kan niet.")
        raise ContradictoryLimits(Words(words, {"given": hours_of(limits.most)}))
    _weights(limits.points)


def _weights(points: Points) -> None:
    for one in fields(points):
        top = MOST_POINTS if one.name in {"job", "function", "employer"} else MOST_POINTS_A_QUARTER
        top = MOST_POINTS_A_MINUTE if one.name == "travel_minute" else top
        if not 0 <= getattr(points, one.name) <= top:
            words = N_("Een gewicht is een heel getal van 0 tot %(top)s; %(given)s kan niet.")
            raise ImpossibleNumber(Words(words, {"top": top, "given": getattr(points, one.name)}))


def _once(keys: Iterable[str], sentence: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise NotOneOfEach(Words(sentence, {"key": key}))
        seen.add(key)


def _known(codes: Iterable[str], known: object) -> None:
    for code in codes:
        if code not in known:  # type: ignore[operator]
            raise UnknownWord(
                Words(N_("De code “%(code)s” bestaat niet. Kies uit de lijst."), {"code": code})
            )


def _values(demands: Iterable[tuple[str, int]]) -> None:
    for code, value in demands:
        _known((code,), DEMANDS)
        if not 0 <= value <= MOST_POINTS:
            words = N_("Bij “%(code)s” kan %(value)s niet. Vul een heel getal vanaf 0 in.")
            raise ImpossibleNumber(Words(words, {"code": code, "value": value}))
