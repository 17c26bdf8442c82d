"""An empty workbook with the right columns, to be filled in."""

from __future__ import annotations

import io

import xlsxwriter

from meedoen.exchange.imports.columns import COLUMNS, INSTEAD_OF_NAME
from meedoen.exchange.spreadsheets.writing import PLAIN_TEXT

# Columns that take the place of another one would only puzzle.
_LEFT_OUT = (*INSTEAD_OF_NAME, "infix")


def sample(kind: str) -> bytes:
    """Return a workbook with a header, and on a second sheet how to fill in each column."""
    columns = [column for column in COLUMNS[kind] if column.field not in _LEFT_OUT]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, PLAIN_TEXT) as book:
        head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Gegevens")
        sheet.freeze_panes(1, 0)
        # As text, so that a KvK number keeps its first nought and a date stays as it is typed.
        sheet.set_column(0, len(columns) - 1, 24, text)
        guide = book.add_worksheet("Uitleg")
        guide.set_column(0, 1, 40)
        for at, column in enumerate(columns):
            needed = " *" if column.is_needed else ""
            sheet.write_string(0, at, str(column.label), head)
            guide.write_string(at, 0, f"{column.label}{needed}")
            guide.write_string(at, 1, str(column.hint))
    return out.getvalue()
