"""Free text: what is found, what is left alone, and that no text is too strange or too long."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.rules.files import read_yaml
from meedoen.rules.free_text import check_free_text

CASES = read_yaml((Path(__file__).parent / "free_text.yaml").read_text("utf-8"))
KINDS = {"diagnosis", "bsn", "phone", "email", "third_person", "discriminating"}
LONG = 200_000
SECONDS = 1
PIECES = (
    "autisme ",
    "moeder Anna ",
    "06-12345678 ",
    "111222333 ",
    "1 ",
    "MS Excel ",
    "a@b.nl ",
    "iq van 7 ",
    "ASS",
)


@pytest.mark.parametrize("case", CASES["found"], ids=lambda case: case["text"][:40])
def test_what_does_not_belong_is_found(case: dict[str, Any]) -> None:
    """With its kind, its own words, and something to write instead."""
    found = check_free_text(case["text"])
    assert (case["kind"], case["words"]) in {(one.kind, one.words) for one in found}
    assert all(one.remedy.endswith((".", "’.")) for one in found)


@pytest.mark.parametrize("text", CASES["clean"], ids=lambda text: text[:40])
def test_ordinary_text_is_left_alone(text: str) -> None:
    """A warning that is often wrong is soon ignored."""
    assert check_free_text(text) == ()


def test_there_are_enough_cases_of_both() -> None:
    """Every kind has one."""
    assert len(CASES["found"]) >= 40
    assert len(CASES["clean"]) >= 40
    assert {case["kind"] for case in CASES["found"]} == KINDS


def test_the_own_name_is_no_third_person() -> None:
    """Whole, in part, and without its accent; someone else of that family is found."""
    for text in ("mevrouw Özdemir komt", "mevrouw A. Ozdemir komt", "Mw. Ayşe Özdemir"):
        assert check_free_text(text), text
    assert check_free_text("mevrouw Ozdemir komt", names=["Ayşe Özdemir"]) == ()
    assert check_free_text("Mw. Ayşe Özdemir", names=["Ayşe Özdemir"]) == ()
    (other,) = check_free_text("zus Fatma Özdemir", names=["Ayşe Özdemir"])
    assert other.words == "Fatma Özdemir"


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    """Any script, lone surrogates and signs that nobody sees included."""
    _holds(text)


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=12).map("".join))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    """Places count signs of the text as it was typed."""
    _holds(text)


@given(st.text(alphabet=st.characters(categories=["Cs", "Mn", "Nd", "Lu", "Zs", "Pd"]), max_size=60))
def test_marks_digits_and_half_signs_do_no_harm(text: str) -> None:
    """What the text is folded by."""
    _holds(text)


@pytest.mark.parametrize(
    "piece",
    [
        *PIECES,
        "a",
        "é",
        "1",
        "@",
        "a@",
        "a.",
        "van ",
        "moeder A ",
        "ziekte van ",
        "12 ",
        "0",
        "stoornis",
        "٠",
    ],
)
def test_a_huge_text_takes_no_second(piece: str) -> None:
    """One piece over and over: what makes a careless pattern slow."""
    text = (piece * LONG)[:LONG]
    check_free_text("")
    began = process_time()
    check_free_text(text)
    assert process_time() - began < SECONDS


def _holds(text: str) -> None:
    found = check_free_text(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.words
        assert one.kind in KINDS
