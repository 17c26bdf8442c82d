"""How many banen an employer has by our own count, as far as that is known without counting anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.counting import CountingRefused
from meedoen.primitives.period import Quarter
from meedoen.steering.counted.facts_of_register import facts_at_hand
from meedoen.steering.counted.questions import latest_complete_quarter, question_for, whole

INDICATOR = "employers.afspraakbanen"


@dataclass(frozen=True, slots=True)
class AtEmployer:
    """`value` is None where it would have to be counted first; `span` is what to ask about."""

    value: int | None
    span: Quarter

    @property
    def reference_on(self) -> date:
        return self.span.last_day


def banen_at(actor: Actor, employer_id: int, area: str, today: date) -> AtEmployer:
    """Return the afspraakbanen at one employer at the end of the last complete quarter.

    One read: whether the facts that this process holds are still those of the rows. Where they are not,
    nothing is loaded for a page that is about something else.
    """
    require(actor, "indicator.see")
    span = latest_complete_quarter(today)
    facts = facts_at_hand()
    if facts is None:
        return AtEmployer(None, span)
    try:
        reading = facts.count(question_for(INDICATOR, area, span, employer_id=employer_id))
    except (CountingRefused, LookupError, Refused):
        return AtEmployer(None, span)
    return AtEmployer(whole(reading.total.value), span)
