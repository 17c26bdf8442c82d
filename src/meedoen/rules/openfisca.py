"""The rule book as a tree of YAML files in the form of OpenFisca, for whoever calculates elsewhere."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from meedoen.rules import book
from meedoen.rules.book import Parameter, Regeling, Value, Worth

# Of a parameter that others hang under: a folder and a file of one name can't both be a child there.
ITSELF = "zelf"
_SAME_DAY = (1980, 1, 1, 0, 0, 0)


class _Writer(yaml.SafeDumper):
    """Writes numbers as they stand in the book: 2337.00 is no 2337.0 and no text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _number(writer: _Writer, value: Decimal) -> yaml.Node:
    kind = "int" if value == value.to_integral_value() and "." not in f"{value:f}" else "float"
    return writer.represent_scalar(f"tag:yaml.org,2002:{kind}", f"{value:f}")


_Writer.add_representer(Decimal, _number)


def tree() -> dict[str, str]:
    """Every file of the export: its path with slashes, and its text."""
    found: dict[str, str] = {}
    known = book.paths()
    for regeling in book.regelingen():
        found[f"{regeling.code}/index.yaml"] = _written(_index(regeling))
        for one in regeling.parameters:
            found[f"{place_of(one.path, known)}.yaml"] = in_openfisca(one)
    return found


def place_of(path: str, known: tuple[str, ...]) -> str:
    """Where a parameter stands in the tree, without suffix."""
    is_folder = any(other.startswith(f"{path}.") for other in known)
    return path.replace(".", "/") + (f"/{ITSELF}" if is_folder else "")


def in_openfisca(parameter: Parameter) -> str:
    """One parameter as YAML: numbers are numbers, and a day without a value has null and says why."""
    values: dict[date, Any] = {one.starts_on: _value(one) for one in parameter.values}
    for gap in parameter.unknown:
        values[gap.starts_on] = {"value": None, "metadata": {"status": "unknown", "why": gap.why}}
    end = parameter.values[-1].ends_before
    if end is not None:
        why = "De reeks eindigt hier: het regelboek kent geen waarde voor daarna."
        values[end] = {"value": None, "metadata": {"status": "unknown", "why": why}}
    document = {
        "description": parameter.title,
        "metadata": {"path": parameter.path, "unit": parameter.unit, "kind": _kind(parameter)},
        "values": dict(sorted(values.items())),
    }
    return _written(document)


@cache
def zipped() -> bytes:
    """The tree as one zip file; the same book gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in tree().items():
            archive.writestr(zipfile.ZipInfo(f"regelboek/{path}", _SAME_DAY), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _index(regeling: Regeling) -> dict[str, Any]:
    laws = {bwb: {"title": title, "reference": book.address_of(bwb)} for bwb, title in regeling.laws.items()}
    metadata = {"laws": laws} if laws else {}
    return {"description": regeling.title, "metadata": metadata}


def _value(value: Value) -> dict[str, Any]:
    said = {
        "status": value.status,
        "reference": value.law_url or None,
        "article": value.law_text or None,
        "source": value.source,
        "note": value.note or None,
        "version": value.version or None,
    }
    return {"value": _worth(value.value), "metadata": {key: one for key, one in said.items() if one}}


def _worth(worth: Worth) -> Any:
    # The form knows numbers, truths and lists; a text is a list of one.
    if isinstance(worth, str):
        return [worth]
    return list(worth) if isinstance(worth, tuple) else worth


def _kind(parameter: Parameter) -> str:
    worth = parameter.values[0].value
    kinds: tuple[tuple[type, str], ...] = ((bool, "truth"), (Decimal, "number"), (str, "text"))
    return next((kind for one, kind in kinds if isinstance(worth, one)), "list")


def _written(document: dict[str, Any]) -> str:
    text: str = yaml.dump(document, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=110)
    return text
