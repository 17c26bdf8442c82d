"""Fact tables, indicators, the engine that counts them, and disclosure control."""

from meedoen.counting.addition import add
from meedoen.counting.disclosure import disclosed
from meedoen.counting.engine import count, rows, rows_over, series
from meedoen.counting.facts import Facts
from meedoen.counting.indicators import INDICATORS, indicator
from meedoen.counting.question import (
    UNKNOWN,
    Attribution,
    Cell,
    CountedRow,
    IndicatorTag,
    Question,
    Reading,
    RowKey,
    Unit,
)
from meedoen.counting.refusals import CountingRefused, UnlikeUnits
from meedoen.counting.schema import FACTS

__all__ = [
    "FACTS",
    "INDICATORS",
    "UNKNOWN",
    "Attribution",
    "Cell",
    "CountedRow",
    "CountingRefused",
    "Facts",
    "IndicatorTag",
    "Question",
    "Reading",
    "RowKey",
    "Unit",
    "UnlikeUnits",
    "add",
    "count",
    "disclosed",
    "indicator",
    "rows",
    "rows_over",
    "series",
]
