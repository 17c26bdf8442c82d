"""The export says the same as the book, in a form that others read."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from meedoen.rules import book, openfisca
from meedoen.rules.book import Worth

TREE = openfisca.tree()
LOADED = {path: yaml.safe_load(text) for path, text in TREE.items()}
BY_PATH = {one["metadata"]["path"]: one for one in LOADED.values() if "values" in one}


def back(loaded: Any, kind: str) -> Worth:
    if kind == "number":
        assert isinstance(loaded, (int, float))
        return Decimal(str(loaded))
    if kind == "text":
        (text,) = loaded
        return str(text)
    return tuple(loaded) if kind == "list" else bool(loaded)


def test_every_parameter_is_in_it_once() -> None:
    assert set(BY_PATH) == set(book.paths())
    assert len(TREE) == len(book.paths()) + len(book.regelingen())


@pytest.mark.parametrize("path", book.paths())
def test_every_value_comes_back_equal(path: str) -> None:
    parameter, loaded = book.parameter(path), BY_PATH[path]
    assert (loaded["description"], loaded["metadata"]["unit"]) == (parameter.title, parameter.unit)
    told = dict(loaded["values"])
    for value in parameter.values:
        one = told.pop(value.starts_on)
        assert back(one["value"], loaded["metadata"]["kind"]) == value.value
        said = one["metadata"]
        assert (said["status"], said["source"]) == (value.status, value.source)
        assert said.get("reference", "") == value.law_url
        assert said.get("note", "") == value.note
    for gap in parameter.unknown:
        one = told.pop(gap.starts_on)
        assert one["value"] is None
        assert one["metadata"]["why"] == gap.why
    end = parameter.values[-1].ends_before
    assert [*told] == ([] if end is None else [end])
    assert all(one["value"] is None and one["metadata"]["why"] for one in told.values())


def test_on_each_day_the_last_date_says_what_the_book_says() -> None:
    """How OpenFisca reads a series: the value of the latest date that is not after the day."""
    for path in ("wml.maand", "wml.uur", "beschut_werk.doel.NL", "lks.opslag"):
        values = BY_PATH[path]["values"]
        for day in (
            date(2015, 6, 1),
            date(2018, 3, 1),
            date(2023, 12, 31),
            date(2024, 1, 1),
            date(2027, 1, 1),
        ):
            past = [start for start in values if start <= day]
            read = values[max(past)]["value"] if past else None
            held = book.parameter(path).on(day)
            assert (None if read is None else Decimal(str(read))) == (None if held is None else held.value)


def test_no_file_stands_beside_a_folder_of_its_name() -> None:
    folders = {path.rsplit("/", depth)[0] for path in TREE for depth in range(1, path.count("/") + 1)}
    assert not folders & {path.removesuffix(".yaml") for path in TREE}
    assert "banenafspraak/doel/overheid/zelf.yaml" in TREE


def test_the_zip_holds_the_tree_and_is_the_same_each_time() -> None:
    first = openfisca.zipped()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        assert set(names) == {f"regelboek/{path}" for path in TREE}
        assert archive.read("regelboek/lks/opslag.yaml").decode() == TREE["lks/opslag.yaml"]
    openfisca.zipped.cache_clear()
    assert openfisca.zipped() == first
