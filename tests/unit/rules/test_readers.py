"""Who reads a parameter is found in the source; what really runs proves that nobody is missed."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.counting import INDICATORS, Facts, Question, count, law
from meedoen.counting.standing import may_rest_on
from meedoen.primitives.period import Quarter
from meedoen.rules import book
from meedoen.rules.readers import Reader, readers, readers_among
from tests.cases.test_cases import ASKED, CASES
from tests.engines import generated

KNOWN = ("loon.maand", "loon.uur", "loon.jeugd.19", "loon.jeugd.20", "lks.opslag")
SOURCES = {
    "rules.loon": """
HOUR = "loon.uur"
PREFIX = "loon"
def month(day): return value_on("loon.maand", day)
def hour(day): return value_on(HOUR, day)
def share(day, age): return value_on(f"{PREFIX}.jeugd.{age}", day)
def _one(name, day): return value_on(f"loon.{name}", day)
def some(day): return _one("uur", day)
def silent(day): return "loon.maandag"
""",
    "rules.lks": """
from rules.loon import month
from rules import loon
def lks(day): return month(day), value_on("lks.opslag", day)
def young(day): return loon.share(day, 19)
""",
    "rules.aside": "from rules.loon import silent\ndef aside(day): return silent(day)",
}


def found(path: str) -> set[tuple[str, bool]]:
    return {(one.module, one.is_direct) for one in readers_among(SOURCES, KNOWN)[path]}


def test_a_module_reads_what_stands_in_it_and_in_what_it_leans_on() -> None:
    assert found("loon.maand") == {("rules.loon", True), ("rules.lks", False)}
    assert found("lks.opslag") == {("rules.lks", True)}


def test_constants_and_holes_are_filled_in() -> None:
    # By a constant, and by the one name that its helper is called with.
    assert found("loon.uur") == {("rules.loon", True)}
    # By an f-string, reached through the module.
    assert found("loon.jeugd.20") == {("rules.loon", True), ("rules.lks", False)}


def test_nobody_reads_what_nobody_names() -> None:
    assert readers_among(SOURCES, ("loon.week",))["loon.week"] == ()


def test_every_value_that_is_read_is_in_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run every case and every count, and note which modules were at work at each look in the book."""
    seen: set[tuple[frozenset[str], str]] = set()
    line = book._line

    def noting(path: str) -> object:
        at_work = set()
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            at_work.add(frame.f_globals.get("__name__", ""))
            frame = frame.f_back
        rooms = ("meedoen.rules.", "meedoen.counting.")
        seen.add((frozenset(one for one in at_work - {book.__name__} if one.startswith(rooms)), path))
        return line(path)

    monkeypatch.setattr(book, "_line", noting)
    law.law_on.cache_clear()
    law.lasting_on.cache_clear()
    for case in CASES:
        try:
            ASKED[case["vraag"]](case["dag"], case["invoer"])
        except (LookupError, ValueError):
            # Many cases are about refusals; what was read before still counts.
            continue
    facts = Facts.from_columns(generated.columns(11, persons=20))
    for one in INDICATORS.values():
        count(facts, Question(one.code, Quarter(2017, 4), employer_id=3 if one.needs_employer else None))
    in_engines = {(modules, path) for modules, path in seen if modules}
    missed = {
        (tuple(sorted(modules)), path)
        for modules, path in in_engines
        # The engine of the counts also reads what an indicator names; the next test is about that.
        if not any(one.is_direct and one.module in modules for one in readers()[path])
        and not any(path in indicator.parameters for indicator in INDICATORS.values())
    }
    assert len({path for _modules, path in in_engines}) > 30
    assert missed == set()


@pytest.mark.parametrize("code", sorted(INDICATORS))
def test_a_count_rests_on_nothing_else_than_it_says(code: str) -> None:
    facts = Facts.from_columns(generated.columns(11, persons=60))
    one = INDICATORS[code]
    for span in (Quarter(2017, 4), Quarter(2021, 2)):
        reading = count(facts, Question(code, span, employer_id=3 if one.needs_employer else None))
        assert {value.path for value in reading.trace} <= may_rest_on(one)


@given(st.sampled_from(book.paths()))
def test_each_parameter_has_an_answer(path: str) -> None:
    assert all(isinstance(one, Reader) for one in readers()[path])


def test_the_minimum_wage_is_read_by_the_page_that_computes_with_it() -> None:
    modules = {one.module for one in readers()["wml.referentiemaandloon"]}
    assert {"meedoen.rules.wml", "meedoen.rules.lks", "meedoen.portals.calculators.lks"} <= modules
