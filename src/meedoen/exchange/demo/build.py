"""Builds the demo region: the plan, its rows through the services, and what steering makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.access.refusals import Refused
from meedoen.access.selectors import organisations
from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.plan import make_plan
from meedoen.exchange.demo.rows import Progress, Rows


class NotEmpty(Refused):
    """There is something in the database already; a demo begins with nothing."""


@dataclass(frozen=True)
class Built:
    people: int
    employers: int
    placements: int


def build(day: date, people: int | None, progress: Progress) -> Built:
    """Build the demo region into an empty database."""
    if organisations().exists():
        raise NotEmpty(
            "Er staat al iets in deze database. Begin opnieuw met `meedoen demo build --fresh`, "
            "of wijs met DATABASE_URL een andere database aan."
        )
    plan = make_plan(day, people)
    seats = Seats(day)
    seats.build()
    progress("organisaties", len(seats.municipalities), len(seats.municipalities))
    rows = Rows(plan, seats, progress)
    rows.write()
    return Built(len(plan.people), len(plan.firms), len(plan.jobs))
