"""A file with neighbourhoods as raw lines: the three columns found by their names, nothing judged yet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.exchange.spreadsheets.reading import FileNotRead, read_lines
from meedoen.register.fits.neighbourhoods import RawLine

COLUMNS = ("pc4", "lat", "lon")


def read_neighbourhoods(content: bytes) -> list[RawLine]:
    """Return the lines under the head of a CSV file or workbook; other columns are left alone."""
    (_number, head), *lines = read_lines(content) or [(0, [])]
    names = [name.strip().lower() for name in head]
    wrong = [name for name in COLUMNS if names.count(name) != 1]
    if wrong:
        raise FileNotRead(
            _("De kop moet pc4, lat en lon elk één keer hebben. Dat klopt niet voor: %(names)s.")
            % {"names": ", ".join(wrong)}
        )
    if not lines:
        raise FileNotRead(_("Onder de kop staan geen regels. Vul het bestand met een PC4 per regel."))
    places = [names.index(name) for name in COLUMNS]
    return [
        RawLine(number, *(cells[place] if place < len(cells) else "" for place in places))
        for number, cells in lines
    ]
