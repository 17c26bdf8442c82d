"""Writing down visits, also without a connection; actions that were agreed, and evaluations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.portals import styles
from meedoen.portals.desk.coaching_page import (
    budget_warnings,
    coaching_url,
    coachings_crumb,
    drafts_words,
)
from meedoen.portals.desk.forms.coaching import ActionForm, EvaluationForm, RoadForm, VisitForm
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.coaching import visiting
from meedoen.register.coaching.selectors import coaching_by_number, used_of
from meedoen.register.coaching.validity import NewPart, NewVisit

Answer = Mapping[str, Any] | HttpResponseBase
WORKER, SCRIPT = "meedoen/coaching_worker.js", "meedoen/coaching.js"


@page(power="coaching.visit", template="desk/coaching/visit.html", nav="coachings")
def coaching_visit(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = coaching_by_number(actor, number)
    start = {"client_key": uuid4(), "happened_on": today()}
    form = VisitForm(request.POST or None, initial=start)
    back = coaching_url(found.number)
    if request.method == "POST":
        made = _record(actor, found.number, form)
        if made is not None:
            for warning in budget_warnings(found, used_of([found])[found.pk], today()):
                messages.warning(request, warning)
            return done(request, _("Het bezoek is vastgelegd."), back)
    crumbs = (coachings_crumb(), Link(found.number, back))
    lead = _("%(name)s, bij %(employer)s. %(number)s.") % {
        "name": found.placement.person.name,
        "employer": found.placement.workplace_employer.name,
        "number": found.number,
    }
    return form_page(
        form,
        _("Bezoek opschrijven"),
        _("Opslaan"),
        back,
        crumbs=crumbs,
        lead=lead,
        device=drafts_words(actor),
        keep="no-store",
    )


@page(power="coaching.visit", template="desk/coaching/road.html")
def coaching_road(request: HttpRequest, actor: Actor) -> Answer:
    """The same form without a name on it: this page a device keeps, for when there is no connection."""
    form = RoadForm(request.POST or None, initial={"client_key": uuid4(), "happened_on": today()})
    back = reverse("coachings")
    if request.method == "POST" and form.is_valid():
        try:
            made = _record(actor, form.cleaned_data["number"], form)
        except NotFound as refusal:
            # A number is soon typed wrong on the road; the note must not go with it.
            form.add_error("number", refusal.message)
            made = None
        if made is not None:
            return done(request, _("Het bezoek is vastgelegd."), coaching_url(made.coaching.number))
    return form_page(
        form,
        _("Bezoek opschrijven, onderweg"),
        _("Opslaan"),
        back,
        crumbs=(),
        device=drafts_words(actor),
        nav=(),
        signed_in=None,
        keep="no-store",
    )


@page(power="coaching.visit", methods=("POST",))
def coaching_visit_send(request: HttpRequest, actor: Actor, number: str) -> Answer:
    """A note that a device kept, sent later: what became of it, for a script."""
    form = VisitForm(request.POST)
    made = _record(actor, number, form)
    if made is not None:
        return JsonResponse({"kept": True, "url": coaching_url(made.coaching.number)})
    words = [message for errors in form.errors.values() for message in errors]
    words += [question for _code, question in form.questions]
    return JsonResponse({"kept": False, "words": words}, status=422)


def _record(actor: Actor, number: str, form: DeedForm) -> Any:
    """Record what was typed; a second time under the same key it is the same visit."""
    day, at = today(), timezone.now()

    def recorded(accepted: frozenset[str]) -> Any:
        given = {name: value for name, value in form.cleaned_data.items() if name != "number"}
        return visiting.record_visit(actor, number, NewVisit(**given), accepted=accepted, today=day, at=at)

    return do(form, recorded)


@page(power="coaching.visit", methods=("GET", "HEAD"))
def coaching_worker(request: HttpRequest, actor: Actor) -> Answer:
    """The script that opens the page of the road without a connection, for addresses under it only."""
    found = finders.find(WORKER)
    assert isinstance(found, str)
    kept = [static(one) for one in (*styles.STYLESHEETS, SCRIPT, "meedoen/favicon.svg")]
    known = {"road": reverse("coaching-road"), "list": reverse("coachings"), "kept": kept}
    with open(found, encoding="utf-8") as file:
        body = f"const KNOWN = {json.dumps(known)};\n{file.read()}"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


@page(power="coaching.agree", template="desk/form.html", nav="coachings")
def coaching_action(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = coaching_by_number(actor, number)
    form = ActionForm(request.POST or None)
    back = coaching_url(found.number)
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: visiting.agree_action(
                actor, number, **form.cleaned_data, accepted=accepted, today=today()
            ),
        )
        if made is not None:
            return done(request, _("De afspraak staat erbij."), back)
    crumbs = (coachings_crumb(), Link(found.number, back))
    return form_page(form, _("Afspraak maken"), _("Opslaan"), back, crumbs=crumbs)


@page(power="coaching.agree", methods=("POST",))
def coaching_action_done(request: HttpRequest, actor: Actor, number: str, action: int) -> Answer:
    visiting.complete_action(actor, number, action, today=today())
    messages.success(request, _("De afspraak is gedaan."))
    return HttpResponseRedirect(coaching_url(number))


@page(power="coaching.evaluate", template="desk/form.html", nav="coachings")
def coaching_evaluate(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = coaching_by_number(actor, number)
    form = EvaluationForm(request.POST or None, initial={"on": today()})
    back = coaching_url(found.number)
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: visiting.record_evaluation(
                actor, number, NewPart(**form.cleaned_data), accepted=accepted, today=today()
            ),
        )
        if made is not None:
            return done(request, _("Dit deel van de evaluatie is vastgelegd."), back)
    crumbs = (coachings_crumb(), Link(found.number, back))
    lead = _(
        "Een evaluatie heeft drie delen: kandidaat, werkgever en coach. Vul elk deel apart in, "
        "met dezelfde dag. De coach vult het eigen deel zelf in."
    )
    return form_page(form, _("Evaluatie invullen"), _("Opslaan"), back, crumbs=crumbs, lead=lead)


urls = [
    path("begeleiding/onderweg/", coaching_road, name="coaching-road"),
    path("begeleiding/werker.js", coaching_worker, name="coaching-worker"),
    path("begeleiding/<str:number>/bezoek/", coaching_visit, name="coaching-visit"),
    path("begeleiding/<str:number>/bezoek/verzenden/", coaching_visit_send, name="coaching-visit-send"),
    path("begeleiding/<str:number>/afspraak/", coaching_action, name="coaching-action"),
    path(
        "begeleiding/<str:number>/afspraak/<int:action>/gedaan/",
        coaching_action_done,
        name="coaching-action-done",
    ),
    path("begeleiding/<str:number>/evaluatie/", coaching_evaluate, name="coaching-evaluate"),
]
