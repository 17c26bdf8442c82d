"""Dutch notation of numbers: a point parts the thousands, a comma the decimals."""

import re
from decimal import ROUND_HALF_UP, Decimal

from meedoen.primitives.refusal import NotValid

_PLAIN = re.compile(r"-?[0-9]+")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_WITH_DECIMALS = re.compile(r"-?([0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+)(,[0-9]+)?")
WHOLE_REMEDY = "Schrijf een heel getal als 3257 of 3.257; een punt hoort steeds voor drie cijfers."
DECIMAL_REMEDY = "Schrijf een getal als 3.257,5: een punt voor duizendtallen, een komma voor decimalen."


def parse_whole(text: str) -> int:
    """“3.257” is 3257; “3.25” is neither a whole number nor a grouping, and is refused."""
    written = _tidy(text)
    if not (_PLAIN.fullmatch(written) or _GROUPED.fullmatch(written)):
        raise NotValid("Het getal", text, WHOLE_REMEDY)
    return int(written.replace(".", ""))


def parse_decimal(text: str) -> Decimal:
    """“3.257,5” is 3257.5; a point that does not part thousands is refused."""
    written = _tidy(text)
    if not _WITH_DECIMALS.fullmatch(written):
        raise NotValid("Het getal", text, DECIMAL_REMEDY)
    return Decimal(written.replace(".", "").replace(",", "."))


def format_whole(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def format_decimal(value: Decimal, places: int) -> str:
    """Rounded half up to `places` decimals."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if not rounded:
        rounded = abs(rounded)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def half_up(numerator: int, denominator: int) -> int:
    """Whole-number division, rounded to the nearest; a half goes away from zero, as in a published table."""
    if denominator <= 0:
        raise ZeroDivisionError("half_up needs a denominator above zero")
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude


def _tidy(text: str) -> str:
    return text.strip().replace("−", "-")
