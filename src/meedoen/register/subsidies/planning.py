"""What the periods of a subsidy ought to be, by the rules of each day: facts in, parts with an amount out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from meedoen.primitives.refusal import NotValid
from meedoen.rules.answer import Answer
from meedoen.rules.book import Value
from meedoen.rules.lks import Job, forfait_ends, lks
from meedoen.rules.lks_events import sickness_changes, stops_when_ill
from meedoen.rules.refusal import NoValueForThisDay
from meedoen.rules.wml import age_on

# Before this day a subsidy hung on the functieloon, which the register does not know.
FIRST_DAY = date(2017, 1, 1)
# Nobody older than this has had another minimum wage than an adult (until July 2017).
ADULT = 23
NO_MEASUREMENT, NO_VALUE, NOT_POSSIBLE = "no_measurement", "no_value", "not_possible"

Spell = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement of the loonwaarde, in percent, and the last day it is valid."""

    key: int
    on: date
    percentage: Decimal
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a subsidy depends on. Hours are a week's by contract, from which day on; `full_time` is the
    normale arbeidsduur of the sector; `is_move`: another municipality paid before."""

    employer: int
    job_starts_on: date
    starts_on: date
    ends_before: date | None
    hours: tuple[tuple[date, Decimal], ...]
    full_time: Decimal
    birth_on: date
    is_forfait: bool
    measured: tuple[Measured, ...] = ()
    ill: tuple[Spell, ...] = ()
    is_move: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch, half-open, within one year. `amount_c` is cents for a month of it; None where `gap` says
    why there is none."""

    starts_on: date
    ends_before: date
    employer: int
    basis: str
    percentage: Decimal | None
    loonwaarde: int | None
    hours_week: Decimal
    amount_c: int | None
    trace: tuple[Value, ...] = ()
    gap: str = ""
    why: str = ""

    @property
    def key(self) -> tuple[int, int | None, Decimal | None, Decimal]:
        """What makes two stretches the same decision."""
        return self.employer, self.amount_c, self.percentage, self.hours_week

    @property
    def is_assumed(self) -> bool:
        return any(value.status == "assumed" for value in self.trace)


def parts_of(case: Case, until: date, since: date | None = None) -> list[Part]:
    """Return the parts from the first day of the subsidy, or from `since`, to its end or to `until`.

    A part begins where the year, the hours, the loonwaarde, the minimum wage of the person's age or the right
    to ziekengeld changes, and where the forfait ends.
    """
    first = case.starts_on if since is None else max(since, case.starts_on)
    last = until if case.ends_before is None else min(until, case.ends_before)
    days = sorted({first, *(day for day in _cuts(case, first, last) if first < day < last)})
    found: list[Part] = []
    for begin, end in zip(days, [*days[1:], last], strict=True):
        if begin >= end:
            continue
        part = _part(case, begin, end, found[-1] if found else None)
        if found and _goes_on(found[-1], part):
            found[-1] = replace(found[-1], ends_before=part.ends_before)
        else:
            found.append(part)
    return found


def trace_of(values: Iterable[Value]) -> list[dict[str, Any]]:
    """Return a trace as it is kept: parameter, value, first day, article and status."""
    return [
        {
            "path": value.path,
            "title": value.title,
            "value": str(value.value),
            "unit": value.unit,
            "from": value.starts_on.isoformat(),
            "law": value.law_text,
            "status": value.status,
        }
        for value in values
    ]


def first_difference(standing: Sequence[Part], planned: Sequence[Part]) -> date | None:
    """Return the first day on which the plan is another decision than what stands.

    Where the plan knows no amount, nothing is decided anew: what stands goes on.
    """
    days = sorted({day for part in (*standing, *planned) for day in (part.starts_on, part.ends_before)})
    for day in days[:-1]:
        now, then = _at(standing, day), _at(planned, day)
        if then is None and now is not None and now.amount_c:
            return day
        if then is not None and then.gap:
            continue
        if then is not None and (now is None or now.key != then.key):
            return day
    return None


