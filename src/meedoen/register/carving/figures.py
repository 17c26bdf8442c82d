"""What a carved job costs and frees in a month: the functions it came from, its wage, and its guidance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meedoen.rules.answer import cents
from meedoen.rules.book import Value
from meedoen.rules.job import MONTHS, WEEKS, Employment
from meedoen.rules.job_cost import JobCost, job_cost

NOTHING = Decimal(0)
# Nobody's loonwaarde: three that lie far apart, so that an employer sees what it makes out. Our own choice.
EXAMPLES = (Decimal("0.30"), Decimal("0.50"), Decimal("0.80"))
EXAMPLE = EXAMPLES[1]
# A working day where the days are not known yet; our own assumption.
HOURS_A_DAY, MOST_DAYS = Decimal(6), 5
# Guidance that the employer does with people of its own.
OWN_GUIDES = frozenset({"colleague", "harrie", "own_jobcoach"})


@dataclass(frozen=True, slots=True)
class Donor:
    """A function that tasks come out of, in hours a week; `wage` is what an hour of it costs now.

    `elsewhere` is what other jobs on the bench took. Before is what is left and what was taken, together.
    """

    key: str
    name: str
    before: Decimal
    taken: Decimal
    elsewhere: Decimal = NOTHING
    wage: Decimal | None = None

    @property
    def left(self) -> Decimal:
        return self.before - self.taken - self.elsewhere

    @property
    def month(self) -> Decimal | None:
        """Euros a month of the hours that this job frees, 52 weeks in 12 months; None without a wage."""
        return None if self.wage is None else cents(self.taken * self.wage * WEEKS / MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The job as it lies there. `wage_part` of the minimum wage, or `wage_month` for a full week."""

    hours: Decimal
    wage_part: Decimal = Decimal(1)
    wage_month: Decimal | None = None
    is_wage_known: bool = True
    guide: str = ""
    guidance_minutes: int = 0
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """Hours a month that people of the employer guide, and what they cost; None where that is not known."""

    hours: Decimal
    days: int
    are_days_assumed: bool
    wage: Decimal | None
    is_own: bool

    @property
    def month(self) -> Decimal | None:
        if not self.is_own or not self.hours:
            return NOTHING
        return None if self.wage is None else cents(self.hours * self.wage)


@dataclass(frozen=True, slots=True)
class Case:
    """What the job costs at one loonwaarde; `net` is what freeing brings less all costs, None if unknown."""

    loonwaarde: Decimal
    cost: JobCost
    net: Decimal | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one job on one day, in euros a month."""

    day: date
    offer: Offer
    donors: tuple[Donor, ...]
    guidance: Guidance
    cases: tuple[Case, ...]

    @property
    def freed_hours(self) -> Decimal:
        return sum((one.taken for one in self.donors), NOTHING)

    @property
    def freed_month(self) -> Decimal | None:
        return freed_month(self.donors)

    @property
    def without_wage(self) -> tuple[str, ...]:
        """The functions whose freed hours count for nothing here, since nobody said what an hour costs."""
        return tuple(one.name for one in self.donors if one.taken and one.wage is None)

    @property
    def example(self) -> Case:
        """The case in the middle: the one that a single amount is said of."""
        return self.cases[len(self.cases) // 2]

    @property
    def trace(self) -> tuple[Value, ...]:
        return tuple(dict.fromkeys(value for case in self.cases for value in case.cost.trace))


def figures(
    donors: Sequence[Donor],
    offer: Offer,
    day: date,
    *,
    loonwaarden: Sequence[Decimal] = EXAMPLES,
    support: str = "gemeente",
    in_register: bool | None = None,
) -> Figures:
    """Reckon a job through for each of these loonwaarden; refuses as `job_cost` does."""
    guidance = guidance_of(offer, donors)
    freed = freed_month(donors)
    cases = []
    for loonwaarde in loonwaarden:
        asked = Employment(
            hours=offer.hours,
            wage_part=offer.wage_part,
            wage_month=offer.wage_month,
            loonwaarde=loonwaarde,
            support=support,
            in_register=in_register,
        )
        cost = job_cost(asked, day)
        cases.append(Case(loonwaarde, cost, _net(freed, cost, guidance.month)))
    return Figures(day, offer, tuple(donors), guidance, tuple(cases))


def freed_month(donors: Sequence[Donor]) -> Decimal | None:
    """Euros a month of all freed hours with a known wage; None when no wage is known."""
    known = [one.month for one in donors if one.taken and one.month is not None]
    return sum(known, NOTHING) if known else None


def guidance_of(offer: Offer, donors: Sequence[Donor]) -> Guidance:
    """The time that guiding takes; an hour of it costs what the dearest of these functions does."""
    days = offer.days or min(MOST_DAYS, max(1, int(-(-offer.hours // HOURS_A_DAY))))
    hours = Decimal(offer.guidance_minutes) / 60 * days * WEEKS / MONTHS
    wages = [one.wage for one in donors if one.taken and one.wage is not None]
    return Guidance(hours, days, not offer.days, max(wages, default=None), offer.guide in OWN_GUIDES)


def _net(freed: Decimal | None, cost: JobCost, guidance: Decimal | None) -> Decimal | None:
    paid = cost.net_month.amount
    return None if freed is None or guidance is None or paid is None else freed - paid - guidance
