"""Pages about the end of a file: terms, the plan, what was announced, and putting it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.portals import formats
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.privacy import ConfirmForm, PauseForm, TermForm
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_crumbs
from meedoen.portals.desk.privacy import place_in_list
from meedoen.portals.desk.register_pages import address, done, form_page, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.people.services import look_at_person
from meedoen.register.privacy import ending, selectors, services
from meedoen.register.privacy.plan import own_region, retention_plan
from meedoen.rules.book import value_on

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="retention.see", template="desk/privacy/retention.html", nav="retention", methods=("GET", "HEAD"))
def retention(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    plan = ending.look_at_plan(actor, today=day)
    return {
        "plan": plan,
        "decisions": selectors.decisions_of(plan.region),
        "notice_days": value_on(ending.NOTICE_DAYS, day),
        "ready": sum(one.total.ready for one in plan.categories),
        "due": sum(one.total.due for one in plan.categories),
        "can": powers_of(actor, "retention.decide", "retention.announce", "retention.run"),
    }


@page(power="retention.decide", template="desk/form.html", nav="retention")
def retention_decide(request: HttpRequest, actor: Actor) -> Answer:
    own_region(actor)
    form = TermForm(request.POST or None, initial={"category": request.GET.get("soort", "")[:20]})
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: ending.set_term(actor, **form.cleaned_data, accepted=accepted, today=today()),
        )
        if made is not None:
            return done(request, _("De termijn is vastgesteld."), reverse("retention"))
    lead = _(
        "Geen bron die wij lazen noemt een wettelijke termijn. Stel deze vast met uw archivaris en uw "
        "functionaris gegevensbescherming. Zonder termijn verdwijnt er niets."
    )
    return _deed(form, _("Bewaartermijn vaststellen"), _("Vaststellen"), lead)


@page(power="retention.announce", template="desk/form.html", nav="retention")
def retention_announce(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    many = sum(one.total.due for one in retention_plan(actor, day).categories)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = do(form, lambda _accepted: ending.announce(actor, today=day))
        if made is not None:
            message = ngettext(
                "Eén dossier is aangekondigd.", "%(many)s dossiers zijn aangekondigd.", sum(made.values())
            )
            return done(request, message % {"many": formats.whole(sum(made.values()))}, reverse("retention"))
    lead = ngettext(
        "Bij één dossier komt te staan dat het over %(days)s dagen wordt geanonimiseerd.",
        "Bij %(many)s dossiers komt te staan dat ze over %(days)s dagen worden geanonimiseerd.",
        many,
    )
    days = formats.whole(value_on(ending.NOTICE_DAYS, day).number)
    words = {"many": formats.whole(many), "days": days}
    return _deed(form, _("Anonimiseren aankondigen"), _("Aankondigen"), lead % words)


@page(power="retention.run", template="desk/form.html", nav="retention")
def retention_run(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    many = sum(one.total.ready for one in retention_plan(actor, day).categories)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = do(form, lambda _accepted: ending.anonymise_due(actor, today=day))
        if made is not None:
            gone, stays = sum(one.anonymised for one in made), sum(one.called_off for one in made)
            message = _("%(gone)s dossiers zijn geanonimiseerd; %(stays)s aankondigingen zijn vervallen.")
            words = {"gone": formats.whole(gone), "stays": formats.whole(stays)}
            return done(request, message % words, reverse("retention"))
    lead = ngettext(
        "Eén dossier wordt geanonimiseerd. Dat kan niet ongedaan worden gemaakt. Cijfers blijven gelijk.",
        "%(many)s dossiers worden geanonimiseerd. "
        "Dat kan niet ongedaan worden gemaakt. Cijfers blijven gelijk.",
        many,
    )
    title = _("Opruiming uitvoeren")
    return _deed(form, title, _("Anonimiseren"), lead % {"many": formats.whole(many)}, danger=True)


@page(
    power="retention.notices",
    template="desk/privacy/notices.html",
    nav="privacy-requests",
    methods=("GET", "HEAD"),
)
def notices(request: HttpRequest, actor: Actor) -> Answer:
    after = place_in_list(request.GET.get("na", ""))
    mine = request.GET.get("wie", "") == "mijn"
    found = services.look_at_notices(actor, mine=mine, after=after)
    here = reverse("retention-notices")
    chosen = {"wie": "mijn"} if mine else {}
    following = f"{found.next_after[0]}.{found.next_after[1]}" if found.next_after else ""
    return {
        "found": found,
        "chosen": chosen,
        "first_url": address(here, chosen) if after else None,
        "next_url": address(here, {**chosen, "na": following}) if following else None,
        "can": powers_of(actor, "retention.pause"),
    }


@page(power="retention.pause", template="desk/form.html", nav="people")
def notice_pause(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = look_at_person(actor, number, own=True).person
    form = PauseForm(request.POST or None)
    if request.method == "POST":
        made = do(
            form, lambda _accepted: ending.pause_notice(actor, who.number, **form.cleaned_data, today=day)
        )
        if made is not None:
            return done(request, _("Het anonimiseren is uitgesteld."), _url(who.number))
    return _about(form, who, _("Anonimiseren uitstellen"), _("Uitstellen"))


@page(power="retention.pause", template="desk/form.html", nav="people")
def notice_resume(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = look_at_person(actor, number, own=True).person
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = do(form, lambda _accepted: ending.resume_notice(actor, who.number, today=today()))
        if made is not None:
            return done(request, _("Het uitstel is voorbij."), _url(who.number))
    return _about(form, who, _("Uitstel beëindigen"), _("Beëindigen"))


def _deed(form: Any, title: str, button: str, lead: str = "", *, danger: bool = False) -> Mapping[str, Any]:
    back = reverse("retention")
    crumbs = (Link(_("Bewaartermijnen"), back),)
    return form_page(form, title, button, back, crumbs=crumbs, lead=lead, danger=danger)


def _about(form: Any, who: Any, title: str, button: str) -> Mapping[str, Any]:
    crumbs = file_crumbs(who.name, who.number)
    return form_page(form, title, button, _url(who.number), crumbs=crumbs, lead=who.name)


def _url(number: str) -> str:
    return reverse("person-privacy", args=[number])


urls = [
    path("bewaartermijnen/", retention, name="retention"),
    path("bewaartermijnen/vaststellen/", retention_decide, name="retention-decide"),
    path("bewaartermijnen/aankondigen/", retention_announce, name="retention-announce"),
    path("bewaartermijnen/uitvoeren/", retention_run, name="retention-run"),
    path("aankondigingen/", notices, name="retention-notices"),
    path("kandidaten/<str:number>/privacy/uitstel/", notice_pause, name="person-notice-pause"),
    path("kandidaten/<str:number>/privacy/hervatten/", notice_resume, name="person-notice-resume"),
]
