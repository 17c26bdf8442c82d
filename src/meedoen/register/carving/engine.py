"""One question answered by the engine: rows as shapes in, keys, hours and counts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from meedoen.access.refusals import Refused
from meedoen.matching.carving import carve
from meedoen.matching.carving_compose import compose
from meedoen.matching.carving_refusals import CarvingRefused
from meedoen.matching.carving_shapes import AN_HOUR, Carved, Carver, Function, Job
from meedoen.matching.shapes import Person
from meedoen.primitives.words import Words
from meedoen.register.carving.carvers import Pool, pool_of
from meedoen.register.carving.words import NOBODY
from meedoen.register.fits.facts import people_to_match
from meedoen.register.fits.main_places import main_place
from meedoen.register.searches.asking import limits_of
from meedoen.register.searches.models import Search
from meedoen.register.searches.selectors import When, free_functions, open_benches

# Whoever asks the same again gets the same.
SEED = 1


class NothingFound(Refused):
    """The engine has nothing to work with; its sentence says what is lacking and what to do."""


def answer_to(search: Search, today: date) -> dict[str, Any]:
    """Compute what a search finds, as it is kept. Refuses where nothing can come out (`NothingFound`)."""
    benches = [search.bench] if search.bench else open_benches()
    places = {bench.employer.kvk: main_place(bench.employer.municipality) for bench in benches}
    people = people_to_match(today, [search.for_person_id] if search.for_person_id else None)
    functions = free_functions(benches, _when(search, people))
    pool = pool_of(people, functions, (search.hours_min, search.hours_max), places, today)
    if search.bench is None:
        functions = _small_and_near(search, functions, pool)
    try:
        carved = carve(functions, pool.people, limits_of(search), seed=SEED)
    except CarvingRefused as refusal:
        raise NothingFound(str(_why_not(pool) or refusal.words)) from refusal
    return _kept(search, carved, functions, pool)


def _when(search: Search, people: Sequence[Person]) -> When | None:
    """Of one person the days and times count; of many everybody has others, and the job says its own."""
    return When(people[0].days, people[0].times) if search.is_for_person and people else None


def _small_and_near(search: Search, functions: Sequence[Function], pool: Pool) -> tuple[Function, ...]:
    """For a week over several employers: those in reach that have too little work for all of it alone."""
    reached = {
        kvk
        for carver in pool.people
        for kvk, minutes in carver.minutes.items()
        if minutes <= (carver.furthest or 0)
    }
    free: Counter[str] = Counter()
    for function in functions:
        free[function.employer] += sum(task.quarters for task in function.tasks if not task.kept)
    most = search.hours_max * AN_HOUR
    return tuple(one for one in functions if one.employer in reached and free[one.employer] < most)


def _why_not(pool: Pool) -> Words | None:
    """Who a search for nobody is about, step by step: the first at which nobody is left."""
    steps = (("ready", pool.ready), ("in_reach", pool.in_reach), ("suitable", pool.suitable))
    return next((Words(NOBODY[code]) for code, number in steps if not number), None)


def _kept(search: Search, carved: Carved, functions: Sequence[Function], pool: Pool) -> dict[str, Any]:
    return {
        "jobs": [_job(search, job, functions, pool.people) for job in carved.jobs],
        "points": carved.points,
        "bound": carved.bound,
        "is_cut": carved.is_cut,
        "counts": {
            "looked_at": pool.looked_at,
            "ready": pool.ready,
            "in_reach": pool.in_reach,
            "suitable": pool.suitable,
            "taken": len(pool.people),
            "without": len(carved.without),
        },
    }


def _job(search: Search, job: Job, functions: Sequence[Function], people: Sequence[Carver]) -> dict[str, Any]:
    chosen = [(piece.function, piece.task) for piece in job.pieces]
    fits = compose(functions, chosen, people, limits_of(search)).fits
    return {
        "pieces": [[int(piece.function), int(piece.task), piece.quarters] for piece in job.pieces],
        "employers": list(job.employers),
        "points": job.points,
        # Of one whom the engine chose itself they would tell about someone outside the sight of who asks.
        "parts": [_part(part.words, part.points) for part in job.parts] if search.is_for_person else [],
        "fits": len(fits),
    }


def _part(words: Words, points: int) -> list[Any]:
    holes = {name: str(hole) if isinstance(hole, Decimal) else hole for name, hole in words.holes.items()}
    return [words.sentence, holes, points]
