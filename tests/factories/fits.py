"""Neighbourhoods with a point, and work that fits a profile of the factory."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from meedoen.register.employers.models import Employer
from meedoen.register.fits.models import Neighbourhood
from meedoen.register.jobs.models import Job, JobTask
from tests.factories import access, jobs


def neighbourhood(pc4: str = "9401", **more: Any) -> Neighbourhood:
    """In the middle of Assen."""
    values = {"lat_e5": 5_299_000, "lon_e5": 656_000, "source": "gemeente Assen", **more}
    return Neighbourhood.objects.create(pc4=pc4, loaded_on=access.TODAY, **values)


def fitting_job(employer: Employer | None = None, *, task: str = "green.mow", **more: Any) -> Job:
    """What a profile of the factory can do: mowing on two mornings, nearby, with a quiet place."""
    made = jobs.job(employer, **{"title": "Gras maaien", "days": ["mon", "tue"], **more})
    JobTask.objects.filter(job=made).delete()
    JobTask.objects.create(job=made, task=task, hours_week=Decimal(20))
    return made
