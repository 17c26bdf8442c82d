"""Whom a proposal fits: by name only who is in sight, of the others how many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.matching.carving_compose import compose
from meedoen.matching.carving_shapes import Part, Points
from meedoen.matching.shapes import Person
from meedoen.register.carving.carvers import asked_by, carver_of
from meedoen.register.fits.facts import people_to_match
from meedoen.register.fits.kept import people_with_profile
from meedoen.register.fits.main_places import main_place
from meedoen.register.people.selectors import sections_of_people, visible_names, visible_numbers
from meedoen.register.privacy.selectors import all_restricted
from meedoen.register.searches.asking import limits_of
from meedoen.register.searches.models import Search
from meedoen.register.searches.selectors import Bundle, free_functions

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fitting:
    """One person whom a proposal fits, with the points by part."""

    number: str
    name: str
    points: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FittingPage:
    """The best of those in sight, and how many it fits in all and in sight."""

    rows: tuple[Fitting, ...]
    in_all: int
    in_sight: int


def look_at_fitting(actor: Actor, search: Search, bundle: Bundle, *, today: date) -> FittingPage:
    """Return whom a proposal fits, nobody once its tasks changed; write down whose names are shown."""
    with transaction.atomic():
        require(actor, "carving.see")
        if bundle.is_stale:
            # What is left of it is another job; of that the page says to ask again.
            return FittingPage((), 0, 0)
        benches = list({piece.bench.pk: piece.bench for piece in bundle.pieces}.values())
        places = {bench.employer.kvk: main_place(bench.employer.municipality) for bench in benches}
        hours, functions = (search.hours_min, search.hours_max), free_functions(benches)
        chosen = set(bundle.places)
        asked = asked_by(task for one in functions for task in one.tasks if (one.key, task.key) in chosen)
        people = [
            carver
            for person in _people_of(search, today)
            if asked.may_be_met(person) and (carver := carver_of(person, hours, places, today)) is not None
        ]
        # One more job outweighs all else in the search; of someone whom it fits it says nothing.
        limits = replace(limits_of(search), points=Points())
        found = compose(functions, bundle.places, people, limits).fits if people else ()
        sections = sections_of_people(actor, [int(one.person) for one in found])
        seen = [one for one in found if "profile" in sections.get(int(one.person), frozenset())]
        shown = [int(one.person) for one in seen[:SHOWN]]
        names, numbers = visible_names(actor, shown), visible_numbers(actor, shown)
        rows = tuple(
            Fitting(numbers[int(one.person)], names[int(one.person)], one.points, one.parts)
            for one in seen[:SHOWN]
            if int(one.person) in names
        )
        if rows:
            detail = {"numbers": sorted(row.number for row in rows)}
            journal.enter(actor, "carving.see", "people", "", detail=detail, is_look=True)
        return FittingPage(rows, len(found), len(seen))


def _people_of(search: Search, today: date) -> Iterable[Person]:
    """The one that a search is for, or everyone who may be used for matching."""
    if search.for_person_id:
        return people_to_match(today, [search.for_person_id])
    left_out = all_restricted("no_matching", today)
    return (person for key, person in people_with_profile(today).items() if key not in left_out)
