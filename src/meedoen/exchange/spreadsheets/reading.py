"""Reading a table from a CSV file or a workbook: nothing but text, with the number of each line."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from meedoen.exchange.spreadsheets.workbook import FileNotRead, Sheet, look_into, not_a_workbook
from meedoen.primitives.number import format_whole

__all__ = ["IMPORTED", "PUBLISHED", "FileNotRead", "Limits", "Line", "Read", "read_lines", "read_table"]

# A workbook and the old one start so; anything else is read as text.
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What a formula that failed leaves behind, in Excel and in LibreOffice, English and Dutch.
_FAILED = re.compile(
    r"#(DIV/0!|DEEL/0!|N/A|N/B|NAME\?|NAAM\?|NULL!|LEEG!|NUM!|GETAL!|REF!|VERW!|VALUE!|WAARDE!)|(Err|Fout):\d{3}"
)

Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Limits:
    """How much a file may hold. `is_lenient`: text that is not UTF-8 is read as the old Windows wrote it."""

    size: int
    lines: int
    columns: int
    is_lenient: bool = False


PUBLISHED = Limits(5 * 1024 * 1024, 10_000, 200)
IMPORTED = Limits(25 * 1024 * 1024, 50_000, 100, is_lenient=True)


@dataclass(frozen=True)
class Read:
    """The filled lines of one sheet, and what has to be known to trust them.

    `is_guessed`: the text was no UTF-8. `failed`: what stands in cells whose formula failed, by line and
    column (the first column is 0).
    """

    lines: list[Line]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    is_guessed: bool = False
    failed: dict[tuple[int, int], str] = field(default_factory=dict)


def read_lines(content: bytes) -> list[Line]:
    """Return the lines that hold anything, with their numbers as a spreadsheet shows them."""
    return read_table(content, PUBLISHED).lines


def read_table(content: bytes, limits: Limits, sheet: str = "") -> Read:
    """Return one sheet of a file: the one that is named, or the first with anything in it."""
    if not content:
        raise FileNotRead(_("Het bestand is leeg. Kies een bestand met gegevens."))
    if len(content) > limits.size:
        most = limits.size // (1024 * 1024)
        raise FileNotRead(
            _("Het bestand is groter dan %(most)s MB. Splits het in kleinere bestanden.") % {"most": most}
        )
    if content.startswith(_OLE):
        raise FileNotRead(
            _("Deze werkmap is een oude XLS of heeft een wachtwoord. Sla hem op als XLSX, zonder wachtwoord.")
        )
    read = _from_workbook(content, sheet) if content.startswith(_ZIP) else _from_text(content, limits)
    filled = [(number, cells) for number, cells in read.lines if any(cell.strip() for cell in cells)]
    if len(filled) > limits.lines:
        raise FileNotRead(
            _("Het bestand heeft meer dan %(most)s regels. Splits het in kleinere bestanden.")
            % {"most": format_whole(limits.lines)}
        )
    _refuse_wide(filled, limits.columns)
    failed = read.failed | {
        (number, column): cell
        for number, cells in filled
        for column, cell in enumerate(cells)
        # Looked at first, because nearly no cell starts so.
        if cell[:1] in "#EF" and _FAILED.fullmatch(cell.strip())
    }
    return Read(filled, read.sheet, read.sheets, read.is_guessed, failed)


def _refuse_wide(lines: list[Line], most: int) -> None:
    for number, cells in lines:
        if len(cells) <= most:
            continue
        filled = max((at for at, cell in enumerate(cells, start=1) if cell.strip()), default=0)
        if filled > most:
            raise FileNotRead(
                _("Regel %(line)s heeft %(columns)s kolommen; er passen er %(most)s. Haal er kolommen uit.")
                % {"line": number, "columns": filled, "most": most}
            )


def _from_text(content: bytes, limits: Limits) -> Read:
    text, is_guessed = _decoded(content, limits.is_lenient)
    if "\0" in text or (is_guessed and _looks_binary(text)):
        raise FileNotRead(
            _("Het bestand bevat tekens die geen tekst zijn. Sla het op als CSV (UTF-8) of XLSX.")
        )
    if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<?xml", "<table", "{", "%pdf")):
        raise FileNotRead(_("Dit is geen tabel. Kies een bestand in XLSX, ODS of CSV."))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text), strict=True)
    lines: list[Line] = []
    before = 0
    try:
        for cells in reader:
            # A file of nothing but line ends would be millions of lines.
            if len(lines) <= limits.lines and any(cells):
                lines.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise FileNotRead(
            _("Regel %(line)s is geen goede CSV: een aanhalingsteken staat nog open of een veld is te lang.")
            % {"line": reader.line_num}
        ) from error
    return Read(lines, is_guessed=is_guessed)


def _delimiter_of(text: str) -> str:
    """Return what stands equally often in most of the first lines: a title above them may have a comma."""
    first = [line for line in text[:65_536].splitlines()[:10] if line.strip()]

    def steady(sign: str) -> tuple[int, int]:
        found = Counter(line.count(sign) for line in first if sign in line)
        return max(((lines, times) for times, lines in found.items()), default=(0, 0))

    return max((";", ",", "\t"), key=steady)


def _decoded(content: bytes, is_lenient: bool) -> tuple[str, bool]:
    """Return the text, and whether its encoding had to be guessed."""
    try:
        if is_lenient and content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16"), False
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError as error:
        if is_lenient:
            try:
                return content.decode("cp1252"), True
            except UnicodeDecodeError:
                pass
        raise FileNotRead(
            _("Het bestand is geen werkmap en geen tekst in UTF-8. Sla het op als CSV (UTF-8) of XLSX.")
        ) from error


def _looks_binary(text: str) -> bool:
    """Whether a guess at an encoding made text of what is none: text has no such control signs."""
    return any(sign < " " and sign not in "\t\r\n\f" for sign in text[:4096])


def _from_workbook(content: bytes, sheet: str) -> Read:
    looked = look_into(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {
            one.name: workbook.get_sheet_by_name(one.name)
            for one in workbook.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
        }
        filled = tuple(name for name, one in sheets.items() if one.total_height)
        if sheet and sheet not in filled:
            raise FileNotRead(
                _("Dit blad staat niet in de werkmap, of er staat niets in. Kies een ander blad.")
            )
        chosen = sheet or next(iter(filled), "")
        if not chosen:
            raise FileNotRead(_("In de werkmap staat niets. Kies een bestand met gegevens."))
        lines = _lines_of(sheets[chosen])
    except (CalamineError, ValueError, OSError) as error:
        raise not_a_workbook() from error
    known = looked.get(chosen, Sheet())
    if known.merged:
        message = _(
            "In het blad zijn cellen samengevoegd (%(cells)s). "
            "Hef de samenvoeging op en vul in elke regel wat er hoort te staan."
        )
        raise FileNotRead(message % {"cells": ", ".join(known.merged[:3])})
    return Read(lines, chosen, filled, failed=known.errors)


def _lines_of(sheet: CalamineSheet) -> list[Line]:
    rows = sheet.to_python(skip_empty_area=False)
    return [(number, [_as_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]


def _as_text(cell: Any) -> str:
    """As it would have been typed; a whole number without the decimals that a workbook adds."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        at_midnight = cell.time() == time(0)
        return cell.date().isoformat() if at_midnight else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
