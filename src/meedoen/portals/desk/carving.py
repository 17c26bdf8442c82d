"""Pages of the engine on the bench: what can come of it, for whom, and laying that on the bench."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.access.tasks.running import fail_abandoned
from meedoen.access.tasks.selectors import latest_task
from meedoen.portals.desk.bench_frame import address_of, bench_at, crumbs_of
from meedoen.portals.desk.carving_later import KIND, begin
from meedoen.portals.desk.employer_file import typed
from meedoen.portals.desk.forms.carving import STARTS, AskForm, TitleForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done, form_page, powers_of
from meedoen.portals.formats import hours
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.carving.fitting import look_at_fitting
from meedoen.register.carving.services import ask_search
from meedoen.register.carving.taking import take_over_proposal
from meedoen.register.searches.selectors import Bundle, found_by, search_by_key, searches_at

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="carving.see", template="desk/carving/bench.html", nav="employers")
def proposals(request: HttpRequest, actor: Actor, kvk: str, number: str) -> Answer:
    bench = bench_at(actor, kvk, number)
    start = {**STARTS, "person": request.GET.get("kandidaat", "")[:40]}
    form = AskForm(typed(request), initial=start)
    if request.method == "POST":
        search = do(form, lambda _accepted: _asked(actor, number, form))
        if search is not None:
            return HttpResponseRedirect(address_of(bench, "bench-search", search.pk))
    context = form_page(
        form,
        _("Wat kan hier ontstaan?"),
        _("Voorstellen berekenen"),
        address_of(bench),
        crumbs=crumbs_of(bench),
    )
    can = powers_of(actor, "carving.search")
    return {**context, "bench": bench, "searches": searches_at(actor, bench), "can": can}


def _asked(actor: Actor, number: str, form: AskForm) -> Any:
    day = today()
    return begin(
        actor, lambda: ask_search(actor, number, form.asked(), today=day), today=day, at=timezone.now()
    )


def search_at(actor: Actor, bench: Any, key: int) -> Any:
    """Return a search on this bench."""
    search = search_by_key(actor, key)
    if search.bench_id != bench.pk:
        raise NotFound(_("Deze berekening hoort niet bij deze banenbank."))
    return search


def bundle_of(search: Any, turn: int) -> Bundle:
    """Return one proposal of a search."""
    found = found_by(search)
    bundle = next((one for one in found.bundles if one.turn == turn), None) if found else None
    if bundle is None:
        raise NotFound(_("Dit voorstel bestaat niet. Kies er een uit de lijst."))
    return bundle


def answer_context(actor: Actor, search: Any) -> dict[str, Any]:
    """What the page of an answer shows, on one bench or over several."""
    found = found_by(search)
    task = None
    if found is None:
        fail_abandoned(timezone.now())
        task = latest_task(actor, (KIND,), search.pk)
    undone = [(one.task, one.function, hours(one.hours)) for one in found.undone] if found else []
    return {
        "search": search,
        "found": found,
        "task": task,
        "undone_rows": undone,
        "for_number": search.for_person.number if search.for_person else "",
    }


@page(power="carving.see", template="desk/carving/search.html", nav="employers", methods=("GET", "HEAD"))
def search_page(request: HttpRequest, actor: Actor, kvk: str, number: str, search: int) -> Answer:
    bench = bench_at(actor, kvk, number)
    return {
        **answer_context(actor, search_at(actor, bench, search)),
        "bench": bench,
        "crumbs": (*crumbs_of(bench), _to_proposals(bench)),
        "can": powers_of(actor, "carving.take_over", "carving.search"),
    }


@page(power="carving.see", template="desk/carving/people.html", nav="employers", methods=("GET", "HEAD"))
def search_people(
    request: HttpRequest, actor: Actor, kvk: str, number: str, search: int, turn: int
) -> Answer:
    bench = bench_at(actor, kvk, number)
    found = search_at(actor, bench, search)
    bundle = bundle_of(found, turn)
    here = Link(_("Voorstellen"), address_of(bench, "bench-search", search))
    return {
        "bundle": bundle,
        "people": look_at_fitting(actor, found, bundle, today=today()),
        "crumbs": (*crumbs_of(bench), here),
    }


@page(power="carving.take_over", template="desk/form.html", nav="employers")
def search_take(request: HttpRequest, actor: Actor, kvk: str, number: str, search: int, turn: int) -> Answer:
    bench = bench_at(actor, kvk, number)
    bundle = bundle_of(search_at(actor, bench, search), turn)
    names = ", ".join(dict.fromkeys(piece.task.named for piece in bundle.pieces))
    form = TitleForm(typed(request), initial={"title": names[:120]})
    back = address_of(bench, "bench-search", search)
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: take_over_proposal(
                actor, search, turn, form.cleaned_data["title"], accepted=accepted, today=today()
            ),
        )
        if made is not None:
            board = f"{address_of(bench, 'bench-compose')}?baan={made.pk}"
            return done(request, _("Het voorstel ligt op de bank. U kunt er nu alles aan veranderen."), board)
    return form_page(
        form,
        _("Voorstel %(turn)s overnemen op de bank") % {"turn": turn},
        _("Overnemen"),
        back,
        crumbs=(*crumbs_of(bench), Link(_("Voorstellen"), back)),
        lead=_(
            "Er ontstaat nog geen baan: de taken komen bij elkaar te liggen, en u gaat met de hand verder."
        ),
    )


def _to_proposals(bench: Any) -> Link:
    return Link(_("Wat kan hier ontstaan?"), address_of(bench, "bench-proposals"))


def url_of_search(actor: Actor, key: int) -> str | None:
    """Return the page of a search, for who comes from the list of tasks; nothing when it is gone."""
    try:
        search = search_by_key(actor, key)
    except NotFound:
        return None
    if search.bench is None:
        return reverse("stack-search", args=[search.pk])
    return address_of(search.bench, "bench-search", search.pk)


_AT = "werkgevers/<str:kvk>/banenbank/<str:number>/voorstellen/"
urls = [
    path(_AT, proposals, name="bench-proposals"),
    path(f"{_AT}<int:search>/", search_page, name="bench-search"),
    path(f"{_AT}<int:search>/<int:turn>/mensen/", search_people, name="bench-search-people"),
    path(f"{_AT}<int:search>/<int:turn>/overnemen/", search_take, name="bench-search-take"),
]
