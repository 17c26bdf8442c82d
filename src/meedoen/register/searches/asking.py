"""What the engine is asked: hours, limits, and whether that can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.matching.carving_shapes import AN_HOUR, MOST_PEOPLE, Limits, Points
from meedoen.register.checks import NotPossible
from meedoen.register.searches.models import Search

LEAST_HOURS, MOST_HOURS = Decimal(1), Decimal(40)
MOST_FUNCTIONS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """Hours a week, and how far a job may reach; `person` is a number, or nobody: as many as possible."""

    hours_min: Decimal
    hours_max: Decimal
    person: str = ""
    functions: int = 3
    employers: int = 1
    share: int = 60


def wrong_ask(asked: Asked) -> Iterator[Refused]:
    """What can't be, each at its field."""
    for field, hours in (("hours_min", asked.hours_min), ("hours_max", asked.hours_max)):
        # In halves, as the hours of a job are.
        if not (hours.is_finite() and LEAST_HOURS <= hours <= MOST_HOURS and hours * 2 % 1 == 0):
            yield NotPossible(_("Een baan heeft 1 tot en met 40 uur per week, in halve uren."), field=field)
            return
    if asked.hours_min > asked.hours_max:
        yield NotPossible(_("Het minste is meer dan het meeste. Draai ze om."), field="hours_min")
    if not 1 <= asked.functions <= MOST_FUNCTIONS:
        yield NotPossible(_("Een baan komt uit 1 tot en met 8 functies."), field="functions")
    if not 1 <= asked.employers <= asked.functions:
        message = _("Kies 1 werkgever of meer, en niet meer dan er functies zijn.")
        yield NotPossible(message, field="employers")
    if not 1 <= asked.share <= 100:
        yield NotPossible(_("Er kan 1 tot en met 100 procent uit een functie."), field="share")


def limits_of(search: Search) -> Limits:
    """The limits as the engine takes them. For many, one more job goes before a better one."""
    points = Points() if search.is_for_person else MOST_PEOPLE
    most = int(search.hours_max * AN_HOUR)
    return Limits(search.functions, search.employers, search.share, most, points)
