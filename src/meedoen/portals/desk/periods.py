"""Periods: propose and confirm that a period is frozen, and what changed after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.portals.desk.forms.steering import FreezeForm
from meedoen.portals.desk.pages import Actor, deed, page
from meedoen.portals.desk.targets import area_choices
from meedoen.portals.layout import today
from meedoen.steering.counted.questions import latest_complete_quarter, quarters_until, span_of
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
        "changes": [changes_since(actor, reading.id) for reading in selectors.readings_of_period(period_id)],
        "may_confirm": may(actor, "period.confirm_freeze") and actor.account_id != found.proposed_by_id,
        "may_withdraw": may(actor, "period.propose_freeze"),
    }


@page(power="period.propose_freeze", template="desk/periods/new.html", nav="periods")
def period_new(request: HttpRequest, actor: Actor) -> Mapping[str, Any] | HttpResponseBase:
    spans = [(str(one), one.label) for one in reversed(quarters_until(latest_complete_quarter(today())))]
    form = FreezeForm(
        request.POST or None,
        initial={"area": request.GET.get("gebied", settings.REGION), "span": request.GET.get("periode", "")},
        areas=area_choices(),
        spans=spans,
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
    path("periodes/<int:period_id>/vaststellen/", period_confirm, name="period-confirm"),
    path("periodes/<int:period_id>/intrekken/", period_withdraw, name="period-withdraw"),
]
