"""Pages on which somebody makes an agreement, from a proposal, work that runs or nothing, or writes another
text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.portals.desk.agreements import agreement_url, agreements_crumb
from meedoen.portals.desk.employer_file import typed
from meedoen.portals.desk.forms.agreements import AgreementForm, ChangeForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.placements import MOST
from meedoen.portals.desk.pages import page
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.agreeing import filling
from meedoen.register.agreements.selectors import agreement_to_change, payer_choices
from meedoen.register.agreements.services import change_agreement, make_agreement
from meedoen.register.employers.selectors import employers_named

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="agreement.make", template="desk/form.html", nav="agreements")
def agreement_new(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    proposal = request.GET.get("voorstel", "")[:20]
    placement = request.GET.get("plaatsing", "")[:20]
    start = {**filling.from_nothing(actor, day), "person_number": request.GET.get("kandidaat", "")[:12]}
    lead = _("Elke partij tekent dezelfde tekst. Pas als allen tekenden, kan het werk beginnen.")
    if proposal:
        start |= filling.from_proposal(actor, proposal, day)
        lead = _("Ingevuld vanuit voorstel %(number)s. Kijk of alles klopt.") % {"number": proposal}
    elif placement:
        start |= filling.from_placement(actor, placement)
        lead = _("Ingevuld vanuit plaatsing %(number)s. Kijk of alles klopt.") % {"number": placement}
    form = AgreementForm(
        typed(request),
        today=day,
        find=lambda words: employers_named(actor, words, MOST + 1),
        payers=payer_choices(actor, day),
        initial=start,
    )
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: make_agreement(
                actor, form.new(proposal, placement), accepted=accepted, today=day
            ),
        )
        if made is not None:
            said = _("%(number)s is gemaakt. Klopt de tekst? Geef hem dan ter tekening.")
            return done(request, said % {"number": made.number}, agreement_url(made.number))
    return form_page(
        form,
        _("Overeenkomst maken"),
        _("Concept maken"),
        reverse("agreements"),
        crumbs=(agreements_crumb(),),
        lead=lead,
    )


@page(power="agreement.make", template="desk/form.html", nav="agreements")
def agreement_change(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day, found = today(), agreement_to_change(actor, number)
    start = filling.as_filled_in(found)
    form = ChangeForm(typed(request), today=day, kind=found.kind, initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: change_agreement(
                actor,
                number,
                form.terms(),
                form.signers(),
                version=form.cleaned_data["version"],
                accepted=accepted,
                today=day,
            ),
        )
        if made is not None:
            return done(request, _("De tekst is veranderd."), agreement_url(made.number))
    crumbs = (agreements_crumb(), Link(found.number, agreement_url(found.number)))
    return form_page(form, _("Tekst wijzigen"), _("Opslaan"), agreement_url(found.number), crumbs=crumbs)


urls = [
    path("overeenkomsten/nieuw/", agreement_new, name="agreement-new"),
    path("overeenkomsten/<str:number>/wijzigen/", agreement_change, name="agreement-change"),
]
