"""What may be asked about one subsidy: the row, what it depends on, what stands, and what ought to stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotFound
from meedoen.register.people.models import Residence
from meedoen.register.people.selectors import clean, locked_by_key
from meedoen.register.placements.models import ContractHours, Placement
from meedoen.register.placements.selectors import standing_version, versions_of
from meedoen.register.profiles.models import Loonwaarde
from meedoen.register.subsidies.models import Illness, PaymentBatch, PaymentLine, Subsidy, SubsidyPeriod
from meedoen.register.subsidies.planning import Case, Measured, Part, changes_of, parts_of
from meedoen.register.subsidies.states import choices, state_on

AROUND = ("placement__person", "placement__employer", "payer", "requested_by")
_PART = 500

__all__ = ["choices", "state_on"]


def no_such_subsidy() -> NotFound:
    return NotFound(_("Deze subsidie bestaat niet of hoort niet bij u. Controleer het nummer."))


def subsidy_by_number(actor: Actor, number: str) -> Subsidy:
    """Return the subsidy with this number, if the actor may see it."""
    found = (
        Subsidy.objects.visible_to(actor)
        .select_related(*AROUND, "follows", "placement__workplace_employer")
        .filter(number=clean(number))
        .first()
    )
    if found is None:
        raise no_such_subsidy()
    return found


def locked_subsidy(actor: Actor, number: str) -> Subsidy:
    """Return it with its person locked: two deeds at one job wait for each other."""
    found = subsidy_by_number(actor, number)
    locked_by_key(found.placement.person_id)
    # Read again under the lock: someone may have changed it a moment ago. Many at once are locked by row.
    Subsidy.objects.select_for_update().get(pk=found.pk)
    return subsidy_by_number(actor, number)


def locked_subsidies(actor: Actor, numbers: Iterable[str]) -> list[Subsidy]:
    """Return those of these subsidies that the actor may see, locked, in the order of their keys."""
    asked, found = sorted({clean(number) for number in numbers}), list[Subsidy]()
    for start in range(0, len(asked), _PART):
        rows = Subsidy.objects.visible_to(actor).filter(number__in=asked[start : start + _PART])
        found += rows.select_for_update(of=("self",)).select_related("placement__person")
    return sorted(found, key=lambda one: one.pk)


def lock_subsidies(keys: Iterable[int]) -> None:
    """Let nobody else change these until the transaction ends."""
    asked = sorted(keys)
    for start in range(0, len(asked), _PART):
        rows = Subsidy.objects.filter(pk__in=asked[start : start + _PART]).order_by("pk")
        list(rows.select_for_update().values_list("pk"))


def periods_of(subsidy: Subsidy) -> list[SubsidyPeriod]:
    """Return every period, also what was returned or replaced, in the order of their days."""
    return list(
        SubsidyPeriod.objects.filter(subsidy=subsidy)
        .select_related("calculated_by", "proposed_by", "approved_by", "replaces")
        .order_by("starts_on", "pk")
    )


def periods_in(subsidies: Iterable[Subsidy], *states: str) -> dict[int, list[SubsidyPeriod]]:
    """Return the periods of each of these subsidies that are in one of these states."""
    found: dict[int, list[SubsidyPeriod]] = defaultdict(list)
    keys = [one.pk for one in subsidies]
    for start in range(0, len(keys), _PART):
        rows = SubsidyPeriod.objects.filter(subsidy_id__in=keys[start : start + _PART], state__in=states)
        for row in rows.order_by("starts_on", "pk"):
            found[row.subsidy_id].append(row)
    return found


def illnesses_of(subsidy: Subsidy) -> list[Illness]:
    return list(Illness.objects.filter(subsidy=subsidy).order_by("starts_on"))


def subsidies_of_placement(actor: Actor, placement: Placement) -> list[Subsidy]:
    """Return the subsidies of this job that the actor may see, the latest first, of corrected rows too."""
    rows = [one.pk for one in versions_of(actor, placement)] or [placement.pk]
    seen = Subsidy.objects.visible_to(actor).filter(placement_id__in=rows)
    return list(seen.select_related("payer").order_by("-starts_on", "-pk"))


def beside(placement: Placement) -> list[Subsidy]:
    """Return every subsidy for this person at this employer that was not withdrawn, whoever may see it: for
    the check that nobody pays twice."""
    rows = Subsidy.objects.exclude(state="withdrawn").filter(placement__person_id=placement.person_id)
    found = list(rows.select_related("placement"))
    for one in found:
        # Held against the job as it stands: a correction changed its days, or the employer.
        one.placement = standing_placement(one.placement)
    return [one for one in found if one.placement.employer_id == placement.employer_id]


def home_on(person_id: int, day: date) -> str:
    """Return the municipality where someone lived on a day, as it was called then; "" where nobody knows."""
    rows = Residence.objects.filter(person_id=person_id, starts_on__lte=day).order_by("-starts_on")
    return rows.values_list("municipality", flat=True).first() or ""


def standing_placement(placement: Placement) -> Placement:
    """Return the row that holds, where this one was corrected."""
    return standing_version(placement) or placement


def cases_of(subsidies: Sequence[Subsidy]) -> dict[int, Case]:
    """Return what each of these subsidies depends on, read together, of the job as it was corrected; their
    placement and person are there."""
    found: dict[int, Case] = {}
    for start in range(0, len(subsidies), _PART):
        part = subsidies[start : start + _PART]
        works = {one.pk: standing_placement(one.placement) for one in part}
        hours = _hours({work.pk for work in works.values()})
        measured = _measured({one.placement.person_id for one in part})
        ill = _ill([one.pk for one in part])
        for one in part:
            work = works[one.pk]
            ends = [day for day in (one.ends_before, work.ends_before) if day is not None]
            found[one.pk] = Case(
                employer=work.employer_id,
                job_starts_on=work.starts_on,
                starts_on=one.starts_on,
                ends_before=min(ends) if ends else None,
                hours=tuple(hours[work.pk]),
                full_time=one.full_time,
                birth_on=work.person.birth_on,
                is_forfait=one.kind == "forfait",
                measured=tuple(measured.get(work.person_id, ())),
                ill=tuple(ill.get(one.pk, ())),
                is_move=one.follows_id is not None,
            )
    return found


def as_part(period: SubsidyPeriod) -> Part:
    """Return what a decided period still gives."""
    return Part(
        period.starts_on,
        period.holds_until,
        period.employer_id,
        period.basis,
        period.percentage,
        period.loonwaarde_id,
        period.hours_week,
        period.amount_c,
    )


@dataclass(frozen=True)
class Plan:
    """What ought to stand by the rules and the rows of today, and what of it has to be decided."""

    parts: tuple[Part, ...]
    changes: tuple[Part, ...]

    @property
    def gaps(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.gap)


def next_year(day: date) -> date:
    return date(day.year + 1, 1, 1)


def plan_for(subsidy: Subsidy, case: Case, approved: Sequence[SubsidyPeriod], today: date) -> Plan:
    """Return what ought to stand until the new year, or as far as something stands."""
    standing = [as_part(one) for one in approved if one.holds_until > one.starts_on]
    until = max(
        [next_year(max(today, subsidy.starts_on)), *(part.ends_before for part in standing if part.amount_c)]
    )
    parts = parts_of(case, until)
    return Plan(tuple(parts), tuple(changes_of(standing, parts)))


def plan_of(subsidy: Subsidy, today: date) -> Plan:
    """Return the plan of one subsidy."""
    approved = periods_in([subsidy], "approved").get(subsidy.pk, [])
    return plan_for(subsidy, cases_of([subsidy])[subsidy.pk], approved, today)


def batch_by_number(actor: Actor, number: str) -> PaymentBatch:
    """Return a payment list that the actor may see."""
    rows = PaymentBatch.objects.visible_to(actor).select_related("payer", "made_by")
    found = rows.filter(number=clean(number)).first()
    if found is None:
        raise NotFound(_("Deze betaallijst bestaat niet of hoort niet bij u. Controleer het nummer."))
    return found


def batches_visible_to(actor: Actor, most: int = 200) -> list[PaymentBatch]:
    """Return the payment lists that the actor may see, the latest first."""
    rows = PaymentBatch.objects.visible_to(actor).select_related("payer", "made_by")
    return list(rows.order_by("-pk")[:most])


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One line as the finance system reads it: no candidate's name or number."""

    employer: str
    kvk: str
    subsidy: str
    starts_on: date
    ends_before: date
    month_on: date
    amount_c: int

    @property
    def amount(self) -> Decimal:
        return Decimal(self.amount_c) / 100


