"""Pages to correct or withdraw what stands wrong in a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.corrections import (
    CorrectEntryForm,
    CorrectPersonForm,
    CorrectResidenceForm,
    ReasonForm,
)
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import back_to_file, deed_on_file
from meedoen.portals.desk.register_pages import done
from meedoen.portals.layout import today
from meedoen.register.people import correcting
from meedoen.register.people.selectors import entry_of, residence_of
from meedoen.register.people.services import Registered, look_at_person
from meedoen.register.places import place_name

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="person.correct", template="desk/form.html", nav="people")
def person_correct(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = look_at_person(actor, number).person
    start = {"name": who.name, "birth_on": who.birth_on, "version": who.version}
    form = CorrectPersonForm(request.POST or None, initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: correcting.correct_person(actor, number, **form.cleaned_data, today=today()),
        )
        if made is not None:
            return done(request, _("De gegevens zijn gecorrigeerd."), reverse("person", args=[made.number]))
    lead = _("Wat er eerst stond, blijft bij het dossier bewaard.")
    return deed_on_file(form, who, _("Gegevens corrigeren"), _("Corrigeren"), lead)


@page(power="registration.correct", template="desk/form.html", nav="people")
def registration_correct(request: HttpRequest, actor: Actor, number: str, registration: int) -> Answer:
    who = look_at_person(actor, number, "register").person
    entry = entry_of(who, registration)
    start = {
        "ground": entry.ground,
        "starts_on": entry.starts_on,
        "ends_before": entry.ends_before,
        "because": entry.ended_because,
        "version": entry.version,
    }
    form = CorrectEntryForm(request.POST or None, initial=start)

    def correct(_accepted: frozenset[str]) -> Any:
        given = form.cleaned_data
        mended = Registered(given["ground"], given["starts_on"], given["ends_before"], given["because"])
        return correcting.correct_registration(
            actor, number, registration, mended, given["reason"], version=given["version"], today=today()
        )

    if request.method == "POST" and do(form, correct) is not None:
        return done(request, _("De inschrijving is gecorrigeerd."), reverse("person", args=[who.number]))
    lead = _("Tellingen van nu volgen wat u hier verbetert. Vastgestelde cijfers blijven zoals ze zijn.")
    return deed_on_file(form, who, _("Inschrijving corrigeren"), _("Corrigeren"), lead)


@page(power="registration.withdraw", template="desk/form.html", nav="people")
def registration_withdraw(request: HttpRequest, actor: Actor, number: str, registration: int) -> Answer:
    who = look_at_person(actor, number, "register").person
    entry_of(who, registration)
    form = ReasonForm(request.POST or None)

    def withdraw(_accepted: frozenset[str]) -> bool:
        reason = form.cleaned_data["reason"]
        correcting.withdraw_registration(actor, number, registration, reason, today=today())
        return True

    if request.method == "POST" and do(form, withdraw) is not None:
        return done(request, _("De inschrijving is ingetrokken."), reverse("person", args=[who.number]))
    lead = _("Trek alleen in wat er nooit had mogen staan. Is een inschrijving voorbij? Beëindig die dan.")
    return deed_on_file(form, who, _("Inschrijving intrekken"), _("Intrekken"), lead, danger=True)


@page(power="residence.correct", template="desk/form.html", nav="people")
def residence_correct(request: HttpRequest, actor: Actor, number: str, residence: int) -> Answer:
    who = look_at_person(actor, number).person
    spell = residence_of(who, residence)
    start = {
        "municipality": spell.municipality,
        "starts_on": spell.starts_on,
        "version": spell.version,
    }
    form = CorrectResidenceForm(request.POST or None, today=today(), initial=start)
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: correcting.correct_residence(
                actor, number, residence, **form.cleaned_data, today=today()
            ),
        )
        if made is not None:
            return done(request, _("De woongemeente is gecorrigeerd."), back_to_file(actor, number))
    lead = _("Wie nu in een andere gemeente blijkt te wonen, hoort bij die gemeente.")
    return deed_on_file(form, who, _("Woongemeente corrigeren"), _("Corrigeren"), lead)


@page(power="residence.withdraw", template="desk/form.html", nav="people")
def residence_withdraw(request: HttpRequest, actor: Actor, number: str, residence: int) -> Answer:
    who = look_at_person(actor, number).person
    spell = residence_of(who, residence)
    form = ReasonForm(request.POST or None)

    def withdraw(_accepted: frozenset[str]) -> bool:
        reason = form.cleaned_data["reason"]
        correcting.withdraw_residence(actor, number, residence, reason, today=today())
        return True

    if request.method == "POST" and do(form, withdraw) is not None:
        return done(request, _("De verhuizing is ingetrokken."), back_to_file(actor, number))
    lead = _("De verhuizing naar %(place)s verdwijnt: de kandidaat bleef wonen waar die woonde.")
    words = lead % {"place": place_name(spell.municipality)}
    return deed_on_file(form, who, _("Verhuizing intrekken"), _("Intrekken"), words, danger=True)


_ENTRY = "kandidaten/<str:number>/doelgroepregister/<int:registration>/"
_SPELL = "kandidaten/<str:number>/wonen/<int:residence>/"
urls = [
    path("kandidaten/<str:number>/corrigeren/", person_correct, name="person-correct"),
    path(f"{_ENTRY}corrigeren/", registration_correct, name="person-registration-correct"),
    path(f"{_ENTRY}intrekken/", registration_withdraw, name="person-registration-withdraw"),
    path(f"{_SPELL}corrigeren/", residence_correct, name="person-residence-correct"),
    path(f"{_SPELL}intrekken/", residence_withdraw, name="person-residence-withdraw"),
]
