"""Whether the parts of a published figure add up to their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.primitives.number import format_decimal, format_whole
from meedoen.steering.publications.shape import Fault, NewPublication

# Breakdowns whose parts are all there are; of the others a source may show a few.
WHOLE: Mapping[str, tuple[str, ...]] = {"form": ("dienstverband", "inleen"), "sector": ("markt", "overheid")}

Breakdown = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class _Figure:
    """One value in a group, from the file (its row) or kept before (row 0)."""

    row: int
    value: Decimal
    is_rounded: bool


_Group = dict[Breakdown, _Figure]


def faults_in_sums(new: Iterable[NewPublication], kept: Iterable[NewPublication] = ()) -> list[Fault]:
    """Return a fault for every whole of the file that its parts miss, kept publications counted in."""
    incoming = list(new)
    groups: dict[tuple[str, ...], list[NewPublication]] = defaultdict(list)
    own = {_group_of(one) for one in incoming}
    for one in [*incoming, *kept]:
        if _group_of(one) in own:
            groups[_group_of(one)].append(one)
    faults = []
    for members in groups.values():
        for group in _split(members):
            faults += [fault for whole in group for fault in _faults_of(group, whole)]
    return sorted(faults, key=lambda fault: fault.row)


def _group_of(one: NewPublication) -> tuple[str, ...]:
    return (one.figure, one.area, one.reference, one.published, one.status)


def _split(members: list[NewPublication]) -> list[_Group]:
    """One group; where two sources name the same part, each source is held to its own sums."""
    parts = [_parts(one.breakdown) for one in members]
    if len(set(parts)) == len(parts):
        return [_as_group(members)]
    by_source: dict[str, list[NewPublication]] = defaultdict(list)
    for one in members:
        by_source[one.source].append(one)
    return [_as_group(found) for found in by_source.values()]


def _as_group(members: list[NewPublication]) -> _Group:
    return {_parts(one.breakdown): _Figure(one.row, one.value, one.is_rounded) for one in members}


def _parts(breakdown: str) -> Breakdown:
    found = (part.partition("=") for part in breakdown.split(";") if part)
    return frozenset((name, value) for name, _sign, value in found)


def _faults_of(group: _Group, whole: Breakdown) -> list[Fault]:
    faults = []
    for dimension, values in WHOLE.items():
        if dimension in dict(whole):
            continue
        found = [_leaves(group, whole | {(dimension, value)}) for value in values]
        if not all(found):
            continue
        fault = _missed(group[whole], [leaf for leaves in found for leaf in leaves])
        if fault is not None:
            faults.append(fault)
    return faults


def _leaves(group: _Group, part: Breakdown) -> list[_Figure]:
    """The part itself, or where the source does not name it, all the parts that it is made of."""
    if part in group:
        return [group[part]]
    for dimension, values in WHOLE.items():
        if dimension in dict(part):
            continue
        below = [group.get(part | {(dimension, value)}) for value in values]
        if all(below):
            return [one for one in below if one is not None]
    return []


def _missed(whole: _Figure, parts: list[_Figure]) -> Fault | None:
    total = sum((part.value for part in parts), Decimal(0))
    difference = abs(total - whole.value)
    if not difference:
        return None
    rows = [figure.row for figure in (whole, *parts) if figure.row]
    if not rows:
        return None
    by_rounding = any(figure.is_rounded for figure in (whole, *parts))
    if by_rounding and difference <= len(parts):
        return None
    told = {
        "sum": " + ".join(_shown(part.value) for part in parts),
        "total": _shown(total),
        "whole": _shown(whole.value),
    }
    if by_rounding:
        message = (
            _("%(sum)s = %(total)s en niet %(whole)s. Dat is meer dan afronding. Kijk in de bron.") % told
        )
    else:
        message = (
            _(
                "%(sum)s = %(total)s en niet %(whole)s. Kijk in de bron welk getal niet klopt. "
                "Telt de bron zelf niet op door afronding? Zet dan “ja” in de kolom rounding."
            )
            % told
        )
    return Fault(whole.row or rows[0], "value", message)


def _shown(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return format_whole(int(value)) if whole else format_decimal(value, 2)
