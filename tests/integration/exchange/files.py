"""Files as people send them: good, and every way wrong."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

PEOPLE = ("Naam", "Geboortedatum", "Woongemeente", "Grond", "In het doelgroepregister sinds")
ELS = ("Els Edens", "15-06-1990", "Assen", "1a", "01-05-2015")


def as_csv(*lines: Sequence[Any], encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    """A text file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue().encode(encoding)


def as_xlsx(*lines: Sequence[Any], sheets: Sequence[str] = ("Blad1",), merge: str = "") -> bytes:
    """A workbook with the same lines on every sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name in sheets:
            sheet = book.add_worksheet(name)
            for at, line in enumerate(lines):
                for column, cell in enumerate(line):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    else:
                        sheet.write(at, column, cell)
            if merge:
                sheet.merge_range(merge, "samen")
    return out.getvalue()


def as_ods(*lines: Sequence[Any], repeated: int = 1, spanned: bool = False) -> bytes:
    """A workbook of LibreOffice; `repeated` says how many times each line stands there."""
    span = ' table:number-columns-spanned="2"' if spanned else ""
    rows = "".join(
        f'<table:table-row table:number-rows-repeated="{repeated}">'
        + "".join(
            f'<table:table-cell office:value-type="string"{span}><text:p>{cell}</text:p></table:table-cell>'
            for cell in line
        )
        + "</table:table-row>"
        for line in lines
    )
    namespaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {namespaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Any) -> bytes:
    """The same workbook with one part of it changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts: dict[str, str | bytes] = {one: package.read(one) for one in package.namelist()}
    parts[name] = change(parts[name])
    return zipped(parts)
