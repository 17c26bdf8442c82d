"""Writes numbers and dates for people, in the language of the page."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

from django.utils import formats, timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext

from meedoen.primitives.words import Euro, Hole, Share, Words
from meedoen.rules.book import Value, Worth

# "–" says that there is no number; 0 is a number and is shown as 0.
NOTHING = "–"

Numeric = int | Decimal | float


def whole(value: Numeric | None) -> str:
    """3257 → 3.257, rounded half up; None → –."""
    return _written(value) if isinstance(value, int) else decimal(value, 0)


def decimal(value: Numeric | None, places: int = 1) -> str:
    """25.5 → 25,5, rounded half up to this many places; None → –."""
    if value is None:
        return NOTHING
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return _written(exact)


def _written(value: int | Decimal) -> str:
    # Not number_format: it costs many times as much, and a list writes hundreds.
    text = f"{abs(value):,}".translate(_separators(get_language()))
    return f"−{text}" if value < 0 else text


@cache
def _separators(language: str | None) -> dict[int, str]:
    return {
        ord(","): formats.get_format("THOUSAND_SEPARATOR", language),
        ord("."): formats.get_format("DECIMAL_SEPARATOR", language),
    }


def signed(value: Numeric | None, places: int = 0) -> str:
    """88 → +88, −5 → −5, 0 → 0; None → –."""
    text = decimal(value, places)
    # What rounds to nothing has no direction.
    return f"+{text}" if value is not None and value > 0 and text != decimal(0, places) else text


def percent(value: Numeric | None, places: int = 0) -> str:
    """A share: Decimal("2.17") → 217%; None → –."""
    if value is None:
        return NOTHING
    return f"{decimal(Decimal(str(value)) * 100, places)}%"


def day(value: date | None) -> str:
    """31 december 2017; None → –."""
    if value is None:
        return NOTHING
    return _day_in_words(value, get_language())


@lru_cache(maxsize=8192)
def _day_in_words(value: date, _language: str | None) -> str:
    return f"{value.day} {MONTHS[value.month]} {value.year}"


def moment(value: datetime | None) -> str:
    """31 december 2017, 10.42 uur, in local time; None → –."""
    if value is None:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return gettext("%(day)s, %(time)s uur") % {
        "day": day(local.date()),
        "time": formats.date_format(local, "G.i", use_l10n=False),
    }


def hours(value: Decimal | None) -> str:
    """Hours as people write them: 24, 25,5 or 110,92; None → –."""
    if value is None:
        return NOTHING
    exponent = value.normalize().as_tuple().exponent
    return decimal(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def euro(value: Decimal | None) -> str:
    """€ 1.121,76; None → –."""
    # The sign stays with its number at the end of a line.
    return NOTHING if value is None else f"€\u00a0{decimal(value, 2)}"


def said(words: Words) -> str:
    """A sentence of the pure rooms in the language of the page."""
    return words.filled(gettext(words.sentence), _hole)


def quantity(amount: Decimal | None, unit: str) -> str:
    """An amount of a calculation with its unit: € 1.121,76 · 60% · 32 uur."""
    if amount is None:
        return NOTHING
    if unit.startswith("euro"):
        return euro(amount)
    if unit == "deel":
        return f"{hours(amount * 100)}%"
    return gettext("%s uur") % hours(amount) if unit.startswith("uren") else decimal(amount, 1)


def per(unit: str) -> str:
    """What an amount of a calculation is for: per maand."""
    words = {
        "euro": gettext("eenmalig"),
        "euro per uur": gettext("per uur"),
        "euro per maand": gettext("per maand"),
        "euro per jaar": gettext("per jaar"),
        "uren": gettext("uren"),
        "uren per week": gettext("uren per week"),
        "deel": gettext("deel"),
        "banen": gettext("banen van 25,5 uur"),
        "plekken": gettext("plekken beschut werk"),
    }
    return words[unit]


def worth(value: Worth) -> str:
    """A value of the rule book as it is read: 110,92 · ja · een lijst."""
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nee")
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else hours(value)


def valued(value: Value) -> str:
    """A value of the rule book with what it is made of: € 1.469,40 · 23,5% · 110,92 · ja."""
    return _valued(value.value, value.unit)


def valued_as_kept(kept: Mapping[str, str]) -> str:
    """The same of a value in a trace that was kept: there it is a text beside its unit."""
    text = kept["value"]
    try:
        found: Worth = Decimal(text)
    except InvalidOperation:
        found = {"True": True, "False": False}.get(text, text)
    return _valued(found, kept.get("unit", ""))


def _valued(found: Worth, unit: str) -> str:
    if isinstance(found, bool) or not isinstance(found, Decimal):
        return worth(found)
    if unit.split(" ")[0] == "euro":
        exact = -int(found.normalize().as_tuple().exponent)
        return f"€\u00a0{decimal(found, max(2, exact))}"
    if unit.split(" ")[0] == "deel":
        return f"{hours(found * 100)}%"
    return worth(found)


def with_unit(value: Value) -> str:
    """A number with its unit: € 2.337,00 per maand · 21 jaar; anything else as it is."""
    is_number = isinstance(value.value, Decimal)
    return f"{valued(value)} {unit_beside(value.unit)}".rstrip() if is_number else valued(value)


def unit_beside(unit: str) -> str:
    """What the unit of a parameter adds to its written value: "euro per maand" → "per maand", "deel" → ""."""
    for said_already in ("euro", "deel"):
        if unit.split(" ")[0] == said_already:
            return unit.removeprefix(said_already).lstrip()
    return unit


def _hole(hole: Hole) -> str:
    if isinstance(hole, Words):
        return said(hole)
    if isinstance(hole, Share):
        return f"{hours(hole.part * 100)}%"
    if isinstance(hole, Euro):
        return euro(hole.amount)
    if isinstance(hole, Decimal):
        return hours(hole)
    return day(hole) if isinstance(hole, date) else str(hole)


def last_day(ends_before: date | None) -> str:
    """The day before the first day that is not in a period any more; None → –."""
    return day(None if ends_before is None else ends_before - timedelta(days=1))


FORMATS: Mapping[str, Callable[..., str]] = {
    "whole": whole,
    "decimal": decimal,
    "signed": signed,
    "percent": percent,
    "day": day,
    "moment": moment,
    "hours": hours,
    "last_day": last_day,
    "euro": euro,
    "said": said,
    "quantity": quantity,
    "per": per,
    "worth": worth,
    "valued": valued,
    "valued_as_kept": valued_as_kept,
    "with_unit": with_unit,
    "unit_beside": unit_beside,
}


def shown(value: Any, kind: str = "text") -> Any:
    """A table cell as its column says: a kind of `FORMATS`, or "text" that stays as it is."""
    if value is None:
        return NOTHING
    # A cell that is markup or words already ("minder dan 10") has been written out by the page.
    if kind in FORMATS and not isinstance(value, str):
        return FORMATS[kind](value)
    return value
