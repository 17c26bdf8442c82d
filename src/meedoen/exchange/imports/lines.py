"""A file as lines with cells by field: its header found, and each line ready to be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meedoen.exchange.imports.columns import COLUMNS, REMARKS, folded, guess
from meedoen.exchange.imports.values import Cells, cell_text, short
from meedoen.exchange.spreadsheets.reading import IMPORTED, FileNotRead, Line, Read, read_table

# How far down a header is looked for: a title and a date may stand above it.
_DEEP = 10
_SAMPLE = 3


@dataclass(frozen=True)
class Opened:
    """A file that can be read: where its header is, what stands in it, and the lines below."""

    read: Read
    header_line: int
    header: list[str]
    lines: list[Line]

    def sample(self) -> list[list[str]]:
        """Return the first lines, cut short."""
        wide = len(self.header)
        return [[cell_text(cell)[:60] for cell in cells[:wide]] for _line, cells in self.lines[:_SAMPLE]]


def open_file(kind: str, content: bytes, sheet: str = "") -> Opened:
    """Read a file and find its header: of the first lines the one with most columns that we know."""
    read = read_table(content, IMPORTED, sheet)
    if not read.lines:
        raise FileNotRead(_("In het bestand staat niets. Kies een bestand met gegevens."))
    known = [len(guess(kind, _names(cells))) for _line, cells in read.lines[:_DEEP]]
    at = known.index(max(known)) if max(known) > 1 else 0
    header_line, cells = read.lines[at]
    header = _names(cells)
    doubled = sorted(
        {name for name in header if name and [folded(n) for n in header].count(folded(name)) > 1}
    )
    if doubled:
        message = _("De kop noemt een kolom twee keer: %(names)s. Laat elke kolom één keer staan.")
        raise FileNotRead(message % {"names": ", ".join(short(name) for name in doubled[:5])})
    lines = read.lines[at + 1 :]
    if not lines:
        raise FileNotRead(_("Onder de kop staan geen regels. Vul het bestand met gegevens."))
    return Opened(read, header_line, header, lines)


def cells_of(opened: Opened, mapping: Mapping[str, int]) -> Iterator[Cells]:
    """Give each line as cells by field, with what is wrong with it before anyone reads a cell."""
    by_column = {position: name for name, position in mapping.items()}
    wide = len(opened.header)
    for line, cells in opened.lines:
        texts = {
            name: cell_text(cells[position]) for name, position in mapping.items() if position < len(cells)
        }
        found = Cells(line, texts)
        for position, name in by_column.items():
            failed = opened.read.failed.get((line, position))
            if failed:
                message = _("De formule in deze cel mislukte (%(text)s). Typ de waarde in de cel.")
                found.wrong.append((name, message % {"text": failed}))
        extra = [] if opened.read.sheet else [cell for cell in cells[wide:] if cell.strip()]
        if extra:
            message = _(
                "Deze regel heeft meer velden dan de kop: “%(extra)s”. "
                "Zet tekst met een scheidingsteken tussen aanhalingstekens."
            )
            found.wrong.append(("", message % {"extra": short(cell_text(extra[0]))}))
        yield found


def options(header: Sequence[str]) -> list[tuple[int, str]]:
    """Return the columns that can be chosen, position and words."""
    return [(at, name or _("kolom %(letter)s") % {"letter": _letter(at)}) for at, name in enumerate(header)]


def is_mapped_well(kind: str, header: Sequence[str], mapping: Mapping[str, int]) -> bool:
    """Whether every field and column exists, and no column is used twice."""
    fields = {column.field for column in COLUMNS[kind]}
    used = list(mapping.values())
    return (
        mapping.keys() <= fields
        and all(0 <= one < len(header) for one in used)
        and len(set(used)) == len(used)
    )


def _names(cells: Sequence[str]) -> list[str]:
    names = [cell_text(cell)[:80] for cell in cells]
    while names and (not names[-1] or names[-1] == REMARKS):
        names.pop()
    return names


def _letter(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
