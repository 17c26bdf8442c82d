"""Finding a parameter, and what differs between two days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.rules import book
from meedoen.rules.book import address_of
from meedoen.rules.differences import differences
from meedoen.rules.search import CERTAINTIES, certainty_of, found

DAY = date(2026, 11, 22)
days = st.dates(date(2012, 1, 1), date(2030, 1, 1))


def paths(day: date = DAY, **asked: str) -> set[str]:
    return {one.path for _regeling, fitting in found(day, **asked) for one in fitting}


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("lks.opslag", "lks.opslag"),
        ("OPSLAG werkgeverslasten", "lks.opslag"),
        ("financiering sociale verzekeringen", "banenafspraak.eenheid"),
        ("38b", "banenafspraak.eenheid"),
        ("admintrend", "wml.uur"),
        ("BWBR0002638", "wml.maand"),
        ("zonder vakantiebijslag", "wml.maand"),
        ("functieloon", "lks.loonwaarde_van"),
    ],
)
def test_words_are_sought_in_all_that_is_said_of_a_parameter(words: str, path: str) -> None:
    assert path in paths(words=words)


def test_every_word_has_to_be_there() -> None:
    assert paths(words="opslag bestaatniet") == set()
    assert paths() == set(book.paths())
    assert {path.split(".")[0] for path in paths(regeling="wml")} == {"wml"}


@given(days)
def test_each_parameter_is_as_sure_as_one_thing(day: date) -> None:
    heaps = [paths(day, certainty=one) for one in CERTAINTIES if one != "ending"]
    assert sum(map(len, heaps)) == len(book.paths())
    assert set().union(*heaps) == set(book.paths())
    assert all(certainty_of(book.parameter(path), day) != "none" for path in paths(day, certainty="ending"))


def test_what_changed_at_the_turn_of_the_year() -> None:
    rows = {one.parameter.path: one for one in differences(date(2025, 12, 31), date(2026, 1, 1))}
    assert rows["wml.uur"].kind == "other"
    assert rows["banenafspraak.doel.overheid"].kind == "certainty"
    assert "lks.maximum" not in rows
    coming = {one.parameter.path: one.kind for one in differences(date(2026, 12, 31), date(2027, 1, 1))}
    assert coming["wml.uur"] == "ends"
    assert {one.kind for one in differences(date(2027, 1, 1), date(2026, 12, 31))} == {"begins"}


@given(days, days)
def test_the_difference_is_the_same_the_other_way_round(first: date, second: date) -> None:
    there, back = differences(first, second), differences(second, first)
    assert [(one.parameter, one.before, one.after) for one in there] == [
        (one.parameter, one.after, one.before) for one in back
    ]
    assert differences(first, first) == ()


@pytest.mark.parametrize(
    ("law", "day", "address"),
    [
        ("BWBR0015703:10d:4", DAY, "https://wetten.overheid.nl/BWBR0015703/2026-11-22#Artikel10d"),
        ("BWBR0019150:3.29*:1:a", DAY, "https://wetten.overheid.nl/BWBR0019150/2026-11-22#Artikel3.29"),
        ("BWBR0035947", DAY, "https://wetten.overheid.nl/BWBR0035947/2026-11-22"),
        ("BWBR0035947", None, "https://wetten.overheid.nl/BWBR0035947"),
    ],
)
def test_an_article_has_an_address(law: str, day: date | None, address: str) -> None:
    assert address_of(law, day) == address


def test_a_value_opens_the_law_of_its_first_day_or_of_the_day_asked() -> None:
    value = book.value_on("wml.uur", DAY)
    assert value.law_url == "https://wetten.overheid.nl/BWBR0002638/2026-07-01#Artikel8"
    assert value.law_url_on(DAY).endswith("/2026-11-22#Artikel8")
    assert book.value_on("wml.jeugd.19", DAY).law_url == ""
    # The hours of December 2012 stand in a text of 2015.
    backwards = book.value_on("banenafspraak.eenheid", date(2012, 12, 31))
    assert backwards.law_url == "https://wetten.overheid.nl/BWBR0017745/2015-10-22#Artikel38b"
