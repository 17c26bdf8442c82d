"""What municipalities have for coaching in a year, what was granted out of it, and what was used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from meedoen.access.actors import Actor
from meedoen.access.selectors import organisations
from meedoen.register.coaching.models import CoachBudget, Coaching, Visit
from meedoen.register.coaching.selectors import in_hours
from meedoen.register.coaching.words import REGIMES
from meedoen.register.people.models import area_codes

# From this part on someone has to look: our own choice, so that there is time to do something.
NEARLY = Decimal("0.9")
CENTS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One municipality in one year. Amounts are in the unit of the budget; None: nobody knows."""

    organisation_id: int
    organisation: str
    year: int
    unit: str
    amount: Decimal | None
    rate: Decimal | None
    version: int
    hours_granted: Decimal
    hours_used: Decimal

    def _in_unit(self, hours: Decimal) -> Decimal | None:
        if self.unit != "euro":
            return hours
        return None if self.rate is None else (hours * self.rate).quantize(CENTS)

    @property
    def used(self) -> Decimal | None:
        return self._in_unit(self.hours_used)

    @property
    def granted(self) -> Decimal | None:
        return self._in_unit(self.hours_granted)

    @property
    def left(self) -> Decimal | None:
        return None if self.amount is None or self.used is None else self.amount - self.used

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def is_promised_over(self) -> bool:
        """More was granted than there is; not all of that has to be used."""
        return self.amount is not None and self.granted is not None and self.granted > self.amount

    @property
    def is_nearly(self) -> bool:
        """True if and only if nine tenths or more were used."""
        return self.amount is not None and self.used is not None and self.used >= NEARLY * self.amount


@dataclass(frozen=True, slots=True)
class RegimeLine:
    """One regime at one municipality in a year."""

    regime: str
    number: int
    hours_granted: Decimal
    hours_used: Decimal


@dataclass(frozen=True)
class YearOfBudgets:
    year: int
    lines: tuple[BudgetLine, ...]
    regimes: tuple[RegimeLine, ...]


def budgets_visible_to(actor: Actor, year: int) -> YearOfBudgets:
    """Return the budgets of a year that the actor may see, and of municipalities that use hours without."""
    names = _overseen(actor)
    lines = lines_of(names, year)
    granted, used = _granted(names, year), _used(names, year)
    shown = tuple(line for line in lines if line.amount is not None or line.hours_used or line.hours_granted)
    regimes = tuple(
        RegimeLine(
            str(words),
            sum(one[1] for (_payer, regime), one in granted.items() if regime == code),
            sum((one[0] for (_payer, regime), one in granted.items() if regime == code), Decimal(0)),
            in_hours(sum(minutes for (_payer, regime), minutes in used.items() if regime == code)),
        )
        for code, words in REGIMES.items()
    )
    return YearOfBudgets(year, shown, regimes)


def lines_of(names: dict[int, str], year: int) -> list[BudgetLine]:
    """Return one line for each of these organisations, by name."""
    rows = {one.organisation_id: one for one in CoachBudget.objects.filter(organisation__in=names, year=year)}
    granted, used = _granted(names, year), _used(names, year)
    found = []
    for key, name in sorted(names.items(), key=lambda one: one[1]):
        row = rows.get(key)
        found.append(
            BudgetLine(
                key,
                name,
                year,
                row.unit if row else "hours",
                row.amount if row else None,
                row.rate if row else None,
                row.version if row else 0,
                sum((one[0] for (payer, _code), one in granted.items() if payer == key), Decimal(0)),
                in_hours(sum(minutes for (payer, _code), minutes in used.items() if payer == key)),
            )
        )
    return found


def line_of(organisation_id: int, name: str, year: int) -> BudgetLine:
    """Return the line of one municipality."""
    return lines_of({organisation_id: name}, year)[0]


def in_year(hours: Decimal, starts_on: date, ends_before: date, year: int) -> Decimal:
    """Return which part of granted hours falls in a year, by days."""
    first, last = max(starts_on, date(year, 1, 1)), min(ends_before, date(year + 1, 1, 1))
    days, whole = (last - first).days, (ends_before - starts_on).days
    if days <= 0 or whole <= 0:
        return Decimal(0)
    return (hours * days / whole).quantize(CENTS)


def _overseen(actor: Actor) -> dict[int, str]:
    """The municipalities whose budget the actor may see, by key."""
    rows = organisations()
    if actor.has_role("controller", "coordinator", "auditor"):
        seen = rows.filter(municipality__in=area_codes(actor)) | rows.filter(pk=actor.organisation_id or 0)
    else:
        seen = rows.filter(pk=actor.organisation_id or 0)
    return dict(seen.values_list("pk", "name"))


def _granted(payers: Iterable[int], year: int) -> dict[tuple[int, str], tuple[Decimal, int]]:
    """By payer and regime: the hours of this year, and how many coachings.

    Of what was stopped only the hours that were used: nobody uses the others any more.
    """
    hours: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    number: dict[tuple[int, str], int] = defaultdict(int)
    rows = Coaching.objects.filter(
        payer__in=list(payers), starts_on__lt=date(year + 1, 1, 1), ends_before__gt=date(year, 1, 1)
    )
    stopped = _visits(payers, year).exclude(coaching__ended_because__in=["", "wrong"])
    spent = stopped.order_by("coaching__payer_id", "coaching__regime")
    by_regime = spent.values_list("coaching__payer_id", "coaching__regime")
    for payer, regime, minutes in by_regime.annotate(minutes=Sum("minutes")):
        hours[payer, regime] += in_hours(minutes)
    for payer, regime, whole, starts_on, ends_before, because in rows.exclude(
        ended_because="wrong"
    ).values_list("payer_id", "regime", "hours", "starts_on", "ends_before", "ended_because"):
        hours[payer, regime] += Decimal(0) if because else in_year(whole, starts_on, ends_before, year)
        number[payer, regime] += 1
    return {key: (hours[key], number[key]) for key in hours}


def _visits(payers: Iterable[int], year: int) -> QuerySet[Visit]:
    return Visit.objects.filter(
        coaching__payer__in=list(payers),
        happened_on__gte=date(year, 1, 1),
        happened_on__lt=date(year + 1, 1, 1),
    )


def _used(payers: Iterable[int], year: int) -> dict[tuple[int, str], int]:
    rows = _visits(payers, year).order_by("coaching__payer_id", "coaching__regime")
    spent = rows.values_list("coaching__payer_id", "coaching__regime").annotate(minutes=Sum("minutes"))
    return {(payer, regime): minutes for payer, regime, minutes in spent}
