"""What may be asked about employers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.primitives.kvk import KvK
from meedoen.primitives.refusal import NotValid
from meedoen.register.checks import tidy
from meedoen.register.employers.models import (
    Branch,
    Correction,
    Employer,
    EmployerPayrollYear,
    Headcount,
    InPlace,
    SectorYear,
)
from meedoen.register.employers.words import CORRECTABLE, IN_PLACE, PAYROLL_SOURCES, label_of
from meedoen.register.places import place_name


def no_such_employer() -> NotFound:
    """The one answer for what is not registered and for who may not see it."""
    return NotFound(_("Deze werkgever bestaat hier niet. Controleer het KvK-nummer, of schrijf hem in."))


def employer_by_kvk(actor: Actor, kvk: str) -> Employer:
    """Return the employer with this number in the trade register, if the actor may see it."""
    try:
        number = KvK.parse(kvk).number
    except NotValid:
        number = ""
    employer = Employer.objects.visible_to(actor).filter(kvk=number).first() if number else None
    if employer is None:
        raise no_such_employer()
    return employer


def locked_employer(actor: Actor, kvk: str) -> Employer:
    """As `employer_by_kvk`, and nobody else changes this employer until the transaction ends."""
    found = employer_by_kvk(actor, kvk)
    return Employer.objects.select_for_update().get(pk=found.pk)


def account_of(actor: Actor) -> int:
    """Return the account that acts; what somebody does with an employer is always done by somebody."""
    if actor.account_id is None:
        raise NotAllowed(_("Dit kan alleen iemand die zelf is aangemeld."))
    return actor.account_id


def employer_ids(actor: Actor) -> dict[str, int]:
    """Return the key of every employer that the actor may see, by KvK number."""
    return dict(Employer.objects.visible_to(actor).values_list("kvk", "pk"))


def employer_names(actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """Return the names of these employers, as far as the actor may see them."""
    if not ids:
        return {}
    return dict(Employer.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "name"))


def employer_places(actor: Actor) -> dict[str, str]:
    """Return the municipality of every employer that the actor may see, by KvK number."""
    return dict(Employer.objects.visible_to(actor).values_list("kvk", "municipality"))


def branch_names(actor: Actor, ids: Collection[int]) -> dict[int, set[str]]:
    """Return the names of the branches of these employers, in small letters."""
    visible = Employer.objects.visible_to(actor)
    found: dict[int, set[str]] = {}
    asked = list(ids)
    for start in range(0, len(asked), 500):
        rows = Branch.objects.filter(
            employer__in=visible.filter(pk__in=asked[start : start + 500])
        ).values_list("employer_id", "name")
        for key, name in rows:
            found.setdefault(key, set()).add(name.casefold())
    return found


def employers_named(actor: Actor, words: str, most: int = 20) -> list[tuple[str, str]]:
    """Return KvK number and name of employers whose number starts with, or whose name holds these words."""
    if not tidy(words):
        return []
    found = matching(Employer.objects.visible_to(actor), words).order_by("name", "pk")
    return list(found.values_list("kvk", "name")[:most])


def branches_of(employer: Employer) -> list[Branch]:
    """Return the places where an employer has work, by name."""
    return list(Branch.objects.filter(employer=employer).order_by("name", "pk"))


def branch_of(employer: Employer, branch_id: int) -> Branch:
    """Return one branch of this employer."""
    branch = Branch.objects.filter(employer=employer, pk=branch_id).first() if branch_id < 2**63 else None
    if branch is None:
        raise NotFound(_("Deze vestiging bestaat niet, of hoort niet bij deze werkgever."))
    return branch


def open_branches(employer: Employer, today: date) -> list[tuple[str, str]]:
    """Return key and name of the branches that are open, for a form."""
    still = Branch.objects.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=today), employer=employer)
    return [(str(key), name) for key, name in still.order_by("name").values_list("pk", "name")]


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """What stood there before somebody corrected it."""

    corrected_on: date
    subject: str
    stood_there: str
    by: str


def corrections_of(employer: Employer) -> list[CorrectionShown]:
    """Return what was corrected at an employer and its branches, the latest first."""
    rows = Correction.objects.filter(employer=employer).select_related("branch", "account").order_by("-pk")
    return [
        CorrectionShown(
            row.corrected_on,
            _subject(row),
            place_name(row.stood_there) if row.field == "municipality" else row.stood_there,
            row.account.name if row.account else "",
        )
        for row in rows[:50]
    ]


def _subject(row: Correction) -> str:
    field = label_of(CORRECTABLE, row.field)
    return f"{row.branch.name} · {field}" if row.branch else field


def headcounts_of(employer: Employer) -> list[tuple[date, int]]:
    """Return how many people worked there, the latest day first."""
    rows = Headcount.objects.filter(employer=employer).order_by("-on")
    return list(rows.values_list("on", "people")[:10])


@dataclass(frozen=True, slots=True)
class InPlaceShown:
    """Something for workers that is there, and on which day that was asked."""

    what: str
    words: str
    number: int | None
    seen_on: date


def in_place_at(employer: Employer) -> list[InPlaceShown]:
    """Return what is in place at an employer, in the order of the table of codes."""
    rows = InPlace.objects.filter(employer=employer, ends_before__isnull=True)
    order = [code for code, _words in IN_PLACE]
    return sorted(
        (InPlaceShown(row.what, label_of(IN_PLACE, row.what), row.number, row.seen_on) for row in rows),
        key=lambda one: order.index(one.what) if one.what in order else len(order),
    )


def sectors_of(employer: Employer) -> list[SectorYear]:
    """Return the sector of each year that is fixed, the latest first."""
    return list(SectorYear.objects.filter(employer=employer).order_by("-year"))


@dataclass(frozen=True, slots=True)
class PayrollShown:
    """The verloonde uren of a year, and where they were read."""

    year: int
    hours: Decimal
    source: str
    source_words: str
    recorded_on: date
    version: int

    @property
    def is_estimate(self) -> bool:
        return self.source == "estimate"


def payroll_years_of(employer: Employer) -> list[PayrollShown]:
    """Return the verloonde uren of each year that is known, the latest first."""
    rows = EmployerPayrollYear.objects.filter(employer=employer).order_by("-year")
    return [_payroll(row) for row in rows]


def payroll_year_of(employer: Employer, year: int) -> PayrollShown:
    """Return the verloonde uren of one year."""
    # A year of ten digits fits no column, and is no year.
    rows = EmployerPayrollYear.objects.filter(employer=employer, year=year) if year < 10_000 else None
    row = rows.first() if rows is not None else None
    if row is None:
        raise NotFound(_("Van dit jaar zijn geen verloonde uren bekend. Leg ze eerst vast."))
    return _payroll(row)


def payroll_hours(
    employer_ids: Collection[int], years: Collection[int]
) -> dict[tuple[int, int], PayrollShown]:
    """Return what is known of these employers in these years, by employer and year."""
    rows = EmployerPayrollYear.objects.filter(employer_id__in=list(employer_ids), year__in=list(years))
    return {(row.employer_id, row.year): _payroll(row) for row in rows}


def _payroll(row: EmployerPayrollYear) -> PayrollShown:
    words = label_of(PAYROLL_SOURCES, row.source)
    return PayrollShown(row.year, row.hours, row.source, words, row.recorded_on, row.version)


@dataclass(frozen=True, slots=True)
class EmployerThatIs:
    """An employer that is also an organisation here; `sector` is empty where none is fixed for the year."""

    pk: int
    kvk: str
    name: str
    organisation_id: int
    sector: str


def employers_that_are(actor: Actor, organisation_ids: Collection[int], year: int) -> list[EmployerThatIs]:
    """Return the employers that are these organisations, with their sector of a year."""
    found = Employer.objects.visible_to(actor).filter(organisation_id__in=list(organisation_ids))
    rows = list(found.order_by("name", "pk").values_list("pk", "kvk", "name", "organisation_id"))
    fixed = SectorYear.objects.filter(employer_id__in=[row[0] for row in rows], year=year)
    sectors = dict(fixed.values_list("employer_id", "sector"))
    return [
        EmployerThatIs(pk, kvk, name, organisation, sectors.get(pk, ""))
        for pk, kvk, name, organisation in rows
        if organisation is not None
    ]


def sector_in(employer: Employer, year: int) -> str:
    """Return the sector of an employer in a year, or nothing where none is fixed."""
    found = SectorYear.objects.filter(employer=employer, year=year) if year < 10_000 else None
    return "" if found is None else found.values_list("sector", flat=True).first() or ""


def matching(employers: QuerySet[Employer], words: str) -> QuerySet[Employer]:
    """Narrow employers to those whose number starts with, or whose name holds these words."""
    kept = tidy(words)
    if kept.replace(" ", "").isdigit():
        return employers.filter(kvk__startswith=kept.replace(" ", ""))
    return employers.filter(name__icontains=kept) if kept else employers


def sector_label(sector: str) -> str:
    """Return the words for a sector, or nothing where none is fixed."""
    return str(SectorYear.Sector(sector).label) if sector else ""


def sector_choices() -> list[tuple[str, str]]:
    """Return the sectors, code and words."""
    return [(code, str(label)) for code, label in SectorYear.Sector.choices]
