"""Cells as people type them, turned into values; what can't be turned says how to write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from meedoen.exchange.imports.columns import folded
from meedoen.primitives.hours import decimal_of, parse_hours
from meedoen.primitives.period import Month
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import tidy
from meedoen.rules import places

T = TypeVar("T")

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]+)[-/. ](\d{4})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"[1-6]\d{4}(\.\d+)?")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maart mrt march mar",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_YES = frozenset({"ja", "j", "yes", "y", "waar", "true", "1", "x"})
_NO = frozenset({"nee", "n", "no", "onwaar", "false", "0"})
# Names in daily use that the map writes otherwise.
_ALSO = {"den haag": "s gravenhage", "den bosch": "s hertogenbosch"}


class Unreadable(Exception):
    """A cell that can't be read; the message says how to write it."""


@dataclass
class Cells:
    """The cells of one line by field, and what was wrong while reading them."""

    line: int
    texts: Mapping[str, str]
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def read(self, name: str, how: Callable[[str], T], otherwise: T) -> T:
        """Return the value of a cell, or `otherwise` where it is empty or wrong."""
        given = self.texts.get(name, "")
        if not given:
            return otherwise
        try:
            return how(given)
        except Unreadable as refusal:
            self.wrong.append((name, str(refusal)))
            return otherwise

    def need(self, name: str, how: Callable[[str], T], otherwise: T) -> T:
        """As `read`, and an empty cell is wrong too."""
        if not self.texts.get(name, ""):
            self.wrong.append((name, _("Deze cel is leeg. Vul haar in.")))
            return otherwise
        return self.read(name, how, otherwise)


def cell_text(cell: str) -> str:
    """Return what someone meant: without invisible signs, and without the mark that our own files put before
    a cell that could act as a formula."""
    kept = tidy(cell)
    return kept[1:] if kept[:1] == "'" and kept[1:2] in {"=", "+", "-", "@"} else kept


def short(text: str) -> str:
    """Return enough of a cell to recognise it."""
    return text if len(text) <= 40 else text[:39] + "…"


# What raises is not kept, so a wrong cell costs a little more than a right one.
@lru_cache(maxsize=65_536)
def day(text: str) -> date:
    """A day as 31-12-1990, 1990-12-31, 31/12/1990, 31 december 1990 or 19901231."""
    parts = _day_parts(text.strip().casefold())
    if parts is None:
        if _SERIAL.fullmatch(text):
            raise Unreadable(
                _("“%(text)s” is een getal. Geef de kolom in de werkmap de opmaak Datum, of typ 31-12-1990.")
                % {"text": text}
            )
        raise Unreadable(_("“%(text)s” is geen datum. Schrijf 31-12-1990.") % {"text": short(text)})
    try:
        found = date(*parts)
    except ValueError as error:
        message = _("“%(text)s” bestaat niet in de kalender. Controleer dag en maand.")
        raise Unreadable(message % {"text": short(text)}) from error
    # A year outside these is a slip of the pen, and arithmetic with the last days of the calendar fails.
    if not 1900 <= found.year <= 2199:
        message = _("Het jaar van “%(text)s” kan niet kloppen. Schrijf een jaar van 1900 t/m 2199.")
        raise Unreadable(message % {"text": short(text)})
    return found


def _day_parts(text: str) -> tuple[int, int, int] | None:
    if not text.isascii():
        return None
    found = _ISO.fullmatch(text) or _PACKED.fullmatch(text)
    if found:
        return int(found[1]), int(found[2]), int(found[3])
    found = _DUTCH.fullmatch(text)
    if not found:
        return None
    month = int(found[2]) if found[2].isdigit() else _MONTHS.get(found[2])
    return None if month is None else (int(found[3]), month, int(found[1]))


