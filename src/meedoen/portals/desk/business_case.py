"""Pages of what a job on the bench does and brings: for the desk, and on paper for the employer."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _

from meedoen.portals.decides import DECIDES
from meedoen.portals.desk.bench_frame import address_of, bench_at, crumbs_of
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.portals.paper import paper
from meedoen.primitives.refusal import NotValid
from meedoen.primitives.words import Words
from meedoen.register.bench.selectors import DraftShown
from meedoen.register.carving.figures import Figures
from meedoen.register.carving.reckoning import draft_shown, figures_of, whose_loonwaarde
from meedoen.register.jobs.words import GUIDES, WHEN_DONOR_CHANGES
from meedoen.register.people.services import look_at_person
from meedoen.register.searches.selectors import stack_of_draft
from meedoen.rules.job_cost import TITLES

Answer = Mapping[str, Any] | HttpResponseBase


@page(
    power="business_case.see", template="desk/carving/effect.html", nav="employers", methods=("GET", "HEAD")
)
def effect(request: HttpRequest, actor: Actor, kvk: str, number: str, draft: int) -> Answer:
    """For colleagues: with the loonwaarde of whom the job is for, where they may see that."""
    bench, day = bench_at(actor, kvk, number), today()
    shown = draft_shown(bench, draft)
    own = whose_loonwaarde(actor, shown, day)
    if own is not None:
        look_at_person(actor, own[0], "register")
    return {
        **_reckoned(shown, own[1] if own else None),
        "bench": bench,
        "own": own,
        "stack": stack_of_draft(draft),
        "crumbs": crumbs_of(bench),
        "at": (bench.employer.kvk, bench.number, shown.row.pk),
    }


def _reckoned(draft: DraftShown, loonwaarde: Decimal | None = None) -> dict[str, Any]:
    """The figures of a job in the words of the page, or why there are none."""
    context: dict[str, Any] = {
        "draft": draft,
        "figures": None,
        "why_not": "",
        "titles": {code: Words(title) for code, title in TITLES.items()},
        "decides": DECIDES,
        "guide": GUIDES.get(draft.row.guide, ""),
        "growth": draft.row.job.growth if draft.row.job else "",
        "when_changed": WHEN_DONOR_CHANGES.get(draft.row.job.when_donor_changes, "") if draft.row.job else "",
    }
    if not draft.pieces:
        return {**context, "why_not": _("Deze baan heeft nog geen taken. Zet er eerst taken in.")}
    try:
        return {**context, "figures": figures_of(draft, today(), loonwaarde)}
    except NotValid as refusal:
        return {**context, "why_not": str(refusal)}


def _case(actor: Actor, kvk: str, number: str, draft: int) -> dict[str, Any]:
    """For the employer: nothing of whom it may be for, and examples in the place of a loonwaarde."""
    bench = bench_at(actor, kvk, number)
    shown = draft_shown(bench, draft)
    context = _reckoned(shown)
    figures: Figures | None = context["figures"]
    return {
        **context,
        "bench": bench,
        "maker": settings.PARTNERSHIP,
        "day": today(),
        "trace": figures.trace if figures else (),
        "at": (bench.employer.kvk, bench.number, shown.row.pk),
    }


@page(power="business_case.see", template="desk/carving/case.html", nav="employers", methods=("GET", "HEAD"))
def case(request: HttpRequest, actor: Actor, kvk: str, number: str, draft: int) -> Answer:
    context = _case(actor, kvk, number, draft)
    bench = context["bench"]
    back = Link(_("Effect en opbrengst"), address_of(bench, "bench-effect", draft))
    return {**context, "crumbs": (*crumbs_of(bench), back)}


@page(power="business_case.see", methods=("GET", "HEAD"))
def case_pdf(request: HttpRequest, actor: Actor, kvk: str, number: str, draft: int) -> Answer:
    context = _case(actor, kvk, number, draft)
    here = address_of(context["bench"], "bench-case", draft)
    if context["figures"] is None:
        return HttpResponseRedirect(here)
    return paper(
        request,
        "desk/carving/case_paper.html",
        context,
        name=f"baan-{number}-{draft}",
        back=here,
        made_on=context["day"],
    )


_AT = "werkgevers/<str:kvk>/banenbank/<str:number>/baan/<int:draft>/opbrengst/"
urls = [
    path(_AT, effect, name="bench-effect"),
    path(f"{_AT}werkgever/", case, name="bench-case"),
    path(f"{_AT}werkgever.pdf", case_pdf, name="bench-case-pdf"),
]
