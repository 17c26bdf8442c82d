"""Counts: one expression over the facts gives the number, every part of it, and the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import ibis
import ibis.expr.types as ir

from meedoen.counting.breakdowns import with_breakdowns
from meedoen.counting.coverage import knows
from meedoen.counting.facts import Facts
from meedoen.counting.hours import number_of
from meedoen.counting.indicators import Indicator, indicator
from meedoen.counting.indicators.definition import PLACES, Scene, Slot
from meedoen.counting.law import REGISTRATION_ENDS, lasting_on, law_on, trace_on
from meedoen.counting.plans import answer
from meedoen.counting.question import Cell, CountedRow, Question, Reading, RowKey
from meedoen.counting.refusals import BreakdownNotAllowed, EmployerNeeded, FilterNotAllowed, UnknownPlace
from meedoen.counting.registrations import regime_trace
from meedoen.counting.rounding import banen
from meedoen.primitives.period import Month, Span
from meedoen.rules import places as rule_places
from meedoen.rules.book import Value
from meedoen.rules.refusal import NoValueForThisDay

_FILTERS = ("region", "municipality", "employer_id", "programme")
# To know whether a person was met before, all persons of a query are held at once; so not too many months.
_MOST_MONTHS = 12
_KEY = ("person_id", "placement_id", "employer_id", "month", "sign")


def count(facts: Facts, question: Question) -> Reading:
    return series(facts, question, [question.span])[0]


def series(
    facts: Facts, question: Question, spans: Iterable[Span], with_people: bool = True
) -> list[Reading]:
    """One reading per span, in the order asked; spans under the same law are counted in one query.

    The spans take the place of the question's own. `with_people` False leaves persons uncounted (None),
    which halves the work on a whole country; such a reading cannot pass disclosure control.
    """
    asked = tuple(spans)
    chosen = indicator(question.indicator)
    _check(chosen, question)
    readings: dict[Span, Reading] = {}
    most = _MOST_MONTHS if with_people and facts.has("PAYROLL") else len(asked)
    for scene, members in _scenes(facts, chosen, question, asked, most):
        found = _measured(scene, chosen, with_people)
        for span, slot in members:
            readings[span] = _reading(scene, chosen, span, slot, found.get(slot.key, []), with_people)
    return [readings[span] for span in asked]


def rows(
    facts: Facts,
    question: Question,
    cell: Mapping[str, str] | None = None,
    limit: int | None = None,
    after: RowKey | None = None,
) -> list[CountedRow]:
    """The rows behind the number, or behind one cell of it, in the order of their keys.

    To page: ask again with `after` the key of the last row. The expression is the one that was counted.
    """
    chosen = indicator(question.indicator)
    _check(chosen, question)
    wanted = dict(cell or {})
    for name in wanted:
        if name not in chosen.breakdowns:
            raise BreakdownNotAllowed(chosen.code, name, chosen.breakdowns)
    names = tuple(dict.fromkeys((*question.by, *wanted)))
    ((scene, _),) = _scenes(facts, chosen, question, (question.span,), 1, tuple(wanted))
    key = ("rows", tuple(sorted(wanted.items())), limit, after)
    found = _answered(scene, chosen, key, lambda: _picked(scene, chosen, wanted, names, limit, after))
    return [_row(one, names) for one in found]


def rows_over(facts: Facts, question: Question, spans: Iterable[Span]) -> dict[Span, list[CountedRow]]:
    """The rows behind each reading of a `series`, in the order of their keys; without breakdowns."""
    chosen = indicator(question.indicator)
    whole = replace(question, by=())
    _check(chosen, whole)
    found: dict[Span, list[CountedRow]] = {}
    for scene, members in _scenes(facts, chosen, whole, tuple(spans), _MOST_MONTHS):
        behind: dict[int, list[CountedRow]] = {}
        picked = partial(_picked, scene, chosen, {}, (), None, None)
        for one in _answered(scene, chosen, ("rows",), picked):
            behind.setdefault(one["slot"], []).append(_row(one, ()))
        found.update({span: behind.get(slot.key, []) for span, slot in members})
    return found


def expression(
    facts: Facts, question: Question, spans: Sequence[Span], with_people: bool = True
) -> list[ir.Table]:
    """The aggregated expressions behind `series`, for whoever wants to see or time the query."""
    chosen = indicator(question.indicator)
    _check(chosen, question)
    return [
        _aggregated(scene, chosen, with_people)
        for scene, _ in _scenes(facts, chosen, question, tuple(spans), len(spans))
    ]


def _check(chosen: Indicator, question: Question) -> None:
    for name in question.by:
        if name not in chosen.breakdowns:
            raise BreakdownNotAllowed(chosen.code, name, chosen.breakdowns)
    for name in _FILTERS:
        if getattr(question, name) is not None and name not in chosen.filters:
            raise FilterNotAllowed(chosen.code, name)
    if chosen.needs_employer and question.employer_id is None:
        raise EmployerNeeded(chosen.code)
    if question.region is not None and question.region not in {one.code for one in rule_places.all_regions()}:
        raise UnknownPlace("regio", question.region)


def _scenes(
    facts: Facts,
    chosen: Indicator,
    question: Question,
    spans: tuple[Span, ...],
    most: int,
    more: tuple[str, ...] = (),
) -> list[tuple[Scene, list[tuple[Span, Slot]]]]:
    """Spans grouped by the law of their last day, at most so many together; every group is one query."""
    groups: dict[object, list[Span]] = {}
    for span in dict.fromkeys(spans):
        law = law_on(span.last_day)
        definitions = lasting_on(span.last_day, True) if chosen.coverage == "lasting" else ()
        groups.setdefault((law, definitions), []).append(span)
    chosen_places = [name for name in PLACES if getattr(question, name) is not None]
    wanted = frozenset((*question.by, *more, *chosen_places))
    scenes = []
    parts = [group[at : at + most] for group in groups.values() for at in range(0, len(group), most)]
    for members in parts:
        slots = [(span, _slot(chosen, question, span, place)) for place, span in enumerate(members)]
        unique = tuple({slot.key: slot for _, slot in slots}.values())
        scenes.append((Scene(facts, law_on(members[0].last_day), unique, question, wanted), slots))
    return scenes


def _slot(chosen: Indicator, question: Question, span: Span, place: int) -> Slot:
    """A stock is measured in the last month; a flow in all of the span, or from `cumulative_from` on and no
    further than `until`."""
    month = span.last_month
    if chosen.timing == "stock":
        return Slot(month.index, month.index, number_of(month.first_day), number_of(month.next_first_day))
    first_day = question.cumulative_from or span.first_day
    behind = number_of(span.next_first_day)
    if question.until is not None:
        behind = min(behind, number_of(question.until) + 1)
    return Slot(place, month.index, number_of(first_day), behind)


def _counted(scene: Scene, chosen: Indicator, names: tuple[str, ...]) -> ir.Table:
    """The rows that count, with their breakdowns, after the question's own choices."""
    question = scene.question
    chosen_places = {name: value for name in PLACES if (value := getattr(question, name)) is not None}
    counted = chosen.rows(scene)
    if question.employer_id is not None:
        counted = counted.filter(counted.employer_id == question.employer_id)
    if question.programme is not None:
        counted = counted.filter(counted.programme == question.programme)
    counted = with_breakdowns(scene, counted, (*names, *chosen_places))
    for name, value in chosen_places.items():
        counted = counted.filter(counted[f"by_{name}"] == value)
    return counted


