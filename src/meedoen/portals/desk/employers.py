"""Pages about employers: list, one employer, register, branch, sector of a year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.employers import BranchForm, EmployerForm, EmployersFilter, SectorForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, form_page, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.employers import services
from meedoen.register.employers.selectors import (
    branches_of,
    employer_by_kvk,
    employers_visible_to,
    sector_label,
    sectors_of,
)
from meedoen.register.employers.services import NewBranch, NewEmployer
from meedoen.register.placements.listing import placements_at_employer
from meedoen.register.places import municipality_choices, place_name

Answer = Mapping[str, Any] | HttpResponseBase
SHOWN = 100


@page(power="employer.list", template="desk/employers/list.html", nav="employers", methods=("GET", "HEAD"))
def employers_list(request: HttpRequest, actor: Actor) -> Answer:
    form = EmployersFilter(request.GET)
    form.is_valid()
    given = form.cleaned_data
    day = today()
    after = given.get("na", "")
    found = employers_visible_to(actor, given.get("zoek", ""), given.get("gemeente", ""), day.year, after)
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("employers")
    return {
        "found": found,
        "year": day.year,
        "sector_label": sector_label,
        "place_name": place_name,
        "municipalities": municipality_choices(day),
        "chosen": chosen,
        "first_url": address(here, chosen) if after else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "can": powers_of(actor, "employer.register", "employer.export"),
        "download_url": address(reverse("employers-out"), chosen),
    }


@page(power="employer.see", template="desk/employers/employer.html", nav="employers", methods=("GET", "HEAD"))
def employer(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    found = employer_by_kvk(actor, kvk)
    sectors = sectors_of(found)
    return {
        "employer": found,
        "branches": [
            (one.name, place_name(one.municipality), one.postcode or None) for one in branches_of(found)
        ],
        "sectors": [(str(one.year), sector_label(one.sector)) for one in sectors],
        "sector_now": any(one.year == today().year for one in sectors),
        "year": today().year,
        "placements": placements_at_employer(actor, found.pk, today(), SHOWN),
        "shown": SHOWN,
        "place_name": place_name,
        "crumbs": (_employers(),),
        "can": powers_of(actor, "employer.add_branch", "employer.fix_sector", "placement.register"),
    }


@page(power="employer.register", template="desk/form.html", nav="employers")
def employer_new(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    start = {
        "kvk": request.GET.get("kvk", "")[:12],
        "municipality": actor.municipality or "",
        "active_since_year": day.year,
        "is_overheid": "nee",
    }
    form = EmployerForm(request.POST or None, today=day, initial=start)
    if request.method == "POST":
        made = do(
            form, lambda _accepted: services.register_employer(actor, _new_employer(form, day), today=day)
        )
        if made is not None:
            message = _("%(name)s is ingeschreven.") % {"name": made.name}
            return done(request, message, reverse("employer", args=[made.kvk]))
    return form_page(
        form, _("Nieuwe werkgever"), _("Inschrijven"), reverse("employers"), crumbs=(_employers(),)
    )


@page(power="employer.add_branch", template="desk/form.html", nav="employers")
def branch_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    day = today()
    found = employer_by_kvk(actor, kvk)
    form = BranchForm(request.POST or None, today=day)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.add_branch(
                actor, found.kvk, NewBranch(**form.cleaned_data), today=day
            ),
        )
        if made is not None:
            return done(request, _("De vestiging is toegevoegd."), _url(found.kvk))
    crumbs = (_employers(), Link(found.name, _url(found.kvk)))
    return form_page(form, _("Vestiging toevoegen"), _("Toevoegen"), _url(found.kvk), crumbs=crumbs)


@page(power="employer.fix_sector", template="desk/form.html", nav="employers")
def sector_new(request: HttpRequest, actor: Actor, kvk: str) -> Answer:
    day = today()
    found = employer_by_kvk(actor, kvk)
    share = found.share_under_sectorfonds
    start = {
        "year": day.year,
        "is_overheid": "ja" if found.is_overheid else "nee",
        "pays_sectorfonds": found.pays_sectorfonds,
        "share_under_sectorfonds": share * 100 if share is not None else None,
    }
    form = SectorForm(request.POST or None, initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.fix_sector(
                actor,
                found.kvk,
                form.cleaned_data["year"],
                is_overheid=form.cleaned_data["is_overheid"],
                pays_sectorfonds=form.cleaned_data["pays_sectorfonds"],
                share_under_sectorfonds=form.share(),
                today=day,
            ),
        )
        if made is not None:
            words = {"year": made.year, "sector": sector_label(made.sector)}
            message = _("De sector van %(year)s ligt vast: %(sector)s.") % words
            return done(request, message, _url(found.kvk))
    lead = _(
        "De sector volgt uit het laatste aangiftetijdvak van het jaar ervoor. Hij geldt het hele jaar "
        "en verandert daarna niet meer."
    )
    crumbs = (_employers(), Link(found.name, _url(found.kvk)))
    title = _("Sector van een jaar vastleggen")
    return form_page(form, title, _("Vastleggen"), _url(found.kvk), crumbs=crumbs, lead=lead)


def _new_employer(form: EmployerForm, day: Any) -> NewEmployer:
    given = form.cleaned_data
    branch = NewBranch(_("Hoofdvestiging"), given["municipality"], given["postcode"])
    return NewEmployer(
        name=given["name"],
        kvk=given["kvk"],
        municipality=given["municipality"],
        is_overheid=given["is_overheid"],
        pays_sectorfonds=given["pays_sectorfonds"],
        share_under_sectorfonds=form.share(),
        branches=(branch,),
        active_since_year=given["active_since_year"],
        registered_on=day,
    )


def _url(kvk: str) -> str:
    return reverse("employer", args=[kvk])


def _employers() -> Link:
    return Link(_("Werkgevers"), reverse("employers"))


urls = [
    path("werkgevers/", employers_list, name="employers"),
    path("werkgevers/nieuw/", employer_new, name="employer-new"),
    path("werkgevers/<str:kvk>/", employer, name="employer"),
    path("werkgevers/<str:kvk>/vestiging/", branch_new, name="employer-branch-new"),
    path("werkgevers/<str:kvk>/sector/", sector_new, name="employer-sector-new"),
]