def lines_of(batch: PaymentBatch) -> list[PaidLine]:
    """Return the lines of a payment list, by employer, subsidy, month and period."""
    rows = PaymentLine.objects.filter(batch=batch).order_by(
        "period__employer__name", "period__subsidy__number", "month_on", "period_id"
    )
    return [
        PaidLine(*row)
        for row in rows.values_list(
            "period__employer__name",
            "period__employer__kvk",
            "period__subsidy__number",
            "period__starts_on",
            "period__ends_before",
            "month_on",
            "amount_c",
        )
    ]


def paid_for(subsidy: Subsidy) -> list[tuple[PaymentBatch, date, int]]:
    """Return what was paid for a subsidy: batch, month and cents, the latest first."""
    rows = PaymentLine.objects.filter(period__subsidy=subsidy).select_related("batch")
    return [(row.batch, row.month_on, row.amount_c) for row in rows.order_by("-batch_id", "-month_on", "pk")]


def _hours(placements: Iterable[int]) -> dict[int, list[tuple[date, Decimal]]]:
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    rows = ContractHours.objects.filter(placement_id__in=list(placements)).order_by("starts_on")
    for key, day, hours in rows.values_list("placement_id", "starts_on", "hours_week"):
        found[key].append((day, hours))
    return found


def _measured(people: Iterable[int]) -> dict[int, list[Measured]]:
    found: dict[int, list[Measured]] = defaultdict(list)
    rows = Loonwaarde.objects.filter(person_id__in=list(people)).order_by("measured_on", "pk")
    for person, key, day, percentage, valid in rows.values_list(
        "person_id", "pk", "measured_on", "percentage", "valid_until"
    ):
        found[person].append(Measured(key, day, percentage, valid))
    return found


def _ill(keys: Sequence[int]) -> dict[int, list[tuple[date, date | None]]]:
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Illness.objects.filter(subsidy_id__in=keys).order_by("starts_on")
    for key, day, end in rows.values_list("subsidy_id", "starts_on", "ends_before"):
        found[key].append((day, end))
    return found
