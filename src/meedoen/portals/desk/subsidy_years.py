"""Pages about a new year: what it does to each subsidy, do it as a long task, and approve many at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zlib import crc32

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.subsidies import VersionForm, YearForm
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page
from meedoen.portals.desk.reindexing_later import begin_reindex
from meedoen.portals.desk.subsidy_page import refused_on, subsidies_crumb
from meedoen.portals.layout import today
from meedoen.register.checks import ChangedMeanwhile
from meedoen.register.subsidies import services
from meedoen.register.subsidies.listing import versions_to_approve
from meedoen.register.subsidies.renewing import try_reindex, why_unknown

Answer = Mapping[str, Any] | HttpResponseBase
# What one person can answer for in one go.
MOST = 20_000


@page(power="subsidy.reindex", template="desk/subsidies/new_year.html", nav="subsidies")
def new_year(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    given = filled_in(YearForm, request)
    year = given.get("jaar") or _next(day)
    here = reverse("subsidies-new-year")
    if request.method == "POST":
        form = YearForm(request.POST)
        begun = do(form, lambda _accepted: _begin(actor, form.cleaned_data.get("jaar") or year))
        if begun is None:
            return refused_on(request, form, address(here, {"jaar": year}))
        told, url = begun
        return done(request, told, url)
    unknown = why_unknown(year)
    trial = None if unknown else try_reindex(actor, year, given.get("na"))
    return {
        "year": year,
        "unknown": unknown,
        "trial": trial,
        "next_url": address(here, {"jaar": year, "na": trial.next_after})
        if trial and trial.next_after
        else None,
        "first_url": address(here, {"jaar": year}) if given.get("na") else None,
        "crumbs": (subsidies_crumb(),),
    }


@page(power="subsidy.approve", template="desk/form.html", nav="subsidies")
def approve_many(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    waiting = versions_to_approve(actor, day, MOST)
    seen = crc32(repr(waiting).encode()) % 10**9
    back = address(reverse("subsidies"), {"status": "goedkeuren"})
    form = VersionForm(request.POST or None, initial={"version": seen})

    def approve() -> Any:
        # What was proposed after the page was opened, nobody has looked at.
        if form.cleaned_data["version"] != seen:
            raise ChangedMeanwhile(seen, {})
        return services.approve_subsidies(actor, [number for number, _version in waiting], today=day)

    if request.method == "POST":
        made = do(form, lambda _accepted: approve())
        if made is not None:
            words = ngettext(
                "%(many)s subsidie is toegekend.", "%(many)s subsidies zijn toegekend.", len(made)
            )
            return done(request, words % {"many": len(made)}, back)
    many = ngettext(
        "Er wacht %(many)s voorstel op u. Bekijk het eerst in de lijst.",
        "Er wachten %(many)s voorstellen op u. Bekijk ze eerst in de lijst.",
        len(waiting),
    )
    lead = many % {"many": len(waiting)}
    crumbs = (subsidies_crumb(),)
    return form_page(form, _("Alle voorstellen goedkeuren"), _("Goedkeuren"), back, crumbs=crumbs, lead=lead)


def _begin(actor: Actor, year: int) -> tuple[str, str]:
    task = begin_reindex(actor, year, today=today(), at=timezone.now())
    if task is None:
        return _("De voorstellen staan klaar. Een tweede persoon keurt ze goed."), reverse("subsidies")
    return _("Dit duurt even. Hier ziet u hoe ver het is."), reverse("task", args=[task])


def _next(day: date) -> int:
    """The year that someone thinks of: until the summer the one that began, after it the coming one."""
    return day.year if day.month < 7 else day.year + 1


urls = [
    path("subsidies/nieuw-jaar/", new_year, name="subsidies-new-year"),
    path("subsidies/goedkeuren/", approve_many, name="subsidies-approve"),
]
