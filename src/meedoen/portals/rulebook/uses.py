"""Where a parameter of the rule book is used: calculations, figures, and the code itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from meedoen.counting.indicators import INDICATORS
from meedoen.counting.indicators.definition import Indicator
from meedoen.counting.standing import may_rest_on
from meedoen.portals.calculators.offered import OFFERED, Offered
from meedoen.rules.readers import Reader, readers

CALCULATORS = "meedoen.portals.calculators"


@dataclass(frozen=True, slots=True)
class Uses:
    """`modules` are those in whose own source the parameter stands."""

    calculations: tuple[Offered, ...]
    indicators: tuple[Indicator, ...]
    modules: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.calculations or self.indicators or self.modules)


def uses_of(paths: Iterable[str]) -> Uses:
    """Everything that uses one of these parameters."""
    wanted = frozenset(paths)
    found = {reader for path in wanted for reader in readers()[path]}
    pages = {name for reader in found for name in _pages_of(reader.module)}
    return Uses(
        calculations=tuple(one for one in OFFERED if one.url_name in pages),
        indicators=tuple(one for one in INDICATORS.values() if wanted & may_rest_on(one)),
        modules=tuple(sorted({one.module for one in found if one.is_direct and not _is_page(one)})),
    )


def _is_page(reader: Reader) -> bool:
    return reader.module.startswith(CALCULATORS)


@cache
def _pages_of(module: str) -> tuple[str, ...]:
    """The names of the addresses that a module of the calculations serves."""
    if not module.startswith(f"{CALCULATORS}."):
        return ()
    return tuple(one.name for one in getattr(import_module(module), "urls", ()))
