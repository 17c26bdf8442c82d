"""What may be done with the verloonde uren of an employer: write a year down, and correct it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.primitives.number import format_decimal
from meedoen.register.checks import AlreadyThere, NotPossible, refuse_changed, together
from meedoen.register.employers.models import Correction, Employer, EmployerPayrollYear
from meedoen.register.employers.noted import wrong_code
from meedoen.register.employers.selectors import locked_employer, payroll_year_of
from meedoen.register.employers.validity import FIRST_YEAR
from meedoen.register.employers.words import PAYROLL_SOURCES, label_of

# Half a million full-time jobs; more is a slip of the pen.
MOST_HOURS = Decimal(1_000_000_000)
ESTIMATE = "estimate"


def record_payroll_year(
    actor: Actor, kvk: str, year: int, hours: Decimal, source: str, *, today: date
) -> EmployerPayrollYear:
    """Write down all verloonde uren of an employer in a calendar year, once; later it is corrected."""
    with transaction.atomic():
        require(actor, "employer.record_payroll_year")
        employer = locked_employer(actor, kvk)
        together(_wrong(year, hours, source, today))
        if EmployerPayrollYear.objects.filter(employer=employer, year=year).exists():
            message = _("Over %(year)s staan er al uren. Corrigeer die, of kies een ander jaar.")
            raise AlreadyThere(message % {"year": year}, field="year")
        row = EmployerPayrollYear.objects.create(
            employer=employer, year=year, hours=hours, source=source, recorded_on=today
        )
        detail = {"year": year, "hours": str(hours), "source": source}
        journal.enter(actor, "employer.record_payroll_year", "employer", employer.kvk, detail=detail)
        return row


def correct_payroll_year(
    actor: Actor, kvk: str, year: int, hours: Decimal, source: str, *, version: int, today: date
) -> EmployerPayrollYear:
    """Mend the verloonde uren of a year; what stood there is kept.

    `version`: that of the row when it was read; who saved in between is not overwritten.
    """
    with transaction.atomic():
        require(actor, "employer.correct_payroll_year")
        employer = locked_employer(actor, kvk)
        stands = payroll_year_of(employer, year)
        together(_wrong(year, hours, source, today))
        refuse_changed(
            opened=version,
            version=stands.version,
            now={"hours": stands.hours, "source": stands.source},
            typed={"hours": hours, "source": source},
        )
        if (stands.hours, stands.source) == (hours, source):
            raise NotPossible(_("Er is niets veranderd. Pas de uren aan, of ga terug."), field="hours")
        row = EmployerPayrollYear.objects.get(employer=employer, year=year)
        _keep(actor, employer, row, today)
        row.hours, row.source, row.recorded_on = hours, source, today
        row.version += 1
        row.save(update_fields=["hours", "source", "recorded_on", "version"])
        detail = {"year": year, "hours": str(hours), "source": source}
        journal.enter(actor, "employer.correct_payroll_year", "employer", employer.kvk, detail=detail)
        return row


def _keep(actor: Actor, employer: Employer, row: EmployerPayrollYear, today: date) -> None:
    source = label_of(PAYROLL_SOURCES, row.source)
    Correction.objects.create(
        employer=employer,
        field="payroll_hours",
        stood_there=f"{row.year}: {format_decimal(row.hours, 2)} ({source})",
        corrected_on=today,
        account_id=actor.account_id,
    )


def _wrong(year: int, hours: Decimal, source: str, today: date) -> Iterator[Refused]:
    if not FIRST_YEAR <= year <= today.year:
        message = _("Kies een jaar van %(first)s t/m %(last)s.")
        yield NotPossible(message % {"first": FIRST_YEAR, "last": today.year}, field="year")
    elif year == today.year and source != ESTIMATE:
        message = _(
            "Dit jaar is nog niet om. Leg het vast als schatting, of wacht tot de laatste loonaangifte."
        )
        yield NotPossible(message, field="source")
    if not hours.is_finite() or not 0 < hours <= MOST_HOURS or hours != round(hours, 2):
        message = _(
            "Deze uren kunnen niet. Vul een getal in tot 1.000.000.000, met hoogstens twee decimalen."
        )
        yield NotPossible(message, field="hours")
    yield from wrong_code(source, PAYROLL_SOURCES, "source")
