"""Keeping a reading whole: its number, its parts, what it rests on and the keys of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from meedoen.access.actors import Actor
from meedoen.counting import Cell, CountingRefused, Question
from meedoen.counting import Reading as Counted
from meedoen.primitives.period import Year
from meedoen.rules.book import Value
from meedoen.steering.areas import COUNTRY
from meedoen.steering.counted.facts_of_register import Snapshot
from meedoen.steering.counted.questions import in_words, whole
from meedoen.steering.indicators.kept_keys import keys_of, pack
from meedoen.steering.indicators.models import Reading, ReadingCell, ReadingKeys

# Stands for the period where only the rest of a question matters.
_ANY = Year(2013)


@dataclass(frozen=True)
class Order:
    """A question whose answer is to be kept, the area it is told of, and the parts kept with it."""

    question: Question
    area: str
    breakdowns: tuple[tuple[str, ...], ...] = ()


def area_of(question: Question) -> str:
    """Return the area that a question is about; one employer is counted wherever its people live."""
    return question.municipality or question.region or COUNTRY


def keep(actor: Actor, snapshot: Snapshot, orders: Sequence[Order], at: datetime) -> list[Reading]:
    """Count and keep every order from one state of the rows. The caller holds the transaction.

    Orders that differ in their period only are counted in one go: asking takes longer than counting.
    """
    kept: list[Reading] = []
    for group in groups_of(orders):
        kept += _keep_group(actor, snapshot, group, at)
    return kept


def groups_of(orders: Iterable[Order]) -> list[list[Order]]:
    """Return the orders in groups that ask the same of different periods."""
    found: dict[Order, list[Order]] = {}
    for order in orders:
        same = replace(order, question=replace(order.question, span=_ANY))
        found.setdefault(same, []).append(order)
    return list(found.values())


def _keep_group(actor: Actor, snapshot: Snapshot, group: Sequence[Order], at: datetime) -> list[Reading]:
    spans = tuple(order.question.span for order in group)
    asked = replace(group[0].question, span=spans[-1])
    try:
        wholes = snapshot.series(replace(asked, by=()), spans)
        split = [snapshot.series(replace(asked, by=by), spans) for by in group[0].breakdowns]
        behind = snapshot.rows_over(asked, spans)
    except (CountingRefused, LookupError) as refusal:
        raise in_words(refusal) from refusal
    rows = [
        _row(actor, order, whole, snapshot.rows_version, at)
        for order, whole in zip(group, wholes, strict=True)
    ]
    Reading.objects.bulk_create(rows, batch_size=200)
    cells = [
        _cell(row, cell)
        for place, row in enumerate(rows)
        for cell in (wholes[place].total, *(cell for by in split for cell in by[place].cells))
    ]
    ReadingCell.objects.bulk_create(cells, batch_size=1000)
    keys = (keys_of(behind[span]) for span in spans)
    packed = (
        ReadingKeys(reading=row, number=len(one), packed=pack(one))
        for row, one in zip(rows, keys, strict=True)
    )
    ReadingKeys.objects.bulk_create(packed, batch_size=50)
    return rows


def _row(actor: Actor, order: Order, counted: Counted, rows_version: int, at: datetime) -> Reading:
    question, total = order.question, counted.total
    return Reading(
        indicator=question.indicator,
        definition_version=counted.indicator.version,
        unit=counted.indicator.unit,
        span=str(question.span),
        reference_on=question.span.last_day,
        area=order.area,
        attribution=question.attribution,
        programme=question.programme or "",
        employer_id=question.employer_id,
        cumulative_from=question.cumulative_from,
        by=";".join(",".join(by) for by in order.breakdowns),
        value=whole(total.value),
        hours_c=total.hours_c,
        people=total.people,
        people_before=total.people_at_baseline,
        trace=[_traced(value) for value in counted.trace],
        rows_version=rows_version,
        taken_at=at,
        taken_by_id=actor.account_id,
    )


def _cell(row: Reading, cell: Cell) -> ReadingCell:
    return ReadingCell(
        reading=row,
        by=",".join(cell.dims),
        dims=dict(cell.dims),
        value=whole(cell.value),
        hours_c=cell.hours_c,
        people=cell.people,
        people_before=cell.people_at_baseline,
    )


def _traced(value: Value) -> dict[str, str]:
    """As text: what was read in the rule book then stays readable when the book is rewritten."""
    worth = value.value
    return {
        "path": value.path,
        "title": value.title,
        "value": ", ".join(worth) if isinstance(worth, tuple) else str(worth),
        "unit": value.unit,
        "starts_on": value.starts_on.isoformat(),
        "status": value.status,
        "law": value.law_text,
        "source": value.source,
        "note": value.note,
    }
