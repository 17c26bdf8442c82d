"""The main place of a municipality, where work and people lie as long as nothing finer is known."""

from __future__ import annotations

from functools import cache

from meedoen.matching.shapes import Point
from meedoen.matching.travel import places
from meedoen.register.places import place_name

# A municipality lies where the place of its name lies. These are named after no place; each has its town hall
# or its largest place instead, chosen by us. The numbers are those of GeoNames.
ELSEWHERE: dict[str, str] = {
    "GM1680": "2755527",  # Aa en Hunze: Gieten
    "GM0007": "2758815",  # Bellingwedde: Blijham
    "GM1663": "2751813",  # De Marne: Leens
    "GM1979": "2757340",  # Eemsdelta: Delfzijl
    "GM1651": "2745970",  # Eemsmond: Uithuizen
    "GM1966": "2745970",  # Het Hogeland: Uithuizen
    "GM0018": "2753706",  # Hoogezand-Sappemeer: Hoogezand
    "GM1987": "2743800",  # Menterwolde: Zuidbroek
    "GM1952": "2753706",  # Midden-Groningen: Hoogezand
    "GM1699": "2748026",  # Noordenveld: Roden
    "GM1895": "2744344",  # Oldambt: Winschoten
    "GM0765": "2749034",  # Pekela: Oude Pekela
    "GM1969": "2751834",  # Westerkwartier: Leek
    "GM1950": "2747400",  # Westerwolde: Sellingen
    "GM1708": "2746766",  # Steenwijkerland: Steenwijk
}


@cache
def main_place(municipality: str) -> Point | None:
    """Return the point of the main place of a municipality; None where it is not known."""
    known = places()
    if municipality in ELSEWHERE:
        return known[ELSEWHERE[municipality]].point
    return _by_name().get(place_name(municipality).casefold())


@cache
def _by_name() -> dict[str, Point]:
    """The points of the places by name, the largest of those that share one."""
    smallest_first = sorted(places().values(), key=lambda place: place.population)
    return {place.name.casefold(): place.point for place in smallest_first}
