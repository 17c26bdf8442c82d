"""Builds the demo region: the plan, its rows through the services, and what steering makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from meedoen.access.refusals import Refused
from meedoen.access.selectors import has_accounts_outside, organisations
from meedoen.exchange.demo import aims
from meedoen.exchange.demo.agreeing import agree
from meedoen.exchange.demo.benches import lay_benches
from meedoen.exchange.demo.carving import propose_jobs
from meedoen.exchange.demo.cast import MAIL, Seats
from meedoen.exchange.demo.choosing import choose
from meedoen.exchange.demo.circles import draw_circles
from meedoen.exchange.demo.coaching import coach_people
from meedoen.exchange.demo.comparing import compare_everyone
from meedoen.exchange.demo.costing import price_changes
from meedoen.exchange.demo.following import follow_work
from meedoen.exchange.demo.incoming import write_incoming
from meedoen.exchange.demo.jobs import offer_jobs
from meedoen.exchange.demo.measured import measure
from meedoen.exchange.demo.outreach import Outreach
from meedoen.exchange.demo.own_files import keep_own_files
from meedoen.exchange.demo.payroll import tell_payroll
from meedoen.exchange.demo.plan import TooLate, make_plan
from meedoen.exchange.demo.proposed import propose_people
from meedoen.exchange.demo.reminding import remind
from meedoen.exchange.demo.rounding import divide_the_region
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Plan
from meedoen.exchange.demo.steer import steer
from meedoen.exchange.demo.subsidising import subsidise
from meedoen.exchange.demo.telling import tell


class NotEmpty(Refused):
    """There is something in the database already; a demo begins with nothing."""


class NotADemo(Refused):
    """Only a database of invented people may be emptied or filled with them."""


@dataclass(frozen=True)
class Built:
    people: int
    employers: int
    placements: int
    baseline: int


def planned(day: date, people: int | None, *, today: date) -> Plan:
    """Return the plan for a present that has come; nothing is written or thrown away yet."""
    _require_demo()
    if day > today:
        raise TooLate(day, today)
    return make_plan(day, people)


@transaction.atomic
def build(plan: Plan, progress: Progress) -> Built:
    """Write the plan into an empty database, whole or not at all."""
    _require_demo()
    if organisations().exists():
        raise NotEmpty(
            "Er staat al iets in deze database. Begin opnieuw met `meedoen demo build --fresh`, "
            "of wijs met DATABASE_URL een andere database aan."
        )
    seats = Seats(plan.day)
    seats.build()
    progress("organisaties", len(seats.everyone), len(seats.everyone))
    rows = Rows(plan, seats, progress)
    rows.write()
    Outreach(rows, seats, progress).write()
    offer_jobs(rows, seats, progress)
    lay_benches(rows, seats, progress)
    tell_payroll(rows, seats, progress)
    tell(rows, seats, progress)
    measure(rows, seats, progress)
    subsidise(rows, seats, progress)
    coach_people(rows, seats, progress)
    draw_circles(rows, seats, progress)
    keep_own_files(rows, seats)
    propose_people(seats, progress)
    agree(rows, seats, progress)
    follow_work(rows, seats, progress)
    remind(seats, progress)
    choose(seats, progress)
    price_changes(seats)
    propose_jobs(rows, seats, progress)
    steer(rows, seats, progress)
    compare_everyone(seats, progress)
    divide_the_region(seats, progress)
    write_incoming(seats)
    return Built(len(plan.people), len(plan.firms), len(plan.jobs), aims.baseline())


def empty_database() -> None:
    """Throw everything away, journal and all: a demo is the one place where that harms nobody."""
    _require_demo()
    _require_only_the_cast()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
        return
    name = str(settings.DATABASES["default"]["NAME"])
    connection.close()
    for end in ("", "-wal", "-shm"):
        Path(f"{name}{end}").unlink(missing_ok=True)


def _require_only_the_cast() -> None:
    """A database in which somebody else than the cast has an account is nobody's demo."""
    if has_accounts_outside(MAIL):
        raise NotADemo("In deze database staan accounts die niet van de demo zijn. Er is niets weggegooid.")


def _require_demo() -> None:
    if not settings.DEMO:
        raise NotADemo("Dit is geen demo. Zet MEEDOEN_DEMO alleen aan waar alle mensen verzonnen zijn.")
