"""What was paid in a month beside what the contract says for it, and when the two differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from meedoen.primitives.period import Month, Period
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import hours_of, paid_of

# Our own choice, not law. The contract is taken by calendar days; a month has 20 to 23 working days, so pay
# by working days differs from it by up to a tenth without anything being the matter.
TOLERANCE = Decimal("0.10")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """One month: hours paid, hours by contract in the days that the placement ran, and the difference."""

    month: Month
    paid: Decimal
    contract: Decimal

    @property
    def difference(self) -> Decimal:
        return self.paid - self.contract

    @property
    def is_off(self) -> bool:
        """If and only if the two differ by more than a tenth of the contract."""
        return abs(self.difference) > self.contract * TOLERANCE


def paid_beside_contract(placement: Placement) -> list[PaidMonth]:
    """Return every month of which the payroll is known, the latest first."""
    hours, ends_before = hours_of(placement), placement.ends_before
    return [
        PaidMonth(month, paid, contract_hours(hours, ends_before, month))
        for month, paid in ((Month.of(month_on), paid) for month_on, paid in paid_of(placement))
    ]


def contract_hours(hours: Sequence[tuple[date, Decimal]], ends_before: date | None, month: Month) -> Decimal:
    """Hours by contract in a month: a seventh of the hours a week for each day; `hours` are in order."""
    ends = [starts_on for starts_on, _hours in hours[1:]]
    sevenths = Decimal(0)
    for (starts_on, hours_week), until in zip(hours, [*ends, ends_before], strict=True):
        if until is None or until > starts_on:
            sevenths += hours_week * Period(starts_on, until).days_in(month)
    return (sevenths / 7).quantize(CENT, ROUND_HALF_UP)
