"""Hours, exact to a hundredth, because 25,5 hours a week and 110,92 hours a month are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from meedoen.primitives.number import format_decimal
from meedoen.primitives.refusal import NotValid

REMEDY = "Schrijf uren als 32 of 32,5, met hoogstens twee cijfers achter de komma."
_WRITTEN = re.compile(r"(?P<whole>[0-9]{1,9})(?:[.,](?P<part>[0-9]{1,2}))?")


@dataclass(frozen=True, order=True)
class Hours:
    """A number of hours, kept as whole hundredths."""

    hundredths: int

    @classmethod
    def parse(cls, text: str) -> Hours:
        return cls(parse_hours(text))

    @classmethod
    def of(cls, hours: Decimal) -> Hours:
        return cls(hundredths_of(hours))

    @property
    def decimal(self) -> Decimal:
        return decimal_of(self.hundredths)

    def __add__(self, other: Hours) -> Hours:
        return Hours(self.hundredths + other.hundredths)

    def __str__(self) -> str:
        return format_hours(self.hundredths)


def parse_hours(text: str) -> int:
    """“32”, “32,5” or “32.5” in hundredths of an hour; hours below a thousand need no thousand separator."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NotValid("Het aantal uren", text, REMEDY)
    return int(found["whole"]) * 100 + int((found["part"] or "").ljust(2, "0"))


def hundredths_of(hours: Decimal) -> int:
    """Refuses what does not fit in hundredths, because rounding here would be rounding twice."""
    scaled = hours * 100
    if scaled != scaled.to_integral_value():
        raise NotValid("Het aantal uren", str(hours), REMEDY)
    return int(scaled)


def decimal_of(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def format_hours(hundredths: int) -> str:
    """“32”, “32,5” or “110,92”."""
    text = format_decimal(decimal_of(hundredths), 2)
    return text.rstrip("0").rstrip(",")
