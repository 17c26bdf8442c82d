"""Duurzaam by every named definition: the figure by contract hours, and the later one by paid hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from meedoen.access.refusals import Refused
from meedoen.counting import CountedRow, CountingRefused, Question
from meedoen.counting.law import lasting_on
from meedoen.primitives.period import Span
from meedoen.rules import book
from meedoen.rules.lasting import Lasting, lasting_of, programmes
from meedoen.rules.refusal import NoValueForThisDay
from meedoen.steering.counted.facts_of_register import Snapshot
from meedoen.steering.counted.questions import question_for, whole
from meedoen.steering.lasting.shape import Reached

BY_TIME, BY_CONTRACT = "placements.lasting", "placements.lasting_24h"
PAID_KNOWN, BY_PAID = "placements.lasting_paid_known", "placements.lasting_24h_paid"


def reached(snapshot: Snapshot, area: str, span: Span, today: date) -> tuple[Reached, ...]:
    """Return each named definition with who reached it in the period, no further than today."""
    found = []
    for name in programmes():
        try:
            defined = lasting_of(name, min(span.last_day, today))
        except NoValueForThisDay:
            continue
        found.append(_reached(snapshot, defined, area, span, today))
    return tuple(found)


def _reached(snapshot: Snapshot, defined: Lasting, area: str, span: Span, today: date) -> Reached:
    title = book.parameter(f"duurzaam.{defined.programme}.maanden").title.split(" - ")[0]
    asks_hours = defined.hours_week > 0
    programme = _programme_of(defined.programme, span, asks_hours)
    now = _question(BY_CONTRACT if asks_hours else BY_TIME, area, span, today, programme)
    given = (
        defined.programme,
        title,
        defined.months,
        f"{defined.hours_week.normalize():f}",
        defined.trace[0].source,
        asks_hours,
        _value(snapshot, now),
        now,
    )
    later = _question(BY_PAID, area, span, today, programme)
    if not asks_hours or _value(snapshot, later) is None:
        return Reached(*given)
    known = _question(PAID_KNOWN, area, span, today, programme)
    by_contract, by_paid, in_sight = (_people(snapshot.rows(one)) for one in (now, later, known))
    return Reached(
        *given,
        later=_value(snapshot, later),
        later_question=later,
        unknown=len(by_contract - by_paid - in_sight),
        less=len((by_contract - by_paid) & in_sight),
        more=len(by_paid - by_contract),
    )


def _programme_of(definition: str, span: Span, asks_hours: bool) -> str:
    """The programme that a definition is of: a second definition carries its year behind the name."""
    names = [one.programme for one in lasting_on(span.last_day, asks_hours)]
    return next(
        (name for name in names if definition == name or definition.startswith(f"{name}_")), definition
    )


def _question(code: str, area: str, span: Span, today: date, programme: str) -> Question:
    until = today if span.last_day > today else None
    return question_for(code, area, span, programme=programme, until=until)


def _value(snapshot: Snapshot, question: Question) -> int | None:
    try:
        return whole(snapshot.count(question).total.value)
    except (CountingRefused, LookupError, Refused):
        return None


def _people(rows: Iterable[CountedRow]) -> set[int]:
    """A person counts once per programme, so people say which rows are the same."""
    return {row.person_id for row in rows}
