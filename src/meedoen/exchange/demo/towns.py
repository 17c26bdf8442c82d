"""The towns of the demo: where people live and work, under the code that holds on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from meedoen.exchange.demo.aims import read
from meedoen.exchange.demo.chance import Chance
from meedoen.rules import places

GRONINGEN = "GM0014"


def towns() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read("towns")["towns"]
    return found


def beyond() -> str:
    """The municipality in the other region."""
    return str(read("towns")["beyond"])


def code_on(town: str, day: date) -> str:
    """The code that this town of 2015 goes by on that day."""
    return places.municipality_on(town, day).code


def name_of(code: str, day: date) -> str:
    return places.municipality_on(code, day).name


def area_name(code: str) -> str:
    """The name of a region or of a municipality of 2015."""
    regions = {region.code: region.name for region in places.all_regions()}
    return regions.get(code) or name_of(code, date(2015, 1, 1))


def living_place(chance: Chance) -> str:
    listed = towns()
    return chance.one_of(list(listed), [town["people"] for town in listed.values()])


def working_place(chance: Chance, home: str) -> str:
    """Most people work where they live; the others where there is work."""
    listed = towns()
    if home in listed and chance.happens(0.55):
        return home
    return chance.one_of(list(listed), [town["work"] for town in listed.values()])


def sw_company_of(town: str) -> str:
    return str(towns()[town]["sw"])
