"""The definition guard: only what counts the same thing, by the same definition, can be added."""

from __future__ import annotations

from collections.abc import Iterable

from meedoen.counting.law import law_on
from meedoen.counting.question import Cell, Reading
from meedoen.counting.refusals import UnlikeReadings, UnlikeUnits
from meedoen.counting.rounding import banen


def add(readings: Iterable[Reading]) -> Cell:
    """The sum of the totals, for instance of several regions. Hours are added first and rounded once.

    Refused: unlike units (`UnlikeUnits`), two indicators or versions, two spans, and the same question
    twice. An unknown part makes the sum unknown. People are not added: one person may be in two parts.
    """
    parts = tuple(readings)
    units = {part.indicator.unit for part in parts}
    if len(units) > 1:
        raise UnlikeUnits(units)
    if not parts:
        raise UnlikeReadings("er is geen enkel cijfer gegeven")
    if len({(part.indicator.code, part.indicator.version) for part in parts}) > 1:
        raise UnlikeReadings("ze zijn met verschillende definities gemaakt")
    if len({part.question.span for part in parts}) > 1:
        raise UnlikeReadings("ze gaan over verschillende periodes")
    asked = [part.question for part in parts]
    if len(set(asked)) < len(asked):
        raise UnlikeReadings("een van de cijfers staat er twee keer in")
    totals = [part.total for part in parts]
    counted = sum(total.rows for total in totals)
    if any(total.value is None for total in totals):
        return Cell({}, hours_c=None, people=None, value=None, rows=counted, people_at_baseline=None)
    hours = [total.hours_c for total in totals if total.hours_c is not None]
    if hours:
        norm = law_on(asked[0].span.last_day).norm_month_c
        whole = sum(hours)
        return Cell({}, whole, None, banen(whole, norm), counted, None)
    value = sum(total.value for total in totals if total.value is not None)
    return Cell({}, None, None, value, counted, None)
