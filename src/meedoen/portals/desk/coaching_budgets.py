"""Pages about the budget for coaching: what municipalities have in a year, granted and used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.coaching import BudgetForm, YearFilter
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.coaching.budgets import line_of
from meedoen.register.coaching.looking import look_at_budgets
from meedoen.register.coaching.services import NewBudget, set_budget
from meedoen.register.coaching.words import UNITS

Answer = Mapping[str, Any] | HttpResponseBase


@page(
    power="coach_budget.see",
    template="desk/coaching/budgets.html",
    nav="coach-budgets",
    methods=("GET", "HEAD"),
)
def coach_budgets(request: HttpRequest, actor: Actor) -> Answer:
    year = filled_in(YearFilter, request).get("jaar") or today().year
    return {
        "found": look_at_budgets(actor, year),
        "years": [(one, str(one)) for one in range(today().year - 3, today().year + 2)],
        "units": UNITS,
        "can": powers_of(actor, "coach_budget.set"),
    }


@page(power="coach_budget.set", template="desk/form.html", nav="coach-budgets")
def coach_budget_set(request: HttpRequest, actor: Actor) -> Answer:
    year = filled_in(YearFilter, request).get("jaar") or today().year
    stands = line_of(actor.organisation_id or 0, actor.organisation_name, year)
    start = {"year": year, "version": stands.version}
    if stands.amount is not None:
        start |= {"unit": stands.unit, "amount": stands.amount, "rate": stands.rate}
    form = BudgetForm(request.POST or None, initial=start)
    back = address(reverse("coach-budgets"), {"jaar": year})
    if request.method == "POST":
        made = do(form, lambda _accepted: _set(actor, form.cleaned_data))
        if made is not None:
            back = address(reverse("coach-budgets"), {"jaar": made.year})
            return done(request, _("Het budget voor %(year)s is vastgelegd.") % {"year": made.year}, back)
    lead = _("Van %(name)s. Een hoger of lager budget verandert niets aan wat is toegekend.") % {
        "name": actor.organisation_name
    }
    crumbs = (Link(_("Budget begeleiding"), back),)
    return form_page(form, _("Budget vastleggen"), _("Vastleggen"), back, crumbs=crumbs, lead=lead)


def _set(actor: Actor, given: Mapping[str, Any]) -> Any:
    new = NewBudget(**{name: value for name, value in given.items() if name != "version"})
    return set_budget(actor, new, version=given["version"], today=today())


urls = [
    path("begeleiding/budget/", coach_budgets, name="coach-budgets"),
    path("begeleiding/budget/vastleggen/", coach_budget_set, name="coach-budget-set"),
]
