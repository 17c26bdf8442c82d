"""What stands around an employer: who is spoken to there, by whom, what was agreed and advised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from meedoen.access.models import Account
from meedoen.register.employers.models import (
    Arrangement,
    ContactMoment,
    ContactPerson,
    Employer,
    EmployerPayrollYear,
    Owner,
    Scan,
    ScanAdvice,
    ScanTask,
)
from tests.factories import access, jobs

_numbers = count(1)


def contact_person(employer: Employer, **more: Any) -> ContactPerson:
    """Someone to speak to, checked on the day of the cast."""
    values = {"name": "Co Contact", "phone": "050 123 45 67", "checked_on": access.TODAY, **more}
    return ContactPerson.objects.create(employer=employer, **values)


def moment(
    employer: Employer, *, by: Account | None = None, on: date = date(2018, 4, 10), **more: Any
) -> ContactMoment:
    """A visit about a vacancy, which counts as an approach, with a next step when `next_on` is given."""
    account = by or access.account(f"Spreker {next(_numbers)}", "account_manager")
    if "next_on" in more:
        more = {"next_step": "Terugbellen", "next_account": account, **more}
    return ContactMoment.objects.create(
        employer=employer,
        on=on,
        kind=more.pop("kind", "visit"),
        about=more.pop("about", "vacancy"),
        is_approach=more.pop("is_approach", True),
        account=account,
        organisation=account.organisation,
        **more,
    )


def owner(employer: Employer, account: Account, *, starts_on: date = date(2017, 1, 1)) -> Owner:
    """Who speaks for the region with this employer."""
    return Owner.objects.create(employer=employer, account=account, starts_on=starts_on)


def arrangement(employer: Employer, **more: Any) -> Arrangement:
    """Three jobs a year since 2018, in preparation unless `state` says otherwise."""
    values: dict[str, Any] = {
        "number": f"A{next(_numbers):07}",
        "kind": "jobs",
        "what": "Banen in het magazijn",
        "places": 3,
        "starts_on": date(2018, 1, 1),
        **more,
    }
    if "responsible" not in values:
        values["responsible"] = access.account("Af Spraak", "account_manager")
    return Arrangement.objects.create(employer=employer, **values)


def scan(employer: Employer, *, by: Account | None = None, due: date = date(2018, 6, 1)) -> Scan:
    """A bedrijfsscan with one task and one line of open advice."""
    account = by or access.account("Scan Ner", "account_manager")
    made = Scan.objects.create(
        employer=employer, done_on=date(2018, 3, 1), account=account, organisation=account.organisation
    )
    ScanTask.objects.create(scan=made, process="Magazijn", task="Dozen vouwen", hours_week=Decimal("12"))
    ScanAdvice.objects.create(scan=made, kind="carve", follow_up_on=due, account=account)
    return made


def payroll_year(
    employer: Employer, year: int = 2017, hours: str = "1000000", **more: Any
) -> EmployerPayrollYear:
    """All verloonde uren of a year, by the loonaangifte unless `source` says otherwise."""
    values = {"source": "return", "recorded_on": access.TODAY, **more}
    return EmployerPayrollYear.objects.create(employer=employer, year=year, hours=Decimal(hours), **values)


def around(employer: Employer) -> dict[str, Any]:
    """One of everything that stands around an employer, by the name it has in an address."""
    made = scan(employer)
    payroll_year(employer, 2016)
    return {
        "payroll": payroll_year(employer),
        "contact": contact_person(employer),
        "moment": moment(employer),
        "arrangement": arrangement(employer),
        "scan": made,
        "chore": made.tasks.get(),
        "advice": made.advice.get(),
        "job": jobs.job(employer),
    }