def changes_of(standing: Sequence[Part], planned: Sequence[Part]) -> list[Part]:
    """Return the parts to decide about: the plan from the first difference, and nothing a month where what
    stands goes on longer than the plan."""
    day = first_difference(standing, planned)
    if day is None:
        return []
    new = [
        replace(part, starts_on=max(part.starts_on, day))
        for part in planned
        if part.ends_before > day and not part.gap
    ]
    end = max((part.ends_before for part in planned), default=day)
    left = [part for part in standing if part.ends_before > max(day, end)]
    new += [
        replace(part, starts_on=max(part.starts_on, day, end), basis="ended", amount_c=0, trace=())
        for part in left
    ]
    return new


def _at(parts: Sequence[Part], day: date) -> Part | None:
    return next((part for part in parts if part.starts_on <= day < part.ends_before), None)


def _goes_on(before: Part, part: Part) -> bool:
    """Whether two parts are one: nothing that is decided differs, and no new year lies between them."""
    same_year = before.starts_on.year == part.starts_on.year
    return same_year and before.key == part.key and before.gap == part.gap and part.basis != "reindexed"


def _cuts(case: Case, first: date, last: date) -> Iterator[date]:
    yield from (date(year, 1, 1) for year in range(first.year + 1, last.year + 1))
    yield from (day for day, _hours in case.hours)
    for one in case.measured:
        yield one.on
        if one.valid_until is not None:
            yield one.valid_until + timedelta(days=1)
    if case.is_forfait:
        yield forfait_ends(case.job_starts_on)
    for starts_on, ends_before in case.ill:
        yield starts_on
        if ends_before is not None:
            yield ends_before
    if case.ill:
        yield from sickness_changes()
    for age in range(max(0, age_on(case.birth_on, first)) + 1, ADULT + 1):
        yield _birthday(case.birth_on, age)


def _birthday(born_on: date, age: int) -> date:
    year = born_on.year + age
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _part(case: Case, begin: date, end: date, before: Part | None) -> Part:
    hours = next((h for day, h in reversed(case.hours) if day <= begin), case.hours[0][1])
    forfait = case.is_forfait and begin < forfait_ends(case.job_starts_on)
    measured = None if forfait else _measured_on(case, begin)
    percentage = measured.percentage if measured else None
    key = measured.key if measured else None
    part = Part(begin, end, case.employer, "", percentage, key, hours, None)
    ill = _is_ill(case, begin)
    if ill is not None:
        return replace(part, basis="sickness_stop", amount_c=0, trace=(ill,))
    basis = _basis(case, part, before, forfait=forfait)
    if not forfait and measured is None:
        return replace(part, basis=basis, gap=NO_MEASUREMENT)
    try:
        answer = _answer(case, part)
    except NoValueForThisDay as unknown:
        return replace(part, basis=basis, gap=NO_VALUE, why=str(unknown))
    except NotValid as wrong:
        return replace(part, basis=basis, gap=NOT_POSSIBLE, why=str(wrong))
    amount = int((answer.amount or Decimal(0)) * 100)
    return replace(part, basis=basis, amount_c=amount, trace=answer.trace)


def _answer(case: Case, part: Part) -> Answer:
    age = age_on(case.birth_on, part.starts_on)
    job = Job(
        loonwaarde=None if part.percentage is None else part.percentage / 100,
        hours=part.hours_week,
        full_time=case.full_time,
        age=None if age >= ADULT else age,
        starts_on=case.job_starts_on,
    )
    return lks(job, part.starts_on)


def _basis(case: Case, part: Part, before: Part | None, *, forfait: bool) -> str:
    begin = part.starts_on
    if begin == case.starts_on and case.is_move:
        return "move"
    if (begin.month, begin.day) == (1, 1) and begin > case.starts_on:
        return "reindexed"
    if before is not None and not before.gap and before.basis != "sickness_stop":
        if before.hours_week != part.hours_week:
            return "hours"
        if before.percentage == part.percentage:
            return "age"
    return "forfait" if forfait else "measured"


def _measured_on(case: Case, day: date) -> Measured | None:
    """The last measurement until that day, where it is still valid."""
    last = next((one for one in reversed(case.measured) if one.on <= day), None)
    return None if last is None or (last.valid_until is not None and last.valid_until < day) else last


def _is_ill(case: Case, day: date) -> Value | None:
    """The rule by which the subsidy stops on this day, where there is a right to ziekengeld."""
    if not any(start <= day and (end is None or day < end) for start, end in case.ill):
        return None
    stops, rule = stops_when_ill(day)
    return rule if stops else None
