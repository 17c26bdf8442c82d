"""Questions to the engine as people ask them: an indicator, an area, a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound, Refused
from meedoen.counting import INDICATORS, Attribution, CountingRefused, Question
from meedoen.counting.indicators import Indicator
from meedoen.primitives.period import Month, Quarter, Span, Year, parse_span
from meedoen.primitives.refusal import NotValid
from meedoen.rules import book, places
from meedoen.rules.refusal import PlaceNotOnThisDay
from meedoen.steering.areas import Area, area_on

# The month before any row: what is asked before it has no answer.
FIRST_QUARTER = Quarter(2013, 1)
_BY_RULE: Mapping[str, Attribution] = {"woongemeente": "woon", "werkgemeente": "werk"}


class NotCountedHere(Refused):
    """The whole country is published by others; our rows are those of our own region."""


class NotAsked(Refused):
    """The engine refuses the question; its sentence says why."""


def indicator_of(code: str) -> Indicator:
    """Return the definition of an indicator."""
    found = INDICATORS.get(code)
    if found is None:
        raise NotFound(
            _("De indicator “%(code)s” bestaat niet. Kies een indicator uit de lijst.") % {"code": code[:60]},
            field="indicator",
        )
    return found


def span_of(text: str) -> Span:
    """Return the period that somebody typed or followed in an address."""
    try:
        return parse_span(text)
    except NotValid as refusal:
        raise Refused(str(refusal), field="span") from refusal


def attribution_on(day: date) -> Attribution:
    """Return how a person is attributed to a place by the rule book."""
    return _BY_RULE[book.value_on("banenafspraak.toerekening", day).text]


def question_for(
    indicator: str,
    area: str,
    span: Span,
    *,
    programme: str = "",
    employer_id: int | None = None,
    by: tuple[str, ...] = (),
    attribution: Attribution | None = None,
    cumulative_from: date | None = None,
    until: date | None = None,
) -> Question:
    """Return the question, or refuse in words what cannot be asked."""
    definition = indicator_of(indicator)
    place: Area = area_on(area, span.last_day)
    if place.kind == "country":
        raise NotCountedHere(
            _("Over heel Nederland tellen wij niet zelf. Bekijk de gepubliceerde cijfers."), field="area"
        )
    require_on_the_map(place, span.last_day)
    for name in by:
        if name not in definition.breakdowns:
            raise NotAsked(
                _("“%(name)s” kan niet worden uitgesplitst naar “%(by)s”.")
                % {"name": definition.name, "by": name[:40]},
                field="by",
            )
    if definition.needs_employer and employer_id is None:
        raise NotAsked(_("Kies een werkgever: dit cijfer gaat over één werkgever."), field="employer")
    if employer_id is not None and not definition.needs_employer:
        # With one employer chosen, a figure about people would be about a person.
        raise NotAsked(_("Dit cijfer kan niet voor één werkgever worden gevraagd."), field="employer")
    # One employer is counted whole: where its people live is not what was promised.
    at_employer = definition.needs_employer
    return Question(
        indicator,
        span,
        region=None if at_employer else place.region,
        municipality=None if at_employer else place.municipality,
        employer_id=employer_id,
        programme=programme or None,
        by=by,
        attribution=attribution or attribution_on(span.last_day),
        cumulative_from=cumulative_from if definition.timing == "flow" else None,
        until=until if definition.timing == "flow" else None,
    )


def require_on_the_map(place: Area, day: date) -> None:
    """A place that was not there yet, or of which most is unknown, has no figure: not even 0."""
    if place.municipality is not None:
        try:
            places.municipality_on(place.municipality, day)
        except PlaceNotOnThisDay as refusal:
            raise NotAsked(str(refusal), field="area") from refusal
    elif place.region is not None and not places.region(place.region).complete:
        raise NotCountedHere(
            _("Van %(name)s kennen wij niet alle gemeenten. Vraag een gemeente die wij wel kennen.")
            % {"name": place.name},
            field="area",
        )


def in_words(refusal: CountingRefused | LookupError) -> NotAsked:
    """Return what the engine or the rule book refused as a refusal for a page."""
    return NotAsked(str(refusal))


def latest_complete_quarter(today: date) -> Quarter:
    """Return the last quarter of which every day lies behind us."""
    return Quarter.of(today).previous


def is_complete(span: Span, today: date) -> bool:
    return span.last_day < today


def year_before(span: Span) -> Span:
    """Return the same quarter, month or year one year earlier."""
    if isinstance(span, Quarter):
        return Quarter(span.year - 1, span.quarter)
    if isinstance(span, Month):
        return Month(span.year - 1, span.month)
    return Year(span.year - 1)


def quarters_until(last: Quarter, first: Quarter = FIRST_QUARTER) -> tuple[Quarter, ...]:
    """Return every quarter from the first up to and with the last."""
    found = []
    here = first
    while here <= last:
        found.append(here)
        here = here.next
    return tuple(found)


def whole(value: int | Decimal | None) -> int | None:
    """Readings are whole numbers: the engine rounds once, and nothing is rounded after it."""
    return None if value is None else int(value)
