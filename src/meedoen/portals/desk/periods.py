"""Periods: propose and confirm that a period is frozen, and what changed after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.portals.desk.forms.steering import FreezeForm
from meedoen.portals.desk.pages import Actor, deed, page
from meedoen.portals.desk.steering import spreadsheet
from meedoen.portals.formats import whole
from meedoen.portals.layout import today
from meedoen.steering.counted.questions import indicator_of, span_of
from meedoen.steering.counted.selectors import definitions
from meedoen.steering.dashboard.selectors import area_choices, span_choices
from meedoen.steering.indicators import selectors, services
from meedoen.steering.indicators.changes import changes_since


@page(power="period.see", template="desk/periods/list.html", nav="periods")
def periods(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    return {"periods": selectors.frozen_periods(), "may_propose": may(actor, "period.propose_freeze")}


@page(power="period.see", template="desk/periods/detail.html", nav="periods")
def period(request: HttpRequest, actor: Actor, period_id: int) -> Mapping[str, Any]:
    """What was frozen, and beside it what later corrections would make of it."""
    found = selectors.frozen_period(period_id)
    return {
        "period": found,
        "names": {one.code: one.name for one in definitions()},
        "changes": [changes_since(actor, reading.id) for reading in selectors.readings_of_period(period_id)],
        "may_confirm": may(actor, "period.confirm_freeze") and actor.account_id != found.proposed_by_id,
        "may_withdraw": may(actor, "period.propose_freeze"),
    }


@page(power="indicator.rows", template="desk/steering/rows.html", nav="periods")
def reading_rows(request: HttpRequest, actor: Actor, reading_id: int) -> Mapping[str, Any]:
    """The rows that a kept number was made of then, whatever was corrected since."""
    found = services.look_at_kept_rows(actor, reading_id, request.GET.get("na", "")[:100])
    kept = selectors.kept_reading(reading_id)
    definition = indicator_of(kept.goal.indicator)
    return {
        "found": found,
        "name": definition.name,
        "lead": f"{definition.name} · {kept.span.label}: {whole(kept.own.value)}",
        "words": found.words,
        "back": reverse("dashboard"),
        "indicator_url": reverse("indicator", args=[definition.code]),
        "measured_label": _("Banen") if definition.measures_hours else _("Telt als"),
        "next_url": f"?na={found.next_after}" if found.next_after else None,
    }


@page(power="indicator.download", methods=("GET",))
def reading_csv(request: HttpRequest, actor: Actor, reading_id: int) -> HttpResponseBase:
    return spreadsheet(services.download_kept(actor, reading_id), "csv")


@page(power="indicator.download", methods=("GET",))
def reading_xlsx(request: HttpRequest, actor: Actor, reading_id: int) -> HttpResponseBase:
    return spreadsheet(services.download_kept(actor, reading_id), "xlsx")


@page(power="period.propose_freeze", template="desk/periods/new.html", nav="periods")
def period_new(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | HttpResponseBase:
    form = FreezeForm(
        request.POST or None,
        initial={"area": request.GET.get("gebied", settings.REGION), "span": request.GET.get("periode", "")},
        areas=area_choices(settings.REGION, today()),
        spans=span_choices(today()),
    )
    if request.method == "POST":
        proposed = deed(
            form,
            lambda: services.propose_freeze(
                actor, form.cleaned_data["area"], span_of(form.cleaned_data["span"]), at=timezone.now()
            ),
        )
        if proposed is not None:
            messages.success(request, _("Het voorstel staat klaar. Een tweede persoon moet het bevestigen."))
            return redirect("period", period_id=proposed.id)
    return {"form": form, "status": 422 if form.errors else 200}


@page(power="period.confirm_freeze", methods=("POST",))
def period_confirm(request: HttpRequest, actor: Actor, period_id: int) -> HttpResponseBase:
    try:
        services.confirm_freeze(actor, period_id, at=timezone.now())
        messages.success(request, _("De periode is vastgesteld. Haar cijfers veranderen niet meer."))
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("period", period_id=period_id)


@page(power="period.propose_freeze", methods=("POST",))
def period_withdraw(request: HttpRequest, actor: Actor, period_id: int) -> HttpResponseBase:
    try:
        services.withdraw_proposal(actor, period_id, at=timezone.now())
        messages.success(request, _("Het voorstel is ingetrokken."))
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("periods")


urls: list[URLPattern] = [
    path("periodes/", periods, name="periods"),
    path("periodes/voorstellen/", period_new, name="period-new"),
    path("periodes/<int:period_id>/", period, name="period"),
    path("metingen/<int:reading_id>/rijen/", reading_rows, name="reading-rows"),
    path("metingen/<int:reading_id>/cijfers.csv", reading_csv, name="reading-csv"),
    path("metingen/<int:reading_id>/cijfers.xlsx", reading_xlsx, name="reading-xlsx"),
    path("periodes/<int:period_id>/vaststellen/", period_confirm, name="period-confirm"),
    path("periodes/<int:period_id>/intrekken/", period_withdraw, name="period-withdraw"),
]
