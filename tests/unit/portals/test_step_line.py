"""The picture of a parameter: steps, dashed where assumed, in words for who can't see it."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.portals.formats import unit_beside, valued, valued_as_kept, with_unit
from meedoen.portals.step_line import step_line
from meedoen.rules import book

TODAY = date(2026, 11, 22)


def test_the_series_is_told_from_first_to_last() -> None:
    drawing = step_line(book.parameter("wml.maand"), TODAY)
    assert drawing is not None
    assert "€\u00a01.469,40 vanaf 1 januari 2013" in drawing.label
    assert "€\u00a01.995,00 vanaf 1 juli 2023" in drawing.label
    assert [entry.key for entry in drawing.legend] == ["line"]
    assert "stroke-dasharray" not in drawing.wide
    assert "style=" not in drawing.wide


def test_what_is_assumed_is_dashed() -> None:
    drawing = step_line(book.parameter("lks.opslag"), TODAY)
    assert drawing is not None
    assert [entry.key for entry in drawing.legend] == ["line", "dash"]
    assert "stroke-dasharray" in drawing.wide


@pytest.mark.parametrize("path", ["lks.maximum", "lks.loonwaarde_van", "beschut_werk.verplicht"])
def test_one_value_or_words_make_no_picture(path: str) -> None:
    assert step_line(book.parameter(path), TODAY) is None


def test_every_series_of_numbers_can_be_drawn() -> None:
    """Gaps, falls, noughts and series that ended long ago included."""
    drawn = [one for path in book.paths() if (one := step_line(book.parameter(path), TODAY))]
    assert len(drawn) > 10


def test_a_value_is_written_as_what_it_is() -> None:
    def on(path: str) -> book.Value:
        return book.value_on(path, TODAY)

    assert valued(on("wml.uur")) == "€\u00a014,99"
    assert valued(on("lks.opslag")) == "25%"
    assert valued(on("banenafspraak.uren_per_baan.maand")) == "110,92"
    assert valued(on("lks.forfait.mag")) == "ja"
    for path in ("wml.uur", "lks.opslag", "banenafspraak.uren_per_baan.maand", "lks.forfait.mag"):
        value = on(path)
        assert valued_as_kept({"value": str(value.value), "unit": value.unit}) == valued(value)
    assert with_unit(on("wml.uur")) == "€\u00a014,99 per uur"
    assert with_unit(on("lks.opslag")) == "25%"
    assert with_unit(on("lks.forfait.mag")) == "ja"
    assert unit_beside("europees") == "europees"
