"""Pages with one deed on an agreement: sharing, signing, starting, another end, and how it stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor
from meedoen.portals.desk.agreements import agreement_url, agreements_crumb
from meedoen.portals.desk.employer_file import typed
from meedoen.portals.desk.forms import agreements as forms
from meedoen.portals.desk.forms.fields import DeedForm, day_after, do
from meedoen.portals.desk.pages import page
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.portals.sign_letters import write_for
from meedoen.register.agreeing.starting import start_agreement
from meedoen.register.agreements import reviewing, running, services, signing
from meedoen.register.agreements.links import send_link, send_review_link
from meedoen.register.agreements.selectors import (
    agreement_to_change,
    name_of,
    organisation_of,
    party_of,
    terms_of,
)
from meedoen.register.agreements.to_job import NewJob, trial_to_job

Answer = Mapping[str, Any] | HttpResponseBase
Page = Callable[..., HttpResponseBase]
DAY = timedelta(days=1)


def _about(form: DeedForm, found: Any, title: Any, button: Any, lead: Any = "", **more: Any) -> Answer:
    here = agreement_url(found.number)
    crumbs = (agreements_crumb(), Link(found.number, here))
    return form_page(form, str(title), str(button), here, crumbs=crumbs, lead=str(lead), **more)


def button_page(power: str, service: Callable[..., Any], title: Any, button: Any, lead: Any) -> Page:
    """Make the page of a deed of one button."""

    @page(power=power, template="desk/form.html", nav="agreements")
    def press(request: HttpRequest, actor: Actor, number: str) -> Answer:
        found = agreement_to_change(actor, number)
        form = forms.VersionForm(typed(request), initial={"version": found.version})
        if request.method == "POST":
            made = do(
                form,
                lambda _accepted: service(actor, number, version=form.cleaned_data["version"], today=today()),
            )
            if made is not None:
                return done(request, _("Vastgelegd."), agreement_url(made.number))
        return _about(form, found, title, button, lead)

    return press


def because_page(
    power: str, service: Callable[..., Any], title: Any, lead: Any = "", *, danger: bool = False
) -> Page:
    """Make the page of a deed with a reason."""

    @page(power=power, template="desk/form.html", nav="agreements")
    def because(request: HttpRequest, actor: Actor, number: str) -> Answer:
        found = agreement_to_change(actor, number)
        form = forms.BecauseForm(typed(request), deed=power, initial={"version": found.version})
        if request.method == "POST":
            made = do(
                form,
                lambda accepted: service(actor, number, **form.given(), accepted=accepted, today=today()),
            )
            if made is not None:
                return done(request, _("Vastgelegd."), agreement_url(made.number))
        return _about(form, found, title, _("Vastleggen"), lead, danger=danger)

    return because


def end_page(power: str, service: Callable[..., Any], title: Any, lead: Any) -> Page:
    """Make the page that lays another last day before all sides."""

    @page(power=power, template="desk/form.html", nav="agreements")
    def other_end(request: HttpRequest, actor: Actor, number: str) -> Answer:
        found = agreement_to_change(actor, number)
        start = {
            "version": found.version,
            "ends_before": found.ends_before - DAY if found.ends_before else None,
        }
        form = forms.OtherEndForm(typed(request), deed=power, initial=start)
        if request.method == "POST":
            made = do(
                form,
                lambda accepted: service(actor, number, **form.given(), accepted=accepted, today=today()),
            )
            if made is not None:
                said = _("Vastgelegd. Alle partijen tekenen het nieuwe einde. Stuur ze een link.")
                return done(request, said, agreement_url(made.number))
        return _about(form, found, title, _("Ter tekening geven"), lead)

    return other_end


share = button_page(
    "agreement.share",
    services.share_agreement,
    gettext_lazy("Ter tekening geven"),
    gettext_lazy("Ter tekening geven"),
    gettext_lazy("Daarna staat de tekst vast. Wijzigen kan alleen nog na ontgrendelen."),
)
own_sign = button_page(
    "agreement.sign",
    signing.sign_with_account,
    gettext_lazy("Tekenen voor uw organisatie"),
    gettext_lazy("Tekenen"),
    gettext_lazy("U tekent als gemeente of UWV. Lees de overeenkomst eerst."),
)
apply_end = button_page(
    "agreement.apply",
    running.apply_change,
    gettext_lazy("Ander einde laten ingaan"),
    gettext_lazy("Laten ingaan"),
    gettext_lazy("Allen hebben getekend. De plaatsing krijgt hetzelfde einde."),
)
unlock = because_page(
    "agreement.unlock",
    services.unlock_agreement,
    gettext_lazy("Ontgrendelen"),
    gettext_lazy(
        "Alle handtekeningen vervallen en de links werken niet meer. De tekst is daarna een concept."
    ),
    danger=True,
)
annul = because_page(
    "agreement.annul",
    services.annul_agreement,
    gettext_lazy("Overeenkomst annuleren"),
    gettext_lazy("Zij is dan voorbij zonder dat er werk begon. De links werken niet meer."),
    danger=True,
)
drop = because_page(
    "agreement.drop",
    running.drop_change,
    gettext_lazy("Ander einde laten vervallen"),
    gettext_lazy("Het einde dat nu geldt, blijft staan."),
)
suspend = because_page(
    "agreement.suspend",
    running.suspend_agreement,
    gettext_lazy("Opschorten"),
    gettext_lazy("Het werk stopt tijdelijk. De laatste dag blijft staan, en de plaatsing loopt door."),
)
resume = because_page("agreement.resume", running.resume_agreement, gettext_lazy("Hervatten"))
extend = end_page(
    "agreement.extend",
    running.extend_agreement,
    gettext_lazy("Verlengen"),
    gettext_lazy("Langer dan de regeling toelaat, kan niet. Het geldt als iedereen heeft getekend."),
)
shorten = end_page(
    "agreement.shorten",
    running.shorten_agreement,
    gettext_lazy("Inkorten"),
    gettext_lazy("Het geldt als iedereen heeft getekend. Stopt het werk nu? Kies dan Beëindigen."),
)


def _side_page(power: str, service: Callable[..., Any], title: Any, lead: Any) -> Page:
    """Make the page of a deed with a reason about the signature of one side."""

    @page(power=power, template="desk/form.html", nav="agreements")
    def of_side(request: HttpRequest, actor: Actor, number: str, side: str) -> Answer:
        found = agreement_to_change(actor, number)
        party = party_of(found, side)
        form = forms.BecauseForm(typed(request), deed=power, initial={"version": found.version})
        if request.method == "POST":
            made = do(
                form,
                lambda accepted: service(
                    actor, number, party.side, **form.given(), accepted=accepted, today=today()
                ),
            )
            if made is not None:
                return done(request, _("Vastgelegd."), agreement_url(made.number))
        return _about(form, found, title, _("Vastleggen"), str(lead) % {"who": _who(found, party)})

    return of_side


def _who(found: Any, party: Any) -> str:
    of = organisation_of(found, party.side)
    return f"{name_of(found, party)} ({of})" if of else name_of(found, party)


on_behalf = _side_page(
    "agreement.sign_on_behalf",
    signing.sign_on_behalf,
    gettext_lazy("Tekenen namens"),
    gettext_lazy(
        "U tekent namens %(who)s. Dat doet u alleen als die het u heeft gevraagd. Uw naam staat erbij."
    ),
)
take_back = _side_page(
    "agreement.withdraw_signature",
    signing.withdraw_signature,
    gettext_lazy("Handtekening intrekken"),
    gettext_lazy("De handtekening van %(who)s vervalt. Die van de anderen blijven staan."),
)


@page(power="agreement.send_link", template="desk/form.html", nav="agreements")
def link(request: HttpRequest, actor: Actor, number: str, side: str) -> Answer:
    found = agreement_to_change(actor, number)
    party = party_of(found, side)
    start = {"version": found.version, "to": party.told_at}
    form = forms.LinkForm(typed(request), initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: send_link(
                actor, number, side, **form.cleaned_data, write=write_for(request), today=today()
            ),
        )
        if made is not None:
            return done(request, _("De link is verstuurd."), agreement_url(found.number))
    lead = _(
        "De link gaat naar %(who)s zelf. U ziet hem niet. Een eerdere link van deze partij werkt daarna niet "
        "meer."
    ) % {"who": _who(found, party)}
    return _about(form, found, _("Link om te tekenen sturen"), _("Versturen"), lead)


@page(power="agreement.send_link", template="desk/form.html", nav="agreements")
def review_link(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = agreement_to_change(actor, number)
    start = {"version": found.version, "to": party_of(found, "person").told_at}
    form = forms.LinkForm(typed(request), initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: send_review_link(
                actor, number, **form.cleaned_data, write=write_for(request, is_review=True), today=today()
            ),
        )
        if made is not None:
            return done(request, _("De link is verstuurd."), agreement_url(found.number))
    lead = _("De kandidaat leest het verslag en zegt of het klopt.")
    return _about(form, found, _("Verslag naar de kandidaat sturen"), _("Versturen"), lead)


@page(power="agreement.start", template="desk/form.html", nav="agreements")
def start(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = agreement_to_change(actor, number)
    form = forms.StartForm(typed(request), initial={"version": found.version, "is_new_job": "nieuw"})
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: start_agreement(actor, number, **form.given(), accepted=accepted, today=today()),
        )
        if made is not None:
            said = _("De overeenkomst loopt en de plaatsing is geregistreerd.")
            return done(request, said, agreement_url(made.number))
    lead = _("Allen hebben getekend. Met deze stap wordt ook de plaatsing geregistreerd.")
    return _about(form, found, _("Laten beginnen"), _("Laten beginnen"), lead)


@page(power="agreement.end", template="desk/form.html", nav="agreements")
def end(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = agreement_to_change(actor, number)
    form = forms.EndForm(typed(request), initial={"version": found.version, "ends_before": today()})
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: running.end_agreement(actor, number, **form.given(), today=today()),
        )
        if made is not None:
            said = _("Het einde is vastgelegd, ook bij de plaatsing.")
            return done(request, said, agreement_url(made.number))
    lead = _("Het werk stopt. Niemand hoeft hiervoor te tekenen.")
    return _about(form, found, _("Overeenkomst beëindigen"), _("Beëindigen"), lead, danger=True)


@page(power="agreement.review", template="desk/form.html", nav="agreements")
def review(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = agreement_to_change(actor, number)
    form = forms.ReviewForm(typed(request), initial={"version": found.version})
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: reviewing.write_review(
                actor, number, **form.cleaned_data, accepted=accepted, today=today()
            ),
        )
        if made is not None:
            said = _("Het verslag is geschreven. Stuur het nu naar de kandidaat.")
            return done(request, said, agreement_url(made.number))
    lead = _("Schrijf het samen met de werkgever. De kandidaat leest het en kan het tegenspreken.")
    return _about(form, found, _("Verslag van de proef"), _("Vastleggen"), lead)


@page(power="agreement.sign_on_behalf", template="desk/form.html", nav="agreements")
def review_answer(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = agreement_to_change(actor, number)
    form = forms.AnswerForm(typed(request), initial={"version": found.version})
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: reviewing.answer_on_behalf(
                actor, number, **form.cleaned_data, accepted=accepted, today=today()
            ),
        )
        if made is not None:
            return done(request, _("Vastgelegd."), agreement_url(made.number))
    lead = _("Lees het verslag voor. Schrijf op wat de kandidaat zegt, ook als die het er niet mee eens is.")
    return _about(form, found, _("Antwoord van de kandidaat"), _("Vastleggen"), lead)


@page(power="agreement.to_job", template="desk/form.html", nav="agreements")
def to_job(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = agreement_to_change(actor, number)
    start_with = {
        "version": found.version,
        "starts_on": found.ends_before or today(),
        "hours_week": terms_of(found).hours_week,
    }
    form = forms.JobForm(typed(request), initial=start_with)
    if request.method == "POST":
        made = do(form, lambda accepted: _to_job(actor, number, form.cleaned_data, accepted))
        if made is not None:
            said = _("De proef eindigt omdat er een baan komt. %(number)s ligt klaar, ingevuld.")
            return done(request, said % {"number": made.number}, agreement_url(made.number))
    lead = _(
        "De proef eindigt als de baan begint. De overeenkomst voor de baan wordt ingevuld; de plaatsing komt "
        "er als die begint."
    )
    return _about(form, found, _("Van proef naar baan"), _("Naar baan"), lead)


def _to_job(actor: Actor, number: str, given: Mapping[str, Any], accepted: Any) -> Any:
    job = NewJob(given["starts_on"], given["hours_week"], day_after(given["ends_before"]))
    return trial_to_job(actor, number, job, version=given["version"], accepted=accepted, today=today())


_AT = "overeenkomsten/<str:number>/"
urls = [
    path(f"{_AT}ter-tekening/", share, name="agreement-share"),
    path(f"{_AT}tekenen/", own_sign, name="agreement-sign"),
    path(f"{_AT}link/<str:side>/", link, name="agreement-link"),
    path(f"{_AT}namens/<str:side>/", on_behalf, name="agreement-on-behalf"),
    path(f"{_AT}intrekken/<str:side>/", take_back, name="agreement-take-back"),
    path(f"{_AT}ontgrendelen/", unlock, name="agreement-unlock"),
    path(f"{_AT}beginnen/", start, name="agreement-start"),
    path(f"{_AT}verlengen/", extend, name="agreement-extend"),
    path(f"{_AT}inkorten/", shorten, name="agreement-shorten"),
    path(f"{_AT}ingaan/", apply_end, name="agreement-apply"),
    path(f"{_AT}vervallen/", drop, name="agreement-drop"),
    path(f"{_AT}opschorten/", suspend, name="agreement-suspend"),
    path(f"{_AT}hervatten/", resume, name="agreement-resume"),
    path(f"{_AT}einde/", end, name="agreement-end"),
    path(f"{_AT}annuleren/", annul, name="agreement-annul"),
    path(f"{_AT}verslag/", review, name="agreement-review"),
    path(f"{_AT}verslag/link/", review_link, name="agreement-review-link"),
    path(f"{_AT}verslag/antwoord/", review_answer, name="agreement-review-answer"),
    path(f"{_AT}baan/", to_job, name="agreement-job"),
]
