"""The dated map as a table: what a recorded municipality code stands for in each month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache

import pyarrow as pa

from meedoen.counting.joins import FAR_MONTH
from meedoen.counting.question import UNKNOWN
from meedoen.primitives.period import Month
from meedoen.rules import places

Stretch = tuple[str, int, int, str, str]
"""recorded code, first month, first month after, municipality it stands for, region"""


def known_places(recorded: Iterable[str], own: Iterable[Stretch]) -> pa.Table:
    """Every recorded code in every month. The rule book decides; `own` only for codes it does not have.

    A code that neither knows stands for itself, in the region “onbekend”.
    """
    stretches = dict(_rule_book())
    supplied: dict[str, list[Stretch]] = {}
    for stretch in own:
        if stretch[0] not in stretches:
            supplied.setdefault(stretch[0], []).append(stretch)
    rows = [stretch for found in stretches.values() for stretch in found]
    rows += [stretch for found in supplied.values() for stretch in _without_gaps(found)]
    rows += [
        (code, 0, FAR_MONTH, code, UNKNOWN)
        for code in sorted({*recorded, UNKNOWN} - set(stretches) - set(supplied))
    ]
    columns = list(zip(*rows, strict=True))
    names = ("place_code", "place_from", "place_to", "municipality", "region")
    types = (pa.string(), pa.int32(), pa.int32(), pa.string(), pa.string())
    return pa.table(
        {name: pa.array(column, kind) for name, column, kind in zip(names, columns, types, strict=True)}
    )


def place_labels(known: pa.Table) -> dict[str, tuple[str, ...]]:
    """Every name that a place may have in a breakdown; the same wherever these places are named."""
    return {name: tuple(sorted(known[name].unique().to_pylist())) for name in ("municipality", "region")}


@cache
def _rule_book() -> dict[str, tuple[Stretch, ...]]:
    return {one.code: tuple(_life(one)) for one in places.all_municipalities()}


def _life(first: places.Municipality) -> Iterator[Stretch]:
    """A month has the map of its last day. A code recorded before it existed stands for itself."""
    known = {one.code: one for one in places.all_municipalities()}
    here, month = first, 0
    while here.ends_before is not None and here.successor is not None:
        ends = Month.of(here.ends_before - timedelta(days=1)).index
        if here.ends_before == Month.from_index(ends).next_first_day:
            ends += 1
        if ends > month:
            yield (first.code, month, ends, here.code, here.region)
            month = ends
        here = known[here.successor]
    yield (first.code, month, FAR_MONTH, here.code, here.region)


def _without_gaps(found: list[Stretch]) -> Iterator[Stretch]:
    """Months that a supplied code does not cover stand for the code itself, in no known region."""
    month = 0
    for code, month_from, month_to, resolved, region in sorted(found, key=lambda one: one[1]):
        start = max(month, month_from)
        if start > month:
            yield (code, month, start, code, UNKNOWN)
        if month_to > start:
            yield (code, start, month_to, resolved, region)
            month = month_to
    if month < FAR_MONTH:
        yield (found[0][0], month, FAR_MONTH, found[0][0], UNKNOWN)
