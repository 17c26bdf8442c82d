"""A count as lines under each other, as a council letter shows it: parts, their parts, the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from meedoen.counting import Cell, Question, Reading
from meedoen.steering.counted.questions import indicator_of, whole
from meedoen.steering.labels import part_label

Count = Callable[[Question], Reading]
_FORMS = ("dienstverband", "inleen")
_SECTORS = ("markt", "overheid")


@dataclass(frozen=True)
class Line:
    """`depth` 0 is a part of the whole, 1 a part of the line above it. Each is rounded on its own."""

    label: str
    depth: int
    dims: Mapping[str, str]
    value: int | None
    people: int | None
    hours_c: int | None


def lines_of(count: Count, question: Question) -> tuple[Reading, tuple[Line, ...]]:
    """Return the count and its lines; the last line is the whole.

    Split by sector, an indicator of hours shows dienstverband with markt and overheid under it, and inleen
    undivided, because no source divides the inleen of a quarter over the sectors.
    """
    counted = count(question)
    definition = indicator_of(question.indicator)
    if question.by == ("sector",) and definition.measures_hours and "form" in definition.breakdowns:
        lines = _by_form_and_sector(count, question)
    else:
        lines = [_line(part_label(cell.dims), 0, cell) for cell in counted.cells]
    return counted, (*lines, _line(_("Totaal"), 0, counted.total))


def _by_form_and_sector(count: Count, question: Question) -> list[Line]:
    forms = count(replace(question, by=("form",)))
    sectors = count(replace(question, by=("form", "sector")))
    titles = {
        "dienstverband": _("Banen via dienstverband"),
        "inleen": _("Banen via inleen en detachering"),
    }
    lines = []
    for form in (*_FORMS, *sorted({cell.dims["form"] for cell in forms.cells} - set(_FORMS))):
        lines.append(_line(titles.get(form, form), 0, forms.cell(form=form)))
        if form == "inleen":
            continue
        found = {cell.dims["sector"] for cell in sectors.cells if cell.dims["form"] == form}
        for sector in (*_SECTORS, *sorted(found - set(_SECTORS))):
            label = _("waarvan %(part)s") % {"part": part_label({"sector": sector})}
            lines.append(_line(label, 1, sectors.cell(form=form, sector=sector)))
    return lines


def _line(label: str, depth: int, cell: Cell) -> Line:
    return Line(label, depth, dict(cell.dims), whole(cell.value), cell.people, cell.hours_c)
