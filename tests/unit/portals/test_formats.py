"""Numbers and dates as people read them in Dutch."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from meedoen.portals.formats import day, decimal, moment, percent, said, shown, signed, whole
from meedoen.primitives.words import Words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3257, "3.257"),
        (0, "0"),
        (None, "–"),
        (-5, "−5"),
        (Decimal("1503.5"), "1.504"),
        (1234567, "1.234.567"),
        (Decimal("-0.4"), "0"),
    ],
)
def test_whole(value: int | Decimal | None, words: str) -> None:
    assert whole(value) == words


def test_decimal_rounds_half_up_with_a_comma() -> None:
    assert decimal(Decimal("25.45")) == "25,5"
    assert decimal(Decimal("1331.125"), 2) == "1.331,13"
    assert decimal(0) == "0,0"
    assert decimal(None) == "–"


def test_signed_says_the_direction_and_zero_has_none() -> None:
    assert [signed(value) for value in (88, -5, 0, None)] == ["+88", "−5", "0", "–"]
    assert signed(Decimal("0.4")) == "0"


def test_percent_is_of_a_share() -> None:
    assert percent(Decimal("2.1655")) == "217%"
    assert percent(0) == "0%"
    assert percent(None) == "–"


def test_day_and_moment() -> None:
    assert day(date(2017, 12, 31)) == "31 december 2017"
    assert day(None) == "–"
    # One hour later in the Netherlands, and so on the next day.
    assert moment(datetime(2017, 12, 31, 23, 42, tzinfo=UTC)) == "1 januari 2018, 0.42 uur"
    assert moment(None) == "–"


def test_a_cell_follows_its_column_unless_it_is_words() -> None:
    assert shown(3257, "whole") == "3.257"
    assert shown(0, "whole") == "0"
    assert shown(None, "text") == "–"
    assert shown("minder dan 10", "whole") == "minder dan 10"
    assert shown("", "whole") == ""


def test_english_numbers_on_an_english_page() -> None:
    with translation.override("en"):
        assert whole(3257) == "3,257"
        assert day(date(2017, 12, 31)) == "31 December 2017"


def test_words_within_words_are_said_in_the_language_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit names a day or a task; a page in English says both in English."""
    words = Words("%(what)s", {"what": Words("maandag")})
    assert said(words) == str(words) == "maandag"
    monkeypatch.setattr("meedoen.portals.formats.gettext", lambda one: {"maandag": "Monday"}.get(one, one))
    assert said(words) == "Monday"