def _aggregated(scene: Scene, chosen: Indicator, with_people: bool) -> ir.Table:
    """Cells, and with a breakdown the totals too (is_total): people in two cells are one in the total."""
    by = scene.question.by
    counted = _counted(scene, chosen, by)
    columns = [f"by_{name}" for name in by]
    cells = _sums(counted, ["slot", *columns], chosen, with_people).mutate(is_total=ibis.literal(not by))
    if not by or not with_people:
        return cells
    totals = _sums(counted, ["slot"], chosen, with_people).mutate(
        is_total=ibis.literal(True), **{column: ibis.literal("") for column in columns}
    )
    return ibis.union(cells, totals.select(cells.columns))


def _sums(counted: ir.Table, keys: list[str], chosen: Indicator, with_people: bool) -> ir.Table:
    measures: dict[str, Any] = {"counted_rows": counted.count()}
    if chosen.measures_hours:
        hours = counted.hours_c * counted.sign if chosen.signed else counted.hours_c
        measures["hours"] = hours.sum().cast("int64")
    if with_people and chosen.signed:
        measures["people"] = counted.person_id.nunique(where=counted.sign == 1)
        measures["people_before"] = counted.person_id.nunique(where=counted.sign == -1)
    elif with_people:
        measures["people"] = counted.person_id.nunique()
    return counted.group_by(keys).agg(**measures)


def _picked(
    scene: Scene,
    chosen: Indicator,
    wanted: Mapping[str, str],
    names: tuple[str, ...],
    limit: int | None,
    after: RowKey | None,
) -> ir.Table:
    counted = _counted(scene, chosen, names)
    for name, value in wanted.items():
        counted = counted.filter(counted[f"by_{name}"] == value)
    keyed = counted.mutate(**{name: counted[name].fill_null(0) for name in ("placement_id", "employer_id")})
    if after is not None:
        keyed = keyed.filter(_behind(keyed, _KEY, after))
    columns = (*_KEY, "slot", "hours_c", *(f"by_{name}" for name in names))
    picked = keyed.select(*columns).order_by(list(_KEY))
    return picked if limit is None else picked.limit(limit)


def _answered(
    scene: Scene, chosen: Indicator, key: tuple[object, ...], build: Callable[[], ir.Table]
) -> list[dict[str, Any]]:
    """What the expression gives for the slots of the scene; where plans are kept they do not shape it."""
    asked = replace(scene.question, span=Month(1, 1), cumulative_from=None, until=None)
    shape: object = scene.slots
    if scene.facts.keeps_plans:
        scene.facts.ask(scene.slot_rows)
        lasting = lasting_on(scene.end_of_last, True) + lasting_on(scene.end_of_last, False)
        defined = [(one.programme, one.months, one.hours_week_c) for one in lasting]
        shape = tuple(defined) if chosen.coverage == "lasting" else ()
    # Of placements nothing depends on what makes hours a baan, so that one plan serves every year.
    law = None if chosen.coverage in ("placements", "lasting") else scene.law
    return answer(scene.facts, (law, shape, asked, *key), build)


