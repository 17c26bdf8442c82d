"""Files on their way in, for the desk of the demo: one with mistakes, one that can be read in."""

from __future__ import annotations

from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.imports import services

_HEADER = "Naam;Geboortedatum;Woongemeente;Grond;In het doelgroepregister sinds"
_GOOD = (
    "Wytske Hoekstra;12-03-1994;Assen;1a;01-09-2019",
    "Emre Aksoy;30-11-1988;Assen;;",
    "Tjeerd van der Sluis;07-07-2001;Assen;vso_pro;15-08-2020",
)
_BAD = (
    "Hanneke Postma;31-02-1990;Assen;1a;01-09-2019",
    "Omar El Idrissi;14-05-1997;Asssen;;",
    "Geertje Bos;22-10-1985;Assen;1z;01-01-2018",
    ";09-09-1999;Assen;;",
)


def write_incoming(seats: Seats) -> None:
    """Two files of Alice's, checked: she may mend the one and read in the other."""
    alice = seats.members["Alice"]
    for name, lines in (("aanmeldingen-met-fouten.csv", _GOOD + _BAD), ("aanmeldingen.csv", _GOOD)):
        content = "\r\n".join((_HEADER, *lines)).encode()
        file = services.offer_file(alice, "people", name, content, today=seats.day)
        services.map_columns(alice, file.pk, file.mapping, is_read_well=True, today=seats.day)
        services.try_file(alice, file.pk, today=seats.day)
