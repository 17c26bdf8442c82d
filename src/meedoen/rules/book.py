"""The rule book: what a parameter of a regeling is worth on a day, by which article and how surely."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from meedoen.rules.checks import problems_in
from meedoen.rules.files import read_folder
from meedoen.rules.refusal import BrokenRuleBook, NoValueForThisDay, UnknownParameter

Worth = Decimal | str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One stretch of a series, half-open; this is also what a trace is made of."""

    path: str
    value: Worth
    unit: str
    starts_on: date
    ends_before: date | None
    status: str
    law: str | None
    law_text: str
    source: str
    note: str
    version: str = ""
    title: str = ""
    # The oldest text of the law with this article in it, where the value also speaks of days before.
    first_text: date | None = None

    @property
    def law_url(self) -> str:
        """Where the article stands as it read on the first day of this stretch; "" without a law."""
        return self.law_url_on(self.starts_on)

    def law_url_on(self, day: date) -> str:
        return "" if self.law is None else address_of(self.law, max(day, self.first_text or day))

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)

    @property
    def number(self) -> Decimal:
        if not isinstance(self.value, Decimal):
            raise TypeError(f"{self.path} is geen getal")
        return self.value

    @property
    def text(self) -> str:
        if not isinstance(self.value, str):
            raise TypeError(f"{self.path} is geen tekst")
        return self.value

    @property
    def items(self) -> tuple[str, ...]:
        if not isinstance(self.value, tuple):
            raise TypeError(f"{self.path} is geen lijst")
        return self.value

    @property
    def is_true(self) -> bool:
        if not isinstance(self.value, bool):
            raise TypeError(f"{self.path} is geen ja of nee")
        return self.value


@dataclass(frozen=True, slots=True)
class Unknown:
    """A stretch inside a series for which no source names the value."""

    starts_on: date
    ends_before: date
    why: str


