"""Every indicator, by its code."""

from __future__ import annotations

from collections.abc import Mapping

from meedoen.counting.indicators.banenafspraak import AT_ONE_EMPLOYER, BANEN, EXTRA_BANEN
from meedoen.counting.indicators.beschut_werk import FILLED
from meedoen.counting.indicators.definition import Indicator
from meedoen.counting.indicators.people import AT_WORK, REGISTER_SIZE
from meedoen.counting.indicators.placements import (
    ENDED,
    LASTING,
    LASTING_24H,
    LASTING_24H_PAID,
    LASTING_PAID_KNOWN,
    STARTED,
)
from meedoen.counting.refusals import UnknownIndicator

_ALL = (
    BANEN,
    EXTRA_BANEN,
    AT_WORK,
    REGISTER_SIZE,
    STARTED,
    ENDED,
    LASTING,
    LASTING_24H,
    LASTING_PAID_KNOWN,
    LASTING_24H_PAID,
    FILLED,
    AT_ONE_EMPLOYER,
)
INDICATORS: Mapping[str, Indicator] = {one.code: one for one in _ALL}


def indicator(code: str) -> Indicator:
    try:
        return INDICATORS[code]
    except KeyError:
        raise UnknownIndicator(code, INDICATORS) from None


__all__ = ["INDICATORS", "Indicator", "indicator"]
