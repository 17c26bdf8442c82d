"""Paid hours: some months differ a little from the contract, and a few differ by just what the aim needs."""

from __future__ import annotations

from collections.abc import Sequence

from meedoen.exchange.demo.chance import Chance
from meedoen.exchange.demo.months import Norm, days_in
from meedoen.exchange.demo.shape import Job

SHARE_PAID = 0.03
# No single month is bent by more than eight hours.
LARGEST_BEND_C = 800
QUARTER_HOUR_C = 25


def pay_some(chance: Chance, jobs: Sequence[Job], month: int, norm: Norm) -> None:
    """For a share of the placements the payroll of this month is known, some hours off the contract."""
    for job in jobs:
        if job.days_in(month) == days_in(month) and chance.happens(SHARE_PAID):
            hours_c = int(job.hours_c(month, norm) * chance.uniform(0.93, 1.06))
            job.paid[month] = hours_c // QUARTER_HOUR_C * QUARTER_HOUR_C


def tune(chance: Chance, jobs: Sequence[Job], month: int, short_c: int, norm: Norm) -> None:
    """Spread what is still missing (or too much) over paid hours, so that the stock is met exactly."""
    if not short_c:
        return
    whole = [job for job in jobs if job.days_in(month) == days_in(month) and month not in job.paid]
    bent = chance.sample(whole, min(len(whole), max(5, -(-abs(short_c) // LARGEST_BEND_C))))
    share, rest = divmod(short_c, len(bent))
    for number, job in enumerate(bent):
        job.paid[month] = job.hours_c(month, norm) + share + (1 if number < rest else 0)
