"""Which parameters of the rule book a count may rest on, whatever the day and the facts."""

from __future__ import annotations

from functools import cache

from meedoen.counting.indicators.definition import Indicator
from meedoen.rules import book
from meedoen.rules.registration import ENTRIES


def may_rest_on(chosen: Indicator) -> frozenset[str]:
    """The paths that can stand in the trace of a reading of this indicator."""
    paths = frozenset(chosen.parameters)
    if chosen.coverage == "lasting":
        paths |= _below("duurzaam.")
    if chosen.coverage in ("work", "register"):
        paths |= _below(f"{ENTRIES}.einde_", f"{ENTRIES}.overgang_")
    return paths


@cache
def _below(*beginnings: str) -> frozenset[str]:
    return frozenset(path for path in book.paths() if path.startswith(beginnings))
