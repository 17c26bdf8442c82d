"""Pages with one deed on a proposal: the link, the name, a talk, a trial, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.access.actors import Actor
from meedoen.portals import formats
from meedoen.portals.desk.employer_file import typed
from meedoen.portals.desk.forms import proposals as forms
from meedoen.portals.desk.forms.fields import DeedForm, do
from meedoen.portals.desk.pages import page
from meedoen.portals.desk.proposals import proposals_crumb
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.jobs.selectors import contact_of
from meedoen.register.proposals import services
from meedoen.register.proposals.links import SentLink, revoke_link, send_link
from meedoen.register.proposals.naming import agree_to_be_named, withdraw_agreement
from meedoen.register.proposals.selectors import proposal_to_change, standing_link

Answer = Mapping[str, Any] | HttpResponseBase
Page = Callable[..., HttpResponseBase]


def _opened(found: Any) -> dict[str, Any]:
    return {"version": found.version}


def _about(form: DeedForm, found: Any, title: Any, button: Any, lead: Any = "", **more: Any) -> Answer:
    here = reverse("proposal", args=[found.number])
    crumbs = (proposals_crumb(), Link(found.number, here))
    return form_page(form, str(title), str(button), here, crumbs=crumbs, lead=str(lead), **more)


def step_page(
    power: str,
    form_of: Callable[..., Any],
    service: Callable[..., Any],
    title: Any,
    button: Any,
    lead: Any = "",
) -> Page:
    """Make the page of one step: its form, its service, and back to the proposal."""

    @page(power=power, template="desk/form.html", nav="proposals")
    def step(request: HttpRequest, actor: Actor, number: str) -> Answer:
        found = proposal_to_change(actor, number)
        form = form_of(typed(request), initial=_opened(found))
        if request.method == "POST":
            made = do(
                form,
                lambda accepted: service(actor, number, **form.given(), accepted=accepted, today=today()),
            )
            if made is not None:
                return done(request, _("Vastgelegd."), reverse("proposal", args=[made.number]))
        return _about(form, found, title, button, lead)

    return step


def _because(deed: str) -> Callable[..., Any]:
    return lambda *args, **kwargs: forms.BecauseForm(*args, deed=deed, **kwargs)


talk = step_page(
    "proposal.plan_talk",
    forms.TalkForm,
    services.plan_talk,
    gettext_lazy("Gesprek plannen"),
    gettext_lazy("Vastleggen"),
    gettext_lazy("Spreek de dag eerst af met de werkgever en de kandidaat."),
)
trial = step_page(
    "proposal.start_trial",
    forms.TrialForm,
    services.start_trial,
    gettext_lazy("Proef starten"),
    gettext_lazy("Vastleggen"),
    gettext_lazy("De kandidaat probeert het werk uit. Daarna beslissen de werkgever en de kandidaat samen."),
)
accept = step_page(
    "proposal.accept",
    forms.StepForm,
    services.accept,
    gettext_lazy("Aannemen"),
    gettext_lazy("Vastleggen"),
    gettext_lazy("De werkgever en de kandidaat willen het allebei. De plek blijft vrij voor deze kandidaat."),
)
refuse = step_page(
    "proposal.refuse",
    _because("proposal.refuse"),
    services.refuse,
    gettext_lazy("Afwijzing vastleggen"),
    gettext_lazy("Vastleggen"),
    gettext_lazy("De reden helpt om een volgende keer beter te zoeken. Hij beslist niets."),
)
pool = step_page(
    "proposal.to_pool",
    _because("proposal.to_pool"),
    services.to_pool,
    gettext_lazy("Bewaren voor later"),
    gettext_lazy("Bewaren"),
    gettext_lazy("De werkgever wil deze kandidaat, maar niet nu. Over drie maanden komt het voorstel terug."),
)
elsewhere = step_page(
    "proposal.hired_elsewhere",
    _because("proposal.hired_elsewhere"),
    services.hired_elsewhere,
    gettext_lazy("Werkt elders"),
    gettext_lazy("Vastleggen"),
)
withdraw = step_page(
    "proposal.withdraw",
    _because("proposal.withdraw"),
    services.withdraw,
    gettext_lazy("Voorstel intrekken"),
    gettext_lazy("Intrekken"),
    gettext_lazy("De link van de werkgever werkt daarna niet meer. Vertel het ook zelf."),
)
reply = step_page(
    "proposal.answer_question",
    forms.ReplyForm,
    services.answer_question,
    gettext_lazy("Vraag beantwoorden"),
    gettext_lazy("Antwoorden"),
)


@page(power="proposal.name", template="desk/form.html", nav="proposals")
def name(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = proposal_to_change(actor, number)
    start = {**_opened(found), "may_tell_subsidy": found.may_tell_subsidy}
    form = forms.NameForm(typed(request), initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: agree_to_be_named(actor, number, **form.cleaned_data, today=today()),
        )
        if made is not None:
            said = _("Vastgelegd. De werkgever ziet de naam achter de link.")
            return done(request, said, reverse("proposal", args=[made.number]))
    lead = _(
        "De kandidaat zegt zelf of %(employer)s mag weten wie het is. Dit geldt alleen voor deze werkgever."
    )
    employer = {"employer": found.job.employer.name}
    return _about(form, found, _("Mag de werkgever de naam weten?"), _("Ja, dat mag"), lead % employer)


@page(power="proposal.name", template="desk/form.html", nav="proposals")
def unname(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = proposal_to_change(actor, number)
    form = forms.VersionForm(typed(request), initial=_opened(found))
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: withdraw_agreement(actor, number, **form.cleaned_data, today=today()),
        )
        if made is not None:
            said = _("Vastgelegd. De werkgever ziet de naam niet meer.")
            return done(request, said, reverse("proposal", args=[made.number]))
    lead = _("Wie de naam al las, kent hem. Achter de link staat hij daarna niet meer.")
    return _about(form, found, _("Naam weer weghalen"), _("Weghalen"), lead, danger=True)


@page(power="proposal.send_link", template="desk/proposals/link.html", nav="proposals")
def link(request: HttpRequest, actor: Actor, number: str) -> Answer:
    """The link is shown once, in answer to the deed that made it."""
    found, day = proposal_to_change(actor, number), today()
    form = forms.VersionForm(typed(request), initial=_opened(found))
    if request.method == "POST":
        made = do(form, lambda _accepted: send_link(actor, number, **form.cleaned_data, today=day))
        if made is not None:
            return {
                **_about(forms.VersionForm(), found, _("De link voor de werkgever"), ""),
                **_letter(request, found, made),
                "keep": "no-store",
            }
    lead = _("Met deze link antwoordt de werkgever zonder account. Wie de link heeft, kan antwoorden.")
    button = _("Nieuwe link maken") if standing_link(found, day) else _("Link maken")
    return _about(form, found, _("Link voor de werkgever"), button, lead)


def _letter(request: HttpRequest, found: Any, made: SentLink) -> dict[str, Any]:
    """The link with the text of a letter that goes with it; neither names the candidate."""
    url = request.build_absolute_uri(reverse("answer", args=[made.token]))
    person = contact_of(found.job)
    subject = _("Een kandidaat voor %(title)s") % {"title": found.job.title}
    body = _(
        "Beste %(name)s,\n\n"
        "Wij hebben iemand voor uw baan “%(title)s”. Wat deze kandidaat kan en wil, leest u hier:\n\n"
        "%(url)s\n\n"
        "Wilt u uiterlijk %(day)s antwoorden? Dat kan op dezelfde bladzijde. Een account is niet nodig.\n\n"
        "Met vriendelijke groet,\n"
        "%(by)s"
    ) % {
        "name": person.name if person else found.job.employer.name,
        "title": found.job.title,
        "url": url,
        "day": formats.day(found.answer_by),
        "by": found.account.name if found.account else found.organisation.name,
    }
    to = quote(person.email, safe="@") if person and person.email else ""
    return {
        "answer_url": url,
        "letter": body,
        "mail_url": f"mailto:{to}?subject={quote(subject)}&body={quote(body)}",
        "until": made.link.expires_on - timedelta(days=1),
    }


@page(power="proposal.send_link", template="desk/form.html", nav="proposals")
def unlink(request: HttpRequest, actor: Actor, number: str) -> Answer:
    found = proposal_to_change(actor, number)
    form = forms.VersionForm(typed(request), initial=_opened(found))
    if request.method == "POST":
        made = do(form, lambda _accepted: revoke_link(actor, number, **form.cleaned_data, today=today()))
        if made is not None:
            said = _("De link werkt niet meer.")
            return done(request, said, reverse("proposal", args=[made.number]))
    return _about(form, found, _("Link intrekken"), _("Intrekken"), danger=True)


urls = [
    path("voorstellen/<str:number>/link/", link, name="proposal-link"),
    path("voorstellen/<str:number>/link-intrekken/", unlink, name="proposal-unlink"),
    path("voorstellen/<str:number>/naam/", name, name="proposal-name"),
    path("voorstellen/<str:number>/geen-naam/", unname, name="proposal-unname"),
    path("voorstellen/<str:number>/antwoord/", reply, name="proposal-reply"),
    path("voorstellen/<str:number>/gesprek/", talk, name="proposal-talk"),
    path("voorstellen/<str:number>/proef/", trial, name="proposal-trial"),
    path("voorstellen/<str:number>/aannemen/", accept, name="proposal-accept"),
    path("voorstellen/<str:number>/afwijzing/", refuse, name="proposal-refuse"),
    path("voorstellen/<str:number>/bewaren/", pool, name="proposal-pool"),
    path("voorstellen/<str:number>/elders/", elsewhere, name="proposal-elsewhere"),
    path("voorstellen/<str:number>/intrekken/", withdraw, name="proposal-withdraw"),
]
