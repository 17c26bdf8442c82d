"""A file with publications as raw lines: the columns found by their names, nothing judged yet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.exchange.spreadsheets.reading import FileNotRead, read_lines
from meedoen.steering.publications.shape import COLUMNS, RawRow

_MUST = ("figure", "area", "status", "unit", "value", "source", "certainty")


def read_publications(content: bytes) -> list[RawRow]:
    """Return the lines under the header of a CSV file or workbook."""
    (_number, header), *lines = read_lines(content) or [(0, [])]
    names = [name.strip().lower() for name in header]
    while names and not names[-1]:
        names.pop()
    _check_header(names)
    rows = []
    for number, cells in lines:
        extra = [cell for cell in cells[len(names) :] if cell.strip()]
        if extra:
            raise FileNotRead(
                _(
                    "Regel %(line)s heeft meer velden dan de kop: “%(extra)s”. "
                    "Zet tekst met een scheidingsteken tussen aanhalingstekens."
                )
                % {"line": number, "extra": extra[0][:40]}
            )
        rows.append(RawRow(number, dict(zip(names, cells, strict=False))))
    if not rows:
        raise FileNotRead(_("Onder de kop staan geen regels. Vul het bestand met publicaties."))
    return rows


def _check_header(names: list[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in _MUST if name not in names]
    doubled = sorted({name for name in names if names.count(name) > 1})
    told = {"columns": ", ".join(COLUMNS)}
    if missing:
        raise FileNotRead(
            _("In de kop ontbreekt: %(names)s. De kop is: %(columns)s.")
            % {"names": ", ".join(missing), **told}
        )
    if unknown:
        raise FileNotRead(
            _("De kop heeft onbekende kolommen: %(names)s. De kop is: %(columns)s.")
            % {"names": ", ".join(name[:30] or "(leeg)" for name in unknown), **told}
        )
    if doubled:
        raise FileNotRead(
            _("De kop noemt een kolom twee keer: %(names)s. Laat elke kolom één keer staan.")
            % {"names": ", ".join(doubled)}
        )
