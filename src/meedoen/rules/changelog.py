"""What came into the rule book on which day, and which periods have other answers since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from meedoen.rules.book import paths
from meedoen.rules.files import read_yaml
from meedoen.rules.refusal import BrokenRuleBook

_KEYS = {"day", "text", "paths", "from", "to"}


@dataclass(frozen=True, slots=True)
class Change:
    """`paths` are parameters or the beginning of their paths; answers about `starts_on` to `ends_before`
    (None: no end) are other than before."""

    on: date
    text: str
    paths: tuple[str, ...]
    starts_on: date
    ends_before: date | None

    def is_about(self, path: str) -> bool:
        return any(path == one or path.startswith(f"{one}.") for one in self.paths)


@cache
def changes() -> tuple[Change, ...]:
    """Newest first; raises `BrokenRuleBook` where an entry is not in order."""
    entries = _read()
    problems = problems_in_changes(entries, paths())
    if problems:
        raise BrokenRuleBook(tuple(problems))
    found = (_change(one) for one in entries)
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def changes_of(path: str) -> tuple[Change, ...]:
    return tuple(one for one in changes() if one.is_about(path))


def check() -> list[str]:
    """Everything wrong with the changelog, in words."""
    return problems_in_changes(_read(), paths())


def problems_in_changes(entries: Any, known: tuple[str, ...]) -> list[str]:
    """One Dutch sentence for each thing that is wrong with these entries."""
    if not isinstance(entries, list):
        return ["changelog: het bestand is geen lijst."]
    return [problem for one in entries for problem in _problems(one, known)]


def _problems(one: Any, known: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(one, dict) or not _KEYS >= set(one) >= _KEYS - {"to"}:
        yield f"changelog: een regel heeft day, text, paths en from nodig, en mag to hebben: {one}."
        return
    where = f"changelog, regel van {one['day']}"
    if not all(isinstance(one[key], date) for key in ("day", "from", "to") if key in one):
        yield f"{where}: “day”, “from” of “to” is geen dag."
    elif one.get("to", one["from"]) < one["from"]:
        yield f"{where}: {one['to']} ligt voor {one['from']}."
    if not one["text"] or not one["paths"]:
        yield f"{where}: de tekst of de lijst van parameters is leeg."
    for path in one["paths"] or ():
        if not any(path == other or other.startswith(f"{path}.") for other in known):
            yield f"{where}: parameter “{path}” bestaat niet."


def _change(one: dict[str, Any]) -> Change:
    ends_before = one["to"] + timedelta(days=1) if "to" in one else None
    return Change(one["day"], one["text"], tuple(one["paths"]), one["from"], ends_before)


def _read() -> Any:
    return read_yaml((files("meedoen.rules") / "changelog.yaml").read_text(encoding="utf-8"))
