"""Jobs, with tasks and what is needed to be open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from meedoen.register.employers.models import Employer
from meedoen.register.jobs.models import Job, JobDemand, JobMove, JobTask
from tests.factories import access, register

_numbers = count(1)


def job(employer: Employer | None = None, *, state: str = "open", **more: Any) -> Job:
    """Twenty hours in the kitchen, open until far away unless `state` or `expires_on` says otherwise."""
    values: dict[str, Any] = {
        "number": f"B{next(_numbers):07}",
        "kind": "vacature",
        "title": "Helpen in de keuken",
        "municipality": access.ASSEN,
        "seats": 1,
        "hours_max": Decimal("20"),
        "days": ["mon", "tue", "wed", "thu"],
        "times": ["morning"],
        "wage": "wml",
        "wage_percentage": Decimal("100"),
        "registered_on": date(2018, 1, 1),
        "confirmed_on": date(2018, 1, 1),
        "expires_on": date(2099, 1, 1),
        **more,
    }
    made = Job.objects.create(employer=employer or register.employer(), state=state, **values)
    JobTask.objects.create(job=made, task="catering.dishes", hours_week=Decimal("12"))
    JobTask.objects.create(job=made, words="Tafels dekken", hours_week=Decimal("8"))
    JobDemand.objects.create(job=made, code="lift_kg", value=10)
    JobDemand.objects.create(job=made, code="quiet_place", value=1)
    JobMove.objects.create(job=made, on=made.registered_on, to_state="concept")
    return made
