"""Writing a table as CSV or as a workbook, so that no cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

import xlsxwriter

Cell = str | int | Decimal | date | None

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet reads a text that starts with one of these as a formula.
_ACTS = ("=", "+", "-", "@", "\t", "\r")
# Nothing that is written turns into something else.
PLAIN_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class Table(Protocol):
    """What is written: lines about the table, its header, its rows."""

    @property
    def title(self) -> str: ...
    @property
    def about(self) -> Sequence[tuple[str, Cell]]: ...
    @property
    def header(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[Cell]]: ...


def harmless(cell: Cell) -> Cell:
    """Return text that a spreadsheet shows as it is; numbers and dates are what they are."""
    if not isinstance(cell, str):
        return cell
    # A sign before the text can be hidden behind spaces or a line break.
    acts = cell.startswith(_ACTS) or cell.lstrip().startswith(_ACTS)
    return f"'{cell}" if acts else cell


def to_csv(table: Table) -> bytes:
    """Return the table in UTF-8 with semicolons, as Dutch spreadsheets open it; what it is stands below."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([written(cell) for cell in table.header])
    for row in table.rows:
        writer.writerow([written(cell) for cell in row])
    writer.writerow([])
    for name, value in table.about:
        writer.writerow([written(name), written(value)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def to_xlsx(table: Table) -> bytes:
    """Return a workbook with the table on one sheet and what it is on the next."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, PLAIN_TEXT) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        number = book.add_format({"num_format": "#,##0"})
        decimal = book.add_format({"num_format": "#,##0.00"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        formats = {int: number, Decimal: decimal, date: day}
        sheets: list[tuple[str, list[list[Cell]]]] = [
            ("Cijfers", [list(table.header), *[list(row) for row in table.rows]]),
            ("Toelichting", [["", table.title], *[list(line) for line in table.about]]),
        ]
        for name, lines in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, line in enumerate(lines):
                for column, cell in enumerate(line):
                    safe = harmless(cell)
                    if isinstance(safe, str):
                        sheet.write_string(at, column, safe, head if at == 0 else None)
                    elif isinstance(safe, date):
                        sheet.write_datetime(at, column, safe, day)
                    elif safe is not None:
                        sheet.write_number(at, column, safe, formats[type(safe)])
            sheet.autofit()
    return out.getvalue()


def written(cell: Cell) -> str:
    """Return a cell as it stands in a text file."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    return str(harmless(cell)) if isinstance(cell, str) else str(cell)