def _measured(scene: Scene, chosen: Indicator, with_people: bool) -> dict[int, list[dict[str, Any]]]:
    key = ("series", with_people)
    found = _answered(scene, chosen, key, lambda: _aggregated(scene, chosen, with_people))
    per_slot: dict[int, list[dict[str, Any]]] = {}
    for one in found:
        per_slot.setdefault(one["slot"], []).append(one)
    return per_slot


def _reading(
    scene: Scene,
    chosen: Indicator,
    span: Span,
    slot: Slot,
    found: list[dict[str, Any]],
    with_people: bool,
) -> Reading:
    by = scene.question.by
    question = replace(scene.question, span=span)
    trace = _trace(scene, chosen, span)
    if not _is_known(scene, chosen, slot, found):
        nobody = Cell({}, hours_c=None, people=0, value=None)
        return Reading(question, chosen.tag, (), nobody, trace)
    norm = scene.law.norm_month_c
    cells = [_cell(one, by, chosen, norm) for one in found if not one["is_total"]]
    cells.sort(key=lambda cell: tuple(cell.dims.values()))
    whole = next((one for one in found if one["is_total"]), None)
    total = _cell(whole, (), chosen, norm) if whole else _added(cells, chosen, norm, with_people)
    return Reading(question, chosen.tag, tuple(cells), total, trace)


def _is_known(scene: Scene, chosen: Indicator, slot: Slot, found: list[dict[str, Any]]) -> bool:
    """Rows of the month itself prove that it is known; only for an empty one the facts are asked."""
    scope = scene.facts.known_through
    within = scope is None or slot.month <= scope.index
    if found and within and chosen.coverage == "work" and (not chosen.signed or _has_both(found)):
        return True
    return knows(scene, chosen, slot)


def _has_both(found: list[dict[str, Any]]) -> bool:
    """Rows of the month and of the baseline, as far as people were counted."""
    return any(one.get("people") for one in found) and any(one.get("people_before") for one in found)


def _cell(found: Mapping[str, Any], by: tuple[str, ...], chosen: Indicator, norm: int) -> Cell:
    hours = found["hours"] if chosen.measures_hours else None
    return Cell(
        dims={name: found[f"by_{name}"] for name in by},
        hours_c=hours,
        people=found.get("people"),
        value=found["counted_rows"] if hours is None else banen(hours, norm),
        rows=found["counted_rows"],
        people_at_baseline=_before(found, chosen),
    )


def _before(found: Mapping[str, Any], chosen: Indicator) -> int | None:
    if "people" not in found:
        return None
    people: int = found["people_before"] if chosen.signed else 0
    return people


def _added(cells: list[Cell], chosen: Indicator, norm: int, with_people: bool) -> Cell:
    """The total of no cells at all, or of cells whose people were not counted."""
    counted = sum(cell.rows for cell in cells)
    people = 0 if with_people else None
    if not chosen.measures_hours:
        return Cell({}, None, people, counted, counted, people)
    hours = sum(cell.hours_c or 0 for cell in cells)
    return Cell({}, hours, people, banen(hours, norm), counted, people)


def _trace(scene: Scene, chosen: Indicator, span: Span) -> tuple[Value, ...]:
    values = list(trace_on(span.last_day, chosen.parameters))
    if chosen.coverage == "lasting":
        for defined in lasting_on(span.last_day, chosen.asks_hours):
            values += defined.trace
    if chosen.coverage in ("work", "register"):
        grounds = scene.law.grounds if chosen.coverage == "work" else None
        values += regime_trace(scene.facts, grounds) or _regime_on(span.last_day)
    return tuple(dict.fromkeys(values))


def _regime_on(day: date) -> tuple[Value, ...]:
    """Before the register began no regime holds; a count of those months rests on none."""
    try:
        return trace_on(day, (REGISTRATION_ENDS,))
    except NoValueForThisDay:
        return ()


def _behind(table: ir.Table, names: tuple[str, ...], key: RowKey) -> ir.BooleanValue:
    """(a, b, …) > key, written out because not every backend compares rows."""
    name, value = names[0], key[0]
    if len(names) == 1:
        return table[name] > value
    rest = _behind(table, names[1:], key[1:])  # type: ignore[arg-type]
    return (table[name] > value) | ((table[name] == value) & rest)


def _row(found: Mapping[str, Any], names: tuple[str, ...]) -> CountedRow:
    return CountedRow(
        person_id=found["person_id"],
        placement_id=found["placement_id"] or None,
        employer_id=found["employer_id"] or None,
        month=found["month"],
        dims={name: found[f"by_{name}"] for name in names},
        hours_c=found["hours_c"],
        sign=found["sign"],
    )
