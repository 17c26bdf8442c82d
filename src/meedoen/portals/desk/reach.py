"""Pages about how someone is reached, and who speaks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.notes import ReachForm, RepresentativeForm
from meedoen.portals.desk.note_page import Frame, note_page
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_crumbs, file_page
from meedoen.portals.desk.register_pages import powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.people.services import look_at_person
from meedoen.register.profiles import reaching, words
from meedoen.register.profiles.selectors import (
    is_current,
    reach_of,
    representative_of,
    representatives_of,
)

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="reach.see", template="desk/profiles/reach.html", nav="people", methods=("GET", "HEAD"))
def reach(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    context = file_page(actor, number, "person-reach")
    who = context["person"]
    found = reach_of(who)
    return {
        **context,
        "reach": found,
        "channel": words.in_words(words.CHANNELS, found.channel) if found.channel else None,
        "representatives": [
            (one, words.in_words(words.REPRESENTATIVES, one.kind), is_current(one, day))
            for one in representatives_of(who)
        ],
        "can": powers_of(actor, "reach.change"),
    }


@page(power="reach.change", template="desk/form.html", nav="people")
def reach_change(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = look_at_person(actor, number, "reach").person
    return note_page(
        request,
        ReachForm,
        _frame(who.name, number, _("Contactgegevens"), _("De contactgegevens zijn opgeslagen.")),
        lambda form, _accepted: reaching.change_reach(
            actor, number, form.note(), version=form.cleaned_data["version"], today=today()
        ),
        row=reach_of(who),
    )


@page(power="reach.change", template="desk/form.html", nav="people")
def representative_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = look_at_person(actor, number, "reach").person
    return note_page(
        request,
        RepresentativeForm,
        _frame(who.name, number, _("Vertegenwoordiger toevoegen"), _("De vertegenwoordiger staat erbij.")),
        lambda form, _accepted: reaching.add_representative(actor, number, form.note(), today=today()),
        start={"starts_on": today()},
    )


@page(power="reach.change", template="desk/form.html", nav="people")
def representative_change(request: HttpRequest, actor: Actor, number: str, representative: int) -> Answer:
    who = look_at_person(actor, number, "reach").person
    return note_page(
        request,
        RepresentativeForm,
        _frame(who.name, number, _("Vertegenwoordiger wijzigen"), _("De wijziging is opgeslagen.")),
        lambda form, _accepted: reaching.change_representative(
            actor,
            number,
            representative,
            form.note(),
            version=form.cleaned_data["version"],
            today=today(),
        ),
        row=representative_of(who, representative),
    )


def _frame(name: str, number: str, title: str, told: str) -> Frame:
    back = reverse("person-reach", args=[number])
    return Frame(title, back, (*file_crumbs(name, number), Link(_("Bereikbaar"), back)), told)


urls = [
    path("kandidaten/<str:number>/bereikbaar/", reach, name="person-reach"),
    path("kandidaten/<str:number>/bereikbaar/gegevens/", reach_change, name="person-reach-change"),
    path(
        "kandidaten/<str:number>/bereikbaar/vertegenwoordiger/",
        representative_new,
        name="person-representative-new",
    ),
    path(
        "kandidaten/<str:number>/bereikbaar/vertegenwoordiger/<int:representative>/",
        representative_change,
        name="person-representative",
    ),
]
