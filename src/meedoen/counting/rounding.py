"""The one division of the counting engine: hundredths of hours to banen, rounded once."""

from __future__ import annotations


def half_up(numerator: int, denominator: int) -> int:
    """Halves go away from zero, so that a loss of banen rounds as a gain of as many would."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def banen(hours_c: int, norm_month_c: int) -> int:
    return half_up(hours_c, norm_month_c)
