"""Whatever someone uploads: a table, or a refusal in words; never a fault, and never a full memory."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

import pytest

from meedoen.exchange.imports.lines import open_file
from meedoen.exchange.spreadsheets import reading, workbook
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


def _with_sheet(rows: str, *, at: str = "worksheets/sheet1.xml", sheets: int = 1) -> bytes:
    """A workbook whose sheets all hold these rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    names = [at.replace("1", str(number)) for number in range(1, sheets + 1)]
    listed = "".join(
        f'<sheet name="Blad{number}" sheetId="{number}" r:id="r{number}"/>' for number in range(1, sheets + 1)
    )
    targets = "".join(
        f'<Relationship Id="r{number}" Type="{kinds}/worksheet" Target="{name}"/>'
        for number, name in enumerate(names, start=1)
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kinds}">{listed}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">{targets}</Relationships>',
            **{
                f"xl/{name}": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
                for name in names
            },
        }
    )


FAR = '<row r="1">' + "<c><v>1</v></c>" * 400 + '</row><row r="300000"><c><v>1</v></c></row>'
WIDE = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2400"><c r="CRD2400"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "content",
    [
        _with_sheet(FAR),
        _with_sheet(FAR, at="elders/blad1.xml"),
        _with_sheet(FAR, at="Worksheets/Sheet1.XML"),
        _with_sheet(WIDE, sheets=5),
    ],
    ids=["cells without a place", "another folder", "capitals", "many sheets"],
)
def test_a_small_workbook_that_becomes_very_large_is_refused_before_it_is_opened(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without an attribute to call: whoever opens it fails, instead of the machine.
    monkeypatch.setattr(reading, "CalamineWorkbook", None)
    with pytest.raises(FileNotRead):
        read_table(content, IMPORTED)


def test_cells_that_do_not_say_where_they_stand_are_read() -> None:
    rows = b"<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    content = with_part(GOOD, SHEET, lambda part: re.sub(b"<sheetData>.*</sheetData>", rows, part))
    assert read_table(content, IMPORTED).lines == [(1, ["1", "2"]), (2, ["3", ""])]


def test_cells_with_an_error_and_no_words_are_looked_at_once() -> None:
    content = _with_sheet('<row r="1">' + '<c r="A1" t="e"/>' * 200_000 + "</row>")
    with pytest.raises(FileNotRead):
        read_table(content, IMPORTED)


def test_a_package_that_is_two_kinds_of_workbook_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        parts: dict[str, str | bytes] = {one: package.read(one) for one in package.namelist()}
    with pytest.raises(FileNotRead):
        read_table(zipped({**parts, "xl/workbook.bin": b""}), IMPORTED)


def test_a_comma_in_the_title_does_not_say_what_parts_the_columns() -> None:
    content = b"Overzicht, peildatum 1 mei\nNaam;Plaats\nEls;Assen\n"
    assert read_table(content, IMPORTED).lines[1:] == [(2, ["Naam", "Plaats"]), (3, ["Els", "Assen"])]