@lru_cache(maxsize=4096)
def municipality(text: str, on: date) -> str:
    """A municipality by its code (GM0106, 106) or its name; of two with one name, the one of that day."""
    code = text.strip().upper().removeprefix("GM")
    if code.isascii() and code.isdigit() and len(code) <= 4:
        return f"GM{code:0>4}"
    named = folded(text)
    named = _ALSO.get(named, named)
    found = [one for one in places.all_municipalities() if folded(one.name) == named]
    if not found:
        message = _("Gemeente “%(text)s” staat niet op de kaart. Schrijf de naam voluit, of de code.")
        raise Unreadable(message % {"text": short(text)})
    # One that did not exist on that day is refused by the register, which knows its successor.
    return next((one.code for one in found if one.exists_on(on)), found[-1].code)


def one_of(choices: Iterable[tuple[str, Any]], *, shown: int = 12) -> Callable[[str], str]:
    """A code of a list, or its words."""
    pairs = [(code, str(words)) for code, words in choices]
    known = {folded(words): code for code, words in pairs} | {folded(code): code for code, _words in pairs}

    def read(text: str) -> str:
        code = known.get(folded(text))
        if code is None:
            message = _("“%(text)s” staat niet in de lijst. Kies uit: %(choices)s.")
            listed = ", ".join(code for code, _words in pairs[:shown])
            raise Unreadable(message % {"text": short(text), "choices": listed})
        return code

    return read


def yes_or_no(text: str) -> bool:
    """“ja” or “nee”, as spreadsheets write it too."""
    given = folded(text)
    if given in _YES or given in _NO:
        return given in _YES
    raise Unreadable(_("“%(text)s” is geen ja of nee. Schrijf ja of nee.") % {"text": short(text)})


def hours(text: str) -> Decimal:
    """Hours a week as 32 or 32,5."""
    try:
        return decimal_of(parse_hours(text))
    except NotValid as refusal:
        message = _("“%(text)s” is geen aantal uren. Schrijf uren als 32 of 32,5.")
        raise Unreadable(message % {"text": short(text)}) from refusal


@lru_cache(maxsize=4096)
def month(text: str) -> Month:
    """A month as 2018-03, 03-2018, 201803 or maart 2018, or any day in it."""
    given = text.strip().casefold()
    found = re.fullmatch(r"(\d{4})-?(\d{2})", given) if given.isascii() else None
    turned = re.fullmatch(r"(\d{1,2}|[a-z]+)[-/. ]+(\d{4})", given) if given.isascii() else None
    if found:
        year_of, number = int(found[1]), int(found[2])
    elif turned:
        number = int(turned[1]) if turned[1].isdigit() else _MONTHS.get(turned[1], 0)
        year_of = int(turned[2])
    else:
        first = _day_parts(given)
        year_of, number = first[:2] if first else (0, 0)
    if not (1900 <= year_of <= 2199 and 1 <= number <= 12):
        message = _("“%(text)s” is geen maand. Schrijf 2018-03 of maart 2018.")
        raise Unreadable(message % {"text": short(text)})
    return Month(year_of, number)


def share(text: str) -> Decimal:
    """A percentage as 60 or 60%, or the part of one that a workbook keeps of it."""
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,4}))?\s*(%?)", text.strip()) if text.isascii() else None
    if found is None:
        message = _("“%(text)s” is geen percentage. Schrijf 60 of 60%%.")
        raise Unreadable(message % {"text": short(text)})
    given = Decimal(f"{found[1]}.{found[2] or 0}")
    # Nobody has less than one per cent under a sectorfonds; 0.6 is how a workbook keeps 60%.
    return given if given <= 1 and not found[3] else given / 100


def kvk(text: str) -> str:
    """Eight digits; a workbook that took them for a number has thrown away the noughts in front."""
    number = text.replace(" ", "").replace(".", "")
    if number.isascii() and number.isdigit() and len(number) == 7:
        raise Unreadable(
            _("“%(text)s” heeft zeven cijfers. Viel een 0 vooraan weg? Geef de kolom de opmaak Tekst.")
            % {"text": short(text)}
        )
    return number


def year(text: str) -> int:
    """A calendar year."""
    if not re.fullmatch(r"[0-9]{4}", text.strip()):
        raise Unreadable(_("“%(text)s” is geen jaar. Schrijf 2015.") % {"text": short(text)})
    return int(text)
