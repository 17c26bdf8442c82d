"""Pages about subsidies: list, one subsidy, its decision on paper, and the deeds of two people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.subsidies import BecauseForm, RequestForm, SubsidiesFilter, VersionForm
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page, powers_of
from meedoen.portals.desk.subsidy_page import (
    about_placement,
    refused_deed,
    subsidies_crumb,
    subsidy_context,
    subsidy_url,
)
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.portals.paper import paper
from meedoen.register.placements.selectors import placement_by_number
from meedoen.register.placements.services import look_at_placement
from meedoen.register.subsidies import looking, services
from meedoen.register.subsidies.listing import FILTERS, SubsidyFilters
from meedoen.register.subsidies.selectors import choices, subsidy_by_number
from meedoen.register.subsidies.states import RETURNED_BECAUSE

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="subsidy.list", template="desk/subsidies/list.html", nav="subsidies", methods=("GET", "HEAD"))
def subsidies_list(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(SubsidiesFilter, request)
    filters = SubsidyFilters(today(), given.get("zoek", ""), given.get("status", ""))
    found = looking.look_at_subsidies(actor, filters, given.get("na"))
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("subsidies")
    return {
        "found": found,
        "states": choices(FILTERS),
        "chosen": chosen,
        "day": today(),
        "first_url": address(here, chosen) if given.get("na") is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "payment.see", "subsidy.reindex", "subsidy.request", "subsidy.approve"),
    }


@page(power="subsidy.see", template="desk/subsidies/subsidy.html", nav="subsidies", methods=("GET", "HEAD"))
def subsidy(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = looking.look_at_subsidy(actor, number)
    return {**subsidy_context(actor, found, today()), "crumbs": (subsidies_crumb(),)}


@page(power="subsidy.see", template="desk/subsidies/letter.html", nav="subsidies", methods=("GET", "HEAD"))
def subsidy_letter(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = looking.look_at_subsidy(actor, number)
    return {
        **subsidy_context(actor, found, today()),
        "crumbs": (subsidies_crumb(), Link(found.number, subsidy_url(found.number))),
    }


@page(power="subsidy.see", methods=("GET", "HEAD"))
def subsidy_letter_pdf(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found, day = looking.look_at_subsidy(actor, number), today()
    return paper(
        request,
        "desk/subsidies/letter_paper.html",
        {**subsidy_context(actor, found, day), "maker": found.payer.name},
        name=f"besluit-{found.number}",
        back=reverse("subsidy-letter", args=[found.number]),
        made_on=day,
    )


@page(
    power="subsidy.list",
    template="desk/subsidies/of_placement.html",
    nav="placements",
    methods=("GET", "HEAD"),
)
def placement_subsidies(request: HttpRequest, actor: Actor, number: str) -> Answer:
    return about_placement(actor, look_at_placement(actor, number), today())


@page(power="subsidy.request", template="desk/form.html", nav="placements")
def subsidy_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = placement_by_number(actor, number)
    form = RequestForm(request.POST or None, initial={"starts_on": max(found.starts_on, today())})
    back = reverse("placement-subsidies", args=[found.number])
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.request_subsidy(
                actor, services.NewSubsidy(placement=found.number, **form.cleaned_data), today=today()
            ),
        )
        if made is not None:
            message = _("Subsidie %(number)s is aangevraagd.") % {"number": made.number}
            return done(request, message, subsidy_url(made.number))
    crumbs = (Link(_("Plaatsingen"), reverse("placements")), Link(found.number, back))
    lead = _("Bij plaatsing %(number)s, %(employer)s. Uren en dagen komen uit de plaatsing.") % {
        "number": found.number,
        "employer": found.employer.name,
    }
    return form_page(form, _("Subsidie aanvragen"), _("Aanvragen"), back, crumbs=crumbs, lead=lead)


def _deed(
    request: HttpRequest, actor: Actor, number: str, service: Callable[..., Any], told: str
) -> HttpResponseBase:
    """A deed by one button: with the version that was on the page."""
    form = VersionForm(request.POST)
    made = do(
        form, lambda _accepted: service(actor, number, version=form.cleaned_data["version"], today=today())
    )
    if made is None:
        return refused_deed(request, form, number)
    return done(request, told, subsidy_url(made.number))


@page(power="subsidy.propose", methods=("POST",))
def subsidy_calculate(request: HttpRequest, actor: Actor, number: str) -> Answer:
    return _deed(request, actor, number, services.calculate_subsidy, _("De subsidie is berekend."))


@page(power="subsidy.propose", methods=("POST",))
def subsidy_propose(request: HttpRequest, actor: Actor, number: str) -> Answer:
    told = _("Het voorstel staat klaar. Een tweede persoon moet het goedkeuren.")
    return _deed(request, actor, number, services.propose_subsidy, told)


@page(power="subsidy.approve", methods=("POST",))
def subsidy_approve(request: HttpRequest, actor: Actor, number: str) -> Answer:
    return _deed(request, actor, number, services.approve_subsidy, _("De subsidie is toegekend."))


@page(power="subsidy.request", methods=("POST",))
def subsidy_withdraw(request: HttpRequest, actor: Actor, number: str) -> Answer:
    return _deed(request, actor, number, services.withdraw_subsidy, _("De aanvraag is ingetrokken."))


@page(power="subsidy.return", template="desk/form.html", nav="subsidies")
def subsidy_return(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = subsidy_by_number(actor, number)
    form = BecauseForm(request.POST or None, reasons=RETURNED_BECAUSE, initial={"version": found.version})
    back = subsidy_url(found.number)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.return_subsidy(
                actor,
                number,
                form.cleaned_data["because"],
                version=form.cleaned_data["version"],
                today=today(),
            ),
        )
        if made is not None:
            return done(request, _("Het voorstel is teruggestuurd."), back)
    crumbs = (subsidies_crumb(), Link(found.number, back))
    return form_page(form, _("Voorstel terugsturen"), _("Terugsturen"), back, crumbs=crumbs)


urls = [
    path("subsidies/", subsidies_list, name="subsidies"),
    path("subsidies/<str:number>/", subsidy, name="subsidy"),
    path("subsidies/<str:number>/brief/", subsidy_letter, name="subsidy-letter"),
    path("subsidies/<str:number>/brief.pdf", subsidy_letter_pdf, name="subsidy-letter-pdf"),
    path("subsidies/<str:number>/berekenen/", subsidy_calculate, name="subsidy-calculate"),
    path("subsidies/<str:number>/voorstellen/", subsidy_propose, name="subsidy-propose"),
    path("subsidies/<str:number>/goedkeuren/", subsidy_approve, name="subsidy-approve"),
    path("subsidies/<str:number>/terugsturen/", subsidy_return, name="subsidy-return"),
    path("subsidies/<str:number>/intrekken/", subsidy_withdraw, name="subsidy-withdraw"),
    path("plaatsingen/<str:number>/subsidie/", placement_subsidies, name="placement-subsidies"),
    path("plaatsingen/<str:number>/subsidie/aanvragen/", subsidy_new, name="subsidy-new"),
]
