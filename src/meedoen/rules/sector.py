"""In which sector of the banenafspraak an employer falls."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from meedoen.primitives.refusal import NotValid
from meedoen.rules.book import value_on

Sector = Literal["overheid", "markt"]


def sector_of(
    is_overheid: bool,
    pays_sectorfonds: bool,
    share_under_sectorfonds: Decimal | None = None,
    on: date = date(2015, 5, 1),
) -> Sector:
    """“overheid” if and only if the employer is an overheidswerkgever that has less than half of its
    verloonde uren under a sectorfonds (Regeling Wfsv 3.27* lid 1 en 2).

    `share_under_sectorfonds` is a part of the hours, 0 to 1; it is needed if and only if an
    overheidswerkgever pays to a sectorfonds. `on` is the day whose threshold is used.
    """
    if not is_overheid:
        return "markt"
    if not pays_sectorfonds:
        return "overheid"
    if share_under_sectorfonds is None:
        remedy = "Vul in welk deel van de verloonde uren onder een sectorfonds valt, van 0 tot en met 1."
        raise NotValid("Het deel onder een sectorfonds", "leeg", remedy)
    if not 0 <= share_under_sectorfonds <= 1:
        remedy = "Vul een deel in van 0 tot en met 1; de helft is 0,5."
        raise NotValid("Het deel onder een sectorfonds", str(share_under_sectorfonds), remedy)
    threshold = value_on("banenafspraak.sector.drempel_sectorfonds", on).number
    return "markt" if share_under_sectorfonds >= threshold else "overheid"


def fixed_on(year: int) -> date:
    """The last day of the aangiftetijdvak that fixes the sector for the whole of `year` (3.27* lid 3)."""
    return date(year - 1, 12, 31)
