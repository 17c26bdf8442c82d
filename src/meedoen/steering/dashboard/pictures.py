"""What people look at before they read: the map of municipalities, and everything known over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from meedoen.access.refusals import Refused
from meedoen.counting import disclosed
from meedoen.primitives.number import format_whole
from meedoen.primitives.period import Quarter, Span
from meedoen.rules import places
from meedoen.steering.areas import area_on
from meedoen.steering.counted.questions import indicator_of, quarters_until, whole
from meedoen.steering.dashboard.rows import Answers, vintages_of
from meedoen.steering.dashboard.shape import Point, Series, Tile, Vintage
from meedoen.steering.indicators.shape import Goal
from meedoen.steering.targets.shape import TargetShown

_SHADES = 5


def tiles_of(goal: Goal, span: Span, answers: Answers) -> tuple[Tile, ...]:
    """Return a region's municipalities as they were on the last day, small numbers hidden."""
    place = area_on(goal.area, span.last_day)
    if place.kind != "region" or "municipality" not in indicator_of(goal.indicator).breakdowns:
        return ()
    try:
        counted = answers.reading(goal, span, ("municipality",))
    except Refused:
        return ()
    shown = {one.cell.dims["municipality"]: one for one in disclosed(counted, settings.SMALL_NUMBER).cells}
    open_values = [whole(one.cell.value) or 0 for one in shown.values() if one.hidden is None]
    highest = max(open_values, default=0)
    tiles = []
    for one in places.municipalities_of(place.code, span.last_day):
        public = shown.get(one.code)
        value = whole(counted.cell(municipality=one.code).value)
        hidden = public is not None and public.hidden is not None
        tiles.append(
            Tile(
                code=one.code,
                name=one.name,
                abbreviation=one.abbreviation,
                column=one.tile[0] if one.tile else None,
                row=one.tile[1] if one.tile else None,
                value=None if hidden else value,
                is_hidden=hidden,
                words=(public.text or "" if public and hidden else _shown(value)),
                shade=None if hidden or value is None else _shade(value, highest),
            )
        )
    return tuple(tiles)


def series_of(
    goal: Goal,
    last_day: date,
    answers: Answers,
    book: Iterable[TargetShown],
    published: Iterable[Vintage],
) -> Series:
    """Return our reading of every quarter that was complete on a day, with all vintages and targets."""
    spans = quarters_until(Quarter.of(last_day))
    if spans and spans[-1].last_day > last_day:
        spans = spans[:-1]
    return Series(
        readings=_points(goal, spans, answers),
        publications=tuple(
            sorted(
                (one for one in vintages_of(goal, published) if not one.breakdown and one.status != "target"),
                key=lambda one: (one.reference_on or date.min, one.published_on or date.min),
            )
        ),
        targets=tuple(one for one in book if one.key == goal.key and one.replaced_on is None),
    )


def _points(goal: Goal, spans: tuple[Quarter, ...], answers: Answers) -> tuple[Point, ...]:
    if goal.cumulative_from is not None:
        spans = tuple(span for span in spans if span.last_day >= goal.cumulative_from)
    points = []
    for span in spans:
        try:
            reading = answers.reading(goal, span)
        except Refused:
            return ()
        kept = answers.kept(goal, span)
        points.append(Point(span, span.label, span.last_day, whole(reading.total.value), kept is not None))
    return tuple(points)


def _shown(value: int | None) -> str:
    return "–" if value is None else format_whole(value)


def _shade(value: int, highest: int) -> int:
    if highest <= 0 or value <= 0:
        return 0
    return min(_SHADES - 1, value * _SHADES // (highest + 1))
