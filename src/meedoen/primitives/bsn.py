"""A burgerservicenummer, which proves itself and never shows itself."""

from __future__ import annotations

import re

from meedoen.primitives.refusal import NotValid

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
REMEDY = "Een burgerservicenummer heeft negen cijfers en voldoet aan de elfproef. Controleer de cijfers."


class BSN:
    """Nine digits that pass the elfproef; only `reveal()` gives them."""

    __slots__ = ("_digits",)

    def __init__(self, digits: str) -> None:
        if not passes_elfproef(digits):
            # The refusal ends up on a page or in a log, so it repeats no digits.
            raise NotValid("Het burgerservicenummer", masked(digits), REMEDY)
        self._digits = digits

    @classmethod
    def parse(cls, text: str) -> BSN:
        """Points and spaces are left out; a number of eight digits gets its zero back."""
        digits = re.sub(r"[ .]", "", text)
        return cls(digits.zfill(9) if len(digits) == 8 else digits)

    def reveal(self) -> str:
        return self._digits

    def __str__(self) -> str:
        return masked(self._digits)

    def __repr__(self) -> str:
        return f"BSN({masked(self._digits)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BSN) and other._digits == self._digits

    def __hash__(self) -> int:
        return hash(self._digits)


def passes_elfproef(digits: str) -> bool:
    if not re.fullmatch(r"[0-9]{9}", digits) or digits == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def masked(text: str) -> str:
    return "•" * len(text)
