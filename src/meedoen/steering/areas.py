"""The areas that a target, a reading or a publication can be about: the country, a region, a municipality."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import Refused
from meedoen.rules import places
from meedoen.rules.refusal import PlaceNotOnThisDay

COUNTRY = "NL"
AreaKind = Literal["country", "region", "municipality"]
_REGION = re.compile(r"AM[0-9]{2}")
_MUNICIPALITY = re.compile(r"GM[0-9]{4}")


class UnknownArea(Refused):
    """No region or municipality has this code."""

    def __init__(self, code: str, *, field: str | None = "area") -> None:
        super().__init__(
            _("Het gebied “%(code)s” bestaat niet. Kies NL, een regio als AM01 of een gemeente als GM0014.")
            % {"code": code[:20]},
            field=field,
        )
        self.code = code


class NotYourArea(Refused):
    """The deed concerns an area in which the actor's organisation does not lie."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s ligt niet in de regio van uw organisatie. Vraag dit aan een collega daar.")
            % {"name": name},
            field="area",
        )


@dataclass(frozen=True)
class Area:
    """A place with the name it has on the day that is asked about."""

    code: str
    name: str
    kind: AreaKind

    @property
    def region(self) -> str | None:
        return self.code if self.kind == "region" else None

    @property
    def municipality(self) -> str | None:
        return self.code if self.kind == "municipality" else None


def area_on(code: str, day: date | None = None, *, field: str | None = "area") -> Area:
    """Return the area with this code; a municipality goes by the name (and code) it has on the day.

    Without a day, or for a day on which the place was not on the map, the code is read as it was written.
    """
    if code == COUNTRY:
        return Area(COUNTRY, _("Nederland"), "country")
    if _REGION.fullmatch(code):
        found = next((one for one in places.all_regions() if one.code == code), None)
        if found is not None:
            return Area(found.code, found.name, "region")
    if _MUNICIPALITY.fullmatch(code):
        known = next((one for one in places.all_municipalities() if one.code == code), None)
        if known is not None:
            if day is not None:
                with suppress(PlaceNotOnThisDay):
                    known = places.municipality_on(code, day)
            return Area(known.code, known.name, "municipality")
    raise UnknownArea(code, field=field)


def region_around(code: str, day: date) -> str | None:
    """Return the region in which an area lies, itself included; None for the country or an unknown place."""
    area = area_on(code, day)
    if area.kind == "region":
        return area.code
    if area.kind == "country":
        return None
    known = next(one for one in places.all_municipalities() if one.code == area.code)
    return known.region


def codes_within(code: str, day: date) -> frozenset[str]:
    """Return the area's own code and, for a region, those of its municipalities on the day."""
    area = area_on(code, day)
    if area.kind != "region":
        return frozenset({code, area.code})
    return frozenset({area.code, *(one.code for one in places.municipalities_of(area.code, day))})


def require_area(actor: Actor, code: str, day: date) -> Area:
    """Refuse unless the area lies in the region of the actor's organisation; return it."""
    area = area_on(code, day)
    if actor.account_id is None:
        return area  # the installation itself: whoever may start its commands
    own = actor.region
    if own is None and actor.municipality is not None:
        own = region_around(actor.municipality, day)
    if own is None or region_around(code, day) != own:
        raise NotYourArea(area.name)
    return area
