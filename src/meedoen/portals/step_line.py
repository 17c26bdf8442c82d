"""Draws the series of a parameter as steps: level while a value holds, upright where the next begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from meedoen.portals.charts import BLUE, INK, Drawing, Frame, LegendEntry, framed, svg
from meedoen.portals.formats import day, valued
from meedoen.portals.scales import Point, Scales, milliseconds
from meedoen.rules.book import Parameter, Value

_WIDE = Frame(560, 250, right=96)
_NARROW = Frame(340, 230, left=48, right=84)
# A line over a day or two says less than the table.
_SHORTEST = timedelta(days=60)


def step_line(parameter: Parameter, today: date) -> Drawing | None:
    """The series as a picture; None where it holds no two numbers. What is assumed is dashed."""
    values = [one for one in parameter.values if _is_number(one)]
    if len(values) < 2 or len(values) < len(parameter.values):
        return None
    last = _until(values[-1], today)
    if last - values[0].starts_on < _SHORTEST:
        return None
    entries = (
        ("line", _("bevestigd of afgeleid"), any(one.status != "assumed" for one in values)),
        ("dash", _("aangenomen"), any(one.status == "assumed" for one in values)),
    )
    return Drawing(
        label=_in_words(parameter, values),
        wide=svg(_spec(values, last, _WIDE, years=12)),
        narrow=svg(_spec(values, last, _NARROW, years=5)),
        legend=[LegendEntry(key, words) for key, words, is_there in entries if is_there],
    )


def _is_number(value: Value) -> bool:
    return isinstance(value.value, Decimal)


def _amount(value: Value) -> Decimal:
    return value.number * 100 if value.unit.split(" ")[0] == "deel" else value.number


def _until(value: Value, today: date) -> date:
    """The last day to draw: that of the stretch, or else of the year we are in."""
    if value.ends_before is not None:
        return value.ends_before
    return date(max(today.year, value.starts_on.year) + 1, 1, 1)


def _in_words(parameter: Parameter, values: list[Value]) -> str:
    first, last = values[0], values[-1]
    return _("Trapgrafiek: %(subject)s. Van %(first)s vanaf %(start)s naar %(last)s vanaf %(end)s.") % {
        "subject": parameter.title,
        "first": valued(first),
        "start": day(first.starts_on),
        "last": valued(last),
        "end": day(last.starts_on),
    }


def _runs(values: list[Value], last: date) -> Iterator[tuple[bool, list[Point]]]:
    """Corner points of each stretch that is drawn in one way, with the step that leads to it."""
    before: Value | None = None
    for value in values:
        points = [Point(value.starts_on, _amount(value)), Point(value.ends_before or last, _amount(value))]
        if before is not None and before.ends_before == value.starts_on:
            points.insert(0, Point(value.starts_on, _amount(before)))
        yield value.status == "assumed", points
        before = value


def _spec(values: list[Value], last: date, frame: Frame, years: int) -> dict[str, Any]:
    runs = list(_runs(values, last))
    scales = Scales.over(frame, [point for _is_assumed, points in runs for point in points])
    layers: list[dict[str, Any]] = []
    for is_assumed in (False, True):
        rows = [
            {"on": milliseconds(point.on), "value": float(point.value or 0), "place": place, "run": run}
            for run, (assumed, points) in enumerate(runs)
            if assumed is is_assumed
            for place, point in enumerate(points)
        ]
        style: dict[str, Any] = {"color": BLUE, "strokeWidth": 2.5, "strokeCap": "square"}
        if is_assumed:
            style = {"color": INK, "strokeWidth": 1.8, "strokeDash": [5, 4]}
        order = {"detail": {"field": "run"}, "order": {"field": "place"}}
        layers.append({"data": {"values": rows}, "mark": {"type": "line", **style}, "encoding": order})
    layers.append(_end_words(values[-1], last))
    encoding = scales.encoding(years)
    encoding["x"]["axis"] |= _new_years(scales, years)
    return framed(frame, layers, encoding=encoding)


def _end_words(value: Value, last: date) -> dict[str, Any]:
    row = {"on": milliseconds(last), "value": float(_amount(value))}
    mark = {"type": "text", "text": valued(value), "align": "left", "dx": 8, "baseline": "middle"}
    return {"data": {"values": [row]}, "mark": {**mark, "color": BLUE, "fontWeight": "bold"}}


def _new_years(scales: Scales, wanted: int) -> dict[str, Any]:
    """Ticks on 1 January: a series of law steps there, and not on the last day of a year."""
    first = scales.first.year + (scales.first > date(scales.first.year, 1, 1))
    years = list(range(first, scales.last.year + 1))
    step = -(-len(years) // wanted) or 1
    values = [milliseconds(date(year, 1, 1)) for year in years[::step]]
    return {"values": values, "labelExpr": "utcFormat(datum.value, '%Y')"}
