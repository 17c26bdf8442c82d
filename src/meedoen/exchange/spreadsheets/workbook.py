"""What a workbook is before it is opened: how large it unpacks, how far its sheets reach, what is merged."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from meedoen.access.refusals import Refused
from meedoen.primitives.number import format_whole

# What a workbook of 25 MB may unpack to: text in XML shrinks to a tenth.
MOST_UNPACKED = 400 * 1024 * 1024
# A reader makes a cell for everything up to the last one that is filled.
MOST_CELLS = 6_000_000
_PIECE = 1024 * 1024
# A name may have a prefix, as in <x:c r="A1" t="e">. None of these looks past the next tag or goes back over
# what it read: a workbook of two kilobytes would keep a process busy for an hour.
_CELL = re.compile(rb'<(?:\w+:)?c\s(?>[^<>]*?\br="([A-Z]{1,3})(\d{1,7})")[^<>]*+(?<!/)>')
_NAMELESS = re.compile(rb'<(?:\w+:)?c(?=[\s/>])(?![^<>]*\sr=")')
_ROW = re.compile(rb'<(?:\w+:)?row(?=[\s/>])(?:[^<>]*?\sr="(\d{1,7})")?')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*\bt="e")(?>[^<>]*?\br="([A-Z]{1,3})(\d{1,7})")[^<>]*+(?<!/)>\s*+'
    rb"(?:<(?:\w+:)?f\b[^<>]*+(?:(?<=/)>|>[^<]*+</(?:\w+:)?f>)\s*+)?<(?:\w+:)?v>([^<]*+)<"
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s(?>[^<>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)")')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^<>]*+)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*+)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_TABLE = re.compile(rb'<table:table\s(?>[^<>]*?table:name="([^"<]*)")')
_TOKEN = re.compile(rb"<table:(table-row|table-cell|covered-table-cell)\b([^<>]*+)>")
_ROWS = re.compile(rb'number-rows-repeated="(\d+)"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_SPANNED = re.compile(rb'number-(?:columns|rows)-spanned="(?:[2-9]|\d\d+)"')


class FileNotRead(Refused):
    """The file as a whole can't be read."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="file")


@dataclass(frozen=True)
class Sheet:
    """What is known of one sheet beforehand; errors by line and column, both counted from 1 and 0."""

    merged: tuple[str, ...] = ()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    cells: int = 0


def not_a_workbook() -> FileNotRead:
    """The one answer for what looks like a workbook and can't be opened."""
    return FileNotRead(
        _("De werkmap kan niet worden gelezen. Sla hem opnieuw op als XLSX, zonder wachtwoord.")
    )


def look_into(content: bytes) -> dict[str, Sheet]:
    """Return what is known of each sheet by name, or refuse a workbook that is unsafe to open."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
            if len(set(names)) < len(names):
                raise not_a_workbook()
            _refuse_bomb(content, parts.infolist())
            if _is_two_things({name.casefold() for name in names}):
                raise not_a_workbook()
            if "xl/workbook.xml" in names:
                return _look_into_xlsx(parts)
            if "content.xml" in names:
                return _look_into_ods(parts.read("content.xml"))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, KeyError, RuntimeError, EOFError) as error:
        raise not_a_workbook() from error
    except NotImplementedError as error:
        raise not_a_workbook() from error
    raise FileNotRead(
        _("Dit bestand is een pakket, maar geen werkmap. Kies een bestand in XLSX, ODS of CSV.")
    )


def _is_two_things(names: set[str]) -> bool:
    """Whether the reader could take the package for another kind of workbook than was looked into."""
    return len(names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}) > 1


def _refuse_bomb(content: bytes, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what unpacks to more than fits: first as it says itself, then as it really is."""
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _too_large()
    left = MOST_UNPACKED
    for part in parts:
        for size in _unpacked(content, part):
            left -= size
            if left < 0:
                raise _too_large()


def _unpacked(content: bytes, part: zipfile.ZipInfo) -> Iterator[int]:
    """Give the sizes of the pieces that a part unpacks to, whatever size it says it has."""
    header = content[part.header_offset : part.header_offset + 30]
    if len(header) < 30:
        raise not_a_workbook()
    start = part.header_offset + 30
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = content[start : start + part.compress_size]
    if part.compress_type != zipfile.ZIP_DEFLATED:
        yield len(packed)
        return
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not unpacking.eof:
        yield len(unpacking.decompress(packed, _PIECE))
        packed = unpacking.unconsumed_tail


