"""Works out where the bars of a timeline stand: a lane for each state, a bar for each stretch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from meedoen.portals.formats import day as in_words

# A stretch of a few days is still seen.
_NARROWEST = 3


@dataclass(frozen=True)
class TimeFrame:
    """`left`: where the first day stands; without room there, the words of a lane stand above its bars."""

    width: int
    left: int
    lane: int
    ticks: int
    top: int = 24
    bar: int = 20

    @property
    def words_y(self) -> int:
        return 15 if self.left else -6


_WIDE = TimeFrame(720, 210, 32, 8)
_NARROW = TimeFrame(320, 0, 50, 4, top=44)


@dataclass(frozen=True)
class Placed:
    """A bar, a year or the words of a lane, and where it stands."""

    x: int
    y: int
    words: str
    width: int = 0
    state: str = ""


@dataclass(frozen=True)
class TimeLine:
    width: int
    height: int
    bar: int
    lanes: tuple[Placed, ...]
    bars: tuple[Placed, ...]
    years: tuple[Placed, ...]


def time_lines(
    stretches: Sequence[Any], states: Mapping[str, str], on: date
) -> tuple[TimeLine, TimeLine] | None:
    """Draw stretches with a state, a first day and a day before which they end, for a wide and a narrow
    place; None where there are none."""
    if not stretches:
        return None
    return _drawn(stretches, states, on, _WIDE), _drawn(stretches, states, on, _NARROW)


def _drawn(stretches: Sequence[Any], states: Mapping[str, str], on: date, frame: TimeFrame) -> TimeLine:
    first = min(one.starts_on for one in stretches)
    last = max(on, *(one.ends_before or on for one in stretches))
    scale = (frame.width - frame.left) / max(1, (last - first).days)

    def at(day: date) -> int:
        return frame.left + round((day - first).days * scale)

    used = [state for state in states if any(one.state == state for one in stretches)]
    lane = {state: frame.top + turn * frame.lane for turn, state in enumerate(used)}
    bars = tuple(
        Placed(
            x=min(at(one.starts_on), frame.width - _NARROWEST),
            y=lane[one.state],
            words=f"{one.workplace or one.words}, {in_words(one.starts_on)}",
            width=max(_NARROWEST, at(one.ends_before or last) - at(one.starts_on)),
            state=one.state,
        )
        for one in stretches
    )
    lanes = tuple(Placed(0, lane[state] + frame.words_y, states[state]) for state in used)
    height = frame.top + len(used) * frame.lane
    return TimeLine(frame.width, height, frame.bar, lanes, bars, _years(first, last, at, frame))


def _years(first: date, last: date, at: Callable[[date], int], frame: TimeFrame) -> tuple[Placed, ...]:
    years = range(first.year + 1, last.year + 1)
    step = max(1, -(-len(years) // frame.ticks))
    # A year whose words would fall off the drawing has none.
    return tuple(
        Placed(x, 12, str(year)) for year in years[::step] if (x := at(date(year, 1, 1))) <= frame.width - 34
    )
