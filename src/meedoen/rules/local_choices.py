"""What a municipality decides for itself: the points, what may be chosen, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal

from meedoen.primitives.number import format_decimal, parse_decimal, parse_whole
from meedoen.primitives.refusal import NotValid
from meedoen.rules.book import Value, paths, series
from meedoen.rules.files import read_folder

Kind = Literal["option", "number", "years", "text"]
GROUPS: Mapping[str, str] = {
    "aanvragen": "Aanvragen",
    "forfait": "Beginnen zonder meting",
    "meten": "Loonwaarde meten",
    "betalen": "Betalen",
    "proefplaatsing": "Proefplaatsing",
    "jobcoach": "Jobcoach",
}
# What a number of a jobcoach regime is, and how it is written out.
YEARS_UNITS: Mapping[str, str] = {
    "euro": "euro per jaar",
    "uren": "uren per jaar",
    "deel": "procent van de gewerkte uren",
}
YEARS = 3
_MARK = "|"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to choose. `preferred` and `limit` are paths in the rule book, or empty."""

    code: str
    title: str
    question: str
    group: str
    kind: Kind
    unit: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    preferred: str = ""
    limit: str = ""
    free: str = ""


class UnknownPoint(LookupError):
    """No municipality chooses anything under this code."""


@cache
def points() -> tuple[Point, ...]:
    """Every point, in the order in which an employer meets them."""
    return tuple(_point(code, raw) for code, raw in read_folder("local_choices")["choices"].items())


def point(code: str) -> Point:
    found = next((one for one in points() if one.code == code), None)
    if found is None:
        raise UnknownPoint(code)
    return found


def preferred_on(point: Point, day: date) -> Value | None:
    """What municipalities agreed on together, or the law says; None if and only if the point is free, or no
    source says what was agreed on that day."""
    return _known(point.preferred, day)


def limit_on(point: Point, day: date) -> Value | None:
    """The most that the law allows; None if and only if no law that was read limits it on that day."""
    return _known(point.limit, day)


def kept(point: Point, given: str | Mapping[str, str], day: date) -> str:
    """What is chosen, as it is kept: always the same text for the same choice. Refuses what cannot be chosen.

    A choice of kind `years` is given as its unit with what holds in year 1, 2 and 3, the later ones perhaps
    empty; its kept text may be given too.
    """
    if point.kind == "years":
        return _kept_years(point, given if isinstance(given, Mapping) else years_in(given))
    text = str(given).strip() if isinstance(given, str) else ""
    if point.kind == "option":
        if text not in point.options:
            raise NotValid(point.title, text, "Kies iets uit de lijst.", field="value")
        return text
    if point.kind == "text":
        if not text or len(text) > point.most or not text.isprintable():
            remedy = f"Schrijf één regel van ten hoogste {point.most} tekens."
            raise NotValid(point.title, text[:40], remedy, field="value")
        return text
    return str(_whole(point, text, limit_on(point, day)))


def years_in(text: str) -> dict[str, str]:
    """The parts of a kept choice of kind `years`, by the names of its fields."""
    unit, *numbers = text.split(_MARK) if text else [""]
    written = [one.replace(".", ",") for one in (*numbers, *[""] * YEARS)]
    return {"unit": unit} | {f"year_{turn + 1}": written[turn] for turn in range(YEARS)}


def in_words(point: Point, value: str) -> str:
    """A kept choice as people read it."""
    if point.kind == "option":
        return point.options.get(value, value)
    if point.kind == "number":
        return f"{value} {point.unit}" if value != "1" else f"1 {_one(point.unit)}"
    if point.kind == "text":
        return value
    unit, *numbers = value.split(_MARK)
    parts = [f"jaar {turn}: {_number(one)}" for turn, one in enumerate(numbers, start=1) if one]
    return f"{', '.join(parts)} ({YEARS_UNITS[unit]})"


def check() -> list[str]:
    """Everything wrong with the list of points, in words."""
    problems = []
    for one in points():
        if one.group not in GROUPS:
            problems.append(f"{one.code}: groep “{one.group}” bestaat niet.")
        if bool(one.preferred) == bool(one.free):
            problems.append(f"{one.code}: noem wat is afgesproken of zeg waarom dit vrij is, niet allebei.")
        for path in filter(None, (one.preferred, one.limit)):
            if path not in paths():
                problems.append(f"{one.code}: parameter {path} staat niet in het regelboek.")
        if one.kind == "option":
            agreed = {str(value.value) for value in series(one.preferred)} if one.preferred else set()
            problems += [
                f"{one.code}: “{code}” staat niet bij de keuzes." for code in agreed - {*one.options}
            ]
    return problems


def _known(path: str, day: date) -> Value | None:
    if not path:
        return None
    ahead = (value for value in series(path) if value.starts_on <= day)
    return next((one for one in ahead if one.ends_before is None or day < one.ends_before), None)


def _whole(point: Point, text: str, limit: Value | None) -> int:
    most = point.most if limit is None else min(point.most, limit.number)
    why = f" ({limit.law_text})" if limit is not None and limit.number == most else ""
    remedy = f"Vul een heel getal in van {point.least} tot en met {most} {point.unit}{why}."
    try:
        number = parse_whole(text)
    except NotValid as refusal:
        raise NotValid(point.title, text[:40], remedy, field="value") from refusal
    if not point.least <= number <= most:
        raise NotValid(point.title, text[:40], remedy, field="value")
    return number


def _kept_years(point: Point, given: Mapping[str, str]) -> str:
    unit = given.get("unit", "")
    if unit not in YEARS_UNITS:
        raise NotValid(point.title, unit[:40], "Kies een eenheid uit de lijst.", field="unit")
    most = Decimal(100) if unit == "deel" else point.most
    numbers = [_amount(point, given, turn, most) for turn in range(1, YEARS + 1)]
    if not numbers[0]:
        remedy = "Vul in elk geval jaar 1 in; 0 als u niets geeft."
        raise NotValid(point.title, "", remedy, field="year_1")
    filled = [bool(one) for one in numbers]
    if filled != sorted(filled, reverse=True):
        remedy = "Vul ook de jaren ervoor in; 0 als u in een jaar niets geeft."
        raise NotValid(point.title, numbers[-1], remedy, field="year_2")
    return _MARK.join([unit, *numbers])


def _amount(point: Point, given: Mapping[str, str], turn: int, most: Decimal) -> str:
    text = given.get(f"year_{turn}", "").strip()
    if not text:
        return ""
    name = f"{point.title}, jaar {turn}"
    remedy = f"Vul een getal in van 0 tot en met {format_decimal(most, 0)}, met hoogstens twee decimalen."
    try:
        amount = parse_decimal(text)
        if not 0 <= amount <= most or amount != amount.quantize(Decimal("0.01")):
            raise NotValid(name, text[:40], remedy, field=f"year_{turn}")
    except (NotValid, InvalidOperation) as refusal:
        raise NotValid(name, text[:40], remedy, field=f"year_{turn}") from refusal
    return f"{amount.normalize():f}"


def _number(text: str) -> str:
    amount = Decimal(text)
    return format_decimal(amount, 0 if amount == amount.to_integral_value() else 2)


def _one(unit: str) -> str:
    return {"weken": "week", "maanden": "maand"}.get(unit, unit)


def _point(code: str, raw: Mapping[str, Any]) -> Point:
    numbers = {name: Decimal(raw[name]) for name in ("least", "most") if name in raw}
    return Point(code=code, **{**raw, **numbers})
