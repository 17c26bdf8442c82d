"""Pages about measurements of someone's loonwaarde, and the target groups they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.notes import LoonwaardeForm, TargetGroupForm
from meedoen.portals.desk.note_page import Frame, note_page
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import file_crumbs, file_page
from meedoen.portals.desk.register_pages import powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.people.services import look_at_person
from meedoen.register.profiles import measuring, words
from meedoen.register.profiles.selectors import (
    is_current,
    loonwaarde_of,
    loonwaarden_of,
    target_group_of,
    target_groups_of,
)

Answer = Mapping[str, Any] | HttpResponseBase


@page(
    power="loonwaarde.see", template="desk/profiles/loonwaarden.html", nav="people", methods=("GET", "HEAD")
)
def loonwaarden(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    context = file_page(actor, number, "person-register")
    who = context["person"]
    return {
        **context,
        "loonwaarden": [
            (
                one,
                words.in_words(words.METHODS, one.method),
                one.valid_until is None or one.valid_until >= day,
            )
            for one in loonwaarden_of(who)
        ],
        "groups": [
            (one, words.in_words(words.TARGET_GROUPS, one.code), is_current(one, day))
            for one in target_groups_of(who)
        ],
        "can": powers_of(actor, "loonwaarde.record", "target_group.record"),
    }


@page(power="loonwaarde.record", template="desk/form.html", nav="people")
def loonwaarde_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = look_at_person(actor, number, "register").person
    return note_page(
        request,
        LoonwaardeForm,
        _frame(who.name, number, _("Loonwaarde vastleggen"), _("De meting is vastgelegd.")),
        lambda form, accepted: measuring.record_loonwaarde(
            actor, number, form.note(), accepted=accepted, today=today()
        ),
    )


@page(power="loonwaarde.record", template="desk/form.html", nav="people")
def loonwaarde_correct(request: HttpRequest, actor: Actor, number: str, loonwaarde: int) -> Answer:
    who = look_at_person(actor, number, "register").person
    return note_page(
        request,
        LoonwaardeForm,
        _frame(who.name, number, _("Meting verbeteren"), _("De meting is verbeterd.")),
        lambda form, accepted: measuring.correct_loonwaarde(
            actor,
            number,
            loonwaarde,
            form.note(),
            version=form.cleaned_data["version"],
            accepted=accepted,
            today=today(),
        ),
        row=loonwaarde_of(who, loonwaarde),
    )


@page(power="target_group.record", template="desk/form.html", nav="people")
def group_new(request: HttpRequest, actor: Actor, number: str) -> Answer:
    who = look_at_person(actor, number, "register").person
    return note_page(
        request,
        TargetGroupForm,
        _frame(who.name, number, _("Doelgroep toevoegen"), _("De doelgroep staat erbij.")),
        lambda form, _accepted: measuring.add_target_group(actor, number, form.note(), today=today()),
        start={"starts_on": today()},
    )


@page(power="target_group.record", template="desk/form.html", nav="people")
def group_change(request: HttpRequest, actor: Actor, number: str, membership: int) -> Answer:
    who = look_at_person(actor, number, "register").person
    return note_page(
        request,
        TargetGroupForm,
        _frame(who.name, number, _("Doelgroep wijzigen"), _("De wijziging is opgeslagen.")),
        lambda form, _accepted: measuring.change_target_group(
            actor, number, membership, form.note(), version=form.cleaned_data["version"], today=today()
        ),
        row=target_group_of(who, membership),
    )


def _frame(name: str, number: str, title: str, told: str) -> Frame:
    back = reverse("person-register", args=[number])
    crumb = Link(_("Loonwaarde en doelgroepen"), back)
    return Frame(title, back, (*file_crumbs(name, number), crumb), told)


urls = [
    path("kandidaten/<str:number>/loonwaarde/", loonwaarden, name="person-register"),
    path("kandidaten/<str:number>/loonwaarde/meting/", loonwaarde_new, name="person-loonwaarde-new"),
    path(
        "kandidaten/<str:number>/loonwaarde/meting/<int:loonwaarde>/",
        loonwaarde_correct,
        name="person-loonwaarde",
    ),
    path("kandidaten/<str:number>/loonwaarde/doelgroep/", group_new, name="person-target-group-new"),
    path(
        "kandidaten/<str:number>/loonwaarde/doelgroep/<int:membership>/",
        group_change,
        name="person-target-group",
    ),
]
