"""Pages about payment lists: which there are, make one, and take it to the finance system."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.exchange import payments
from meedoen.exchange.spreadsheets.writing import CSV_TYPE, XLSX_TYPE
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.subsidies import BatchForm
from meedoen.portals.desk.imports import as_download
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done, form_page, powers_of
from meedoen.portals.desk.subsidy_page import subsidies_crumb
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.period import Month
from meedoen.register.subsidies.looking import look_at_batch
from meedoen.register.subsidies.selectors import batches_visible_to, lines_of

Answer = Mapping[str, Any] | HttpResponseBase
TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}


@page(power="payment.see", template="desk/subsidies/batches.html", nav="subsidies", methods=("GET", "HEAD"))
def batches(request: HttpRequest, actor: Actor) -> Answer:
    return {
        "rows": [
            (one, Month.of(one.month_on).label, Decimal(one.total_c) / 100)
            for one in batches_visible_to(actor)
        ],
        "can": powers_of(actor, "payment.make"),
        "crumbs": (subsidies_crumb(),),
    }


@page(power="payment.make", template="desk/form.html", nav="subsidies")
def batch_new(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    form = BatchForm(request.POST or None, initial={"month": str(Month.of(day))})
    if request.method == "POST":
        made = do(form, lambda _accepted: payments.make_list(actor, form.cleaned_data["month"], today=day))
        if made is not None:
            message = _("Betaallijst %(number)s is gemaakt.") % {"number": made.number}
            return done(request, message, reverse("payment", args=[made.number]))
    lead = _(
        "Wat al betaald is, komt er niet nog eens op. Wat na een betaling veranderde, komt erop met een min."
    )
    crumbs = (subsidies_crumb(), _lists())
    return form_page(form, _("Betaallijst maken"), _("Maken"), reverse("payments"), crumbs=crumbs, lead=lead)


@page(power="payment.see", template="desk/subsidies/batch.html", nav="subsidies", methods=("GET", "HEAD"))
def batch(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = look_at_batch(actor, number)
    return {
        "batch": found,
        "month": Month.of(found.month_on).label,
        "total": Decimal(found.total_c) / 100,
        "rows": [(line, Month.of(line.month_on).label) for line in lines_of(found)[:_SHOWN]],
        "shown": _SHOWN,
        "can": powers_of(actor, "payment.download"),
        "crumbs": (subsidies_crumb(), _lists()),
    }


@page(power="payment.download", methods=("GET",))
def batch_file(request: HttpRequest, actor: Actor, number: str, form: str) -> Answer:
    if form not in TYPES:
        raise NotFound(_("Dit bestand bestaat niet. Kies CSV of XLSX op de betaallijst."))
    return as_download(payments.take_list(actor, number, form), TYPES[form], f"{number}.{form}")


# What somebody reads on a page; the file has everything.
_SHOWN = 200


def _lists() -> Link:
    return Link(_("Betaallijsten"), reverse("payments"))


urls = [
    path("subsidies/betaallijsten/", batches, name="payments"),
    path("subsidies/betaallijsten/nieuw/", batch_new, name="payment-new"),
    path("subsidies/betaallijsten/<str:number>/", batch, name="payment"),
    path("subsidies/betaallijsten/<str:number>/bestand.<str:form>", batch_file, name="payment-file"),
]
