"""Where a date and an amount stand in a frame, which ticks to write, and where words still have room."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from meedoen.portals.charts import QUIET, Frame

Amount = int | Decimal

LETTER = 6.6  # average width in pixels of a letter at 12 px
_LINE = 14


@dataclass(frozen=True)
class Point:
    """A figure on its reference date; `words` is what a publication is called beside its diamond."""

    on: date
    value: Amount | None
    words: str = ""


def milliseconds(on: date) -> int:
    """The start of this day in UTC, as the drawing engine counts time."""
    return int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()) * 1000


def ticks(lowest: Amount, highest: Amount, wanted: int = 4) -> list[float]:
    """Round amounts from at or below the lowest (never above 0) to at or above the highest."""
    low, high = min(0.0, float(lowest)), max(0.0, float(highest))
    rough = ((high - low) or 1) / wanted
    magnitude = 10 ** floor(log10(rough))
    step = next(factor * magnitude for factor in (1, 2, 2.5, 5, 10) if factor * magnitude >= rough)
    # Half jobs do not exist on an axis of small numbers.
    step = max(step, 1)
    # At least one step, also where every amount is 0.
    return [step * number for number in range(floor(low / step), max(1, ceil(high / step)) + 1)]


@dataclass(frozen=True)
class Scales:
    frame: Frame
    first: date
    last: date
    amounts: Sequence[float]

    @classmethod
    def over(cls, frame: Frame, points: Sequence[Point]) -> "Scales":
        values = [point.value for point in points if point.value is not None]
        first, last = min(point.on for point in points), max(point.on for point in points)
        if first == last:
            first = date(first.year - 1, 12, 31)
        return cls(frame, first, last, ticks(min(values), max(values)))

    def x(self, on: date) -> float:
        return (on - self.first).days / (self.last - self.first).days * self.frame.plot_width

    def y(self, value: Amount) -> float:
        low, high = self.amounts[0], self.amounts[-1]
        return (high - float(value)) / (high - low) * self.frame.plot_height

    def values(self, points: Iterable[Point]) -> dict[str, Any]:
        """Rows for the drawing engine; each stretch without a gap is a line of its own."""
        rows, stretch = [], 0
        for point in points:
            if point.value is None:
                stretch += 1
            else:
                rows.append({"on": milliseconds(point.on), "value": float(point.value), "stretch": stretch})
        return {"values": rows}

    def encoding(self, years: int) -> dict[str, Any]:
        days = self._days(years)
        months = (self.last - self.first).days < 730
        return {
            "x": {
                "field": "on",
                "type": "temporal",
                "scale": {"type": "utc", "domain": [milliseconds(self.first), milliseconds(self.last)]},
                "axis": {
                    "values": [milliseconds(on) for on in days],
                    "labelExpr": f"utcFormat(datum.value, '{'%b %Y' if months else '%Y'}')",
                    "labelFlush": False,
                    "labelOverlap": True,
                },
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [self.amounts[0], self.amounts[-1]], "nice": False},
                "axis": {
                    "values": list(self.amounts),
                    "grid": True,
                    "format": ",.0f" if all(amount == int(amount) for amount in self.amounts) else ",.1f",
                    "labelColor": QUIET,
                },
            },
        }

    def _days(self, wanted: int) -> list[date]:
        """Year ends, or quarter ends in a stretch under two years, thinned out and always with the last."""
        ends = [(3, 31), (6, 30), (9, 30), (12, 31)] if (self.last - self.first).days < 730 else [(12, 31)]
        days = [
            date(year, month, day)
            for year in range(self.first.year, self.last.year + 1)
            for month, day in ends
            if self.first <= date(year, month, day) <= self.last
        ]
        return days[:: -max(1, ceil(len(days) / wanted))][::-1] or [self.last]


@dataclass
class Room:
    """Boxes that are taken in a frame: words go where they hide neither the line nor other words."""

    frame: Frame
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def copy(self) -> "Room":
        return Room(self.frame, list(self.taken))

    def occupy(self, x: float, y: float, reach: float = 6) -> None:
        self.taken.append((x - reach, y - reach, x + reach, y + reach))

    def occupy_line(self, scales: Scales, points: Iterable[Point]) -> None:
        known = [point for point in points if point.value is not None]
        for start, end in pairwise(known):
            for x, y in _along(scales, start, end):
                self.occupy(x, y, 2)

    def place(self, x: float, y: float, words: str) -> tuple[float, float, str] | None:
        """Shift in x, shift in y and alignment of these words beside a mark; None where all is taken."""
        for shift_x, shift_y, align in (
            (-9, -9, "right"), (9, 13, "left"), (-9, 13, "right"), (9, -9, "left"),
            (-9, -24, "right"), (9, 28, "left"),
        ):  # fmt: skip
            if self.claim(x + shift_x, y + shift_y, words, align):
                return shift_x, shift_y, align
        return None

    def claim(self, x: float, y: float, words: str, align: str) -> bool:
        """Takes the box of these words if it is free and inside the frame."""
        width = len(words) * LETTER
        left = x - width if align == "right" else x
        box = (left, y - _LINE / 2, left + width, y + _LINE / 2)
        inside = (
            box[0] >= -self.frame.left
            and box[1] >= -self.frame.top
            and box[2] <= self.frame.plot_width + self.frame.right
            and box[3] <= self.frame.plot_height
        )
        if not inside or any(_overlap(box, other) for other in self.taken):
            return False
        self.taken.append(box)
        return True


def _along(scales: Scales, start: Point, end: Point) -> Iterator[tuple[float, float]]:
    x0, x1 = scales.x(start.on), scales.x(end.on)
    y0, y1 = scales.y(start.value or 0), scales.y(end.value or 0)
    steps = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) // 6))
    for step in range(steps + 1):
        yield x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
