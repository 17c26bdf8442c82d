"""Laws of the rule book: cited, without gaps, honest about the day."""

import copy
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.rules import book
from meedoen.rules.checks import STATUSES, problems_in
from meedoen.rules.files import read_folder, read_yaml
from meedoen.rules.refusal import NoValueForThisDay, UnknownParameter

days = st.dates(date(2000, 1, 1), date(2040, 1, 1))

GOOD = """
proef:
  title: Proef
  laws: {BWBR0017745: {title: Wet, short: Wfsv}}
  sources: {A: Een bron, B: Nog een bron}
  parameters:
    norm:
      title: Norm
      unit: uren
      kind: number
      law: "BWBR0017745:38b:1:a"
      source: A
      values:
        - {from: 2015-01-01, to: 2015-12-31, value: "25", status: confirmed}
        - {from: 2017-01-01, value: "25.5", status: derived, source: "A, B"}
      unknown:
        - {from: 2016-01-01, to: 2016-12-31, why: geen bron.}
"""


def good() -> dict[str, Any]:
    return copy.deepcopy(read_yaml(GOOD))


def norm(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["proef"]["parameters"]["norm"]
    return found


def test_the_book_is_in_order() -> None:
    assert book.check() == []


def test_every_value_is_cited_and_sure_of_how_sure_it_is() -> None:
    for path in book.paths():
        for value in book.series(path):
            assert value.path == path
            assert value.source
            assert value.unit
            assert value.title
            assert value.status in STATUSES
            assert (value.law is None) == (value.law_text == "")
            assert value.status != "assumed" or value.note


@given(st.sampled_from(book.paths()), days)
def test_a_day_has_its_one_value_or_an_error_that_names_the_day(path: str, day: date) -> None:
    covering = [
        value
        for value in book.series(path)
        if value.starts_on <= day and (value.ends_before is None or day < value.ends_before)
    ]
    if covering:
        assert [book.value_on(path, day)] == covering
    else:
        with pytest.raises(NoValueForThisDay) as refusal:
            book.value_on(path, day)
        assert str(day.year) in str(refusal.value)
        assert f" {day.day} " in f" {str(refusal.value).replace('op ', '')} "


@given(st.sampled_from(book.paths()))
def test_a_series_lies_end_to_end_or_says_what_is_unknown(path: str) -> None:
    values = book.series(path)
    openly_unknown = {gap.starts_on: gap.ends_before for gap in book.parameter(path).unknown}
    for one, following in pairwise(values):
        assert one.ends_before is not None
        assert openly_unknown.get(one.ends_before, one.ends_before) == following.starts_on


def test_an_unknown_path_is_named() -> None:
    with pytest.raises(UnknownParameter, match=r"banenafspraak\.bestaat_niet"):
        book.value_on("banenafspraak.bestaat_niet", date(2017, 12, 31))


def test_the_error_names_the_day_and_the_reach() -> None:
    with pytest.raises(NoValueForThisDay) as refusal:
        book.value_on("doelgroepregister.einde_registratie", date(2015, 4, 30))
    assert "30 april 2015" in str(refusal.value)
    assert "1 mei 2015" in str(refusal.value)
    with pytest.raises(NoValueForThisDay, match=r"1 maart 2018.*geen bron noemt"):
        book.value_on("beschut_werk.doel.NL", date(2018, 3, 1))


@pytest.mark.parametrize("year", range(2015, 2027))
def test_targets_in_banen_are_the_legal_hours_divided_by_the_month_norm(year: int) -> None:
    day = date(year, 12, 31)
    norm_of_the_month = book.value_on("banenafspraak.uren_per_baan.maand", day).number
    parts = Decimal(0)
    for sector in ("overheid", "markt", "totaal"):
        banen = book.value_on(f"banenafspraak.doel.{sector}", day).number
        assert book.value_on(f"banenafspraak.doel.{sector}.uren", day).number == banen * norm_of_the_month
        parts += banen if sector != "totaal" else -banen
    assert parts == 0


def test_the_norms_fit_each_other() -> None:
    day = date(2017, 12, 31)
    year = book.value_on("banenafspraak.uren_per_baan.jaar", day).number
    month = book.value_on("banenafspraak.uren_per_baan.maand", day).number
    week = book.value_on("banenafspraak.uren_per_baan.week", day).number
    assert (year / 12).quantize(Decimal("0.01")) == month
    assert (year / Decimal("52.2")).quantize(Decimal("0.1")) == week


def test_the_legal_nulmeting_adds_up() -> None:
    day = date(2017, 12, 31)
    hours = [
        book.value_on(f"banenafspraak.nulmeting.wettelijk.{x}.uren", day).number
        for x in ("overheid", "markt", "totaal")
    ]
    assert hours[0] + hours[1] == hours[2]
    for name, counted in zip(("overheid", "markt", "totaal"), hours, strict=True):
        banen = book.value_on(f"banenafspraak.nulmeting.wettelijk.{name}", day).number
        assert (counted / Decimal("110.92")).quantize(Decimal("0.1")) == banen
        assert book.value_on(f"banenafspraak.nulmeting.wettelijk.{name}", day).version == "wet-2015"


@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2017, 12, 31), date(2026, 1, 1)])
def test_lists_of_grounds_and_kinds_say_what_each_of_them_says(day: date) -> None:
    grounds = [path for path in book.paths() if path.startswith("banenafspraak.grond.")]
    counted = {path.rsplit(".", 1)[1] for path in grounds if book.value_on(path, day).is_true}
    assert set(book.value_on("banenafspraak.gronden", day).items) == counted
    kinds = [path for path in book.paths() if path.startswith("banenafspraak.soort.")]
    for form in ("dienstverband", "inleen"):
        as_form = {path.rsplit(".", 1)[1] for path in kinds if book.value_on(path, day).text == form}
        assert set(book.value_on(f"banenafspraak.soorten_{form}", day).items) == as_form
    assert len(grounds) == 12
    assert len(kinds) == 7


