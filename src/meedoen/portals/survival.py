"""Draws how long work lasts: the share still at work by month, with its interval, beside all together."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from meedoen.portals.charts import BLUE, INK, QUIET, Drawing, Frame, LegendEntry, framed, svg
from meedoen.steering.lasting.shape import CurveTold, StepTold

_WIDE = Frame(560, 290, left=48, right=24, bottom=44)
_NARROW = Frame(340, 260, left=44, right=18, bottom=44)
_PERCENTS = (0, 25, 50, 75, 100)


def survival_chart(curve: CurveTold, beside: CurveTold | None = None) -> Drawing:
    """One curve as a line with its interval as an area; another, dashed, to see it against."""
    legend = [LegendEntry("line", curve.name)]
    if beside is not None:
        legend.append(LegendEntry("dash", beside.name))
    return Drawing(
        label=_in_words(curve),
        wide=svg(_spec(_WIDE, curve, beside)),
        narrow=svg(_spec(_NARROW, curve, beside)),
        legend=legend,
    )


def _in_words(curve: CurveTold) -> str:
    shares = [
        _("na %(months)s maanden %(percent)s%%") % {"months": step.month, "percent": step.percent}
        for step in curve.steps
        if step.month in (6, 12, 24, 36, 60) and step.percent is not None
    ]
    told = "; ".join(shares) or _("er is nog te weinig om te tonen")
    return _("Lijngrafiek: welk deel nog aan het werk is, %(name)s: %(told)s.") % {
        "name": curve.name,
        "told": told,
    }


def _spec(frame: Frame, curve: CurveTold, beside: CurveTold | None) -> dict[str, Any]:
    last = max([step.month for step in curve.steps] or [12])
    every = 6 if last <= 36 else 12 if last <= 84 else 24
    encoding = {
        "x": {
            "field": "month",
            "type": "quantitative",
            "scale": {"domain": [0, max(last, 1)], "nice": False},
            "axis": {
                "values": list(range(0, last + 1, every)),
                "title": _("maanden na de eerste werkdag"),
                "titleColor": QUIET,
                "titleFontWeight": "normal",
            },
        },
        "y": {
            "field": "share",
            "type": "quantitative",
            "scale": {"domain": [0, 100]},
            "axis": {"values": list(_PERCENTS), "grid": True, "labelExpr": "datum.label + '%'"},
        },
    }
    line = {"type": "line", "interpolate": "step-after", "strokeWidth": 2.5, "color": BLUE}
    band = {"type": "area", "interpolate": "step-after", "color": BLUE, "opacity": 0.14}
    dash = {
        "type": "line",
        "interpolate": "step-after",
        "strokeDash": [5, 4],
        "strokeWidth": 1.6,
        "color": INK,
    }
    layers: list[dict[str, Any]] = [
        {"data": _edges(curve.steps), "mark": band, "encoding": {"y2": {"field": "high"}}},
        {"data": _points(curve.steps), "mark": line},
    ]
    if beside is not None:
        layers.insert(1, {"data": _points([one for one in beside.steps if one.month <= last]), "mark": dash})
    return framed(frame, layers, encoding=encoding)


def _points(steps: Any) -> dict[str, Any]:
    rows: list[StepTold] = [step for step in steps if step.percent is not None]
    return {"values": [{"month": step.month, "share": step.percent} for step in rows]}


def _edges(steps: Any) -> dict[str, Any]:
    rows: list[StepTold] = [step for step in steps if step.low is not None]
    return {"values": [{"month": step.month, "share": step.low, "high": step.high} for step in rows]}
