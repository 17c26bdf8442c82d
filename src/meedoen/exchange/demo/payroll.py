"""The verloonde uren of the municipalities of the demo: invented, and not of every year."""

from __future__ import annotations

from decimal import Decimal

from meedoen.exchange.demo.cast import Seats
from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.rows import Progress, Rows
from meedoen.exchange.demo.shape import Firm
from meedoen.exchange.demo.towns import code_on, towns
from meedoen.register.employers.payroll import record_payroll_year
from meedoen.rules import places

FIRST_YEAR = 2014
# So many hours for each weight of the towns that a municipality is made of; no figure of anybody.
HOURS_A_WEIGHT = 45_000
# One that never told, one that only guessed its last year, one that has yet to tell it.
SILENT, GUESSED, LATE = "GM0765", "GM1730", "GM0047"


def tell_payroll(rows: Rows, seats: Seats, progress: Progress) -> None:
    """Write down the hours of each municipality by year, as far as it told them."""
    firms = [firm for firm in rows.plan.firms if firm.kind == "gemeente" and firm.town != SILENT]
    done = 0
    for firm in firms:
        done += _tell(firm, seats)
    progress("verloonde uren", done, done)


def _tell(firm: Firm, seats: Seats) -> int:
    code = code_on(firm.town, seats.day)
    weight = sum(town["people"] for one, town in towns().items() if code_on(one, seats.day) == code)
    chance = Chance("payroll", code)
    hours = Decimal(max(weight, 20) * HOURS_A_WEIGHT) * Decimal(chance.randint(50, 150)) / 100
    since = max(FIRST_YEAR, places.municipality_on(code, seats.day).starts_on.year)
    last = seats.day.year - (2 if code == LATE else 1)
    for year in range(since, last + 1):
        is_guess = code == GUESSED and year == last
        source = "estimate" if is_guess else chance.one_of(("return", "report", "told"), (6, 2, 2))
        told = hours.quantize(Decimal(10_000)) if is_guess else hours.quantize(Decimal("0.01"))
        record_payroll_year(seats.desk(code), firm.kvk, year, told + 0, source, today=seats.day)
        hours *= 1 + Decimal(chance.randint(-10, 25)) / 1000
    return last + 1 - since
