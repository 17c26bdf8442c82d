"""Loops over many pairs, compiled once and kept beside their source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """`loop` in machine code; what it calls stands in the same file, or a change there would not be seen."""
    made: Any = numba.njit(cache=True, nogil=True)(loop)
    result: Loop = made
    return result
