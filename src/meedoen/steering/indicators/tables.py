"""A reading as a table that may leave the organisation: small numbers hidden, its definition beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from meedoen.counting import Question, Reading, disclosed
from meedoen.counting.disclosure import PublicCell
from meedoen.primitives.period import day_in_words
from meedoen.register.placements.flow import Flow, in_words
from meedoen.steering.areas import area_on
from meedoen.steering.counted.questions import indicator_of, whole
from meedoen.steering.counted.shape import Traced
from meedoen.steering.indicators.shape import Download
from meedoen.steering.labels import ATTRIBUTION, BREAKDOWN, value_label

_About = tuple[tuple[str, str | int | None], ...]


def table_of(
    reading: Reading, trace: Sequence[Traced], *, area: str, standing: str, flow: Flow | None = None
) -> Download:
    """Return the cells of a reading and its total; `standing` says when it was counted, and if it stays."""
    question = reading.question
    definition = indicator_of(question.indicator)
    public = disclosed(reading, settings.SMALL_NUMBER)
    dims = question.by
    header = (*(str(BREAKDOWN[name]) for name in dims), definition.unit.value, _("personen"))
    rows = [
        (*(value_label(name, one.cell.dims[name]) for name in dims), *_numbers(one)) for one in public.cells
    ]
    total_label = (_("Totaal"), *[""] * (len(dims) - 1)) if dims else ()
    rows.append((*total_label, *_numbers(public.total)))
    return Download(
        file_name=f"{question.indicator}-{area}-{question.span}".replace(".", "-").lower(),
        title=definition.name,
        about=(*_what(question, area, standing), *_moved(flow), *_rests_on(trace)),
        header=header,
        rows=tuple(rows),
    )


def _numbers(one: PublicCell) -> tuple[str | int | None, str | int | None]:
    if one.text is not None:
        return one.text, one.text
    value = whole(one.cell.value)
    return ("–" if value is None else value), one.cell.people


def _what(question: Question, area: str, standing: str) -> _About:
    definition = indicator_of(question.indicator)
    place = area_on(area, question.span.last_day)
    return (
        (_("cijfer"), definition.name),
        (_("code"), definition.code),
        (_("definitie"), definition.definition),
        (_("versie van de definitie"), definition.version),
        (_("eenheid"), definition.unit.value),
        (_("periode"), question.span.label),
        (_("peildatum"), day_in_words(question.span.last_day)),
        *_since(question.cumulative_from),
        (_("gebied"), f"{place.name} ({place.code})"),
        (_("toerekening"), str(ATTRIBUTION[question.attribution])),
        (_("programma"), question.programme or _("alle")),
        (_("bron"), _("eigen telling uit het register van %(name)s") % {"name": settings.PARTNERSHIP}),
        (_("stand"), standing),
        (
            _("kleine aantallen"),
            _("onder %(least)s personen verborgen als “< %(least)s”, of als “*” om een ander te beschermen")
            % {"least": settings.SMALL_NUMBER},
        ),
        (_("afronding"), _("elk getal is op zichzelf afgerond; delen kunnen iets van het totaal afwijken")),
    )


def _moved(flow: Flow | None) -> _About:
    """What began and ended in the period beside the total, a few hidden."""
    if flow is None:
        return ()
    return ((_("plaatsingen erbij en eraf"), f"{flow.label}: {in_words(flow, settings.SMALL_NUMBER)}"),)


def _since(day: date | None) -> _About:
    return () if day is None else ((_("opgeteld vanaf"), day_in_words(day)),)


def _rests_on(trace: Sequence[Traced]) -> _About:
    """One line for each parameter, with how certain it is."""
    return tuple(
        (
            _("rust op"),
            "; ".join(
                part
                for part in (
                    f"{one.title or one.path}: {one.value} {one.unit}",
                    one.law,
                    one.certainty_words,
                    one.source,
                )
                if part
            ),
        )
        for one in trace
    )
