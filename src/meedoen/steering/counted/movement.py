"""What began and what ended in an area and a period, counted as every other figure is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.access.refusals import Refused
from meedoen.counting import CountingRefused, Question
from meedoen.primitives.period import Span
from meedoen.register.placements.flow import Flow, label_of
from meedoen.steering.counted.facts_of_register import Snapshot
from meedoen.steering.counted.questions import question_for, whole

BEGUN, ENDED = "placements.started", "placements.ended"


@dataclass(frozen=True)
class Movement(Flow):
    """A flow with the questions that open to its rows."""

    begun_question: Question
    ended_question: Question


def movement(
    snapshot: Snapshot, area: str, span: Span, *, until: date | None = None, programme: str = ""
) -> Movement | None:
    """Return what began and what ended in a period, no further than `until`; None where it is not counted."""
    try:
        begun, ended = (
            question_for(code, area, span, programme=programme, until=until) for code in (BEGUN, ENDED)
        )
        values = [whole(snapshot.count(one).total.value) for one in (begun, ended)]
    except (CountingRefused, LookupError, Refused):
        return None
    return Movement(label_of(span, until is not None), values[0], values[1], begun, ended)
