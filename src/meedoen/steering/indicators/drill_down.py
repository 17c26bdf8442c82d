"""The rows behind a number: all of them counted, those that the actor may see shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.counting import Cell, CountedRow, CountingRefused, Question
from meedoen.primitives.number import format_whole
from meedoen.primitives.period import Month
from meedoen.register.people.selectors import visible_names, visible_numbers
from meedoen.register.placements.listing import PlacementRow, rows_for_keys, visible_keys
from meedoen.rules import book
from meedoen.steering.counted.facts_of_register import Snapshot, current_facts
from meedoen.steering.counted.questions import in_words, indicator_of, whole
from meedoen.steering.indicators.kept_keys import unpack
from meedoen.steering.indicators.models import ReadingKeys
from meedoen.steering.indicators.selectors import kept_reading
from meedoen.steering.indicators.shape import CountedRows, RowShown
from meedoen.steering.labels import part_label

MOST = 200
_HUNDRED = Decimal(100)


def counted_rows(
    actor: Actor,
    question: Question,
    cell: Mapping[str, str] | None = None,
    after: str = "",
    limit: int = 50,
    snapshot: Snapshot | None = None,
) -> CountedRows:
    """Return a page of the rows behind a number, or behind one part of it."""
    require(actor, "indicator.rows")
    chosen = dict(cell or {})
    split = replace(question, by=tuple(chosen))
    found = snapshot or current_facts()
    try:
        counted = found.count(split)
        rows = found.rows(split, chosen)
    except (CountingRefused, LookupError) as refusal:
        raise in_words(refusal) from refusal
    part = counted.cell(**chosen) if chosen else counted.total
    return _page(actor, rows, replace(question, by=()), chosen, part, after, limit)


def kept_rows(actor: Actor, reading_id: int, after: str = "", limit: int = 50) -> CountedRows:
    """Return a page of the rows that a kept reading was made of, whatever became of them since."""
    require(actor, "indicator.rows")
    kept = kept_reading(reading_id)
    row = ReadingKeys.objects.filter(reading_id=reading_id).first()
    keys = unpack(bytes(row.packed)) if row else []
    rows = [
        CountedRow(key.person_id, key.placement_id, None, key.month, {}, key.hours_c, key.sign)
        for key in sorted(keys, key=lambda key: (key.person_id, key.placement_id or 0, key.month, key.sign))
    ]
    return _page(actor, rows, kept.own.question, {}, kept.total, after, limit)


def _page(
    actor: Actor,
    rows: Sequence[CountedRow],
    question: Question,
    cell: Mapping[str, str],
    part: Cell,
    after: str,
    limit: int,
) -> CountedRows:
    visible = sorted(_visible(actor, rows), key=_mark)
    start = next((at for at, row in enumerate(visible) if _mark(row) > _key_of(after)), len(visible))
    page = visible[start : start + min(max(limit, 1), MOST)]
    more = len(visible) > start + len(page)
    return CountedRows(
        question=question,
        cell=cell,
        value=whole(part.value),
        total=len(rows),
        people=part.people,
        visible=len(visible),
        rows=_shown(actor, page, question),
        next_after=".".join(str(one) for one in _mark(page[-1])) if page and more else "",
        words=_("%(total)s geteld, %(visible)s voor u zichtbaar")
        % {"total": format_whole(len(rows)), "visible": format_whole(len(visible))},
    )


def _visible(actor: Actor, rows: Sequence[CountedRow]) -> list[CountedRow]:
    """A row is seen with its placement; where nothing but a person is counted, with the person."""
    placements = visible_keys(actor, {row.placement_id for row in rows if row.placement_id is not None})
    people = visible_names(actor, {row.person_id for row in rows if row.placement_id is None})
    return [
        row
        for row in rows
        if (row.person_id in people if row.placement_id is None else row.placement_id in placements)
    ]


def _shown(actor: Actor, page: Sequence[CountedRow], question: Question) -> tuple[RowShown, ...]:
    keys = list(dict.fromkeys(row.placement_id for row in page if row.placement_id is not None))
    placements = {one.pk: one for one in rows_for_keys(actor, keys, question.span.last_day)}
    alone = {row.person_id for row in page if row.placement_id is None}
    names, numbers = visible_names(actor, alone), visible_numbers(actor, alone)
    norm = _norm(question)
    return tuple(
        _row(
            row,
            placements.get(row.placement_id or 0),
            (numbers.get(row.person_id, ""), names.get(row.person_id, "")),
            norm,
        )
        for row in page
    )


def _row(row: CountedRow, placement: PlacementRow | None, who: tuple[str, str], norm: Decimal) -> RowShown:
    hours = None if row.hours_c is None else row.sign * Decimal(row.hours_c) / _HUNDRED
    measured = Decimal(row.sign) if hours is None else hours / norm
    return RowShown(
        person_id=row.person_id,
        placement_id=row.placement_id,
        placement_number=placement.number if placement else "",
        person_number=placement.person_number if placement else who[0],
        person_name=placement.person_name if placement else who[1],
        employer=placement.workplace if placement else "",
        part=part_label(row.dims),
        month=row.month,
        month_label=Month.from_index(row.month).label,
        hours=hours,
        measured=measured.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP),
        sign=row.sign,
    )


def _norm(question: Question) -> Decimal:
    """Hours of one baan in the month that is measured, where the indicator counts hours."""
    if not indicator_of(question.indicator).measures_hours:
        return Decimal(1)
    return book.value_on("banenafspraak.uren_per_baan.maand", question.span.last_day).number


_Mark = tuple[int, ...]


def _mark(row: CountedRow) -> _Mark:
    """The newest placement first, for that is what somebody looks for; the baseline month comes last."""
    person_id, placement_id, employer_id, month, sign = row.key
    return (-sign, -placement_id, -person_id, employer_id, month)


def _key_of(after: str) -> _Mark:
    """What is no key of a row stands before every row: an address that was meddled with shows page one."""
    try:
        numbers = tuple(int(part) for part in after.split("."))
    except ValueError:
        return ()
    return numbers if len(numbers) == 5 else ()
