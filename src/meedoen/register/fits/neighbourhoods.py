"""The lines of a region's list of neighbourhoods, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from meedoen.matching.shapes import Point
from meedoen.register.checks import InRow, NotPossible, tidy

# The Netherlands in Europe, in hundred-thousandths of a degree: wide enough for every place in it.
LAT_E5, LON_E5 = (5_070_000, 5_360_000), (330_000, 725_000)
DEGREE = 100_000


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line as it stood in the file, with its number there."""

    number: int
    pc4: str
    lat: str
    lon: str


def read_points(lines: Sequence[RawLine]) -> tuple[dict[str, Point], list[InRow]]:
    """Return the points by PC4, and what is wrong, by line and column."""
    found: dict[str, Point] = {}
    wrong: list[InRow] = []
    for line in lines:
        refusals = list(_wrong(line, found))
        wrong += [InRow(line.number, one) for one in refusals]
        lat, lon = _e5(line.lat), _e5(line.lon)
        if not refusals and lat is not None and lon is not None:
            found[tidy(line.pc4)] = Point(lat, lon)
    return found, wrong


def _wrong(line: RawLine, found: dict[str, Point]) -> Iterator[NotPossible]:
    pc4, lat, lon = tidy(line.pc4), _e5(line.lat), _e5(line.lon)
    if not (len(pc4) == 4 and pc4.isascii() and pc4.isdigit() and pc4[0] != "0"):
        yield NotPossible(_("kolom pc4: vul de vier cijfers van de postcode in, zoals 9401."), field="pc4")
    elif pc4 in found:
        yield NotPossible(_("kolom pc4: %(pc4)s staat er al eerder in.") % {"pc4": pc4}, field="pc4")
    if _lies_in(lon, LAT_E5) and _lies_in(lat, LON_E5):
        message = _("kolommen lat en lon: breedte en lengte staan verwisseld. Wissel de kolommen.")
        yield NotPossible(message, field="lat")
        return
    if not _lies_in(lat, LAT_E5):
        message = _("kolom lat: vul de breedte in graden in, in Nederland van 50,7 tot 53,6.")
        yield NotPossible(message, field="lat")
    if not _lies_in(lon, LON_E5):
        message = _("kolom lon: vul de lengte in graden in, in Nederland van 3,3 tot 7,25.")
        yield NotPossible(message, field="lon")


def _lies_in(value: int | None, span: tuple[int, int]) -> bool:
    return value is not None and span[0] <= value <= span[1]


def _e5(text: str) -> int | None:
    """Degrees with a point or a comma, as hundred-thousandths; None for anything else."""
    try:
        degrees = Decimal(tidy(text).replace(",", "."))
    except InvalidOperation:
        return None
    if not degrees.is_finite() or abs(degrees) > 180:
        return None
    return round(degrees * DEGREE)