def test_a_value_refuses_to_be_read_as_another_kind() -> None:
    day = date(2017, 12, 31)
    number = book.value_on("banenafspraak.uren_per_baan.jaar", day)
    words = book.value_on("banenafspraak.nulmaand", day)
    assert (number.number, words.text) == (Decimal(1331), "2012-12")
    for read in (lambda: number.text, lambda: number.items, lambda: number.is_true, lambda: words.number):
        with pytest.raises(TypeError, match="banenafspraak"):
            read()


def test_an_article_in_words() -> None:
    laws = {"BWBR0017745": {"short": "Wfsv"}}
    assert book.article_in_words("BWBR0017745:38b:1:a", laws) == "Wfsv art. 38b lid 1 onder a"
    assert book.article_in_words("BWBR0017745", laws) == "Wfsv"


def test_breaks_come_oldest_first() -> None:
    found = [one.on for one in book.breaks("banenafspraak")]
    assert found == sorted(found)
    assert date(2017, 12, 30) in found


def test_the_example_is_in_order_and_nothing_else_than_the_files_is_read() -> None:
    assert problems_in(good()) == []
    assert set(read_folder("parameters")) == {one.code for one in book.regelingen()}


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda d: norm(d).pop("unknown"), "gat van 2016-01-01 t/m 2016-12-31"),
        (lambda d: norm(d)["values"][0].update(to=date(2016, 6, 30)), "overlap op 2016-01-01"),
        (lambda d: norm(d)["values"][0].pop("to"), "overlap op 2016-01-01"),
        (lambda d: norm(d)["values"].reverse(), "niet op volgorde"),
        (lambda d: norm(d)["values"][0].update(to=date(2014, 1, 1)), "2014-01-01 ligt voor 2015-01-01"),
        (lambda d: norm(d).pop("source"), "de bron ontbreekt"),
        (lambda d: norm(d).update(source="Z"), "bron “Z” staat niet boven"),
        (lambda d: norm(d).update(law="BWBR9999999:1"), "wet “BWBR9999999:1” staat niet boven"),
        (lambda d: norm(d).pop("unit"), "“unit” ontbreekt"),
        (lambda d: norm(d).update(kind="geld"), "soort “geld” bestaat niet"),
        (lambda d: norm(d).update(values=[]), "de reeks is leeg"),
        (lambda d: norm(d)["values"][0].pop("status"), "status “None” bestaat niet"),
        (lambda d: norm(d)["values"][0].update(status="assumed"), "een aanname zonder toelichting"),
        (lambda d: norm(d)["values"][0].update(value=25.5), "aanhalingstekens"),
        (lambda d: norm(d)["values"][0].update(value="25,5"), "“25,5” past niet"),
        (lambda d: norm(d)["values"][0].update(value="NaN"), "“NaN” past niet"),
        (lambda d: norm(d)["values"][0].update({"from": "2015"}), "is geen dag"),
        (lambda d: norm(d)["values"][0].update(tot=date(2015, 1, 1)), "onbekende sleutel tot"),
        (lambda d: d["proef"].pop("title"), "de titel ontbreekt"),
        (lambda d: d["proef"]["laws"].update({"Wfsv": {"title": "x", "short": "x"}}), "geen BWB-nummer"),
        (lambda d: d["proef"].pop("parameters"), "geen blok “parameters”"),
        (lambda d: d["proef"].update(breaks=[{"day": date(2015, 1, 1)}]), "een breuk mist"),
    ],
)
def test_a_spoiled_file_is_told_what_is_wrong(spoil: Any, complaint: str) -> None:
    document = good()
    spoil(document)
    assert any(complaint in problem for problem in problems_in(document)), problems_in(document)


def test_a_key_written_twice_is_an_error() -> None:
    with pytest.raises(Exception, match="twee keer"):
        read_yaml("a: 1\na: 2\n")


def test_the_day_before_a_series_is_outside_it() -> None:
    for path in book.paths():
        first = book.series(path)[0].starts_on
        assert book.value_on(path, first).starts_on == first
        with pytest.raises(NoValueForThisDay):
            book.value_on(path, first - timedelta(days=1))


@pytest.mark.parametrize("day", [date(2023, 7, 1), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)])
def test_one_article_is_as_sure_in_both_regelingen(day: date) -> None:
    """The months of a proefplaatsing (Participatiewet art. 8a) stand in two files, read in one text."""
    for agreed, law in (
        ("proefplaatsing_maanden_ten_hoogste", "maanden"),
        ("proefplaatsing_met_verlenging_ten_hoogste", "maanden_verlengd"),
    ):
        one, other = (
            book.value_on(f"preferent_proces.{agreed}", day),
            book.value_on(f"proefplaatsing.gemeente.{law}", day),
        )
        assert (one.value, one.status) == (other.value, other.status)
