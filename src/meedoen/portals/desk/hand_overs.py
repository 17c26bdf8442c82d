"""Pages about hand-overs: what waits for whom, one card, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import DESK
from meedoen.portals.desk.forms.circle import ColleagueForm, RefuseForm, SureForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import back_to_file, people_crumb
from meedoen.portals.desk.register_pages import address, done, form_page, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.people import handing_over
from meedoen.register.people.around import choices_of, own_desk
from meedoen.register.people.hand_overs import Card, HandOverPage
from meedoen.register.people.handing_over import look_at_hand_over, look_at_hand_overs
from meedoen.register.places import place_name

Answer = Mapping[str, Any] | HttpResponseBase
SIDES = {"aan-ons": "in", "door-ons": "out"}


@page(power="hand_over.list", template="desk/hand_overs/list.html", nav="people", methods=("GET", "HEAD"))
def hand_over_list(request: HttpRequest, actor: Actor) -> Answer:
    """Without a choice of side the first of both; the auditor has no side and reads them all."""
    asked = request.GET.get("kant", "")
    answered = request.GET.get("stand", "") == "beantwoord"
    sides = {asked: SIDES[asked]} if asked in SIDES else SIDES if _has_desk(actor) else {"": ""}
    after = _after(request.GET.get("na", "")) if len(sides) == 1 else None
    lists = []
    for word, side in sides.items():
        found = look_at_hand_overs(actor, side=side, answered=answered, after=after, today=today())
        lists.append({"side": side, "cards": found.cards, "next_url": _next(word, answered, found)})
    return {
        "lists": lists,
        "answered": answered,
        "asked": asked if asked in SIDES else "",
        "first_url": address(reverse("hand-overs"), _words(asked, answered)) if after else None,
        "place_name": place_name,
        "crumbs": (people_crumb(),),
    }


@page(power="hand_over.see", template="desk/hand_overs/hand_over.html", nav="people", methods=("GET", "HEAD"))
def hand_over(request: HttpRequest, actor: Actor, hand_over: int) -> Answer:
    card = look_at_hand_over(actor, hand_over, today=today())
    return {
        "card": card,
        "place_name": place_name,
        "crumbs": _crumbs(),
        "can": powers_of(actor, "hand_over.accept", "hand_over.refuse", "hand_over.withdraw"),
    }


@page(power="hand_over.accept", template="desk/form.html", nav="people")
def hand_over_accept(request: HttpRequest, actor: Actor, hand_over: int) -> Answer:
    day = today()
    card = look_at_hand_over(actor, hand_over, today=day)
    start = {"account": actor.account_id}
    form = ColleagueForm(request.POST or None, colleagues=choices_of(own_desk(actor, day)), initial=start)
    form.fields["account"].label = _("Wie wordt de vaste contactpersoon?")
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: handing_over.accept_file(
                actor, hand_over, form.cleaned_data["account"], today=day
            ),
        )
        if made is not None:
            message = _("U bent nu dossierhouder van %(number)s.") % {"number": card.number}
            return done(request, message, back_to_file(actor, card.number))
    lead = _(
        "%(who)s: uw organisatie wordt dossierhouder. %(from)s ziet het dossier daarna niet meer vanzelf."
    )
    words = {"who": card.name or card.number, "from": card.asked_by}
    return _deed(form, card, _("Dossier overnemen"), _("Overnemen"), lead % words)


@page(power="hand_over.refuse", template="desk/form.html", nav="people")
def hand_over_refuse(request: HttpRequest, actor: Actor, hand_over: int) -> Answer:
    day = today()
    card = look_at_hand_over(actor, hand_over, today=day)
    form = RefuseForm(request.POST or None)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: handing_over.refuse_file(
                actor, hand_over, form.cleaned_data["because"], today=day
            ),
        )
        if made is not None:
            message = _("%(name)s leest nu waarom u dit dossier niet overneemt.")
            return done(request, message % {"name": card.asked_by}, reverse("hand-overs"))
    title, button = _("Dossier niet overnemen"), _("Niet overnemen")
    return _deed(form, card, title, button, card.name or card.number, danger=True)


@page(power="hand_over.withdraw", template="desk/form.html", nav="people")
def hand_over_withdraw(request: HttpRequest, actor: Actor, hand_over: int) -> Answer:
    day = today()
    card = look_at_hand_over(actor, hand_over, today=day)
    form = SureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = do(form, lambda _accepted: handing_over.withdraw_offer(actor, hand_over, today=day))
        if made is not None:
            message = _("De overdracht aan %(name)s is ingetrokken.")
            return done(request, message % {"name": card.asked_of}, reverse("hand-overs"))
    lead = _("%(name)s hoeft dan niet meer te antwoorden. U blijft dossierhouder.")
    title, button = _("Overdracht intrekken"), _("Intrekken")
    return _deed(form, card, title, button, lead % {"name": card.asked_of}, danger=True)


def _deed(
    form: Any, card: Card, title: str, button: str, lead: str, *, danger: bool = False
) -> Mapping[str, Any]:
    back = reverse("hand-over", args=[card.pk])
    crumbs = (*_crumbs(), Link(_("Overdracht van %(number)s") % {"number": card.number}, back))
    return form_page(form, title, button, back, crumbs=crumbs, lead=lead, danger=danger)


def _crumbs() -> tuple[Link, Link]:
    return people_crumb(), Link(_("Overdrachten"), reverse("hand-overs"))


def _has_desk(actor: Actor) -> bool:
    return actor.has_role(*DESK)


def _words(side: str, answered: bool) -> dict[str, str]:
    return {"kant": side if side in SIDES else "", "stand": "beantwoord" if answered else ""}


def _next(side: str, answered: bool, found: HandOverPage) -> str | None:
    if found.next_after is None:
        return None
    day, key = found.next_after
    return address(reverse("hand-overs"), {**_words(side, answered), "na": f"{day.isoformat()}_{key}"})


def _after(text: str) -> tuple[date, int] | None:
    """Read the place in a list from the address; what nobody wrote there is the beginning."""
    day, _separator, key = text.partition("_")
    try:
        found = date.fromisoformat(day), int(key)
    except ValueError:
        return None
    return found if 0 < found[1] < 2**63 else None


urls = [
    path("overdrachten/", hand_over_list, name="hand-overs"),
    path("overdrachten/<int:hand_over>/", hand_over, name="hand-over"),
    path("overdrachten/<int:hand_over>/overnemen/", hand_over_accept, name="hand-over-accept"),
    path("overdrachten/<int:hand_over>/weigeren/", hand_over_refuse, name="hand-over-refuse"),
    path("overdrachten/<int:hand_over>/intrekken/", hand_over_withdraw, name="hand-over-withdraw"),
]
