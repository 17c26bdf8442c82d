"""Pages about coaching: my list, one coaching, the tab of a placement; granting, changing, stopping."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.portals.desk.coaching_page import (
    about_placement,
    coaching_context,
    coaching_url,
    coachings_crumb,
    drafts_words,
    norm_words,
)
from meedoen.portals.desk.forms.coaching import ChangeForm, CoachingForm, CoachingsFilter, EndForm
from meedoen.portals.desk.forms.fields import day_after, do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, done, filled_in, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.coaching import services
from meedoen.register.coaching.listing import SCOPES
from meedoen.register.coaching.looking import look_at_coaching, look_at_coachings
from meedoen.register.coaching.selectors import coach_choices, coaching_by_number
from meedoen.register.coaching.words import choices
from meedoen.register.placements.selectors import placement_by_number
from meedoen.register.placements.services import look_at_placement

Answer = Mapping[str, Any] | HttpResponseBase
YEAR = timedelta(days=365)
DAY = timedelta(days=1)


@page(power="coaching.list", template="desk/coaching/list.html", nav="coachings", methods=("GET", "HEAD"))
def coachings_list(request: HttpRequest, actor: Actor) -> Answer:
    given = filled_in(CoachingsFilter, request)
    scope, start = given.get("van") or "mijn", given.get("vanaf") or 0
    day, here = today(), reverse("coachings")
    found = look_at_coachings(actor, scope, day, start)
    return {
        "found": found,
        "first_url": address(here, {"van": scope}) if start else None,
        "next_url": address(here, {"van": scope, "vanaf": found.next_from}) if found.next_from else None,
        "scope": scope,
        "scopes": choices(SCOPES),
        "day": day,
        "may_visit": may(actor, "coaching.visit"),
        "device": drafts_words(actor),
        "keep": "no-store",
    }


@page(power="coaching.see", template="desk/coaching/coaching.html", nav="coachings", methods=("GET", "HEAD"))
def coaching(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = look_at_coaching(actor, number)
    return {**coaching_context(actor, found, today()), "crumbs": (coachings_crumb(),), "keep": "no-store"}


@page(
    power="coaching.see",
    template="desk/coaching/of_placement.html",
    nav="placements",
    methods=("GET", "HEAD"),
)
def placement_coaching(request: HttpRequest, actor: Actor, number: str) -> Answer:
    return about_placement(actor, look_at_placement(actor, number), today())


@page(power="coaching.grant", template="desk/form.html", nav="placements")
def coaching_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = placement_by_number(actor, number)
    day = today()
    starts_on = max(found.starts_on, day)
    start = {"starts_on": starts_on, "ends_before": _last_day(starts_on, found.ends_before)}
    form = CoachingForm(request.POST or None, coaches=coach_choices(day), initial=start)
    back = reverse("placement-coaching", args=[found.number])
    if request.method == "POST":
        made = do(form, lambda accepted: _grant(actor, found.number, form.cleaned_data, accepted, day))
        if made is not None:
            message = _("Begeleiding %(number)s is toegekend.") % {"number": made.number}
            return done(request, message, coaching_url(made.number))
    crumbs = (Link(_("Plaatsingen"), reverse("placements")), Link(found.number, back))
    lead = norm_words(actor, found, starts_on)
    return form_page(form, _("Begeleiding toekennen"), _("Toekennen"), back, crumbs=crumbs, lead=lead)


def _last_day(starts_on: date, work_ends: date | None) -> date:
    last = starts_on + YEAR - DAY
    return last if work_ends is None else min(last, work_ends - DAY)


def _grant(actor: Actor, number: str, given: Mapping[str, Any], accepted: frozenset[str], day: date) -> Any:
    last = given["ends_before"]
    new = services.NewCoaching(placement=number, **{**given, "ends_before": day_after(last) or last})
    return services.grant_coaching(actor, new, accepted=accepted, today=day)


@page(power="coaching.change", template="desk/form.html", nav="coachings")
def coaching_change(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = coaching_by_number(actor, number)
    stands = {
        name: getattr(found, name) for name in ("coach_id", "substitute_id", "regime", "hours", "version")
    }
    stands["ends_before"] = found.ends_before - DAY
    # Who stands there but may not be chosen any more stays readable.
    coaches = dict(coach_choices(today()))
    for one in (found.coach, found.substitute):
        if one is not None:
            coaches.setdefault(one.pk, _("%(name)s, heeft geen toegang meer") % {"name": one.name})
    form = ChangeForm(request.POST or None, coaches=list(coaches.items()), initial=stands)
    back = coaching_url(found.number)
    if request.method == "POST" and do(form, lambda _accepted: _change(actor, number, form.cleaned_data)):
        return done(request, _("De begeleiding is gewijzigd."), back)
    crumbs = (coachings_crumb(), Link(found.number, back))
    lead = norm_words(actor, found.placement, today())
    return form_page(form, _("Begeleiding wijzigen"), _("Opslaan"), back, crumbs=crumbs, lead=lead)


def _change(actor: Actor, number: str, given: Mapping[str, Any]) -> Any:
    values = {name: value for name, value in given.items() if name != "version"}
    values["ends_before"] = day_after(values["ends_before"])
    return services.change_coaching(
        actor, number, services.Changes(**values), version=given["version"], today=today()
    )


@page(power="coaching.end", template="desk/form.html", nav="coachings")
def coaching_end(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = coaching_by_number(actor, number)
    form = EndForm(request.POST or None, initial={"ends_before": today(), "version": found.version})
    back = coaching_url(found.number)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.end_coaching(
                actor,
                number,
                day_after(form.cleaned_data["ends_before"]) or today(),
                form.cleaned_data["because"],
                version=form.cleaned_data["version"],
                today=today(),
            ),
        )
        if made is not None:
            return done(request, _("Het einde van de begeleiding is vastgelegd."), back)
    crumbs = (coachings_crumb(), Link(found.number, back))
    lead = _("Bezoeken en afspraken blijven staan. Wat niet gebruikt is, komt terug in het budget.")
    return form_page(
        form, _("Begeleiding stoppen"), _("Stoppen"), back, crumbs=crumbs, lead=lead, danger=True
    )


urls = [
    path("begeleiding/", coachings_list, name="coachings"),
    path("begeleiding/<str:number>/", coaching, name="coaching"),
    path("begeleiding/<str:number>/wijzigen/", coaching_change, name="coaching-change"),
    path("begeleiding/<str:number>/stoppen/", coaching_end, name="coaching-end"),
    path("plaatsingen/<str:number>/begeleiding/", placement_coaching, name="placement-coaching"),
    path("plaatsingen/<str:number>/begeleiding/toekennen/", coaching_new, name="coaching-new"),
]
