"""What a change at work costs in this region, as “past als …” says it, and the form to say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.refusals import NotFound
from meedoen.portals.desk.forms.comparison import EuroField
from meedoen.portals.desk.forms.fields import DayField, DeedForm, do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done, form_page, powers_of
from meedoen.portals.formats import said
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.fits.costing import set_cost
from meedoen.register.fits.selectors import CostShown, costs_shown

Answer = Mapping[str, Any] | HttpResponseBase
NAV = "proposals"


class CostForm(DeedForm):
    """What it costs, who says so, and from when."""

    amount = EuroField(
        label=gettext_lazy("Ongeveer hoeveel euro, één keer?"),
        required=False,
        help_text=gettext_lazy("Leeg: niet bekend. 0: het kost niets."),
    )
    source = forms.CharField(
        label=gettext_lazy("Waar komt dit bedrag vandaan?"),
        max_length=120,
        help_text=gettext_lazy("Bijvoorbeeld het contract of de regeling, met het jaar."),
    )
    starts_on = DayField(label=gettext_lazy("Vanaf wanneer?"))


@page(power="change_cost.see", template="desk/fits/costs.html", nav=NAV, methods=("GET", "HEAD"))
def change_costs(request: HttpRequest, actor: Actor) -> Answer:
    return {"costs": costs_shown(today()), "can": powers_of(actor, "change_cost.set"), "crumbs": (_back(),)}


@page(power="change_cost.set", template="desk/form.html", nav=NAV)
def change_cost(request: HttpRequest, actor: Actor, change: str) -> Answer:
    day, found = today(), _known(change)
    start = {"amount": found.amount, "source": found.source, "starts_on": day}
    form = CostForm(request.POST or None, initial=start)
    if request.method == "POST":
        row = do(form, lambda accepted: set_cost(actor, change, **form.cleaned_data, today=day))
        if row is not None:
            message = _("Vastgelegd. Wie nu zoekt, ziet dit bedrag vanaf de dag die u koos.")
            return done(request, message, reverse("change-costs"))
    crumbs = (_back(), Link(_("Wat kost een verandering?"), reverse("change-costs")))
    title = _("Kosten: %(change)s") % {"change": said(found.words)}
    return form_page(form, title, _("Vastleggen"), reverse("change-costs"), crumbs=crumbs)


def _known(change: str) -> CostShown:
    found = next((one for one in costs_shown(today()) if one.key == change), None)
    if found is None:
        raise NotFound(_("Deze verandering staat niet in de lijst."))
    return found


def _back() -> Link:
    return Link(_("Voorstellen"), reverse("proposals"))


urls: list[URLPattern] = [
    path("voorstellen/kosten/", change_costs, name="change-costs"),
    path("voorstellen/kosten/<slug:change>/", change_cost, name="change-cost"),
]
