"""Pages to protect a file, to let a colleague in to it, and to open it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.portals import formats
from meedoen.portals.desk.forms.circle import ColleagueForm, NameForm, ProtectForm, SureForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import back_to_file, deed_on_file
from meedoen.portals.desk.register_pages import done, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.people import protecting, stranded
from meedoen.register.people.around import choices_of, colleagues_to_name, named_of
from meedoen.register.people.services import look_at_person

Answer = Mapping[str, Any] | HttpResponseBase
TAB = "person-circle"


@page(power="person.protect", template="desk/form.html", nav="people")
def person_protect(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = look_at_person(actor, number).person
    others = [one for one in colleagues_to_name(who, day) if one.account_id != actor.account_id]
    form = ProtectForm(request.POST or None, colleagues=choices_of(others))
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: protecting.protect_person(
                actor,
                number,
                because=form.cleaned_data["because"],
                account_ids=form.cleaned_data["accounts"],
                today=day,
            ),
        )
        if made is not None:
            message = _("Dit dossier is afgeschermd. Alleen wie u koos, vindt het nog.")
            return done(request, message, reverse(TAB, args=[who.number]))
    lead = _(
        "Voor alle anderen bestaat dit dossier niet meer: niet in lijsten, zoeken, plaatsingen of bestanden. "
        "Wat gedeeld is, wordt ingetrokken, en ook een overdracht die nog wacht. Tellen blijft het meedoen."
    )
    return deed_on_file(form, who, _("Dossier afschermen"), _("Afschermen"), lead, back=TAB, danger=True)


@page(power="person.unprotect", template="desk/form.html", nav="people")
def person_unprotect(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = look_at_person(actor, number).person
    form = SureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        made = do(form, lambda _accepted: protecting.unprotect_person(actor, number, today=day))
        if made is not None:
            return done(request, _("Het dossier is weer open."), back_to_file(actor, number, TAB))
    lead = _(
        "De dossierhouder en de woongemeente zien dit dossier dan weer. Wat gedeeld was, komt niet terug."
    )
    title = _("Afscherming opheffen")
    return deed_on_file(form, who, title, _("Opheffen"), lead, back=TAB, danger=True)


@page(power="person.name", template="desk/form.html", nav="people")
def person_name(request: HttpRequest, actor: Actor, number: str) -> Answer:
    day = today()
    who = look_at_person(actor, number).person
    form = NameForm(request.POST or None, colleagues=choices_of(colleagues_to_name(who, day)))
    if request.method == "POST":
        made = do(
            form,
            lambda _accepted: protecting.name_someone(
                actor, number, form.cleaned_data["account"], form.cleaned_data["because"], today=day
            ),
        )
        if made is not None:
            return done(request, _("De collega is toegelaten."), reverse(TAB, args=[who.number]))
    return deed_on_file(form, who, _("Collega toelaten"), _("Toelaten"), back=TAB)


@page(power="person.unname", template="desk/form.html", nav="people")
def person_unname(request: HttpRequest, actor: Actor, number: str, named: int) -> Answer:
    day = today()
    who = look_at_person(actor, number).person
    named_of(who, named)
    form = SureForm(request.POST if request.method == "POST" else None)

    def unname(_accepted: frozenset[str]) -> bool:
        protecting.unname(actor, number, named, today=day)
        return True

    if request.method == "POST" and do(form, unname) is not None:
        return done(request, _("De collega ziet dit dossier niet meer."), back_to_file(actor, number, TAB))
    title = _("Collega niet meer toelaten")
    return deed_on_file(form, who, title, _("Niet meer toelaten"), back=TAB, danger=True)


@page(power="protected.let_in", template="desk/people/stranded.html", nav="accounts")
def protected_stranded(request: HttpRequest, actor: Actor) -> Answer:
    day, here = today(), reverse("protected-stranded")
    found = stranded.stranded_at(actor, day)
    form = ColleagueForm(
        request.POST or None, colleagues=choices_of([who for one in found for who in one.consulents])
    )
    if request.method == "POST":
        account = {who.account_id: who for one in found for who in one.consulents}
        many = do(form, lambda _accepted: protecting.let_in(actor, form.cleaned_data["account"], today=day))
        if many is not None:
            message = ngettext(
                "%(name)s kan nu bij %(many)s dossier.", "%(name)s kan nu bij %(many)s dossiers.", many
            )
            words = {"name": account[form.cleaned_data["account"]].name, "many": formats.whole(many)}
            return done(request, message % words, here)
    title, crumbs = _("Afgeschermd en voor niemand te openen"), (_accounts(),)
    return form_page(form, title, _("Toelaten"), reverse("accounts"), crumbs=crumbs, found=found)


def _accounts() -> Link:
    return Link(_("Mensen met toegang"), reverse("accounts"))


_FILE = "kandidaten/<str:number>/"
urls = [
    path("afgeschermde-dossiers/", protected_stranded, name="protected-stranded"),
    path(f"{_FILE}afschermen/", person_protect, name="person-protect"),
    path(f"{_FILE}afscherming-opheffen/", person_unprotect, name="person-unprotect"),
    path(f"{_FILE}toelaten/", person_name, name="person-name"),
    path(f"{_FILE}toelaten/<int:named>/niet-meer/", person_unname, name="person-unname"),
]
