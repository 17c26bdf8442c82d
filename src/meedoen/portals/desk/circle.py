"""Pages about who stands around a person: the circle, and the shares of the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.circle import (
    ColleagueForm,
    OfferForm,
    ShareForm,
    SureForm,
    purposes_with_sections,
)
from meedoen.portals.desk.forms.fields import day_after, do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import back_to_file, deed_on_file, file_page
from meedoen.portals.desk.register_pages import done, powers_of
from meedoen.portals.layout import today
from meedoen.register.people import circle as deeds
from meedoen.register.people import handing_over, sharing
from meedoen.register.people.around import (
    choices_of,
    circle_of,
    colleagues_who_see,
    keeps_file,
    member_of,
    protection_of,
    share_of,
    shares_of,
)
from meedoen.register.people.hand_overs import hand_overs_of
from meedoen.register.people.services import look_at_person
from meedoen.register.people.sharing import NewShare, a_year_after

Answer = Mapping[str, Any] | HttpResponseBase
TAB = "person-circle"


@page(power="person.see", template="desk/people/circle.html", nav="people", methods=("GET", "HEAD"))
def person_circle(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    context = file_page(actor, number, TAB)
    who = context["person"]
    hand_overs = hand_overs_of(actor, who, day)
    return {
        **context,
        "circle": circle_of(who, colleagues_who_see(who, day)),
        "shares": shares_of(who, day),
        "hand_overs": hand_overs,
        "waiting": next((one for one in hand_overs if one.is_open), None),
        "keeps": keeps_file(actor, who, day),
        "protection": protection_of(who),
        "own_account": actor.account_id,
        "can": powers_of(
            actor,
            "circle.set_fixed_contact",
            "circle.set_substitute",
            "circle.involve",
            "circle.leave",
            "share.give",
            "share.revoke",
            "hand_over.offer",
            "hand_over.withdraw",
            "person.protect",
            "person.unprotect",
            "person.name",
            "person.unname",
        ),
    }


def _choose(
    request: HttpRequest, actor: Actor, number: str, deed: Any, words: tuple[str, str, str]
) -> Answer:
    """One colleague gets a part in the circle: the title, the lead and what is said after it are `words`."""
    day = today()
    title, lead, said = words
    who = look_at_person(actor, number).person
    form = ColleagueForm(request.POST or None, colleagues=choices_of(colleagues_who_see(who, day)))
    if request.method == "POST":
        made = do(form, lambda _accepted: deed(actor, number, form.cleaned_data["account"], today=day))
        if made is not None:
            return done(request, said, reverse(TAB, args=[who.number]))
    return deed_on_file(form, who, title, _("Vastleggen"), lead, back=TAB)


@page(power="circle.set_fixed_contact", template="desk/form.html", nav="people")
def circle_fixed(request: HttpRequest, actor: Actor, number: str) -> Answer:
    lead = _("De vaste contactpersoon is het aanspreekpunt voor de kandidaat en voor collega's.")
    words = (_("Vaste contactpersoon kiezen"), lead, _("De vaste contactpersoon is vastgelegd."))
    return _choose(request, actor, number, deeds.set_fixed_contact, words)


@page(power="circle.set_substitute", template="desk/form.html", nav="people")
def circle_substitute(request: HttpRequest, actor: Actor, number: str) -> Answer:
    lead = _("De vervanger is aanspreekpunt als de vaste contactpersoon er niet is.")
    words = (_("Vervanger kiezen"), lead, _("De vervanger is vastgelegd."))
    return _choose(request, actor, number, deeds.set_substitute, words)


@page(power="circle.involve", template="desk/form.html", nav="people")
def circle_involve(request: HttpRequest, actor: Actor, number: str) -> Answer:
    lead = _("Wie betrokken is, ziet hier niets meer dan eerst: alleen wie het dossier al ziet, kan meedoen.")
    words = (_("Collega betrekken"), lead, _("De collega staat in de kring."))
    return _choose(request, actor, number, deeds.involve, words)


@page(power="circle.leave", template="desk/form.html", nav="people")
def circle_leave(request: HttpRequest, actor: Actor, number: str, member: int) -> Answer:
    day = today()
    who = look_at_person(actor, number).person
    row = member_of(who, member)
    form = SureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = do(form, lambda _accepted: deeds.leave_circle(actor, number, member, today=day))
        if made is not None:
            return done(request, _("De collega is uit de kring."), reverse(TAB, args=[who.number]))
    lead = _("%(part)s sinds %(day)s.") % {"part": row.get_part_display().capitalize(), "day": row.starts_on}
    return deed_on_file(form, who, _("Collega uit de kring halen"), _("Uit de kring"), lead, back=TAB)


@page(power="share.give", template="desk/people/share.html", nav="people")
def share_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    seen = look_at_person(actor, number)
    who = seen.person
    start = {"starts_on": day}
    form = ShareForm(request.POST or None, actor=actor, sections=seen.sight.sections, day=day, initial=start)

    def share(_accepted: frozenset[str]) -> Any:
        given = form.cleaned_data
        new = NewShare(
            organisation_id=given["organisation"],
            purpose=given["purpose"],
            sections=given["sections"],
            starts_on=given["starts_on"],
            ends_before=day_after(given["ends_before"]) or a_year_after(given["starts_on"]),
        )
        return sharing.share_file(actor, number, new, today=day)

    if request.method == "POST":
        made = do(form, share)
        if made is not None:
            return done(request, _("Het dossier is gedeeld."), reverse(TAB, args=[who.number]))
    return deed_on_file(
        form, who, _("Dossier delen"), _("Delen"), back=TAB, purposes=purposes_with_sections()
    )


@page(power="share.revoke", template="desk/form.html", nav="people")
def share_revoke(request: HttpRequest, actor: Actor, number: str, share: int) -> Answer:
    day = today()
    who = look_at_person(actor, number).person
    row = share_of(who, share)
    form = SureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = do(form, lambda _accepted: sharing.revoke_share(actor, number, share, today=day))
        if made is not None:
            message = _("%(name)s ziet dit dossier niet meer.") % {"name": row.organisation.name}
            return done(request, message, reverse(TAB, args=[who.number]))
    lead = _("%(name)s ziet dit dossier voor %(purpose)s. Na het intrekken meteen niet meer.")
    words = {"name": row.organisation.name, "purpose": row.get_purpose_display()}
    title, button = _("Delen intrekken"), _("Intrekken")
    return deed_on_file(form, who, title, button, lead % words, back=TAB, danger=True)


@page(power="hand_over.offer", template="desk/form.html", nav="people")
def person_offer(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = look_at_person(actor, number).person
    form = OfferForm(request.POST or None, actor=actor, day=day)
    if request.method == "POST":
        made = do(
            form,
            lambda accepted: handing_over.offer_file(
                actor,
                number,
                form.cleaned_data["organisation"],
                form.cleaned_data["because"],
                accepted=accepted,
                today=day,
            ),
        )
        if made is not None:
            message = _("%(name)s is gevraagd om dit dossier over te nemen.")
            words = {"name": made.to_organisation.name}
            return done(request, message % words, back_to_file(actor, number, TAB))
    lead = _(
        "De andere organisatie ziet nu alleen nummer, naam, geboortejaar, woongemeente en de reden. "
        "Zegt die ja, dan wordt zij dossierhouder en kiest zij de vaste contactpersoon."
    )
    return deed_on_file(form, who, _("Dossier overdragen"), _("Overdracht vragen"), lead, back=TAB)


_FILE = "kandidaten/<str:number>/"
urls = [
    path(f"{_FILE}kring/", person_circle, name=TAB),
    path(f"{_FILE}kring/vast/", circle_fixed, name="person-circle-fixed"),
    path(f"{_FILE}kring/vervanger/", circle_substitute, name="person-circle-substitute"),
    path(f"{_FILE}kring/betrekken/", circle_involve, name="person-circle-involve"),
    path(f"{_FILE}kring/<int:member>/uit/", circle_leave, name="person-circle-leave"),
    path(f"{_FILE}delen/", share_new, name="person-share-new"),
    path(f"{_FILE}delen/<int:share>/intrekken/", share_revoke, name="person-share-revoke"),
    path(f"{_FILE}overdragen/", person_offer, name="person-offer"),
]
