"""The shape of the plan: who, where, which employer, which placement. Hours are hundredths of hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from meedoen.exchange.demo.months import Norm, days_in, first_day


@dataclass(eq=False)
class Entry:
    """A line in the doelgroepregister."""

    ground: str
    starts_on: date
    ends_before: date | None = None
    because: str = ""


@dataclass(eq=False)
class Person:
    key: int
    name: str
    birth_on: date
    track: str
    homes: list[tuple[str, date]]
    entries: list[Entry]
    registered_on: date
    last_contact_on: date | None = None
    jobs: list[Job] = field(default_factory=list)
    free_from: int = 0

    @property
    def home(self) -> str:
        return self.homes[-1][0]

    def age_on(self, day: date) -> float:
        return (day - self.birth_on).days / 365.25

    def works_on(self, day: date) -> bool:
        return any(job.in_force_on(day) for job in self.jobs)


@dataclass(eq=False)
class Firm:
    kvk: str
    name: str
    town: str
    kind: str  # markt, overheid, gemeente, sw, uitzend
    is_overheid: bool
    weight: float
    pays_sectorfonds: bool = False
    share_under_sectorfonds: str | None = None
    since: int = 2012
    branches: tuple[tuple[str, str], ...] = ()

    @property
    def counts_as_overheid(self) -> bool:
        """Regeling Wfsv 3.27: an overheidswerkgever that pays mostly into a sectorfonds counts as markt."""
        return self.is_overheid and not (
            self.pays_sectorfonds and float(self.share_under_sectorfonds or 0) >= 0.5
        )


@dataclass(eq=False)
class Job:
    key: int
    person: Person
    kind: str
    employer: Firm
    workplace: Firm
    work_town: str
    starts_on: date
    hours: list[tuple[date, int]]
    cell: str = ""
    ends_before: date | None = None
    end_reason: str = ""
    is_new: bool = True
    programme: str = ""
    paid: dict[int, int] = field(default_factory=dict)

    def in_force_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)

    def week_c_on(self, day: date) -> int:
        for start, hours in reversed(self.hours):
            if start <= day:
                return hours
        raise ValueError("before the first day")

    def days_in(self, month: int) -> int:
        first, after = first_day(month), first_day(month + 1)
        if self.starts_on <= first and (self.ends_before is None or self.ends_before >= after):
            return days_in(month)
        end = after if self.ends_before is None else min(self.ends_before, after)
        return max(0, (end - max(self.starts_on, first)).days)

    def hours_c(self, month: int, norm: Norm) -> int:
        """What counts in a month: paid hours where known, else the contract, which changes on a first day."""
        if month in self.paid:
            return self.paid[month]
        days = self.days_in(month)
        if not days:
            return 0
        return norm.hours_c(self.week_c_on(max(self.starts_on, first_day(month))), days, month)

    def end(self, day: date, reason: str) -> None:
        self.ends_before, self.end_reason = day, reason
        self.hours = [self.hours[0], *(row for row in self.hours[1:] if row[0] < day)]
        # What was paid for a whole month is not what is paid for the part that is left of it.
        self.paid = {month: hours for month, hours in self.paid.items() if first_day(month + 1) <= day}


@dataclass(frozen=True)
class Mistake:
    """A placement that is entered wrong first and corrected later: which part, and the wrong value."""

    job: Job
    part: str  # hours, work_town, programme
    wrong: str
    reason: str
    after_freeze: bool = False


@dataclass
class Plan:
    day: date
    firms: list[Firm]
    people: list[Person]
    jobs: list[Job]
    mistakes: list[Mistake]
    frozen: tuple[str, ...] = ()
