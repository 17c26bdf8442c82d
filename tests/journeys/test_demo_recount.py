"""The demo region adds up to what was published: by hand, and by an engine that does not know it."""

from __future__ import annotations

import ast
import json
import re
import sqlite3
import subprocess
import sys
import tokenize
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import DAY, DemoRegion, environment_for
from tests.journeys.recount import BAAN_C, ByHand, banen

SOURCE = Path(__file__).parents[2] / "src" / "meedoen"
# What was published, as a reader of the sources would write it down.
PUBLISHED = {"2016Q4": 2303, "2017Q3": 3044, "2017Q4": 3257}
TABLE_1 = {"markt": 1145, "overheid": 156, "inleen": 1956}


@pytest.fixture(scope="module")
def by_hand(demo_region: DemoRegion) -> ByHand:
    return ByHand(demo_region.file)


@pytest.fixture(scope="module")
def engine(demo_region: DemoRegion) -> dict[str, Any]:
    asked = subprocess.run(
        [sys.executable, "-m", "tests.journeys.engine_counts"],
        env=environment_for(demo_region.file),
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    answers: dict[str, Any] = json.loads(asked.stdout)
    return answers


@pytest.mark.parametrize(
    ("span", "year", "month"), [("2016Q4", 2016, 12), ("2017Q3", 2017, 9), ("2017Q4", 2017, 12)]
)
def test_extra_banen_by_hand(by_hand: ByHand, span: str, year: int, month: int) -> None:
    assert banen(by_hand.extra(year, month)[()]) == PUBLISHED[span]


@pytest.mark.parametrize("span", PUBLISHED)
def test_extra_banen_by_the_engine(engine: dict[str, Any], span: str) -> None:
    assert engine["extra"][span]["total"] == PUBLISHED[span]


def test_table_1_of_the_council_letter_by_hand(by_hand: ByHand) -> None:
    parts = by_hand.extra(2017, 12, "form", "sector")
    assert {
        "markt": banen(parts["dienstverband", "markt"]),
        "overheid": banen(parts["dienstverband", "overheid"]),
        "inleen": banen(parts["inleen", ""]),
    } == TABLE_1
    # Each part is rounded on its own; here they are whole banen, so that they add up as in the letter.
    assert [hours_c % BAAN_C for hours_c in parts.values()] == [0, 0, 0]


def test_table_1_of_the_council_letter_by_the_engine(engine: dict[str, Any]) -> None:
    found = engine["extra"]["2017Q4"]
    assert {
        "markt": found["dienstverband/markt"],
        "overheid": found["dienstverband/overheid"],
        "inleen": found["inleen/inleen"],
    } == TABLE_1


def test_third_quarter_of_2016_is_what_the_press_told_roughly(
    by_hand: ByHand, engine: dict[str, Any]
) -> None:
    parts = by_hand.extra(2016, 9, "form")
    inleen, dienstverband = banen(parts["inleen",]), banen(parts["dienstverband",])
    assert 1200 < inleen < 1300
    assert 500 < dienstverband < 600
    assert 1700 < inleen + dienstverband < 1800
    assert engine["extra"]["2016Q3"]["total"] == banen(sum(parts.values()))


def test_some_1200_of_the_inleen_existed_already(by_hand: ByHand, engine: dict[str, Any]) -> None:
    parts = by_hand.extra(2017, 12, "form", "is_new")
    assert banen(parts["inleen", False]) == engine["newness"]["inleen/existing"] == 1200


def test_own_baseline_has_rows(by_hand: ByHand, engine: dict[str, Any]) -> None:
    rows = by_hand.worked(2012, 12)
    assert banen(sum(row.hours_c for row in rows)) == engine["baseline"]["total"] == 1300
    assert len({row.person for row in rows}) > 800


def test_gemeente_groningen_as_employer(by_hand: ByHand, engine: dict[str, Any]) -> None:
    rows = [row for row in by_hand.worked(2017, 12) if row.employer == "Gemeente Groningen"]
    assert {row.sector for row in rows} == {"overheid"}
    assert banen(sum(row.hours_c for row in rows)) == engine["employer"]["total"] == 43


def test_355_lasting_placements_in_2018(by_hand: ByHand, engine: dict[str, Any]) -> None:
    reached = by_hand.lasting(hours_c=2400)
    assert sum(day.year == 2018 for day in reached) == engine["lasting_24h"]["total"] == 355


def test_the_1000th_and_the_1500th(by_hand: ByHand, engine: dict[str, Any]) -> None:
    reached = by_hand.lasting()
    assert (reached[999].year, reached[999].month) == (2021, 5)
    assert (reached[1499].year, reached[1499].month) == (2022, 3)
    for month, found in engine["lasting"].items():
        year, number = map(int, month.split("-"))
        assert found == sum((day.year, day.month) <= (year, number) for day in reached)
    assert engine["lasting"]["2021-04"] < 1000 <= engine["lasting"]["2021-05"]
    assert engine["lasting"]["2022-02"] < 1500 <= engine["lasting"]["2022-03"]


def test_beschut_werk_in_steenwijkerland(by_hand: ByHand, engine: dict[str, Any]) -> None:
    assert by_hand.beschut("GM1708", date(2019, 12, 31)) == engine["beschut"]["total"] == 21


def test_the_command_prints_table_1(demo_region: DemoRegion) -> None:
    asked = (
        "count",
        "banenafspraak.extra_banen",
        "--region",
        "AM01",
        "--quarter",
        "2017Q4",
        "--by",
        "sector",
    )
    table = demo_region.meedoen(*asked)
    assert table.returncode == 0, table.stderr
    numbers = set(re.findall(r"\d[\d.]*", table.stdout))
    assert {"1.504", "1.301", "1.145", "156", "1.956", "3.257"} <= numbers


def test_a_frozen_quarter_keeps_its_rows_while_they_are_corrected(by_hand: ByHand) -> None:
    """The banen are the same, the rows behind them are not: three were replaced after it was frozen."""
    ((value, packed),) = by_hand.rows.execute(
        "SELECT r.value, k.packed FROM indicators_reading r"
        " JOIN indicators_readingkeys k ON k.reading_id = r.id"
        " WHERE r.frozen_in_id IS NOT NULL AND r.span = '2017Q4'"
        " AND r.indicator = 'banenafspraak.extra_banen'"
    ).fetchall()
    assert value == PUBLISHED["2017Q4"]
    kept = set(json.loads(zlib.decompress(packed))["placement_id"])
    replaced = {
        row for (row,) in by_hand.rows.execute("SELECT id FROM placements_placement WHERE replaced_on > ''")
    }
    assert len(kept & replaced) == 3
    ((proposed, confirmed),) = by_hand.rows.execute(
        "SELECT proposed_by_id, confirmed_by_id FROM indicators_frozenperiod"
    ).fetchall()
    assert None not in (proposed, confirmed)
    assert proposed != confirmed


def test_there_is_a_present(by_hand: ByHand) -> None:
    """Starts and ends around the day, people nobody spoke to, people without work, every kind of work."""
    ask = lambda words, *values: by_hand.rows.execute(f"SELECT count(*) FROM {words}", values).fetchone()[0]  # noqa: E731
    assert ask("placements_placement WHERE starts_on BETWEEN date(?, '-30 days') AND ?", DAY, DAY) > 5
    assert ask("placements_placement WHERE starts_on > ?", DAY) > 3
    assert ask("placements_placement WHERE ends_before BETWEEN date(?, '-30 days') AND ?", DAY, DAY) > 5
    assert ask("placements_placement WHERE ends_before > ?", DAY) > 3
    assert ask("people_person WHERE last_contact_on < date(?, '-90 days')", DAY) > 100
    assert ask("people_person WHERE last_contact_on IS NULL") > 10
    assert (
        ask(
            "people_person p WHERE NOT EXISTS (SELECT 1 FROM placements_placement l WHERE l.person_id = p.id)"
        )
        > 50
    )
    assert ask("placements_placement WHERE replaced_on IS NOT NULL") == 9
    kinds = {kind for (kind,) in by_hand.rows.execute("SELECT DISTINCT kind FROM placements_placement")}
    assert len(kinds) == 7
    grounds = {
        ground for (ground,) in by_hand.rows.execute("SELECT DISTINCT ground FROM people_registration")
    }
    assert {"1a", "1b", "1c", "2", "38f5", "vso_pro"} <= grounds
    assert ask("employers_employer") == 1500


def test_desks_wait_for_each_other(by_hand: ByHand) -> None:
    """Contacts for most, hand-overs both ways of which some are late, shares, protected files."""
    ask = lambda words, *values: by_hand.rows.execute(f"SELECT count(*) FROM {words}", values).fetchone()[0]  # noqa: E731
    people = ask("people_person")
    with_contact = ask("people_circlemember WHERE part = 'fixed' AND ends_before IS NULL")
    assert 0.6 * people < with_contact < 0.95 * people
    assert ask("people_share") == 20
    assert ask("people_share WHERE revoked_on IS NOT NULL") == 2
    waiting = by_hand.rows.execute(
        "SELECT f.name, t.name, h.answer_by < ? FROM people_handover h"
        " JOIN access_organisation f ON f.id = h.from_organisation_id"
        " JOIN access_organisation t ON t.id = h.to_organisation_id WHERE h.state = 'open'",
        (DAY,),
    ).fetchall()
    assert {("Assen", "Veendam", 1), ("Veendam", "Assen", 1)} <= set(waiting)
    assert {("Assen", "Veendam", 0), ("Veendam", "Assen", 0)} <= set(waiting)
    assert ask("people_handover WHERE state = 'accepted'") == 2
    assert ask("people_person WHERE state = 'protected'") == 3
    assert ask("people_named") == 6
    assert ask("people_correction") == 8


def test_every_row_has_its_entry_in_the_journal(by_hand: ByHand) -> None:
    written = dict(
        by_hand.rows.execute("SELECT deed, count(*) FROM access_journalentry GROUP BY deed").fetchall()
    )
    for deed, table in (("person.register", "people_person"), ("employer.register", "employers_employer")):
        assert written[deed] == by_hand.rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    placements = by_hand.rows.execute("SELECT count(*) FROM placements_placement").fetchone()[0]
    assert written["placement.register"] + written["placement.correct"] == placements


def test_everybody_of_the_cast_is_named_with_the_password(demo_region: DemoRegion) -> None:
    for name in (
        "alice",
        "bob",
        "hans",
        "bea",
        "carla",
        "ilse",
        "otto",
        "petra",
        "farid",
        "jan",
        "greta",
        "steven",
    ):
        assert f"{name}@demo.example" in demo_region.said
    assert "samen-aan-het-werk" in demo_region.said


def test_a_second_build_is_refused_and_changes_nothing(demo_region: DemoRegion) -> None:
    with sqlite3.connect(demo_region.file) as rows:
        before = rows.execute("SELECT count(*) FROM access_journalentry").fetchone()
    again = demo_region.meedoen("demo", "build")
    assert again.returncode == 1
    assert "--fresh" in again.stderr
    assert "Traceback" not in again.stderr
    with sqlite3.connect(demo_region.file) as rows:
        assert rows.execute("SELECT count(*) FROM access_journalentry").fetchone() == before


def test_a_refused_fresh_build_throws_nothing_away(demo_region: DemoRegion) -> None:
    for words in (("--people", "50"), ("--day", "2022-03-31"), ("--day", "2099-01-01")):
        refused = demo_region.meedoen("demo", "build", "--fresh", *words)
        assert refused.returncode == 1
        assert "Kies" in refused.stderr
        assert "Traceback" not in refused.stderr
    with sqlite3.connect(demo_region.file) as rows:
        assert rows.execute("SELECT count(*) FROM people_person").fetchone()[0] > 8000


def test_nothing_that_reads_knows_the_numbers() -> None:
    """Only the generator and the files with publications may name what was published."""
    known = {"2303", "3044", "3257", "1145", "1301", "1956"}
    allowed = (SOURCE / "exchange" / "demo", SOURCE / "steering" / "publications" / "figures")
    told = [
        f"{file.relative_to(SOURCE)}: {number}"
        for file in sorted(SOURCE.rglob("*"))
        if file.is_file() and not any(folder in file.parents for folder in allowed)
        for number in _numbers_in(file)
        if number in known
    ]
    assert told == []


def _numbers_in(file: Path) -> Iterator[str]:
    """Numbers that a program can act on: literals and texts in Python, anything in data files."""
    if file.suffix == ".py":
        with file.open("rb") as lines:
            for token in tokenize.tokenize(lines.readline):
                if token.type == tokenize.NUMBER:
                    yield token.string.replace("_", "")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.strip().isdigit()
            ):
                yield node.value.strip()
    elif file.suffix in {".yaml", ".csv", ".json", ".sql", ".html"}:
        for number in re.findall(r"(?<![\d.])\d+(?:\.\d{3})*(?![\d])", file.read_text(encoding="utf-8")):
            yield number.replace(".", "")
