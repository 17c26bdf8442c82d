"""Curves of how long work lasts, group by group, as far as they may be told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from django.utils.translation import gettext as _

from meedoen.counting.hiding import hidden
from meedoen.forecasting.survival import Curve, Difference, curve_of, differences
from meedoen.primitives.number import format_decimal
from meedoen.steering.lasting.shape import CurveTold, StepTold
from meedoen.steering.lasting.spells import Spell

# Twelfths of 365,2425 days.
DAYS_A_MONTH = 30.436875
LAST_MONTH = 120
# Fewer ends than this on either side say nothing about a difference.
ENOUGH_ENDS = 10
# One false alarm in twenty, over all groups of a table together.
ALARM = 0.05
_WHOLE = object()


@dataclass(frozen=True, slots=True)
class Named:
    """One group before it is told."""

    code: str
    name: str
    spells: tuple[Spell, ...]

    @property
    def people(self) -> int:
        return len({spell.first.person for spell in self.spells})


def told(groups: Sequence[Named], whole: Named, least: int) -> tuple[tuple[CurveTold, ...], CurveTold]:
    """Return each group and all together. A group of a few people is hidden, and so is another one where the
    whole would give it away."""
    counts: dict[object, int] = {number: one.people for number, one in enumerate(groups)}
    counts[_WHOLE] = whole.people
    gone = hidden(counts, [[_WHOLE, *range(len(groups))]], least) if groups else _alone(whole, least)
    compared = _compared(groups, {number for number in range(len(groups)) if number in gone})
    lines = tuple(
        _curve(one, number in gone, counts[number], least, compared.get(number, ""))
        for number, one in enumerate(groups)
    )
    return lines, _curve(whole, _WHOLE in gone, counts[_WHOLE], least, "")


def months(days: int) -> int:
    """Return the whole months of so many days, to the nearest."""
    return round(days / DAYS_A_MONTH)


def _alone(whole: Named, least: int) -> frozenset[object]:
    return frozenset({_WHOLE}) if 0 < whole.people < least else frozenset()


def _curve(one: Named, is_hidden: bool, people: int, least: int, compared: str) -> CurveTold:
    if is_hidden:
        return CurveTold(one.code, one.name, f"< {least}" if people < least else "*")
    if not one.spells:
        return CurveTold(one.code, one.name, people)
    curve = curve_of([spell.days for spell in one.spells], [spell.is_over for spell in one.spells])
    steps = tuple(_steps(curve, least))
    reaches = curve.median is not None and curve.median <= round(steps[-1].month * DAYS_A_MONTH)
    median = months(curve.median) if reaches and curve.median is not None else None
    return CurveTold(one.code, one.name, people, steps, median, reaches, compared)


def _steps(curve: Curve, least: int) -> list[StepTold]:
    """Month by month for as long as enough are followed; a share behind which a few ended is not told."""
    ended = [0, *accumulate(curve.ended)]
    steps = [StepTold(0, 100, None, None, curve.spells)]
    for month in range(1, LAST_MONTH + 1):
        found = curve.at(round(month * DAYS_A_MONTH))
        if found.at_risk < least:
            break
        over = ended[bisect_right(curve.days, found.day)]
        if 0 < over < least:
            steps.append(StepTold(month, None, None, None, found.at_risk))
            continue
        low, high = (None if edge is None else round(edge * 100) for edge in (found.low, found.high))
        steps.append(StepTold(month, round(found.share * 100), low, high, found.at_risk))
    return steps


def _compared(groups: Sequence[Named], gone: set[int]) -> Mapping[int, str]:
    """How each told group differs from all others together, in words."""
    told_ones = [number for number in range(len(groups)) if number not in gone]
    if len(groups) < 2 or not told_ones:
        return {}
    rows = [(spell, number) for number, one in enumerate(groups) for spell in one.spells]
    ends = [sum(spell.is_over for spell in one.spells) for one in groups]
    weighed = differences(
        [spell.days for spell, _number in rows],
        [spell.is_over for spell, _number in rows],
        [number for _spell, number in rows],
        len(groups),
    )
    enough = {number for number in told_ones if min(ends[number], sum(ends) - ends[number]) >= ENOUGH_ENDS}
    found = {number: weighed[number] if number in enough else None for number in told_ones}
    tried = sum(one is not None for one in found.values())
    return {number: _in_words(one, tried) for number, one in found.items()}


def _in_words(found: Difference | None, tried: int) -> str:
    """More groups are more chances of a difference that is none: each weighs as many times as there are."""
    if found is None:
        return _("te weinig om te vergelijken")
    chance = min(1.0, found.chance * tried)
    said = _("p < 0,001") if chance < 0.001 else f"p = {format_decimal(Decimal(repr(chance)), 3)}"
    if chance >= ALARM:
        return _("geen verschil dat meer is dan toeval (%(chance)s)") % {"chance": said}
    if found.is_longer:
        return _("langer dan de andere samen (%(chance)s)") % {"chance": said}
    return _("korter dan de andere samen (%(chance)s)") % {"chance": said}