@dataclass(frozen=True, slots=True)
class Parameter:
    path: str
    title: str
    unit: str
    values: tuple[Value, ...]
    unknown: tuple[Unknown, ...]

    @property
    def regeling(self) -> str:
        return self.path.split(".", 1)[0]

    def on(self, day: date) -> Value | None:
        """The value in force on `day`, for pages that show that there is none; engines ask `value_on`."""
        return next((one for one in self.values if one.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class Break:
    """A day on which the method changed, so that figures on both sides are not quite alike."""

    regeling: str
    on: date
    text: str
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class Regeling:
    code: str
    title: str
    laws: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    breaks: tuple[Break, ...]


def value_on(path: str, day: date) -> Value:
    """The value in force on `day`; raises `UnknownParameter` or `NoValueForThisDay`, never guesses."""
    starts, values = _line(path)
    position = bisect_right(starts, day) - 1
    if position >= 0:
        found = values[position]
        if found.ends_before is None or day < found.ends_before:
            return found
    raise _nothing_on(path, day)


def series(path: str) -> tuple[Value, ...]:
    return _line(path)[1]


def parameter(path: str) -> Parameter:
    try:
        return _parameters()[path]
    except KeyError:
        raise UnknownParameter(path) from None


def paths() -> tuple[str, ...]:
    return tuple(_parameters())


@cache
def regelingen() -> tuple[Regeling, ...]:
    documents = read_folder("parameters")
    problems = problems_in(documents)
    if problems:
        raise BrokenRuleBook(tuple(problems))
    return tuple(_regeling(code, document) for code, document in documents.items())


def breaks(regeling: str) -> tuple[Break, ...]:
    """The breaks in method of one regeling, oldest first."""
    return tuple(found for one in regelingen() if one.code == regeling for found in one.breaks)


def check() -> list[str]:
    """Everything wrong with the files, in words; empty if and only if the book can be used."""
    return problems_in(read_folder("parameters"))


@cache
def _parameters() -> dict[str, Parameter]:
    return {one.path: one for regeling in regelingen() for one in regeling.parameters}


@cache
def _line(path: str) -> tuple[tuple[date, ...], tuple[Value, ...]]:
    values = parameter(path).values
    return tuple(value.starts_on for value in values), values


def _nothing_on(path: str, day: date) -> NoValueForThisDay:
    known = parameter(path)
    first, final = known.values[0], known.values[-1]
    last = None if final.ends_before is None else final.ends_before - timedelta(days=1)
    why = next((gap.why for gap in known.unknown if gap.starts_on <= day < gap.ends_before), "")
    return NoValueForThisDay(path, day, first.starts_on, last, why, known.title)


def _regeling(code: str, document: Mapping[str, Any]) -> Regeling:
    parameters = tuple(_parameter(code, name, document) for name in document["parameters"])
    breaks_found = tuple(
        Break(code, one["day"], one["text"], one["status"], _source(document, one["source"]))
        for one in document.get("breaks", ())
    )
    laws = {bwb: law["title"] for bwb, law in document.get("laws", {}).items()}
    ordered = tuple(sorted(breaks_found, key=lambda one: one.on))
    return Regeling(code, document["title"], laws, parameters, ordered)


def _parameter(code: str, name: str, document: Mapping[str, Any]) -> Parameter:
    raw = document["parameters"][name]
    path = f"{code}.{name}"
    values = tuple(_value(path, raw, one, document) for one in raw["values"])
    unknown = tuple(Unknown(one["from"], _after(one["to"]), one["why"]) for one in raw.get("unknown", ()))
    return Parameter(path, raw["title"], raw["unit"], values, unknown)


def _value(path: str, raw: Mapping[str, Any], one: Mapping[str, Any], document: Mapping[str, Any]) -> Value:
    law = one.get("law", raw.get("law"))
    return Value(
        path=path,
        value=_worth(raw["kind"], one["value"]),
        unit=raw["unit"],
        starts_on=one["from"],
        ends_before=_after(one["to"]) if "to" in one else None,
        status=one["status"],
        law=law,
        law_text="" if law is None else article_in_words(law, document["laws"]),
        source=_source(document, one.get("source", raw.get("source"))),
        note=one.get("note", raw.get("note", "")),
        version=one.get("version", ""),
        title=raw["title"],
        first_text=None if law is None else document["laws"][law.split(":")[0]].get("first_text"),
    )


def article_in_words(law: str, laws: Mapping[str, Mapping[str, Any]]) -> str:
    """“BWBR0017745:38b:1:a” as “Wfsv art. 38b lid 1 onder a”."""
    bwb, *parts = law.split(":")
    words = [laws[bwb]["short"]]
    if parts:
        words.append(f"art. {parts[0]}")
    words += [f"lid {part}" if part.isdigit() else f"onder {part}" for part in parts[1:]]
    return " ".join(words)


def address_of(law: str, day: date | None = None) -> str:
    """“BWBR0017745:38b:1:a” on 1-7-2026 as https://wetten.overheid.nl/BWBR0017745/2026-07-01#Artikel38b.

    Without a day the address of the law as it reads now.
    """
    bwb, *parts = law.split(":")
    on = f"/{day.isoformat()}" if day else ""
    # The star tells two articles with one number apart in our files; the site knows no star.
    article = f"#Artikel{parts[0].rstrip('*')}" if parts else ""
    return f"https://wetten.overheid.nl/{bwb}{on}{article}"


def _source(document: Mapping[str, Any], keys: str) -> str:
    sources = document["sources"]
    return "; ".join(str(sources[key.strip()]) for key in keys.split(","))


def _worth(kind: str, written: str | list[str]) -> Worth:
    if isinstance(written, list):
        return tuple(written)
    if kind == "number":
        return Decimal(written)
    return written == "ja" if kind == "truth" else written


def _after(last_day: date) -> date:
    return last_day + timedelta(days=1)
