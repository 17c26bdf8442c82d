"""How a count is written on the command line: as a table to read, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from meedoen.counting import Question, Reading
from meedoen.primitives.number import format_whole
from meedoen.primitives.period import day_in_words
from meedoen.steering.areas import area_on
from meedoen.steering.counted.lines import Line, lines_of
from meedoen.steering.counted.questions import indicator_of
from meedoen.steering.counted.selectors import traced
from meedoen.steering.counted.shape import Traced
from meedoen.steering.labels import ATTRIBUTION
from meedoen.steering.targets.shape import TargetShown

Count = Callable[[Question], Reading]
_ATTRIBUTION = "banenafspraak.toerekening"
_WIDTH = 60


def as_table(count: Count, question: Question, target: TargetShown | None) -> str:
    """Return the lines of table 1 of the council letter, and under it what they rest on."""
    reading, lines = lines_of(count, question)
    trace = traced(reading.trace)
    shown = [(line.label, line.depth, line.value) for line in lines]
    if target is not None:
        shown.insert(0, (f"Streefcijfer tot en met {day_in_words(target.reference_on)}", 0, target.value))
    width = max(_WIDTH, *(len(label) + 2 * depth for label, depth, _value in shown))
    out = [f"{reading.indicator.name}, {_place(question)}, {question.span.label}", ""]
    for label, depth, value in shown:
        text = "–" if value is None else format_whole(value)
        out.append(f"{'  ' * depth}{label}".ljust(width) + f"{text:>12}")
    out.append("")
    out += [f"{name.ljust(14)}{words}" for name, words in _about(question, reading, target, trace)]
    return "\n".join(out) + "\n"


def as_json(count: Count, question: Question, target: TargetShown | None) -> str:
    reading, lines = lines_of(count, question)
    whole = lines[-1]
    told = {
        "indicator": question.indicator,
        "name": reading.indicator.name,
        "definition_version": reading.indicator.version,
        "unit": reading.indicator.unit.value,
        "region": question.region,
        "municipality": question.municipality,
        "employer": question.employer_id,
        "programme": question.programme,
        "span": str(question.span),
        "reference_on": question.span.last_day.isoformat(),
        "cumulative_from": question.cumulative_from.isoformat() if question.cumulative_from else None,
        "attribution": question.attribution,
        "attribution_certainty": _certainty(question, traced(reading.trace)),
        "target": None if target is None else {"value": target.value, "source": target.source},
        "total": _numbers(whole),
        "cells": [{"label": line.label, "dims": dict(line.dims), **_numbers(line)} for line in lines[:-1]],
        "trace": [
            {"path": one.path, "value": one.value, "law": one.law, "certainty": one.certainty}
            for one in traced(reading.trace)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_csv(count: Count, question: Question, target: TargetShown | None) -> str:
    reading, lines = lines_of(count, question)
    names = sorted({name for line in lines for name in line.dims}, key=_order(question))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    head = ("indicator", "span", "reference_on", "unit", *names, "part", "value", "people", "hours")
    writer.writerow(head)
    fixed = (
        question.indicator,
        str(question.span),
        question.span.last_day.isoformat(),
        reading.indicator.unit.value,
    )
    if target is not None:
        writer.writerow((*fixed, *[""] * len(names), "target", target.value, "", ""))
    for line in lines:
        numbers = _numbers(line)
        part = "total" if line is lines[-1] else "part"
        dims = (line.dims.get(name, "") for name in names)
        writer.writerow((*fixed, *dims, part, *("" if one is None else one for one in numbers.values())))
    return out.getvalue()


FORMS: Mapping[str, Callable[[Count, Question, TargetShown | None], str]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_csv,
}


def _numbers(line: Line) -> dict[str, Any]:
    hours = None if line.hours_c is None else str(Decimal(line.hours_c) / 100)
    return {"value": line.value, "people": line.people, "hours": hours}


def _order(question: Question) -> Callable[[str], tuple[bool, str]]:
    return lambda name: (name not in question.by, name)


def _place(question: Question) -> str:
    code = question.municipality or question.region
    return area_on(code, question.span.last_day).name if code else "alle rijen"


def _certainty(question: Question, trace: tuple[Traced, ...]) -> str:
    """A choice for another attribution than the rule book's is the asker's own."""
    found = next((one for one in trace if one.path == _ATTRIBUTION), None)
    if found is None or not found.value.startswith(question.attribution):
        return "chosen"
    return found.certainty


def _about(
    question: Question, reading: Reading, target: TargetShown | None, trace: tuple[Traced, ...]
) -> list[tuple[str, str]]:
    definition = indicator_of(question.indicator)
    rule = next((one for one in trace if one.path == _ATTRIBUTION), None)
    sure = _certainty(question, trace)
    why = "eigen keuze" if sure == "chosen" or rule is None else rule.certainty_words
    about = [
        ("Eenheid", reading.indicator.unit.value),
        ("Peildatum", day_in_words(question.span.last_day)),
        ("Definitie", f"{definition.code}, versie {reading.indicator.version}"),
        ("Toerekening", f"{ATTRIBUTION[question.attribution]} ({why})"),
    ]
    if question.cumulative_from is not None:
        about.append(("Opgeteld", f"vanaf {day_in_words(question.cumulative_from)}"))
    if target is not None:
        about.append(("Doel", f"versie {target.version}, {target.source}"))
    about += [
        (
            "Rust op",
            f"{one.title}: {one.value} {one.unit} "
            f"({one.law or one.source.split(';')[0]}; {one.certainty_words})",
        )
        for one in trace
        if one.path != _ATTRIBUTION
    ]
    return about
