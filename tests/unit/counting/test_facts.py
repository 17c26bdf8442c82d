"""Facts come in by three doors, and what does not fit is refused in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from meedoen.counting import FACTS, Facts, Question, count
from meedoen.counting.refusals import (
    MissingColumns,
    NothingToCount,
    UnevenColumns,
    UnknownColumns,
    UnknownTable,
    WrongColumnType,
)
from meedoen.counting.schema import arrow_table
from meedoen.primitives.period import Month, Quarter
from tests.engines import generated
from tests.unit.counting.situations import Situation

PAID = {"placement_id": [1], "month": [24215], "hours_c": [100]}


def test_no_fact_table_can_carry_a_name_or_free_text() -> None:
    words = {name for table in FACTS.values() for name, column in table.items() if column.kind == "text"}
    assert words == {
        "ground",
        "ended_because",
        "municipality",
        "sector",
        "kind",
        "work_municipality",
        "programme",
        "form",
        "resolved_municipality",
        "region",
    }


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(UnknownTable, match="“PEOPLE” is geen feitentabel"):
        Facts.from_columns({"PEOPLE": {}})


def test_a_column_that_is_not_allowed_is_refused() -> None:
    with pytest.raises(UnknownColumns, match="niet zijn toegestaan: bsn"):
        Facts.from_columns({"PAID": {**PAID, "bsn": ["123456782"]}})


def test_a_missing_column_is_refused() -> None:
    with pytest.raises(MissingColumns, match="PAID ontbreekt: hours_c"):
        Facts.from_columns({"PAID": {"placement_id": [1], "month": [1]}})


def test_columns_of_unlike_length_are_refused() -> None:
    with pytest.raises(UnevenColumns, match="niet even lang"):
        Facts.from_columns({"PAID": {**PAID, "month": [1, 2]}})


@pytest.mark.parametrize("odd", ["12", 1.5, None, True, 2**70])
def test_a_value_of_the_wrong_type_is_refused(odd: object) -> None:
    with pytest.raises(WrongColumnType, match="hours_c van de tabel PAID"):
        Facts.from_columns({"PAID": {**PAID, "hours_c": [odd]}})


def test_facts_read_from_files_count_as_facts_from_columns(tmp_path: Path) -> None:
    columns = generated.columns(21, payroll_rows=200)
    for name, table in columns.items():
        if name == "PAYROLL":
            continue
        pq.write_table(arrow_table(name, table), tmp_path / f"{name}.parquet")
    payroll = arrow_table("PAYROLL", columns["PAYROLL"])
    narrow = payroll.cast(
        pa.schema(
            [
                ("month", pa.int16()),
                ("person_id", pa.int32()),
                ("employer_id", pa.int32()),
                ("hours_c", pa.int32()),
                ("form", pa.string()),
            ]
        )
    )
    (tmp_path / "PAYROLL").mkdir()
    pq.write_table(narrow.slice(0, 90), tmp_path / "PAYROLL" / "1.parquet")
    pq.write_table(narrow.slice(90), tmp_path / "PAYROLL" / "2.parquet")
    question = Question("banenafspraak.extra_banen", Quarter(2017, 4), by=("form", "ground", "municipality"))
    found = count(Facts.from_parquet(tmp_path, memory_limit_mb=100), question)
    assert found == count(Facts.from_columns(columns), question)
    assert found.total.rows > 0


def test_payroll_alone_can_be_counted(tmp_path: Path) -> None:
    month = Month(2017, 12).index
    payroll = {"month": [month, month], "person_id": [1, 2], "employer_id": [1, 1], "hours_c": [11092, 11092]}
    columns: generated.Columns = {
        "PAYROLL": {**payroll, "form": ["inleen", "inleen"]},
        "REGISTRATION": {
            "person_id": [1],
            "ground": ["1a"],
            "starts_on": [date(2016, 1, 1)],
            "ends_before": [None],
            "ended_because": [None],
        },
    }
    for name, table in columns.items():
        pq.write_table(arrow_table(name, table), tmp_path / f"{name}.parquet")
    reading = count(
        Facts.from_parquet(tmp_path), Question("people.at_work", Quarter(2017, 4), by=("region",))
    )
    assert reading.total.value == 1
    assert [cell.dims for cell in reading.cells] == [{"region": "onbekend"}]


def test_a_file_with_another_column_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({**PAID, "naam": ["Jansen"]}), tmp_path / "PAID.parquet")
    with pytest.raises(UnknownColumns, match="naam"):
        Facts.from_parquet(tmp_path)


def test_a_file_with_a_column_of_another_type_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({**PAID, "hours_c": [1.5]}), tmp_path / "PAID.parquet")
    with pytest.raises(WrongColumnType, match="een geheel getal zijn, maar is double"):
        Facts.from_parquet(tmp_path)


def test_a_folder_without_facts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingToCount, match="geen enkele feitentabel"):
        Facts.from_parquet(tmp_path)


def test_a_supplied_map_speaks_only_for_codes_the_rule_book_lacks() -> None:
    situation = Situation().registered(1).lives_in(1, "GM9999").registered(2).lives_in(2, "GM0014")
    situation.columns["PLACE"] = {
        "municipality": ["GM9999", "GM0014"],
        "month_from": [0, 0],
        "month_to": [120_000, 120_000],
        "resolved_municipality": ["GM9998", "GM9998"],
        "region": ["AM11", "AM11"],
    }
    question = Question("register.size", Quarter(2017, 4), by=("municipality", "region"))
    found = [tuple(cell.dims.values()) for cell in count(situation.facts, question).cells]
    assert found == [("GM0014", "AM01"), ("GM9998", "AM11")]
