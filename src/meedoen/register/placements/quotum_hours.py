"""Hours of the doelgroep at employers in a year, as the quotum asks them: own, hired in, lent out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet

from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.primitives.hours import decimal_of, hundredths_of
from meedoen.primitives.number import half_up
from meedoen.primitives.period import Month
from meedoen.register.people.models import Person, Registration
from meedoen.register.placements.models import ContractHours, PaidHours, Placement
from meedoen.rules.book import value_on
from meedoen.rules.registration import counts_until

# On the payroll of who lends them out; someone in the Wsw is not counted there at all (Wfsv 38g lid 2).
LENT_FROM_PAYROLL = "uitzend_inleen"


@dataclass(slots=True)
class QuotumHours:
    """In hundredths of hours; `people` are those of the doelgroep whose hours are in it."""

    registered_c: int = 0
    hired_c: int = 0
    lent_c: int = 0
    people: set[int] = field(default_factory=set)

    @property
    def registered(self) -> Decimal:
        return decimal_of(self.registered_c)

    @property
    def hired(self) -> Decimal:
        return decimal_of(self.hired_c)

    @property
    def lent(self) -> Decimal:
        return decimal_of(self.lent_c)


class _Placed(NamedTuple):
    pk: int
    person_id: int
    kind: str
    employer_id: int
    workplace_employer_id: int
    starts_on: date
    ends_before: date | None


class _Month(NamedTuple):
    """What of a month is asked for every placement: its days, and what the rule book says of it."""

    number: int
    first_day: date
    next_first_day: date
    days: int
    norm_month_c: int
    norm_week_c: int
    grounds: frozenset[str]
    employed: frozenset[str]
    hired: frozenset[str]


def registered_hours(actor: Actor, employer_ids: Collection[int], year: int) -> dict[int, QuotumHours]:
    """Return the hours of the doelgroep at each of these employers in a calendar year.

    A month counts whole if and only if the person is in the doelgroep on a day of it (Wfsv 38g lid 8); the
    grounds are those of the banenafspraak and 38b lid 2. Hours are those paid where they are known, else
    those of the contract as the banenafspraak estimates them. As many queries for one employer as for all.
    """
    require(actor, "quotum.see")
    months = _months_of(year)
    found = {key: QuotumHours() for key in employer_ids}
    placed = _placed(list(found), months)
    rows = [_Placed(*row) for row in placed.values_list(*_Placed._fields)]
    hours = _hours(placed, rows, months)
    inside = _months_inside(placed, months)
    employed = {kind for month in months for kind in month.employed}
    for row in rows:
        counted = sum(hours[row.pk].get(number, 0) for number in inside[row.person_id])
        if counted:
            _add(found, row, counted, is_hired=row.kind not in employed)
    return found


def _months_of(year: int) -> list[_Month]:
    # The quotum is of a calendar year: its last day says which law that year has.
    extra = value_on("quotum.extra_gronden", date(year, 12, 31)).items
    found = []
    for number in range(1, 13):
        month = Month(year, number)
        day = month.last_day
        found.append(
            _Month(
                number=number,
                first_day=month.first_day,
                next_first_day=month.next_first_day,
                days=month.days,
                norm_month_c=hundredths_of(value_on("banenafspraak.uren_per_baan.maand", day).number),
                norm_week_c=hundredths_of(value_on("banenafspraak.uren_per_baan.week", day).number),
                grounds=frozenset((*value_on("banenafspraak.gronden", day).items, *extra)),
                employed=frozenset(value_on("banenafspraak.soorten_dienstverband", day).items),
                hired=frozenset(value_on("banenafspraak.soorten_inleen", day).items),
            )
        )
    return found


def _placed(employer_ids: list[int], months: list[_Month]) -> QuerySet[Placement]:
    kinds = {kind for month in months for kind in (*month.employed, *month.hired)}
    return (
        Placement.objects.standing()
        .exclude(person__state=Person.State.MERGED)
        .filter(Q(employer_id__in=employer_ids) | Q(workplace_employer_id__in=employer_ids), kind__in=kinds)
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=months[0].first_day))
        .filter(starts_on__lt=months[-1].next_first_day)
    )


def _add(found: Mapping[int, QuotumHours], row: _Placed, counted: int, *, is_hired: bool) -> None:
    """Put the hours of one placement where they count: at who employs, or at who hires."""
    if is_hired and row.workplace_employer_id in found:
        found[row.workplace_employer_id].hired_c += counted
        found[row.workplace_employer_id].people.add(row.person_id)
    if row.employer_id not in found:
        return
    lender = found[row.employer_id]
    if not is_hired:
        lender.registered_c += counted
        lender.people.add(row.person_id)
    elif row.kind == LENT_FROM_PAYROLL:
        # On its payroll and gone from it: the quotum takes them out of both sums (Wfsv 38g lid 4).
        lender.registered_c += counted
        lender.lent_c += counted


def _hours(
    placed: QuerySet[Placement], rows: list[_Placed], months: list[_Month]
) -> dict[int, dict[int, int]]:
    """Hundredths of hours of each placement by month: paid where it is known, else by contract."""
    found = _by_contract(placed, rows, months)
    paid = PaidHours.objects.filter(
        placement__in=placed, month_on__gte=months[0].first_day, month_on__lt=months[-1].next_first_day
    )
    for placement_id, month_on, hours in paid.values_list("placement_id", "month_on", "hours"):
        found[placement_id][month_on.month] = int(hours * 100)
    return found


def _by_contract(
    placed: QuerySet[Placement], rows: list[_Placed], months: list[_Month]
) -> dict[int, dict[int, int]]:
    contracts: dict[int, list[tuple[date, int]]] = defaultdict(list)
    known = ContractHours.objects.filter(placement__in=placed).order_by("placement_id", "starts_on")
    for placement_id, starts_on, hours_week in known.values_list("placement_id", "starts_on", "hours_week"):
        contracts[placement_id].append((starts_on, int(hours_week * 100)))
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        spells = contracts[row.pk]
        following = [*(starts_on for starts_on, _hours_week in spells[1:]), date.max]
        for (starts_on, hours_week_c), next_on in zip(spells, following, strict=True):
            begins = max(starts_on, row.starts_on)
            stops = min(next_on, row.ends_before or date.max)
            for month in months:
                days = (min(stops, month.next_first_day) - max(begins, month.first_day)).days
                if days > 0:
                    found[row.pk][month.number] += _estimated(hours_week_c, days, month)
    return found


def _estimated(hours_week_c: int, days: int, month: _Month) -> int:
    """The same estimate as a count of banen makes: hours a week × norm a month / norm a week, by days."""
    return half_up(hours_week_c * days * month.norm_month_c, month.days * month.norm_week_c)


def _months_inside(placed: QuerySet[Placement], months: list[_Month]) -> dict[int, set[int]]:
    """The months in which each person is in the doelgroep on at least one day."""
    entries = Registration.objects.filter(person_id__in=placed.values("person_id"))
    found: dict[int, set[int]] = defaultdict(set)
    for person_id, ground, starts_on, ends_before, because in entries.values_list(
        "person_id", "ground", "starts_on", "ends_before", "ended_because"
    ):
        until = counts_until(ends_before, because or None, ground)[0] or date.max
        if until > starts_on:
            found[person_id] |= {
                month.number
                for month in months
                if starts_on < month.next_first_day and until > month.first_day and ground in month.grounds
            }
    return found
