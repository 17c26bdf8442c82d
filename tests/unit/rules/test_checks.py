"""What the rule book promises about its own series, and what a person is warned of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from yaml import YAMLError

from meedoen.rules import book, changelog
from meedoen.rules.changelog import problems_in_changes
from meedoen.rules.checks import problems_in
from meedoen.rules.files import read_yaml
from meedoen.rules.findings import findings
from meedoen.rules.readers import readers

WAGE = """
proef:
  title: Proef
  sources: {A: Een bron}
  parameters:
    loon:
      title: Loon
      unit: euro
      kind: number
      never_falls: ja
      rises_at_most: "0.15"
      source: A
      values:
        - {from: 2013-01-01, to: 2013-06-30, value: "1469.40", status: confirmed}
        - {from: 2013-07-01, to: 2013-12-31, value: "1477.80", status: confirmed}
        - {from: 2014-01-01, value: "1699.47", status: confirmed}
"""
NEAR_THE_END_OF_2026 = date(2026, 11, 22)


def problems(change: Callable[[dict[str, Any]], Any]) -> list[str]:
    document = read_yaml(WAGE)
    change(document["proef"]["parameters"]["loon"])
    return problems_in(document)


def test_a_series_that_keeps_its_promises_is_in_order() -> None:
    """Exactly 15% is not more than 15%."""
    assert problems(lambda loon: None) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        # What one site gives for July 2013.
        (lambda loon: loon["values"][1].update(value="1435.20"), "daalt op 2013-07-01 van 1469.40"),
        (lambda loon: loon["values"][2].update(value="1699.48"), "stijgt op 2014-01-01"),
        (lambda loon: loon.update(never_falls="nee"), "“never_falls” is ja"),
        (lambda loon: loon.update(rises_at_most="veel"), "schrijf “rises_at_most” als deel"),
        (lambda loon: loon.update(kind="text"), "alleen een getal kan dalen"),
    ],
)
def test_a_promise_that_is_not_kept_is_a_fault(change: Callable[[Any], Any], words: str) -> None:
    assert [one for one in problems(change) if words in one]


def test_what_rose_over_years_that_nobody_knows_may_have_risen_more_than_once() -> None:
    def with_a_gap(loon: dict[str, Any]) -> None:
        loon["values"] = [loon["values"][0], {**loon["values"][2], "value": "3000"}]
        loon["unknown"] = [{"from": date(2013, 7, 1), "to": date(2013, 12, 31), "why": "geen bron."}]

    assert problems(with_a_gap) == []


def test_a_parameter_that_is_no_parameter_is_said_in_words() -> None:
    document = read_yaml(WAGE)
    document["proef"]["parameters"]["loon"] = "1469.40"
    assert problems_in(document) == [
        "proef.loon: de parameter heeft geen titel, soort en waarden.",
    ]


def test_the_oldest_text_of_a_law_is_a_day() -> None:
    document = read_yaml(WAGE)
    law = {"title": "Wet", "short": "Wet", "first_text": "2015"}
    document["proef"]["laws"] = {"BWBR0017745": law}
    assert problems_in(document) == ["proef: wet “BWBR0017745”: “first_text” is geen dag."]


def test_the_minimum_wage_of_next_year_is_missed_before_it_is_needed() -> None:
    found = findings(NEAR_THE_END_OF_2026)
    assert {one.kind for one in found} == {"warning"}
    ending = {one.path for one in found if "1 januari 2027" in one.text}
    assert {"wml.uur", "wml.referentiemaandloon"} <= ending
    assert not [one for one in findings(date(2026, 9, 1)) if "1 januari 2027" in one.text]


def test_assumed_values_are_named_where_something_reads_them() -> None:
    assumed = {one.path for one in findings(date(2025, 6, 1)) if "aanname" in one.text}
    assert "lks.opslag" in assumed
    assert all(readers()[path] for path in assumed)
    known = {
        path
        for path in book.paths()
        if (now := book.parameter(path).on(date(2025, 6, 1)))
        if now.status == "assumed"
    }
    assert assumed < known
    # Nothing computes with it.
    assert "banenafspraak.inkoop_van_diensten_telt" not in assumed


@pytest.mark.parametrize("broken", [lambda: ["proef.loon: gat."], lambda: _raise()])
def test_a_fault_leaves_no_room_for_warnings(monkeypatch: pytest.MonkeyPatch, broken: Any) -> None:
    monkeypatch.setattr(book, "check", broken)
    assert [one.kind for one in findings(NEAR_THE_END_OF_2026)] == ["fault"]


def _raise() -> list[str]:
    raise YAMLError("“from” staat twee keer op één plek (regel 3).")


def test_the_changelog_speaks_of_parameters_that_exist() -> None:
    assert changelog.check() == []
    (about, *_) = changelog.changes_of("lks.opslag")
    assert about.starts_on == date(2015, 1, 1)
    days = [one.on for one in changelog.changes()]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"paths": ["lks.opslg"]}, "“lks.opslg” bestaat niet"),
        # A part of a name is no parameter.
        ({"paths": ["lks.op"]}, "“lks.op” bestaat niet"),
        ({"to": date(2014, 12, 31)}, "ligt voor"),
        ({"from": "2015"}, "is geen dag"),
        ({"text": ""}, "leeg"),
        ({"until": date(2020, 1, 1)}, "mag to hebben"),
    ],
)
def test_an_entry_that_is_not_in_order_is_said_in_words(entry: dict[str, Any], words: str) -> None:
    good = {"day": date(2026, 1, 1), "text": "Nieuw.", "paths": ["lks"], "from": date(2015, 1, 1)}
    known = ("lks.opslag", "lks.maximum")
    assert problems_in_changes([good], known) == []
    assert words in problems_in_changes([good | entry], known)[0]
