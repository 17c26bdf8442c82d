"""A Dutch postcode."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meedoen.primitives.refusal import NotValid

# These letters are never issued.
_NEVER_ISSUED = {"SA", "SD", "SS"}


@dataclass(frozen=True)
class Postcode:
    """Four digits that don't start with a zero and two letters, kept as “9712 AB”."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Postcode:
        found = re.fullmatch(r"([1-9][0-9]{3}) ?([A-Z]{2})", text.strip().upper())
        if found is None or found[2] in _NEVER_ISSUED:
            raise NotValid("De postcode", text, "Schrijf vier cijfers en twee letters, zoals 9712 AB.")
        return cls(f"{found[1]} {found[2]}")

    @property
    def digits(self) -> str:
        """The first four digits: a neighbourhood, not an address."""
        return self.text[:4]

    def __str__(self) -> str:
        return self.text
