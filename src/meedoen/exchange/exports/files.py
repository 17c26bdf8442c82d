"""Many rows written to a file, one after another, so that they need not all be there at once."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

from meedoen.exchange.spreadsheets.writing import CSV_TYPE, PLAIN_TEXT, XLSX_TYPE, Cell, harmless, written

TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}


def to_file(form: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the rows under their header; no cell acts as a formula."""
    return _to_xlsx(header, rows) if form == "xlsx" else _to_csv(header, rows)


def _to_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([written(cell) for cell in header])
    for row in rows:
        writer.writerow([written(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _to_xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        out = io.BytesIO()
        # A row leaves the memory when the next one begins.
        options = {**PLAIN_TEXT, "in_memory": False, "constant_memory": True, "tmpdir": folder}
        with xlsxwriter.Workbook(out, options) as book:
            head = book.add_format({"bold": True, "bottom": 1})
            day = book.add_format({"num_format": "dd-mm-yyyy"})
            sheet = book.add_worksheet()
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(header) - 1, 0), 20)
            for column, name in enumerate(header):
                sheet.write_string(0, column, name, head)
            for at, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    safe = harmless(cell)
                    if isinstance(safe, str):
                        sheet.write_string(at, column, safe)
                    elif isinstance(safe, date):
                        sheet.write_datetime(at, column, safe, day)
                    elif isinstance(safe, (int, Decimal)):
                        sheet.write_number(at, column, safe)
        return out.getvalue()