def _too_large() -> FileNotRead:
    return FileNotRead(
        _("De werkmap wordt bij het uitpakken te groot. Sla hem opnieuw op, of splits hem in kleinere.")
    )


def _refuse_reach(lines: int, columns: int) -> int:
    if lines * columns > MOST_CELLS:
        message = _(
            "Een blad loopt door tot regel %(lines)s en kolom %(columns)s. "
            "Verwijder de cellen die ver buiten uw gegevens staan, en sla het bestand opnieuw op."
        )
        raise FileNotRead(message % {"lines": format_whole(lines), "columns": format_whole(columns)})
    return lines * columns


def _refuse_together(sheets: Iterable[Sheet]) -> None:
    """A reader makes the cells of every sheet."""
    if sum(sheet.cells for sheet in sheets) > MOST_CELLS:
        raise _too_large()


def _look_into_xlsx(parts: zipfile.ZipFile) -> dict[str, Sheet]:
    # Wherever a sheet lies, and however its name is written: the reader finds it.
    read = ((name, parts.read(name)) for name in parts.namelist())
    looked = {name: _look_at_xml(xml) for name, xml in read if b"sheetData" in xml}
    _refuse_together(looked.values())
    book = parts.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = parts.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for found in _RELATION.finditer(relations):
        given = dict(_ATTRIBUTE.findall(found[1]))
        target = given.get("Target", "").lstrip("/")
        targets[given.get("Id", "")] = target if target.startswith("xl/") else f"xl/{target}"
    sheets = {}
    for found in _SHEET.finditer(book):
        given = dict(_ATTRIBUTE.findall(found[1]))
        key = next((value for name, value in given.items() if name.endswith(":id")), "")
        sheets[html.unescape(given.get("name", ""))] = looked.get(targets.get(key, ""), Sheet())
    return sheets


def _look_at_xml(xml: bytes) -> Sheet:
    found = _CELL.findall(xml)
    columns = max((_column(letters) + 1 for letters in {letters for letters, _line in found}), default=0)
    lines = max((int(line) for _letters, line in found), default=0)
    if _NAMELESS.search(xml):
        more, wider = _reach_of_nameless(xml)
        lines, columns = max(lines, more), columns + wider
    reach = _refuse_reach(lines, columns)
    errors = {
        (int(line), _column(letters)): words.decode("utf-8", "replace")[:20]
        for letters, line, words in _ERROR.findall(xml)
    }
    return Sheet(tuple(found.decode("ascii") for found in _MERGED.findall(xml)), errors, reach)


def _reach_of_nameless(xml: bytes) -> tuple[int, int]:
    """Return the last line, and the most cells in a line that do not say where they stand: one comes after
    the other."""
    line = lines = columns = 0
    rows = list(_ROW.finditer(xml))
    for row, end in zip(rows, [*(one.start() for one in rows[1:]), len(xml)], strict=True):
        line = int(row[1]) if row[1] else line + 1
        lines = max(lines, line)
        columns = max(columns, sum(1 for _cell in _NAMELESS.finditer(xml, row.end(), end)))
    return lines, columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _look_into_ods(xml: bytes) -> dict[str, Sheet]:
    tables = list(_TABLE.finditer(xml))
    ends = [table.start() for table in tables[1:]] + [len(xml)]
    sheets, together = {}, 0
    for table, end in zip(tables, ends, strict=True):
        part = xml[table.end() : end]
        reach = _refuse_reach(*_reach_of(part))
        merged = (_("in dit blad"),) if _SPANNED.search(part) else ()
        sheets[html.unescape(table[1].decode("utf-8", "replace"))] = Sheet(merged, cells=reach)
        # Two of one name are two for the reader.
        together += reach
        if together > MOST_CELLS:
            raise _too_large()
    return sheets


def _reach_of(xml: bytes) -> tuple[int, int]:
    """Return lines and columns of a sheet up to its last filled cell; one cell may stand for many."""
    line = lines = column = columns = repeated = 0
    for found in _TOKEN.finditer(xml):
        kind, given = found[1], found[2]
        if kind == b"table-row":
            line += repeated
            repeated, column = _times(_ROWS, given), 0
            continue
        column += _times(_COLUMNS, given)
        if b"value-type=" in given or not given.endswith(b"/"):
            lines, columns = max(lines, line + repeated), max(columns, column)
    return lines, columns


def _times(pattern: re.Pattern[bytes], given: bytes) -> int:
    found = pattern.search(given)
    return min(int(found[1]), 10_000_000) if found else 1
