"""Tables in and out: no cell acts as a formula, and a file that is no table is refused in words."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from meedoen.exchange.publications.reading import read_publications
from meedoen.exchange.spreadsheets.reading import FileNotRead, read_lines
from meedoen.exchange.spreadsheets.writing import harmless, to_csv, to_xlsx

HEADER = "figure;area;reference_on;published_on;status;unit;value;breakdown;source;certainty"
LINE = "banenafspraak.extra_banen;AM01;2017-12-31;2018-04;provisional;banen;3257;;Raadsbrief;confirmed"


@dataclass(frozen=True)
class Table:
    title: str = "Titel"
    about: tuple[tuple[str, Any], ...] = (("bron", "=cmd|' /C calc'!A0"),)
    header: tuple[str, ...] = ("naam", "waarde", "dag", "deel")
    rows: tuple[tuple[Any, ...], ...] = (
        ("=1+1", 3257, date(2017, 12, 31), Decimal("1.93")),
        ("b", None, None, -3),
    )


def workbook(lines: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                else:
                    sheet.write(at, column, cell)
    return out.getvalue()


@pytest.mark.parametrize(
    "text", ["=1+1", "+31", "-3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "=HYPERLINK(1)"]
)
def test_text_that_could_act_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["Assen", "< 10", "", "a=b", 3, -3, None, Decimal("-1.5"), date(2017, 1, 1)])
def test_what_cannot_act_stays_as_it_is(cell: Any) -> None:
    assert harmless(cell) == cell


def test_csv_opens_in_a_dutch_spreadsheet() -> None:
    written = to_csv(Table())
    assert written.startswith(b"\xef\xbb\xbf")
    lines = written.decode("utf-8-sig").splitlines()
    assert lines[:3] == ["naam;waarde;dag;deel", "'=1+1;3257;2017-12-31;1,93", "b;;;-3"]
    assert lines[-1] == "bron;'=cmd|' /C calc'!A0"


def test_a_workbook_holds_text_and_no_formulas() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(Table())))
    assert book.sheet_names == ["Cijfers", "Toelichting"]
    rows = book.get_sheet_by_name("Cijfers").to_python()
    assert rows[1] == ["'=1+1", 3257.0, date(2017, 12, 31), 1.93]
    assert book.get_sheet_by_name("Toelichting").to_python()[1] == ["bron", "'=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_text_file_may_have_any_usual_delimiter(delimiter: str) -> None:
    content = f"{HEADER}\n{LINE}\n".replace(";", delimiter).encode("utf-8-sig")
    (row,) = read_publications(content)
    assert (row.number, row.cells["value"], row.cells["area"]) == (2, "3257", "AM01")


def test_a_workbook_is_read_as_it_would_be_typed() -> None:
    line: list[Any] = LINE.split(";")
    line[2], line[6] = date(2017, 12, 31), 3257
    (row,) = read_publications(workbook([HEADER.split(";"), line]))
    assert (row.cells["reference_on"], row.cells["value"]) == ("2017-12-31", "3257")


def test_a_thousand_read_as_a_decimal_by_a_workbook_keeps_its_point() -> None:
    line: list[Any] = LINE.split(";")
    line[6] = 3.257
    (row,) = read_publications(workbook([HEADER.split(";"), line]))
    assert row.cells["value"] == "3.257"


def test_line_numbers_are_those_of_the_file() -> None:
    content = f'{HEADER};note\n\n{LINE};"twee\nregels"\n;;;\n{LINE};x\n'.encode()
    assert [row.number for row in read_publications(content)] == [3, 6]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"\xff\xfe\x00\x41", "UTF-8"),
        (b"figure;area\x00", "geen tekst"),
        (b"PK\x03\x04 not a workbook", "werkmap"),
        (b"\xd0\xcf\x11\xe0 not a workbook", "werkmap"),
        (b'figure;area\n"open', "aanhalingsteken"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB"),
        (b"a\n" * 10_001, "10.000"),
        (b"figure;area\nx;y", "ontbreekt"),
        (HEADER.encode(), "geen regels"),
        (f"{HEADER};shoe_size\n{LINE};43".encode(), "shoe_size"),
        (f"{HEADER};value\n{LINE};1".encode(), "twee keer"),
        (f"{HEADER}\n{LINE};te veel".encode(), "meer velden"),
    ],
)
def test_a_file_that_is_no_table_of_publications_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(FileNotRead) as caught:
        read_publications(content)
    assert words in caught.value.message
    assert caught.value.field == "file"


def test_lines_without_anything_are_passed_over() -> None:
    assert read_lines(b"\n;;\n a ;\n") == [(3, [" a ", ""])]
