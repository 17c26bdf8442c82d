"""The number of an entry in the trade register of the Kamer van Koophandel."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meedoen.primitives.refusal import NotValid


@dataclass(frozen=True)
class KvK:
    """Eight digits; the register gives them no check digit."""

    number: str

    @classmethod
    def parse(cls, text: str) -> KvK:
        number = text.replace(" ", "")
        if not re.fullmatch(r"[0-9]{8}", number) or number == "00000000":
            remedy = "Een KvK-nummer heeft acht cijfers. Kijk op de website of de factuur van de werkgever."
            raise NotValid("Het KvK-nummer", text, remedy)
        return cls(number)

    def __str__(self) -> str:
        return self.number
