"""Reading a table from a CSV file or a workbook: nothing but text, with the number of each line."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from meedoen.access.refusals import Refused
from meedoen.primitives.number import format_whole

LARGEST_FILE = 5 * 1024 * 1024
MOST_LINES = 10_000
# A workbook and the old one start so; anything else is read as text.
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Line = tuple[int, list[str]]


class FileNotRead(Refused):
    """The file as a whole can't be read."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="file")


def read_lines(content: bytes) -> list[Line]:
    """Return the lines that hold anything, with their numbers as a spreadsheet shows them."""
    if not content:
        raise FileNotRead(_("Het bestand is leeg. Kies een bestand met gegevens."))
    if len(content) > LARGEST_FILE:
        raise FileNotRead(_("Het bestand is groter dan 5 MB. Splits het in kleinere bestanden."))
    is_workbook = content.startswith((_ZIP, _OLE))
    lines = _from_workbook(content) if is_workbook else _from_text(content)
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if len(filled) > MOST_LINES:
        raise FileNotRead(
            _("Het bestand heeft %(lines)s regels; er passen er %(most)s. Splits het.")
            % {"lines": format_whole(len(filled)), "most": format_whole(MOST_LINES)}
        )
    return filled


def _from_text(content: bytes) -> list[Line]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotRead(
            _("Het bestand is geen werkmap en geen tekst in UTF-8. Sla het op als CSV (UTF-8) of XLSX.")
        ) from error
    if "\0" in text:
        raise FileNotRead(
            _("Het bestand bevat tekens die geen tekst zijn. Sla het op als CSV (UTF-8) of XLSX.")
        )
    first = text.partition("\n")[0]
    delimiter = max((";", ",", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = []
    before = 0
    try:
        for cells in reader:
            lines.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise FileNotRead(
            _("Regel %(line)s is geen goede CSV: een aanhalingsteken staat nog open of een veld is te lang.")
            % {"line": reader.line_num}
        ) from error
    return lines


def _from_workbook(content: bytes) -> list[Line]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = workbook.sheet_names
        rows = workbook.get_sheet_by_name(names[0]).to_python(skip_empty_area=False) if names else []
    except (CalamineError, ValueError, OSError) as error:
        raise FileNotRead(
            _("De werkmap kan niet worden gelezen. Sla hem opnieuw op als XLSX, zonder wachtwoord.")
        ) from error
    return [(number, [_as_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]


def _as_text(cell: Any) -> str:
    """As it would have been typed; a whole number without the decimals that a workbook adds."""
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
