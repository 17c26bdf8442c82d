"""What may be asked about kept readings and frozen periods; rows behind them are in `drill_down`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.counting import Cell, Question
from meedoen.primitives.period import Span, parse_span
from meedoen.steering.areas import area_on
from meedoen.steering.counted.questions import question_for
from meedoen.steering.counted.shape import Traced
from meedoen.steering.indicators.models import FrozenPeriod, Reading, ReadingCell
from meedoen.steering.indicators.shape import Frozen, Goal, KeptReading, OwnReading
from meedoen.steering.labels import ATTRIBUTION, CERTAINTY


def kept_reading(reading_id: int) -> KeptReading:
    """Return one kept reading with its parts."""
    row = _rows().filter(pk=reading_id).first()
    if row is None:
        raise NotFound(_("Deze telling bestaat niet. Kies een telling uit de lijst."))
    return _kept(row, row.cells.order_by("id"))


def kept_readings(
    *, indicator: str, area: str, programme: str = "", employer_id: int | None = None, limit: int = 200
) -> list[KeptReading]:
    """Return what was kept about one goal, newest day first and the newest count of a day first."""
    rows = (
        _rows().filter(indicator=indicator, area=area, programme=programme).order_by("-reference_on", "-id")
    )
    at = {"employer__isnull": True} if employer_id is None else {"employer_id": employer_id}
    rows = rows.filter(**at)
    return [_kept(row) for row in rows[:limit]]


def readings_of_period(period_id: int) -> list[KeptReading]:
    """Return the readings that were frozen in a period, with their parts."""
    rows = _rows().prefetch_related("cells").filter(frozen_in_id=period_id).order_by("id")
    return [_kept(row, row.cells.all()) for row in rows]


def frozen_readings(area: str, parts_of: Span | None = None) -> list[KeptReading]:
    """Return every frozen reading of an area, in one read; with its parts for one of the periods."""
    cells = (
        ReadingCell.objects.filter(reading__frozen_in__area=area)
        .filter(Q(by="") | Q(reading__span=str(parts_of or "")))
        .select_related("reading__frozen_in")
        .order_by("reading_id", "id")
    )
    return [
        _kept(cells_of[0].reading, cells_of)
        for _key, grouped in groupby(cells, key=lambda cell: cell.reading_id)
        if (cells_of := list(grouped))
    ]


def frozen_periods(area: str = "") -> list[Frozen]:
    """Return the periods that are frozen or proposed, and those taken back, newest first."""
    rows = _periods().order_by("-span", "-id")
    return [_frozen(row) for row in (rows.filter(area=area) if area else rows)]


def frozen_period(period_id: int) -> Frozen:
    """Return one period that is frozen or proposed."""
    row = _periods().filter(pk=period_id).first()
    if row is None:
        raise NotFound(_("Deze periode bestaat niet. Kies een periode uit de lijst."))
    return _frozen(row)


def freezes_of(area: str) -> dict[str, Frozen]:
    """Return the standing freeze or proposal of each period of an area."""
    rows = _periods().filter(area=area, withdrawn_at__isnull=True)
    return {row.span: _frozen(row) for row in rows}


def _rows() -> QuerySet[Reading]:
    return Reading.objects.select_related("frozen_in")


def _periods() -> QuerySet[FrozenPeriod]:
    return FrozenPeriod.objects.select_related("proposed_by", "confirmed_by")


def _frozen(row: FrozenPeriod) -> Frozen:
    span = parse_span(row.span)
    return Frozen(
        id=row.pk,
        area=row.area,
        area_name=area_on(row.area, span.last_day).name,
        span=span,
        proposed_by=row.proposed_by.name,
        proposed_by_id=row.proposed_by_id,
        proposed_at=row.proposed_at,
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        confirmed_at=row.confirmed_at,
        withdrawn_at=row.withdrawn_at,
    )


def _kept(row: Reading, cells: Iterable[ReadingCell] = ()) -> KeptReading:
    span = parse_span(row.span)
    goal = Goal(row.indicator, row.area, row.programme, row.employer_id, row.cumulative_from)
    own = OwnReading(
        question=question_kept(row, span),
        value=row.value,
        people=row.people,
        unit=row.unit,
        reference_on=row.reference_on,
        definition_version=row.definition_version,
        rows_version=row.rows_version,
        attribution_words=str(ATTRIBUTION[row.attribution]),
        trace=tuple(_traced(one) for one in row.trace),
        reading_id=row.pk,
        taken_at=row.taken_at,
        frozen_at=row.frozen_in.confirmed_at if row.frozen_in else None,
    )
    return KeptReading(
        id=row.pk,
        goal=goal,
        span=span,
        own=own,
        total=Cell({}, row.hours_c, row.people, row.value, 0, row.people_before),
        cells=tuple(_cell(one) for one in cells if one.by),
    )


def question_kept(row: Reading, span: Span) -> Question:
    """Return the question to which a kept reading was the answer."""
    if row.area == "NL":
        return Question(
            row.indicator,
            span,
            employer_id=row.employer_id,
            programme=row.programme or None,
            attribution=_attribution(row),
            cumulative_from=row.cumulative_from,
        )
    return question_for(
        row.indicator,
        row.area,
        span,
        programme=row.programme,
        employer_id=row.employer_id,
        attribution=_attribution(row),
        cumulative_from=row.cumulative_from,
    )


def _attribution(row: Reading) -> Any:
    return "werk" if row.attribution == "werk" else "woon"


def _cell(row: ReadingCell) -> Cell:
    return Cell(dict(row.dims), row.hours_c, row.people, row.value, 0, row.people_before)


def _traced(kept: Mapping[str, str]) -> Traced:
    return Traced(
        path=kept["path"],
        title=kept["title"],
        value=kept["value"],
        unit=kept["unit"],
        starts_on=date.fromisoformat(kept["starts_on"]),
        certainty=kept["status"],
        certainty_words=str(CERTAINTY[kept["status"]]),
        law=kept["law"],
        source=kept["source"],
        note=kept["note"],
    )


def newest(readings: Iterable[KeptReading]) -> dict[tuple[object, ...], KeptReading]:
    """Return the last one kept of each goal and period."""
    found: dict[tuple[object, ...], KeptReading] = {}
    for one in sorted(readings, key=lambda reading: reading.id):
        found[(*one.goal.key, str(one.span))] = one
    return found
