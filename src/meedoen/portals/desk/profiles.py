"""Pages about someone's profile: the profile itself, a form for each card, and going through it together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.profiles import ConfirmProfileForm, TasksForm
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_crumbs, file_page
from meedoen.portals.desk.profile_cards import ALL_PAGES, BY_NAME, CARD_PAGES, OWN_WORDS, CardPage, facts_of
from meedoen.portals.desk.register_pages import done, form_page, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.people.services import look_at_person
from meedoen.register.profiles import services
from meedoen.register.profiles.cards import Wishes, fields_of
from meedoen.register.profiles.selectors import ProfileNow, profile_of

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="profile.see", template="desk/profiles/profile.html", nav="people", methods=("GET", "HEAD"))
def profile(request: HttpRequest, actor: Actor, number: str) -> Answer:
    context = file_page(actor, number, "person-profile")
    now = profile_of(context["person"], today())
    return {
        **context,
        "profile": now,
        "own_words": now.cards[OWN_WORDS.name],
        "own_words_page": OWN_WORDS,
        "cards": [(one, facts_of(now.cards[one.name])) for one in CARD_PAGES],
        "missing": [(one, BY_NAME[one.card].url_name) for one in now.missing],
        "no_conditions": not any(one.code == "conditions" for one in now.missing),
        "can": powers_of(actor, "profile.change", "profile.confirm"),
    }


@page(power="profile.confirm", template="desk/form.html", nav="people")
def profile_confirm(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = look_at_person(actor, number, "profile").person
    form = ConfirmProfileForm(request.POST or None, initial={"on": day})
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: services.confirm_profile(actor, number, form.cleaned_data["on"], today=day),
        )
        if made is not None:
            return done(request, _("Vastgelegd dat het profiel is doorgenomen."), _url(number))
    return form_page(
        form,
        _("Profiel doorgenomen"),
        _("Vastleggen"),
        _url(number),
        crumbs=_crumbs(who.name, number),
        lead=_("Leg dit vast als u het hele profiel met de kandidaat hebt doorgenomen en het nog klopt."),
    )


def card_page(card: CardPage) -> Callable[..., HttpResponseBase]:
    """Make the page with the form of one card."""
    template = "desk/profiles/tasks.html" if card.form is TasksForm else "desk/form.html"

    @page(power="profile.change", template=template, nav="people")
    def change(request: HttpRequest, actor: Actor, number: str) -> Answer:
        day = today()
        who = look_at_person(actor, number, "profile").person
        now = profile_of(who, day)
        start = {**fields_of(now.cards[card.name]), "version": now.version}
        # Sent is sent, even with every box left empty.
        given = request.POST if request.method == "POST" else None
        form = card.form(given, initial=start, **_more(card, now))
        if request.method == "POST":
            made = do(
                form,
                lambda accepted: services.change_profile(
                    actor,
                    number,
                    form.card(),
                    version=form.cleaned_data["version"],
                    accepted=accepted,
                    today=day,
                ),
            )
            if made is not None:
                message = _("Opgeslagen: %(card)s.") % {"card": str(card.title).lower()}
                return done(request, message, _url(number))
        return form_page(
            form,
            str(card.title),
            _("Opslaan"),
            _url(number),
            crumbs=_crumbs(who.name, number),
            lead=str(card.lead),
        )

    return change


def _more(card: CardPage, now: ProfileNow) -> dict[str, Any]:
    wishes = now.cards["wishes"]
    return {"wished": wishes.wishes} if card.form is TasksForm and isinstance(wishes, Wishes) else {}


def _crumbs(name: str, number: str) -> tuple[Link, ...]:
    return (*file_crumbs(name, number), Link(_("Profiel"), _url(number)))


def _url(number: str) -> str:
    return reverse("person-profile", args=[number])


urls = [
    path("kandidaten/<str:number>/profiel/", profile, name="person-profile"),
    path("kandidaten/<str:number>/profiel/doorgenomen/", profile_confirm, name="person-profile-confirm"),
    *(
        path(f"kandidaten/<str:number>/profiel/{card.path}/", card_page(card), name=card.url_name)
        for card in ALL_PAGES
    ),
]
