"""What a job costs an employer: the page that is opened in front of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from meedoen.portals.calculators.job_form import JobForm
from meedoen.portals.calculators.pages import answered, calculator
from meedoen.portals.decides import DECIDES
from meedoen.portals.formats import day as day_shown
from meedoen.portals.layout import today
from meedoen.primitives.words import Words
from meedoen.rules.instruments import Deadline, Instrument
from meedoen.rules.job_cost import TITLES, JobCost, job_cost


@calculator("calculators/job.html")
def job_page(request: HttpRequest) -> Mapping[str, Any]:
    form = JobForm.asked(request, day=today(), full_time=36, wage_part="100")
    cost = answered(form, lambda: job_cost(form.job(), form.cleaned_data["day"]))
    if cost is None:
        return {"form": form, "cost": None, "has_errors": bool(form.errors)}
    municipality = form.municipality_name()
    decides = (
        {**DECIDES, "gemeente": _("gemeente %(name)s") % {"name": municipality}} if municipality else DECIDES
    )
    return {
        "form": form,
        "cost": cost,
        "titles": {code: Words(title) for code, title in TITLES.items()},
        "decides": decides,
        "deadlines": deadlines(cost.instruments),
        "applied": [one for one in cost.instruments if one.verdict != "no"],
        "excluded": [one for one in cost.instruments if one.verdict == "no"],
        "municipality": form.cleaned_data["municipality"],
        "asked": _asked(form),
        "passed_before": _passed_before(cost),
    }


def deadlines(instruments: tuple[Instrument, ...]) -> list[tuple[Deadline, Instrument]]:
    """Every day of every instrument that may apply, the first one first."""
    found = [(deadline, one) for one in instruments if one.verdict != "no" for deadline in one.deadlines]
    return sorted(found, key=lambda pair: pair[0].on)


def _passed_before(cost: JobCost) -> date:
    """Days before this one are over."""
    return max(cost.day, today())


def _asked(form: JobForm) -> list[tuple[str, str]]:
    """What was filled in, for paper: there the form is left out."""
    found = []
    for bound in form:
        value = bound.value()
        if value in (None, "", False):
            continue
        choices = dict(getattr(bound.field, "choices", ()))
        read = form.cleaned_data[bound.name]
        shown = day_shown(read) if isinstance(read, date) else str(choices.get(value, value))
        shown = _("ja") if read is True else shown
        found.append((str(bound.label), shown))
    return found


urls: list[URLPattern] = [path("rekenen/baan/", job_page, name="calculate-job")]
