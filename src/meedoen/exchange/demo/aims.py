"""What the generator aims at: the calibration file as stocks per cell and month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from meedoen.exchange.demo.months import Norm, month_from

BASE_MONTH = month_from("2012-12")


@cache
def read(name: str) -> dict[str, Any]:
    """Return one of the demo's own YAML files."""
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.safe_load(text)
    return document


@dataclass(frozen=True)
class Aim:
    """The stock to have in one cell in one month, in hundredths of hours; `exact` to the last hundredth."""

    hours_c: int
    exact: bool


def cells() -> tuple[str, ...]:
    return tuple(read("calibration")["cells"])


def baseline() -> int:
    """The region's own nulmeting in banen: invented."""
    return sum(read("calibration")["baseline"].values())


def turnover(cell: str) -> float:
    return float(read("calibration")["turnover"][cell])


@cache
def _points(cell: str) -> tuple[tuple[int, int, bool], ...]:
    """Months with a known stock of banen: the baseline, the pins and the drift, in order."""
    document = read("calibration")
    baseline = document["baseline"][cell]
    points = [(BASE_MONTH, baseline, True)]
    points += [(month_from(text), baseline + extra[cell], True) for text, extra in document["pins"].items()]
    points += [(month_from(text), baseline + extra[cell], False) for text, extra in document["drift"].items()]
    return tuple(sorted(points))


def aim(cell: str, month: int, norm: Norm) -> Aim:
    """Return the stock to have: on a point that point, in between a straight line."""
    points = _points(cell)
    for (start, low, exact), (end, high, _) in pairwise(points):
        if start == month:
            return Aim(low * norm.month_c, exact)
        if start < month < end:
            return Aim((low * (end - month) + high * (month - start)) * norm.month_c // (end - start), False)
    return Aim(points[-1][1] * norm.month_c, False)


def beschut_aim(month: int) -> int:
    """Return how many people are to be in beschut werk in Steenwijkerland: the points, rounded in between."""
    points = sorted((month_from(text), people) for text, people in read("calibration")["beschut"].items())
    points = [(month_from("2016-12"), 0), *points]
    for (start, low), (end, high) in pairwise(points):
        if start <= month < end:
            return int(low + (high - low) * (month - start) // (end - start))
    return int(points[-1][1])
