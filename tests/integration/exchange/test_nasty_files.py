"""Whatever someone uploads: a table, or a refusal in words; never a fault, and never a full memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from meedoen.exchange.imports.lines import open_file
from meedoen.exchange.spreadsheets import workbook
from meedoen.exchange.spreadsheets.reading import IMPORTED, FileNotRead, read_table
from tests.integration.exchange.files import ELS, PEOPLE, as_csv, as_ods, as_xlsx, with_part, zipped

SHEET = "xl/worksheets/sheet1.xml"
SMALL = 3 * 2**20
GOOD = as_xlsx(PEOPLE, ELS)


def _bomb(parts: int = 1) -> bytes:
    nothing = b"0" * (SMALL // parts + 1)
    return zipped({"xl/workbook.xml": "", **{f"xl/worksheets/{n}.xml": nothing for n in range(parts)}})


def _lying_bomb() -> bytes:
    """A package that says of a part that it is small: the size in its directory is not the real one."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packing.compress(b"0" * (2 * SMALL)) + packing.flush()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "")
        package.writestr("xl/a.xml", packed)
    content = out.getvalue()
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = content.rindex(mark)
        content = content[: start + at] + struct.pack("<H", 8) + content[start + at + 2 :]
    return content


def _far(cell: str) -> bytes:
    row = f'<row r="9"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'.encode()
    return with_part(GOOD, SHEET, lambda xml: xml.replace(b"</sheetData>", row))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "XLS"),
        (b"%PDF-1.7 iets", "geen tabel"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", "geen tekst"),
        (b"\x81\x8d\x01\x02", "UTF-8"),
        (b"<html><table></table></html>", "geen tabel"),
        (b"PK\x03\x04 geen pakket", "werkmap"),
        (zipped({"word/document.xml": "<w/>"}), "geen werkmap"),
        (GOOD[: len(GOOD) // 2], "werkmap"),
        (with_part(GOOD, SHEET, lambda xml: xml[:200]), "werkmap"),
        (_far("XFD1048576"), "1.048.576"),
        (as_ods(PEOPLE, repeated=9_000_000), "loopt door"),
        (as_xlsx(PEOPLE, ELS, merge="A4:B5"), "samengevoegd (A4:B5)"),
        (as_ods(PEOPLE, ELS, spanned=True), "samengevoegd"),
        (as_csv(*[["x"] * 300] * 2), "300 kolommen"),
        (as_xlsx(*[["x"] * 300] * 2), "300 kolommen"),
        (as_csv(PEOPLE, *[ELS] * (IMPORTED.lines + 1)), "50.000"),
        (b"\n" * 1000, "staat niets"),
        (as_csv(PEOPLE), "geen regels"),
        (as_xlsx(), "staat niets"),
        (as_csv((*PEOPLE, "naam"), (*ELS, "x")), "twee keer"),
        (b'Naam;Geboortedatum\n"open', "aanhalingsteken"),
        (b"x" * (IMPORTED.size + 1), "25 MB"),
    ],
)
def test_what_is_no_good_table_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(FileNotRead) as caught:
        open_file("people", content)
    assert words in caught.value.message
    assert caught.value.field == "file"


@pytest.mark.parametrize("content", [_bomb(), _bomb(4), _lying_bomb()])
def test_what_unpacks_to_too_much_is_refused_before_it_is_opened(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_UNPACKED", SMALL)
    with pytest.raises(FileNotRead, match="uitpakken te groot"):
        open_file("people", content)


@pytest.mark.parametrize(
    "content",
    [
        as_csv(PEOPLE, ELS),
        as_csv(PEOPLE, ELS, encoding="utf-8-sig"),
        as_csv(PEOPLE, ELS, encoding="utf-16", delimiter="\t"),
        as_csv(PEOPLE, ELS, delimiter=","),
        as_csv(("Lijst van Assen",), (), PEOPLE, ELS),
        GOOD,
        as_ods(PEOPLE, ELS),
        as_xlsx((*PEOPLE, "Wat er mis is"), (*ELS, "niets")),
    ],
)
def test_a_good_table_is_read_the_same_in_every_form(content: bytes) -> None:
    opened = open_file("people", content)
    assert opened.header == list(PEOPLE)
    assert [cells[:5] for _line, cells in opened.lines] == [list(ELS)]


def test_text_of_an_old_windows_is_read_and_said_to_be_a_guess() -> None:
    read = read_table(as_csv(PEOPLE, ("Ümit Çelik",), encoding="cp1252"), IMPORTED)
    assert read.is_guessed
    assert read.lines[1][1][0] == "Ümit Çelik"


def test_of_a_formula_its_value_is_taken_and_its_failure_is_told() -> None:
    cells = (
        b'<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        b"</sheetData>"
    )
    read = read_table(with_part(GOOD, SHEET, lambda xml: xml.replace(b"</sheetData>", cells)), IMPORTED)
    assert read.lines[2][1][0] == "2"
    assert read.failed == {(3, 1): "#DIV/0!"}


def test_a_sheet_can_be_chosen_and_another_is_refused() -> None:
    content = as_xlsx(PEOPLE, ELS, sheets=("Een", "Twee"))
    assert read_table(content, IMPORTED).sheets == ("Een", "Twee")
    assert read_table(content, IMPORTED, "Twee").sheet == "Twee"
    with pytest.raises(FileNotRead, match="blad"):
        read_table(content, IMPORTED, "Drie")
