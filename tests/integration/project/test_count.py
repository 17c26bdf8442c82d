"""`meedoen count`: table 1 of the council letter from rows, or from files without touching a database."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from meedoen.counting import Facts
from meedoen.counting.schema import arrow_table
from meedoen.project.command import main
from meedoen.steering.counted.facts_of_register import TABLES
from tests.factories import steering

Run = Callable[..., Result]
ASKED = ("count", "banenafspraak.extra_banen", "--region", "AM01", "--quarter", "2017Q4")


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


def numbers(result: Result) -> list[tuple[str, str]]:
    """Label and number of each line of the table itself."""
    assert result.exit_code == 0, result.output
    lines = result.output.split("\n\n")[1].splitlines()
    return [(line[:-12].strip(), line[-12:].strip()) for line in lines]


@pytest.mark.django_db
def test_table_one_of_the_council_letter_is_counted_from_rows(run: Run) -> None:
    steering.small_region()
    steering.target(value=4)
    result = run(*ASKED, "--by", "sector")
    assert numbers(result) == [
        ("Streefcijfer tot en met 31 december 2017", "4"),
        ("Banen via dienstverband", "4"),
        ("waarvan markt", "3"),
        ("waarvan overheid", "1"),
        ("Banen via inleen en detachering", "1"),
        ("Totaal", "5"),
    ]
    assert "Peildatum     31 december 2017" in result.output
    assert "versie 1" in result.output
    assert "naar woongemeente van de persoon (aangenomen" in result.output


@pytest.mark.django_db
def test_json_carries_what_the_table_says(run: Run) -> None:
    steering.small_region()
    told = json.loads(run(*ASKED, "--by", "sector", "--format", "json").output)
    assert (told["total"], told["reference_on"], told["attribution_certainty"]) == (
        {"value": 5, "people": 6, "hours": "554.6"},
        "2017-12-31",
        "assumed",
    )
    assert [cell["value"] for cell in told["cells"]] == [4, 3, 1, 1]
    assert told["cells"][1]["dims"] == {"form": "dienstverband", "sector": "markt"}
    assert "banenafspraak.nulmaand" in {one["path"] for one in told["trace"]}


@pytest.mark.django_db
def test_csv_has_a_line_for_each_part_and_the_whole(run: Run) -> None:
    steering.small_region()
    result = run(*ASKED, "--by", "municipality", "--by", "form", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert [(row["municipality"], row["form"], row["value"], row["part"]) for row in rows] == [
        ("GM0014", "dienstverband", "1", "part"),
        ("GM0047", "inleen", "1", "part"),
        ("GM0106", "dienstverband", "3", "part"),
        ("", "", "5", "total"),
    ]


def test_files_are_counted_without_a_database(
    run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """No `db` fixture here: a query would be an error."""
    import pyarrow.parquet as pq

    first, always = date(2010, 1, 1), None
    tables = {
        "REGISTRATION": [[1, 2], ["1a", "1b"], [first] * 2, [always] * 2, [None] * 2],
        "RESIDENCE": [[1, 2], ["GM0106", "GM0014"], [first] * 2, [always] * 2],
        "SECTOR": [[7] * 2, [2012, 2017], ["overheid"] * 2],
        "PLACEMENT": [
            [1, 2],
            [1, 2],
            ["dienstverband", "uitzend_inleen"],
            [7, 8],
            [7, 7],
            ["GM0106"] * 2,
            [date(2016, 1, 1), date(2012, 1, 1)],
            [always] * 2,
            [True, True],
            [None] * 2,
        ],
        "CONTRACT": [[1, 2], [date(2016, 1, 1), date(2012, 1, 1)], [always] * 2, [2550, 2550]],
    }
    from meedoen.counting.schema import FACTS

    for name, columns in tables.items():
        pq.write_table(
            arrow_table(name, dict(zip(FACTS[name], columns, strict=True))), tmp_path / f"{name}.parquet"
        )
    result = run(*ASKED, "--by", "sector", "--facts", tmp_path)
    assert numbers(result) == [
        ("Banen via dienstverband", "1"),
        ("waarvan markt", "0"),
        ("waarvan overheid", "1"),
        ("Banen via inleen en detachering", "0"),
        ("Totaal", "1"),
    ]
    country = run("count", "people.at_work", "--month", "2017-12", "--facts", tmp_path)
    assert numbers(country) == [("Totaal", "2")]
    at_one = run(
        "count", "employers.afspraakbanen", "--month", "2017-12", "--facts", tmp_path, "--employer", "7"
    )
    assert numbers(at_one) == [("Totaal", "1")]


@pytest.mark.django_db
def test_rows_and_files_of_them_give_the_same_count(run: Run, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    steering.small_region()
    for name, read in TABLES.items():
        pq.write_table(arrow_table(name, read()), tmp_path / f"{name}.parquet")
    assert Facts.from_parquet(tmp_path)
    from_rows = json.loads(run(*ASKED, "--by", "municipality", "--format", "json").output)
    from_files = json.loads(
        run(*ASKED, "--by", "municipality", "--format", "json", "--facts", tmp_path).output
    )
    assert from_rows == from_files


@pytest.mark.django_db
def test_a_stretch_of_days_is_added_up(run: Run) -> None:
    steering.small_region()
    asked = ("count", "placements.started", "--region", "AM01")
    whole = run(*asked, "--from", "2016-01-01", "--until", "2017-12-31")
    part = run(*asked, "--from", "2017-01-01", "--until", "2017-12-31")
    assert (numbers(whole), numbers(part)) == ([("Totaal", "8")], [("Totaal", "2")])


@pytest.mark.django_db
def test_an_employer_is_named_by_its_kvk_number(run: Run) -> None:
    region = steering.small_region()
    result = run("count", "employers.afspraakbanen", "--employer", region.town_hall.kvk, "--year", "2017")
    assert numbers(result) == [("Totaal", "1")]


WRONG = [
    (("banen", "--region", "AM01", "--quarter", "2017Q4"), "bestaat niet"),
    (("people.at_work", "--region", "AM99", "--quarter", "2017Q4"), "AM99"),
    (("people.at_work", "--region", "GM0014", "--quarter", "2017Q4"), "--region"),
    (("people.at_work", "--municipality", "GM9999", "--quarter", "2017Q4"), "GM9999"),
    (("people.at_work", "--region", "AM01"), "één periode"),
    (("people.at_work", "--region", "AM01", "--quarter", "2017Q4", "--year", "2017"), "één periode"),
    (("people.at_work", "--region", "AM01", "--quarter", "2017Q5"), "2017Q5"),
    (("people.at_work", "--region", "AM01", "--quarter", "2017-12"), "--quarter"),
    (("people.at_work", "--region", "AM01", "--from", "2017-01-01"), "één periode"),
    (
        ("placements.started", "--region", "AM01", "--from", "2017-01-01", "--until", "2017-12-30"),
        "laatste dag",
    ),
    (("people.at_work", "--region", "AM01", "--from", "2017-01-01", "--until", "2017-12-31"), "stand"),
    (("people.at_work", "--region", "AM01", "--quarter", "2017Q4", "--by", "shoe"), "shoe"),
    (("people.at_work", "--quarter", "2017Q4"), "Kies een gebied"),
    (("employers.afspraakbanen", "--employer", "12345678", "--year", "2017"), "bestaat hier niet"),
    (("employers.afspraakbanen", "--region", "AM01", "--year", "2017"), "werkgever"),
    (("banenafspraak.extra_banen", "--region", "AM01", "--year", "2009"), "31 december 2009"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "words"), WRONG)
def test_what_cannot_be_counted_is_refused_in_words(run: Run, asked: tuple[str, ...], words: str) -> None:
    result = run("count", *asked)
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True), result.output
    assert words in result.output
    assert "Traceback" not in result.output


def test_files_that_are_not_facts_are_refused_in_words(run: Run, tmp_path: Path) -> None:
    result = run(*ASKED, "--facts", tmp_path)
    assert result.exit_code == 1
    assert "PLACEMENT" in result.output


def test_what_can_be_counted_is_listed(run: Run) -> None:
    result = run("indicators", "list")
    assert result.exit_code == 0
    assert "banenafspraak.extra_banen\n  Extra banen" in result.output
