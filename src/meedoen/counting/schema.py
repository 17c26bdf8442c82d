"""Which fact tables exist and which columns they may carry: the allow-list of everything that is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import NoneType
from typing import Any, Literal

import pyarrow as pa

from meedoen.counting.refusals import (
    MissingColumns,
    UnevenColumns,
    UnknownColumns,
    UnknownTable,
    WrongColumnType,
)

Kind = Literal["whole number", "text", "day", "truth"]
Columns = Mapping[str, list[Any]]

ARROW: Mapping[Kind, pa.DataType] = {
    "whole number": pa.int64(),
    "text": pa.string(),
    "day": pa.date32(),
    "truth": pa.bool_(),
}
IN_DUTCH: Mapping[Kind, str] = {
    "whole number": "een geheel getal",
    "text": "tekst",
    "day": "een datum",
    "truth": "ja of nee",
}
PYTHON: Mapping[Kind, type] = {"whole number": int, "text": str, "day": date, "truth": bool}


@dataclass(frozen=True)
class Column:
    """`may_be_empty`: a row may leave it open. `optional`: a table may do without the column."""

    kind: Kind
    meaning: str
    may_be_empty: bool = False
    optional: bool = False


def _whole(meaning: str, **more: bool) -> Column:
    return Column("whole number", meaning, **more)


def _text(meaning: str, **more: bool) -> Column:
    return Column("text", meaning, **more)


def _day(meaning: str, **more: bool) -> Column:
    return Column("day", meaning, **more)


_STARTS = _day("eerste dag")
_ENDS = _day("eerste dag waarop het niet meer geldt; leeg = loopt nog", may_be_empty=True)
_MONTH = _whole("maand als jaar × 12 + maand − 1")

FACTS: Mapping[str, Mapping[str, Column]] = {
    "REGISTRATION": {
        "person_id": _whole("eigen nummer van de persoon"),
        "ground": _text("grond van de inschrijving in het doelgroepregister"),
        "starts_on": _STARTS,
        "ends_before": _ENDS,
        "ended_because": _text("reden van het einde", may_be_empty=True),
    },
    "RESIDENCE": {
        "person_id": _whole("eigen nummer van de persoon"),
        "municipality": _text("code van de woongemeente zoals toen vastgelegd"),
        "starts_on": _STARTS,
        "ends_before": _ENDS,
    },
    "SECTOR": {
        "employer_id": _whole("eigen nummer van de werkgever"),
        "year": _whole("kalenderjaar waarvoor de sector vaststaat"),
        "sector": _text("markt of overheid"),
    },
    "PLACEMENT": {
        "placement_id": _whole("eigen nummer van de plaatsing"),
        "person_id": _whole("eigen nummer van de persoon"),
        "kind": _text("soort plaatsing"),
        "employer_id": _whole("werkgever op papier", may_be_empty=True),
        "workplace_employer_id": _whole("werkgever bij wie het werk wordt gedaan", may_be_empty=True),
        "work_municipality": _text("code van de werkgemeente zoals toen vastgelegd", may_be_empty=True),
        "starts_on": _STARTS,
        "ends_before": _ENDS,
        "is_new_job": Column("truth", "nieuwe baan (ja) of een baan die al bestond", may_be_empty=True),
        "programme": _text("programma waaruit de plaatsing komt", may_be_empty=True),
    },
    "CONTRACT": {
        "placement_id": _whole("eigen nummer van de plaatsing"),
        "starts_on": _STARTS,
        "ends_before": _ENDS,
        "hours_week_c": _whole("contracturen per week, in honderdsten van een uur"),
    },
    "PAID": {
        "placement_id": _whole("eigen nummer van de plaatsing"),
        "month": _MONTH,
        "hours_c": _whole("verloonde uren in die maand, in honderdsten van een uur"),
    },
    "PAYROLL": {
        "month": _MONTH,
        "person_id": _whole("eigen nummer van de persoon"),
        "employer_id": _whole("eigen nummer van de werkgever"),
        "hours_c": _whole("verloonde uren in die maand, in honderdsten van een uur"),
        "form": _text("dienstverband of inleen"),
    },
    "PLACE": {
        "municipality": _text("code van de gemeente zoals toen vastgelegd"),
        "month_from": _whole("eerste maand waarin de code hiervoor staat"),
        "month_to": _whole("eerste maand waarin dat niet meer zo is"),
        "resolved_municipality": _text("gemeente waarvoor de code in die maanden staat"),
        "region": _text("arbeidsmarktregio waarin die gemeente dan ligt"),
    },
}
"""PLACE is only for codes that the rule book's map does not know; for the others the rule book decides."""


def columns_of(table: str) -> Mapping[str, Column]:
    try:
        return FACTS[table]
    except KeyError:
        raise UnknownTable(table, FACTS) from None


def arrow_schema(table: str) -> pa.Schema:
    return pa.schema([(name, ARROW[column.kind]) for name, column in columns_of(table).items()])


def check_names(table: str, given: set[str]) -> None:
    allowed = columns_of(table)
    if unknown := given - set(allowed):
        raise UnknownColumns(table, unknown)
    if missing := {name for name, column in allowed.items() if not column.optional} - given:
        raise MissingColumns(table, missing)


def arrow_table(table: str, columns: Columns) -> pa.Table:
    """Plain Python columns as an Arrow table in the schema's order and types."""
    check_names(table, set(columns))
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise UnevenColumns(table, lengths)
    arrays = []
    for name, column in columns_of(table).items():
        arrays.append(_array(table, name, column, columns[name]))
    return pa.Table.from_arrays(arrays, schema=arrow_schema(table))


def empty_table(table: str) -> pa.Table:
    return arrow_schema(table).empty_table()


def check_types(table: str, given: pa.Schema) -> None:
    """Any width of whole number will do: a file of a hundred million rows need not be written anew."""
    check_names(table, set(given.names))
    for name, column in columns_of(table).items():
        found = given.field(name).type
        if not _fits(column.kind, found):
            raise WrongColumnType(table, name, IN_DUTCH[column.kind], str(found))


def _array(table: str, name: str, column: Column, values: list[Any]) -> pa.Array:
    """Looks at the types first, because Arrow would cut 1.5 down to 1 and take True for 1."""
    wrong = next((kind for kind in set(map(type, values)) if not _is_plain(column.kind, kind)), None)
    if wrong is not None:
        odd = next(value for value in values if type(value) is wrong)
        raise WrongColumnType(table, name, IN_DUTCH[column.kind], repr(odd))
    try:
        array = pa.array(values, type=ARROW[column.kind])
    except (pa.ArrowInvalid, OverflowError):
        raise WrongColumnType(table, name, IN_DUTCH[column.kind], "ergens te groot") from None
    if array.null_count and not column.may_be_empty:
        raise WrongColumnType(table, name, f"altijd gevuld ({IN_DUTCH[column.kind]})", "ergens leeg")
    return array


def _is_plain(kind: Kind, found: type) -> bool:
    if found is NoneType:
        return True
    if found is bool or found is datetime:
        return kind == "truth" and found is bool
    return issubclass(found, PYTHON[kind])


def _fits(kind: Kind, found: pa.DataType) -> bool:
    if pa.types.is_dictionary(found):
        found = found.value_type
    if kind == "whole number":
        return bool(pa.types.is_integer(found))
    if kind == "text":
        return bool(
            pa.types.is_string(found) or pa.types.is_large_string(found) or pa.types.is_string_view(found)
        )
    if kind == "day":
        return bool(pa.types.is_date(found))
    return bool(pa.types.is_boolean(found))
