"""What must be true of the files of the rule book before anything is read from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

STATUSES = ("confirmed", "derived", "assumed")
KINDS = ("number", "text", "truth", "list")
# What a series of numbers may promise about itself, so that a slip of the pen is found before it is used.
MARKS = ("never_falls", "rises_at_most")
_NAME = re.compile(r"[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*")
_VALUE_KEYS = {"from", "to", "value", "status", "law", "source", "note", "version"}
_PARAMETER_KEYS = {"title", "unit", "kind", "law", "source", "note", "values", "unknown", *MARKS}
_DOCUMENT_KEYS = {"title", "laws", "sources", "parameters", "breaks"}


def problems_in(documents: Mapping[str, Any]) -> list[str]:
    """One Dutch sentence for each thing that is wrong, with the path and the day."""
    return [problem for code, document in documents.items() for problem in _document(code, document)]


def _document(code: str, document: Any) -> Iterator[str]:
    if not isinstance(document, dict) or not isinstance(document.get("parameters"), dict):
        yield f"{code}: het bestand heeft geen blok “parameters”."
        return
    yield from _stray_keys(code, document, _DOCUMENT_KEYS)
    if not document.get("title"):
        yield f"{code}: de titel ontbreekt."
    for bwb, law in document.get("laws", {}).items():
        if not re.fullmatch(r"BWBR[0-9]{7}", str(bwb)) or not (law.get("title") and law.get("short")):
            yield f"{code}: wet “{bwb}” heeft geen BWB-nummer, titel of korte naam."
        if not isinstance(law.get("first_text", date.min), date):
            yield f"{code}: wet “{bwb}”: “first_text” is geen dag."
    for name, raw in document["parameters"].items():
        if isinstance(raw, dict):
            yield from _parameter(f"{code}.{name}", raw, document)
        else:
            yield f"{code}.{name}: de parameter heeft geen titel, soort en waarden."
    for one in document.get("breaks", ()):
        if set(one) != {"day", "text", "status", "source"} or not isinstance(one["day"], date):
            yield f"{code}: een breuk mist dag, tekst, status of bron: {one}."
            continue
        yield from _status_and_source(
            f"{code}, breuk van {one['day']}", one["status"], one["source"], document
        )


def _parameter(path: str, raw: Any, document: Mapping[str, Any]) -> Iterator[str]:
    if not _NAME.fullmatch(path):
        yield f"{path}: de naam heeft tekens die niet mogen."
    yield from _stray_keys(path, raw, _PARAMETER_KEYS)
    for key in ("title", "unit", "kind"):
        if not isinstance(raw.get(key), str) or not raw[key]:
            yield f"{path}: “{key}” ontbreekt."
    if raw.get("kind") not in KINDS:
        yield f"{path}: soort “{raw.get('kind')}” bestaat niet."
    values = raw.get("values") or []
    if not values:
        yield f"{path}: de reeks is leeg."
    for one in values:
        yield from _value(path, raw, one, document)
    if all(isinstance(one.get("from"), date) for one in values):
        yield from _reach(path, values, raw.get("unknown", []))
    if set(raw) & set(MARKS):
        yield from _moves(path, raw, values)


def _value(
    path: str, raw: Mapping[str, Any], one: Mapping[str, Any], document: Mapping[str, Any]
) -> Iterator[str]:
    where = f"{path}, waarde vanaf {one.get('from')}"
    yield from _stray_keys(where, one, _VALUE_KEYS)
    if not isinstance(one.get("from"), date) or not isinstance(one.get("to", date.max), date):
        yield f"{where}: “from” of “to” is geen dag."
    if not _is_written_well(raw.get("kind"), one.get("value")):
        given, kind = one.get("value"), raw.get("kind")
        yield f"{where}: “{given}” past niet bij soort {kind}; zet waarden tussen aanhalingstekens."
    source = one.get("source", raw.get("source"))
    yield from _status_and_source(where, one.get("status"), source, document)
    law = one.get("law", raw.get("law"))
    if law is not None and str(law).split(":")[0] not in document.get("laws", {}):
        yield f"{where}: wet “{law}” staat niet boven in het bestand."
    if one.get("status") == "assumed" and not one.get("note", raw.get("note")):
        yield f"{where}: een aanname zonder toelichting."


def _status_and_source(where: str, status: Any, source: Any, document: Mapping[str, Any]) -> Iterator[str]:
    if status not in STATUSES:
        yield f"{where}: status “{status}” bestaat niet; kies uit {', '.join(STATUSES)}."
    if not isinstance(source, str) or not source:
        yield f"{where}: de bron ontbreekt."
        return
    for key in source.split(","):
        if key.strip() not in document.get("sources", {}):
            yield f"{where}: bron “{key.strip()}” staat niet boven in het bestand."


def _is_written_well(kind: Any, value: Any) -> bool:
    if kind == "list":
        return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
    if not isinstance(value, str) or not value:
        return False
    if kind == "truth":
        return value in ("ja", "nee")
    if kind == "number":
        try:
            return Decimal(value).is_finite()
        except InvalidOperation:
            return False
    return True


def _reach(path: str, values: list[Mapping[str, Any]], unknown: list[Mapping[str, Any]]) -> Iterator[str]:
    """Stretches and openly unknown stretches together must lie end to end, in the order of time."""
    if [one["from"] for one in values] != sorted(one["from"] for one in values):
        yield f"{path}: de waarden staan niet op volgorde van dag."
    for gap in unknown:
        if set(gap) != {"from", "to", "why"} or not gap["why"]:
            yield f"{path}: een onbekend stuk heeft “from”, “to” en “why” nodig: {gap}."
            return
    stretches = sorted([*values, *unknown], key=lambda one: one["from"])
    for one in stretches:
        if "to" in one and one["to"] < one["from"]:
            yield f"{path}: {one['to']} ligt voor {one['from']}."
    for one, following in pairwise(stretches):
        if "to" not in one or one["to"] >= following["from"]:
            yield f"{path}: overlap op {following['from']}."
        elif one["to"] + timedelta(days=1) < following["from"]:
            first, last = one["to"] + timedelta(days=1), following["from"] - timedelta(days=1)
            yield f"{path}: gat van {first} t/m {last}."
    if stretches and "why" in stretches[-1]:
        yield f"{path}: de reeks eindigt met een onbekend stuk; laat haar dan eerder eindigen."


def _moves(path: str, raw: Mapping[str, Any], values: list[Mapping[str, Any]]) -> Iterator[str]:
    """A series that promises never to fall doesn't; nor does it rise by more than its share at one go."""
    if raw.get("never_falls", "ja") != "ja":
        yield f"{path}: “never_falls” is ja, of staat er niet."
    most = raw.get("rises_at_most", "1")
    if raw.get("kind") != "number" or not _is_written_well("number", most):
        yield f"{path}: alleen een getal kan dalen of stijgen; schrijf “rises_at_most” als deel: “0.15”."
        return
    if not all(_is_written_well("number", one.get("value")) for one in values):
        return
    for one, following in pairwise(values):
        before, after, day = Decimal(one["value"]), Decimal(following["value"]), following["from"]
        if "never_falls" in raw and after < before:
            yield f"{path}: de waarde daalt op {day} van {before} naar {after}, en dat kan niet."
        # Over a stretch that nobody knows a series may have risen more than once.
        is_next = one.get("to") == day - timedelta(days=1)
        if "rises_at_most" in raw and is_next and after > before * (1 + Decimal(most)):
            yield f"{path}: de waarde stijgt op {day} van {before} naar {after}, meer dan het deel {most}."


def _stray_keys(where: str, found: Mapping[str, Any], allowed: set[str]) -> Iterator[str]:
    stray = sorted(str(key) for key in set(found) - allowed)
    if stray:
        yield f"{where}: onbekende sleutel {', '.join(stray)}."
