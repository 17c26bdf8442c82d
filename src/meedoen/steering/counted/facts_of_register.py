"""All facts of the register as one snapshot, kept by this process until somebody does a deed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from meedoen.access import journal
from meedoen.counting import CountedRow, Facts, Question, Reading, count, rows, rows_over, series
from meedoen.primitives.period import Span
from meedoen.register.employers import facts as employer_facts
from meedoen.register.people import facts as people_facts
from meedoen.register.placements import facts as placement_facts

Columns = dict[str, list[Any]]
TABLES: Mapping[str, Callable[[], Columns]] = {
    "REGISTRATION": people_facts.registration,
    "RESIDENCE": people_facts.residence,
    "SECTOR": employer_facts.sector,
    "PLACEMENT": placement_facts.placement,
    "CONTRACT": placement_facts.contract,
    "PAID": placement_facts.paid,
}
Stamp = tuple[int, str]
# Answers that one snapshot keeps; a dashboard asks some thirty questions. Lists of rows are far larger.
_KEPT_ANSWERS = 1000
_KEPT_LISTS = 8
_KEPT_OTHERS = 200


class Snapshot:
    """The facts at one state of the rows, and the answers already counted from them.

    The engine is not for two threads at once, so counting goes one at a time; an answer that is kept
    costs nothing.
    """

    def __init__(self, facts: Facts, stamp: Stamp) -> None:
        self.stamp = stamp
        self._facts = facts
        self._engine = threading.Lock()
        self._answers: OrderedDict[object, Any] = OrderedDict()
        self._lists: OrderedDict[object, Any] = OrderedDict()
        self._others: OrderedDict[object, Any] = OrderedDict()

    @property
    def rows_version(self) -> int:
        return self.stamp[0]

    def count(self, question: Question) -> Reading:
        answer: Reading = self._once(
            self._answers, _KEPT_ANSWERS, ("count", question), lambda: count(self._facts, question)
        )
        return answer

    def series(self, question: Question, spans: tuple[Span, ...]) -> tuple[Reading, ...]:
        """The same question over many spans, in one go."""
        answer: tuple[Reading, ...] = self._once(
            self._answers,
            _KEPT_ANSWERS,
            ("series", question, spans),
            lambda: tuple(series(self._facts, question, list(spans))),
        )
        return answer

    def rows(self, question: Question, cell: Mapping[str, str] | None = None) -> tuple[CountedRow, ...]:
        """Every row behind a number, in the order of their keys."""
        name = tuple(sorted((cell or {}).items()))
        answer: tuple[CountedRow, ...] = self._once(
            self._lists, _KEPT_LISTS, (question, name), lambda: tuple(rows(self._facts, question, cell))
        )
        return answer

    def rows_over(self, question: Question, spans: tuple[Span, ...]) -> dict[Span, list[CountedRow]]:
        """Every row behind each number of a series. Too large to keep."""
        with self._engine:
            return rows_over(self._facts, question, spans)

    def kept(self, key: object, make: Callable[[], Any]) -> Any:
        """What `make` gives from rows that are no facts of the engine, made once for this state of them."""
        return self._once(self._others, _KEPT_OTHERS, key, make)

    def _once(self, kept: OrderedDict[object, Any], most: int, key: object, make: Callable[[], Any]) -> Any:
        with self._engine:
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
            kept[key] = answer = make()
            if len(kept) > most:
                kept.popitem(last=False)
            return answer


_current: Snapshot | None = None
_loading = threading.Lock()


def current_facts(stamp: Stamp | None = None) -> Snapshot:
    """Return the facts as the rows are now: one read to see that nothing changed, all tables when it did."""
    global _current  # one snapshot for the process is the point
    stamp = stamp or journal.stamp()
    found = _current
    if found is not None and found.stamp == stamp:
        return found
    with _loading:
        found = _current
        if found is None or found.stamp != stamp:
            found = _current = _load(stamp)
    return found


def facts_at_hand() -> Snapshot | None:
    """Return the facts if this process holds those of the rows as they are now: one read, and no loading."""
    found = _current
    return found if found is not None and found.stamp == journal.stamp() else None


def forget() -> None:
    """Let go of the snapshot: for whoever changes rows past the services, as a restore or a test does."""
    global _current
    _current = None


def _load(stamp: Stamp) -> Snapshot:
    """Read all tables between two equal stamps; a deed in between makes it read again."""
    for _attempt in range(5):
        columns = {name: read() for name, read in TABLES.items()}
        after = journal.stamp()
        if after == stamp:
            return Snapshot(Facts.from_columns(columns), stamp)
        before, stamp = stamp, after
    # A deed during each of five reads: the older stamp makes the next ask read again.
    return Snapshot(Facts.from_columns(columns), before)
