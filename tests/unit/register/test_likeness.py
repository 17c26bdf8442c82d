"""Names as they are looked for, and when two files may be about one person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.register.people.likeness import identity, pairs, reason_for
from meedoen.register.people.names import folded, telling_words, words_of

BORN = date(1988, 4, 12)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jan de Vries", {"jan", "de", "vries"}),
        ("José Ángel-Núñez", {"jose", "angel", "nunez"}),
        ("O'Brien", {"obrien"}),
        ("Ĳsbrand", {"ijsbrand"}),
        ("Straße", {"strasse"}),
        ("", set()),
        ("!!!", set()),
    ],
)
def test_the_words_of_a_name(name: str, words: set[str]) -> None:
    assert words_of(name) == words


def test_another_script_keeps_its_letters_apart() -> None:
    assert words_of("Иван") != words_of("Олег")
    assert all(word.isascii() for word in words_of("Иван 王小明 محمد"))


@given(st.text())
def test_folding_twice_is_folding_once_for_plain_signs(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text).isascii()


def test_particles_tell_nobody_apart_unless_there_is_nothing_else() -> None:
    assert telling_words("Jan van den Berg") == ("berg", "jan")
    assert telling_words("El") == ("el",)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("Jan de Vries", BORN), ("Vries, Jan", BORN), "same_name_same_birth"),
        (("Jan de Vries", BORN), ("J. de Vries", BORN), "alike_name_same_birth"),
        (("Jan de Vries", BORN), ("Jan Willem de Vries", BORN), "alike_name_same_birth"),
        (("Fatima Yilmaz", BORN), ("Fatima Yilmas", BORN), "alike_name_same_birth"),
        (("Fatima Yilmaz", BORN), ("Fatma Yilmas", BORN), "alike_name_same_birth"),
        (("Jan de Vries", BORN), ("Jan de Vries", date(1988, 12, 4)), "same_name_slip_in_birth"),
        (("Jan de Vries", BORN), ("Jan de Vries", date(1978, 4, 12)), "same_name_slip_in_birth"),
        (("Jan de Vries", BORN), ("Jan de Vries", date(1979, 5, 13)), ""),
        (("Jan de Vries", BORN), ("Piet de Vries", BORN), ""),
        (("Jan de Vries", BORN), ("Jan Jansen", BORN), ""),
        (("Jan de Vries", BORN), ("Jon de Vreis", date(1988, 12, 4)), ""),
        (("Al", BORN), ("Bo", BORN), ""),
        (("!!!", BORN), ("???", BORN), ""),
    ],
)
def test_why_two_may_be_one(one: tuple[str, date], other: tuple[str, date], reason: str) -> None:
    left, right = identity(1, *one), identity(2, *other)
    assert reason_for(left, right) == reason
    assert reason_for(right, left) == reason


NAMES = st.sampled_from(["Jan Bos", "Jan Bosch", "J. Bos", "Bos Jan", "Ann Mulder", "Anna Mulder", "王 小明"])
DAYS = st.sampled_from([BORN, date(1988, 12, 4), date(1988, 4, 13), date(1990, 1, 1)])


@given(st.lists(st.tuples(NAMES, DAYS), max_size=20))
def test_every_pair_is_found_once_and_no_other(people: list[tuple[str, date]]) -> None:
    """What comparing everyone with everyone finds, found by birthday and by name."""
    known = [identity(key, *one) for key, one in enumerate(people)]
    found = [(one.key, other.key, reason) for one, other, reason in pairs(known)]
    assert len(found) == len(set(found))
    plain = {
        (one.key, other.key, reason_for(one, other))
        for one in known
        for other in known
        if one.key < other.key and reason_for(one, other)
    }
    assert set(found) == plain
