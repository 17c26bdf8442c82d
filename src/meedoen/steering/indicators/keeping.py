"""Keeping a reading whole: its number, its parts, what it rests on and the keys of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from meedoen.access.actors import Actor
from meedoen.counting import Cell, CountingRefused, Question
from meedoen.counting import Reading as Counted
from meedoen.rules.book import Value
from meedoen.steering.areas import COUNTRY
from meedoen.steering.counted.facts_of_register import Snapshot
from meedoen.steering.counted.questions import in_words, whole
from meedoen.steering.indicators.kept_keys import keys_of, pack
from meedoen.steering.indicators.models import Reading, ReadingCell, ReadingKeys


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
    """Count and keep every order from one state of the rows. The caller holds the transaction."""
    try:
        counted = [(order, _answers(snapshot, order)) for order in orders]
        kept = [_row(actor, order, answers[0], snapshot.rows_version, at) for order, answers in counted]
        Reading.objects.bulk_create(kept, batch_size=200)
        cells = [
            _cell(row, cell)
            for row, (_order, answers) in zip(kept, counted, strict=True)
            for cell in (answers[0].total, *(cell for answer in answers[1:] for cell in answer.cells))
        ]
        ReadingCell.objects.bulk_create(cells, batch_size=1000)
        # One at a time: the rows behind ten years of readings need not be in memory together.
        for row, order in zip(kept, orders, strict=True):
            keys = keys_of(snapshot.rows(replace(order.question, by=())))
            ReadingKeys.objects.create(reading=row, number=len(keys), packed=pack(keys))
    except (CountingRefused, LookupError) as refusal:
        raise in_words(refusal) from refusal
    return kept


def _answers(snapshot: Snapshot, order: Order) -> list[Counted]:
    """The whole first, then each breakdown."""
    asked = [(), *order.breakdowns]
    return [snapshot.count(replace(order.question, by=by)) for by in asked]


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
