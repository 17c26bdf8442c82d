"""Where it is worth asking for one person: tasks, and employers with that work within reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.access.actors import Actor
from meedoen.matching.asking import EmployerToAsk, TaskToAsk, worth_asking
from meedoen.matching.points import weights_on
from meedoen.matching.shapes import Person
from meedoen.register.employers.models import Employer
from meedoen.register.fits.kept import openings

# As many as somebody calls in a week.
EMPLOYERS, TASKS = 5, 8


@dataclass(frozen=True)
class Worth:
    """The first of each, the best first; `employers` with KvK number and name. The numbers count all."""

    tasks: tuple[TaskToAsk, ...]
    employers: tuple[tuple[str, str, EmployerToAsk], ...]
    employer_count: int
    too_far_count: int


def worth_asking_for(actor: Actor, person: Person, today: date) -> Worth:
    """Return what to ask for someone that the actor was allowed to compare."""
    found = worth_asking(person, openings(today), weights_on(today), today)
    first = found.employers[:EMPLOYERS]
    rows = Employer.objects.visible_to(actor).filter(pk__in=[int(one.employer) for one in first])
    names = {str(key): (kvk, name) for key, kvk, name in rows.values_list("pk", "kvk", "name")}
    return Worth(
        found.tasks[:TASKS],
        tuple((*names[one.employer], one) for one in first if one.employer in names),
        len(found.employers),
        len(found.too_far),
    )
