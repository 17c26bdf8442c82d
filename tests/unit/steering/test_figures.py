"""Laws of the data files with published figures."""

import csv
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from meedoen.rules.places import all_municipalities, all_regions

FOLDER = Path(__file__).parents[3] / "src/meedoen/steering/publications/figures"
HEADER = [
    "figure",
    "area",
    "reference_on",
    "published_on",
    "status",
    "unit",
    "value",
    "breakdown",
    "source",
    "url",
    "certainty",
    "rounding",
    "note",
]
DAY = re.compile(r"(20[0-2][0-9](-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


FILES = sorted(FOLDER.glob("*.csv"))
ROWS = [row for path in FILES for row in rows_of(path)]
AREAS = {"NL"} | {one.code for one in all_regions()} | {one.code for one in all_municipalities()}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_file_has_the_same_header(path: Path) -> None:
    assert path.read_text(encoding="utf-8").splitlines()[0].split(",") == HEADER


def test_every_row_can_be_read() -> None:
    assert len(ROWS) > 200
    for row in ROWS:
        assert set(row) == set(HEADER), row
        assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)+", row["figure"]), row
        assert row["area"] in AREAS, row
        assert DAY.fullmatch(row["reference_on"]), row
        assert DAY.fullmatch(row["published_on"]), row
        assert row["status"] in ("provisional", "final", "target", "indicative"), row
        assert row["certainty"] in ("confirmed", "derived", "assumed"), row
        assert row["rounding"] in ("", "ja"), row
        assert row["unit"], row
        assert row["source"], row
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row["value"]), row
        assert re.fullmatch(r"([a-z]+=[^;=]+(;[a-z]+=[^;=]+)*)?", row["breakdown"]), row
        assert row["certainty"] == "confirmed" or row["note"], row


def test_no_row_stands_in_the_files_twice() -> None:
    columns = ("figure", "area", "reference_on", "published_on", "status", "breakdown", "source")
    keys = [tuple(row[column] for column in columns) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_parts_make_their_total_unless_the_source_rounds() -> None:
    """The same publication: dienstverband and inleen make the total, the sectors make the dienstverband."""
    found: dict[tuple[str, ...], dict[str, dict[str, str]]] = defaultdict(dict)
    for row in ROWS:
        key = (
            row["figure"],
            row["area"],
            row["reference_on"],
            row["published_on"],
            row["status"],
            row["source"],
        )
        found[key][row["breakdown"]] = row
    sectors = ("form=dienstverband;sector=markt", "form=dienstverband;sector=overheid")
    sums = {
        "": (
            ("sector=markt", "sector=overheid"),
            ("form=dienstverband", "form=inleen"),
            (*sectors, "form=inleen"),
            ("group=participatiewet", "group=wajong", "group=wsw_wiw_id"),
        ),
        "form=dienstverband": (sectors,),
    }
    checked = 0
    for cells in found.values():
        for total, ways in sums.items():
            for parts in ways:
                if total not in cells or any(part not in cells for part in parts):
                    continue
                missed = Decimal(cells[total]["value"]) - sum(Decimal(cells[part]["value"]) for part in parts)
                assert abs(missed) <= (1 if cells[total]["rounding"] == "ja" else 0), cells[total]
                assert missed or not cells[total]["rounding"], cells[total]
                checked += 1
    assert checked >= 25


@pytest.mark.parametrize(
    ("figure", "area", "reference_on", "value"),
    [
        ("banenafspraak.extra_banen", "AM01", "2016-12-31", "2303"),
        ("banenafspraak.extra_banen", "AM01", "2017-09-30", "3044"),
        ("banenafspraak.extra_banen", "AM01", "2017-12-31", "3257"),
        ("banenafspraak.extra_banen", "AM01", "2019-12-31", "2445"),
        ("banenafspraak.extra_banen", "NL", "2017-12-31", "36968"),
        ("banenafspraak.extra_banen", "NL", "2017-12-31", "36903"),
        ("employers.afspraakbanen", "GM0014", "2017-12-31", "43"),
        ("placements.lasting_24h", "AM01", "2018", "355"),
        ("placements.lasting", "AM01", "2021-05", "1000"),
        ("placements.lasting", "AM01", "2022-03", "1500"),
        ("beschut_werk.filled", "GM1708", "2019", "21"),
        ("partners.municipalities", "AM01", "2018-02-01", "24"),
    ],
)
def test_what_the_letters_and_the_press_said_is_there(
    figure: str, area: str, reference_on: str, value: str
) -> None:
    wanted = (figure, area, reference_on, value)
    assert any(tuple(row[c] for c in ("figure", "area", "reference_on", "value")) == wanted for row in ROWS)
