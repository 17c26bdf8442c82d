"""Laws of KvK numbers, postcodes and burgerservicenummers."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.primitives.bsn import BSN, passes_elfproef
from meedoen.primitives.kvk import KvK
from meedoen.primitives.postcode import Postcode
from meedoen.primitives.refusal import NotValid

VALID_BSN = "111222333"
digits9 = st.text("0123456789", min_size=9, max_size=9)
# The last digit follows from the first eight; filtering nine at random would throw ten out of eleven away.
right9 = (
    st.text("0123456789", min_size=8, max_size=8)
    .map(lambda first: first + str(sum((9 - at) * int(digit) for at, digit in enumerate(first)) % 11))
    .filter(lambda digits: len(digits) == 9 and passes_elfproef(digits))
)


@given(st.integers(1, 99999999))
def test_any_eight_digits_but_zeros_are_a_kvk_number(number: int) -> None:
    text = f"{number:08d}"
    assert str(KvK.parse(text)) == text == str(KvK.parse(f"{text[:4]} {text[4:]}"))


@pytest.mark.parametrize("text", ["00000000", "1234567", "123456789", "1234567a", "", "١٢٣٤٥٦٧٨"])
def test_another_kvk_number_is_refused(text: str) -> None:
    with pytest.raises(NotValid, match="acht cijfers"):
        KvK.parse(text)


@pytest.mark.parametrize("text", ["9712 AB", "9712ab", " 9712 ab "])
def test_a_postcode_is_kept_in_one_notation(text: str) -> None:
    assert str(Postcode.parse(text)) == "9712 AB"
    assert Postcode.parse(text).digits == "9712"


@pytest.mark.parametrize("text", ["0712 AB", "9712 SS", "9712", "9712 A1", "9712  AB", ""])
def test_another_postcode_is_refused(text: str) -> None:
    with pytest.raises(NotValid, match="9712 AB"):
        Postcode.parse(text)


def test_a_known_number_passes_the_elfproef() -> None:
    assert passes_elfproef(VALID_BSN)
    assert BSN.parse("111.222.333").reveal() == VALID_BSN
    assert BSN.parse("10000008").reveal() == "010000008"


@given(right9, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_always_fails(digits: str, place: int, shift: int) -> None:
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert not passes_elfproef(wrong)


@given(digits9)
def test_a_number_never_shows_itself(digits: str) -> None:
    if passes_elfproef(digits):
        shown = str(BSN(digits)) + repr(BSN(digits)) + f"{BSN(digits)}"
    else:
        with pytest.raises(NotValid) as refusal:
            BSN(digits)
        shown = str(refusal.value) + repr(refusal.value)
    assert not any(character.isdigit() for character in shown)


@pytest.mark.parametrize("text", ["", "000000000", "123456789", "1112223334", "11122233a"])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(NotValid, match="elfproef"):
        BSN.parse(text)


def test_equal_numbers_are_equal_and_refusals_travel() -> None:
    assert BSN(VALID_BSN) == BSN(VALID_BSN) != VALID_BSN
    assert len({BSN(VALID_BSN), BSN(VALID_BSN)}) == 1
    refusal = NotValid("Het getal", "x", "Anders.")
    assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal) == "Het getal “x” klopt niet. Anders."
