"""One line of a publications file: every column checked, each fault with its remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.counting import INDICATORS
from meedoen.counting.question import Unit
from meedoen.primitives.number import format_whole
from meedoen.primitives.period import Month, Year
from meedoen.steering.areas import UnknownArea, area_on
from meedoen.steering.publications.shape import Fault, NewPublication, RawRow

FIRST_DAY = date(2012, 1, 1)
# No promise is made further ahead than this; a later year is a slip of the pen.
LAST_TARGET_DAY = date(2050, 12, 31)
STATUSES = ("provisional", "final", "indicative", "target")
CERTAINTIES = ("confirmed", "derived", "assumed")
# Units that are counted in whole numbers, and those that may have decimals.
WHOLE_UNITS = (
    "banen",
    "personen",
    "plaatsingen",
    "plekken",
    "organisaties",
    "gemeenten",
    "SW-bedrijven",
    "bezoekers",
    "opleidingen",
    "inkomstenverhoudingen",
)
DECIMAL_UNITS = ("procent", "uren", "verloonde uren", "euro")
UNITS = (*WHOLE_UNITS, *DECIMAL_UNITS)

_FIGURE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_DAY = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")
_PART = re.compile(r"[a-z_]+=[A-Za-z0-9][A-Za-z0-9 _.\-]*")
_URL = re.compile(r"https?://[^\s\"'<>]+")


# The words that publications use for what one counted thing is.
UNITS_OF = {
    Unit.AFSPRAAKBAAN: ("banen",),
    Unit.BESCHUT_WERK: ("plekken", "personen"),
    Unit.PLAATSING: ("plaatsingen", "personen"),
    Unit.PERSOON: ("personen",),
}
# How publications split a figure; an empty set lets any value through.
PARTS: dict[str, frozenset[str]] = {
    "form": frozenset({"dienstverband", "inleen"}),
    "sector": frozenset({"markt", "overheid"}),
    "group": frozenset(),
    "ground": frozenset(),
    "since": frozenset(),
    "employer": frozenset(),
    "programme": frozenset(),
}


@dataclass
class _Line:
    """The line that is being read, with the faults found so far."""

    row: RawRow
    today: date
    faults: list[Fault] = field(default_factory=list)

    def text(self, column: str) -> str:
        return self.row.cells.get(column, "").strip()

    def wrong(self, column: str, message: str) -> None:
        self.faults.append(Fault(self.row.number, column, message))


def parse_line(row: RawRow, today: date) -> tuple[NewPublication | None, list[Fault]]:
    """Return the line as a publication, or everything that is wrong with it."""
    line = _Line(row, today)
    figure, area = _figure(line), _area(line)
    status = _choice(line, "status", STATUSES)
    unit = _choice(line, "unit", UNITS)
    certainty = _choice(line, "certainty", CERTAINTIES)
    value = _value(line, unit)
    reference, first_of_reference, reference_on = _day(line, "reference_on")
    published, first_of_published, published_on = _day(line, "published_on")
    _check_days(line, status, first_of_reference, reference_on, first_of_published, published_on)
    breakdown = _breakdown(line)
    source = _text(line, "source", 300, must=_("Noem de bron: wie dit getal waar heeft gepubliceerd."))
    if not line.faults:
        _check_meaning(line, figure, unit, breakdown)
    url = _url(line)
    note = _text(line, "note", 500)
    is_rounded = _choice(line, "rounding", ("", "ja", "nee")) == "ja"
    if line.faults or value is None:
        return None, line.faults
    return (
        NewPublication(
            row=row.number,
            figure=figure,
            area=area,
            breakdown=breakdown,
            reference=reference,
            reference_on=reference_on,
            published=published,
            published_on=published_on,
            status=status,
            unit=unit,
            value=value,
            source=source,
            url=url,
            certainty=certainty,
            is_rounded=is_rounded,
            note=note,
        ),
        [],
    )


def _figure(line: _Line) -> str:
    text = line.text("figure")
    if not _FIGURE.fullmatch(text) or len(text) > 60:
        line.wrong(
            "figure",
            _(
                "“%(given)s” is geen naam van een cijfer. Schrijf kleine letters met punten ertussen, "
                "zoals banenafspraak.extra_banen."
            )
            % {"given": text[:60]},
        )
    return text


def _area(line: _Line) -> str:
    text = line.text("area")
    try:
        return area_on(text).code
    except UnknownArea as refusal:
        line.wrong("area", refusal.message)
        return text


def _choice(line: _Line, column: str, allowed: tuple[str, ...]) -> str:
    text = line.text(column)
    if text not in allowed:
        line.wrong(
            column,
            _("“%(given)s” kan hier niet. Kies uit: %(allowed)s.")
            % {"given": text[:40], "allowed": ", ".join(word for word in allowed if word)},
        )
    return text


def _value(line: _Line, unit: str) -> Decimal | None:
    text = line.text("value")
    if _GROUPED.fullmatch(text):
        line.wrong(
            "value",
            _("“%(given)s” kan twee dingen zijn. Bedoelt u %(plain)s? Schrijf dan %(plain)s, zonder punt.")
            % {"given": text, "plain": text.replace(".", "")},
        )
        return None
    if not _NUMBER.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
        line.wrong("value", _not_a_number(text, plain if _NUMBER.fullmatch(plain) else ""))
        return None
    value = Decimal(text)
    if unit in WHOLE_UNITS and value != value.to_integral_value():
        line.wrong(
            "value",
            _("“%(given)s” is geen heel getal, en “%(unit)s” tellen we in hele getallen. Kijk in de bron.")
            % {"given": text, "unit": unit},
        )
        return None
    return value


def _not_a_number(given: str, plain: str) -> str:
    if not given:
        return _("Het getal ontbreekt. Vul in wat de bron noemt; laat de regel weg als de bron niets noemt.")
    if plain:
        return _("“%(given)s” is geen getal zoals dit bestand het vraagt. Bedoelt u %(plain)s?") % {
            "given": given[:40],
            "plain": plain,
        }
    return _("“%(given)s” is geen getal. Schrijf een getal als 3257 of 1.93.") % {"given": given[:40]}


def _day(line: _Line, column: str) -> tuple[str, date | None, date | None]:
    """The text, and the first and last day of the day, month or year that it names; nothing is allowed."""
    text = line.text(column)
    if not text:
        return "", None, None
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        year = int(found["year"])
        if found["day"]:
            day = date(year, int(found["month"]), int(found["day"]))
            return text, day, day
        span = Month(year, int(found["month"])) if found["month"] else Year(year)
        return text, span.first_day, span.last_day
    except ValueError:
        line.wrong(
            column,
            _("“%(given)s” is geen datum. Schrijf 2017-12-31, of 2017-12 voor een maand, of 2017.")
            % {"given": text[:20]},
        )
        return text[:10], None, None


def _check_days(
    line: _Line,
    status: str,
    first_of_reference: date | None,
    reference_on: date | None,
    first_of_published: date | None,
    published_on: date | None,
) -> None:
    is_target = status == "target"
    last_allowed = LAST_TARGET_DAY if is_target else line.today
    if reference_on is not None and first_of_reference is not None:
        _in_range(line, "reference_on", first_of_reference, reference_on, last_allowed)
    if published_on is not None and first_of_published is not None:
        _in_range(line, "published_on", first_of_published, published_on, line.today)
    # One slip of the pen is one fault.
    told = any(fault.column in ("reference_on", "published_on") for fault in line.faults)
    if told or is_target or first_of_reference is None or published_on is None:
        return
    if first_of_reference > published_on:
        line.wrong(
            "reference_on",
            _(
                "De peildatum %(reference)s ligt na de publicatie van %(published)s. "
                "Controleer beide; een doel voor later krijgt status target."
            )
            % {"reference": line.text("reference_on"), "published": line.text("published_on")},
        )


def _in_range(line: _Line, column: str, first: date, last: date, last_allowed: date) -> None:
    if last < FIRST_DAY:
        line.wrong(
            column,
            _("%(given)s ligt voor 2012. De banenafspraak telt vanaf december 2012. Controleer het jaar.")
            % {"given": line.text(column)},
        )
    elif first > last_allowed:
        line.wrong(
            column,
            _("%(given)s ligt in de toekomst. Controleer de datum; alleen een doel mag later liggen.")
            % {"given": line.text(column)},
        )


def _check_meaning(line: _Line, figure: str, unit: str, breakdown: str) -> None:
    """A figure that we count ourselves is published in its own unit, split in ways that we know."""
    definition = INDICATORS.get(figure)
    if definition is None:
        return
    if unit not in UNITS_OF[definition.unit]:
        line.wrong(
            "unit",
            _("“%(figure)s” wordt geteld in %(units)s, niet in %(given)s. Verbeter de eenheid of het cijfer.")
            % {"figure": figure, "units": " of ".join(UNITS_OF[definition.unit]), "given": unit},
        )
    for part in filter(None, breakdown.split(";")):
        name, _is, value = part.partition("=")
        known = PARTS.get(name)
        if known is None or (known and value not in known):
            line.wrong(
                "breakdown",
                _("“%(part)s” is geen deel dat wij kennen. Kies uit: %(known)s.")
                % {"part": part[:60], "known": ", ".join(sorted(known or PARTS))},
            )


def _breakdown(line: _Line) -> str:
    """Sorted, so that the same part is always written the same way."""
    text = line.text("breakdown")
    if not text:
        return ""
    parts = [part.strip() for part in text.split(";")]
    names = [part.split("=")[0] for part in parts]
    if not all(_PART.fullmatch(part) for part in parts) or len(set(names)) < len(names) or len(text) > 120:
        line.wrong(
            "breakdown",
            _("“%(given)s” is geen uitsplitsing. Schrijf bijvoorbeeld form=dienstverband;sector=markt.")
            % {"given": text[:60]},
        )
    return ";".join(sorted(parts))


def _text(line: _Line, column: str, longest: int, must: str = "") -> str:
    text = line.text(column)
    checks: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: bool(must) and not text, must),
        (
            lambda: len(text) > longest,
            _("Deze tekst heeft %(length)s tekens; er passen er %(longest)s. Kort hem in.")
            % {"length": format_whole(len(text)), "longest": longest},
        ),
        (
            lambda: not text.replace("\n", "").isprintable(),
            _("Er staan onleesbare tekens in. Typ de tekst opnieuw."),
        ),
    )
    for is_wrong, message in checks:
        if is_wrong():
            line.wrong(column, message)
            break
    return text


def _url(line: _Line) -> str:
    text = _text(line, "url", 400)
    if text and not _URL.fullmatch(text):
        line.wrong(
            "url", _("Dit is geen adres. Schrijf een adres dat met https:// begint, of laat het leeg.")
        )
    return text
