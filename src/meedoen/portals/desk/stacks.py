"""Pages of the stapelbaan: one week at several employers, from a question to jobs that are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.access.refusals import NotFound
from meedoen.portals.desk.carving import answer_context, bundle_of
from meedoen.portals.desk.carving_later import begin
from meedoen.portals.desk.employer_file import typed
from meedoen.portals.desk.forms.carving import STARTS, MakeStackForm, StackForm, TitleForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.job_parts import jobs_crumb
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import done, form_page, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.bench.selectors import whom_for
from meedoen.register.bench.words import in_hours
from meedoen.register.carving.services import ask_stack
from meedoen.register.carving.taking import make_stack, take_over_stack, week_for
from meedoen.register.carving.week import Slot
from meedoen.register.profiles.words import DAYS
from meedoen.register.searches.selectors import (
    parts_of,
    quarters_in,
    search_by_key,
    stack_by_number,
    stacks_visible_to,
)

Answer = Mapping[str, Any] | HttpResponseBase
QUARTERS_AN_HOUR = 4


@page(power="stack.see", template="desk/carving/stacks.html", nav="jobs")
def stacks(request: HttpRequest, actor: Actor) -> Answer:
    start = {**STARTS, "employers": 3, "share": 100, "person": request.GET.get("kandidaat", "")[:40]}
    form = StackForm(typed(request), initial=start)
    if request.method == "POST":
        search = do(form, lambda _accepted: _asked(actor, form))
        if search is not None:
            return HttpResponseRedirect(reverse("stack-search", args=[search.pk]))
    context = form_page(
        form, _("Stapelbaan"), _("Week samenstellen"), reverse("jobs"), crumbs=(jobs_crumb(),)
    )
    found = stacks_visible_to(actor)
    return {**context, "stacks": found, "in_hours": in_hours, "can": powers_of(actor, "carving.search")}


def _asked(actor: Actor, form: StackForm) -> Any:
    day = today()
    return begin(actor, lambda: ask_stack(actor, form.asked(), today=day), today=day, at=timezone.now())


def _crumbs() -> tuple[Link, ...]:
    return (jobs_crumb(), Link(_("Stapelbaan"), reverse("stacks")))


def _search(actor: Actor, key: int) -> Any:
    search = search_by_key(actor, key)
    if search.bench_id is not None:
        raise NotFound(_("Deze berekening hoort bij een banenbank."))
    return search


@page(power="stack.see", template="desk/carving/stack_search.html", nav="jobs", methods=("GET", "HEAD"))
def stack_search(request: HttpRequest, actor: Actor, search: int) -> Answer:
    row = _search(actor, search)
    context, day = answer_context(actor, row), today()
    found = context["found"]
    weeks = [(one, _week(week_for(row, one, day), _names(one))) for one in found.bundles] if found else []
    return {
        **context,
        "weeks": weeks,
        "crumbs": _crumbs(),
        "can": powers_of(actor, "stack.take_over"),
    }


def _names(bundle: Any) -> dict[str, str]:
    return {piece.bench.employer.kvk: piece.bench.employer.name for piece in bundle.pieces}


def _week(slots: tuple[Slot, ...] | None, names: Mapping[str, str]) -> list[tuple[str, str, str, str]] | None:
    """Rows of a table: day, from when to when, where, how many hours; None where there is no such week."""
    if slots is None:
        return None
    return [row_of(slot.day, slot.begins, slot.ends, names.get(slot.employer, "")) for slot in slots]


def row_of(day: str, begins: int, ends: int, where: str) -> tuple[str, str, str, str]:
    """One line of a week in words."""
    words = {"begins": _clock(begins), "ends": _clock(ends)}
    return str(DAYS[day]), _("%(begins)s tot %(ends)s uur") % words, where, in_hours(ends - begins)


def _clock(quarters: int) -> str:
    hours, left = divmod(quarters, QUARTERS_AN_HOUR)
    return f"{hours}.{left * 15:02}"


@page(power="stack.take_over", template="desk/form.html", nav="jobs")
def stack_take(request: HttpRequest, actor: Actor, search: int, turn: int) -> Answer:
    bundle = bundle_of(_search(actor, search), turn)
    names = " + ".join(_names(bundle).values())
    form = TitleForm(typed(request), initial={"title": names[:120]})
    back = reverse("stack-search", args=[search])
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: take_over_stack(
                actor, search, turn, form.cleaned_data["title"], accepted=accepted, today=today()
            ),
        )
        if made is not None:
            message = _("De week ligt op de banenbanken van deze werkgevers. Er is nog geen baan gemaakt.")
            return done(request, message, reverse("stack", args=[made.number]))
    return form_page(
        form,
        _("Week %(turn)s overnemen") % {"turn": turn},
        _("Overnemen"),
        back,
        crumbs=_crumbs(),
        lead=_("Bij elke werkgever komt zijn deel op de banenbank te liggen. Daarna spreekt u het af."),
    )


@page(power="stack.see", template="desk/carving/stack.html", nav="jobs", methods=("GET", "HEAD"))
def stack(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = stack_by_number(actor, number)
    parts = parts_of(found)
    lines = sorted(
        (list(DAYS).index(day), begins, ends, day, part.draft.bench.employer.name)
        for part in parts
        for day, _when, begins, ends in part.slots
    )
    quarters = sum(ends - begins for _at, begins, ends, *_rest in lines)
    laid = {part.pk: sum(ends - begins for *_when, begins, ends in part.slots) for part in parts}
    now = quarters_in(parts)
    return {
        "stack": found,
        "parts": [(part, now[part.pk]) for part in parts],
        "is_as_laid": now == laid,
        "week": [row_of(day, begins, ends, where) for _at, begins, ends, day, where in lines],
        "hours": in_hours(quarters),
        "in_hours": in_hours,
        "for_number": next((whom_for(actor, part.draft) for part in parts), ""),
        "is_made": all(part.draft.job for part in parts),
        "crumbs": _crumbs(),
        "can": powers_of(actor, "stack.make"),
    }


@page(power="stack.make", template="desk/form.html", nav="jobs")
def stack_make(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = stack_by_number(actor, number)
    form = MakeStackForm(typed(request))
    back = reverse("stack", args=[found.number])
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: make_stack(
                actor,
                found.number,
                growth=form.cleaned_data["growth"],
                when_donor_changes=form.cleaned_data["when_donor_changes"],
                accepted=accepted,
                today=today(),
            ),
        )
        if made is not None:
            message = _("De banen zijn gemaakt, als concept: %(numbers)s.")
            return done(request, message % {"numbers": ", ".join(job.number for job in made)}, back)
    return form_page(
        form,
        _("Banen van deze stapelbaan maken"),
        _("Maken"),
        back,
        crumbs=(*_crumbs(), Link(found.number, back)),
        lead=_("Bij elke werkgever ontstaat een baan, als concept. Ze gaan samen of geen van alle."),
    )


urls = [
    path("banen/stapelbaan/", stacks, name="stacks"),
    path("banen/stapelbaan/week/<int:search>/", stack_search, name="stack-search"),
    path("banen/stapelbaan/week/<int:search>/<int:turn>/overnemen/", stack_take, name="stack-search-take"),
    path("banen/stapelbaan/<str:number>/", stack, name="stack"),
    path("banen/stapelbaan/<str:number>/maken/", stack_make, name="stack-make"),
]
