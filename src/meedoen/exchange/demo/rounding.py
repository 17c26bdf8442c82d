"""Two kept rounds over the whole demo region: the most points, and a fair share for every municipality."""

from __future__ import annotations

from datetime import UTC, datetime, time
from decimal import Decimal
from functools import cache

from meedoen.access.refusals import Refused
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.rows import Progress
from meedoen.register.fits.facts import jobs_to_match, people_to_match
from meedoen.register.rounds.services import answer_round, ask_round
from meedoen.register.rounds.shape import NewRound
from meedoen.register.rounds.taking_part import Sources

SHARE, WHY = Decimal("0.8"), "De gemeenten spraken af dat geen van hen achterblijft."


def divide_the_region(seats: Seats, progress: Progress) -> None:
    """Ask and answer both on the day of the demo; a region without an open seat has none."""
    petra = seats.members["Petra"]
    # Nothing changes between the two: everybody is read once.
    sources = Sources(cache(people_to_match), cache(jobs_to_match))
    at = datetime.combine(seats.day, time(9), UTC)
    asked = (NewRound(seats.day), NewRound(seats.day, "municipality", SHARE, WHY))
    for number, new in enumerate(asked, start=1):
        try:
            row = ask_round(petra, new, today=seats.day)
            answer_round(petra, row.number, sources, at=at)
        except Refused:
            return
        progress("rondes over de regio", number, len(asked))
