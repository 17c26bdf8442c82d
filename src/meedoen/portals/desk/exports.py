"""Pages to take a list out: why, as what, and how many rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.exchange.exports.files import TYPES
from meedoen.exchange.exports.later import begin
from meedoen.exchange.exports.purposes import EMPLOYERS, PEOPLE, PLACEMENTS
from meedoen.exchange.exports.tables import MOST, Wanted, how_many
from meedoen.portals.desk.forms.employers import EmployersFilter
from meedoen.portals.desk.forms.exports import TakeOutForm
from meedoen.portals.desk.forms.fields import do
from meedoen.portals.desk.forms.people import PeopleFilter
from meedoen.portals.desk.forms.placements import PlacementsFilter
from meedoen.portals.desk.imports import as_download
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, form_page
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.number import format_whole

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="person.export", template="desk/form.html", nav="people")
def people_out(request: HttpRequest, actor: Actor) -> Answer:
    given = _given(PeopleFilter(request.GET))
    return take_out(request, actor, PEOPLE, given, Link(_("Kandidaten"), reverse("people")))


@page(power="employer.export", template="desk/form.html", nav="employers")
def employers_out(request: HttpRequest, actor: Actor) -> Answer:
    given = _given(EmployersFilter(request.GET))
    return take_out(request, actor, EMPLOYERS, given, Link(_("Werkgevers"), reverse("employers")))


@page(power="placement.export", template="desk/form.html", nav="placements")
def placements_out(request: HttpRequest, actor: Actor) -> Answer:
    given = _given(PlacementsFilter(request.GET))
    back = Link(_("Plaatsingen"), reverse("placements"))
    return take_out(request, actor, PLACEMENTS, given, back)


def _given(form: forms.Form) -> dict[str, str]:
    """Return the filters of a list, without where it goes on."""
    form.is_valid()
    return {name: str(value) for name, value in form.cleaned_data.items() if name != "na" and value}


def take_out(
    request: HttpRequest,
    actor: Actor,
    noun: str,
    chosen: Mapping[str, str],
    back: Link,
) -> Answer:
    """Return the page that asks why a list is taken out, and as what; or the file, or the task."""
    form = TakeOutForm(request.POST or None)
    if request.method == "POST":

        def make(_accepted: frozenset[str]) -> bytes | int:
            wanted = Wanted(noun, form.cleaned_data["form"], form.cleaned_data["purpose"], chosen)
            return begin(actor, wanted, today=today(), at=timezone.now())

        made = do(form, make)
        if isinstance(made, bytes):
            kind = form.cleaned_data["form"]
            return as_download(made, TYPES[kind], f"{noun}-{today().isoformat()}.{kind}")
        if made is not None:
            return HttpResponseRedirect(reverse("task", args=[made]))
    return form_page(
        form,
        _("Downloaden"),
        _("Downloaden"),
        address(back.url, chosen),
        crumbs=(back,),
        lead=_lead(how_many(actor, noun, chosen, today()), bool(chosen)),
    )


def _lead(count: int, is_chosen: bool) -> str:
    many = _("meer dan %(most)s") % {"most": format_whole(MOST)} if count > MOST else format_whole(count)
    words = ngettext("U downloadt %(count)s regel", "U downloadt %(count)s regels", count) % {"count": many}
    which = _("zoals de lijst nu gekozen is") if is_chosen else _("alles wat u in de lijst ziet")
    rest = _("Alleen wat u voor uw rol mag zien komt erin; contactgegevens nooit.")
    return f"{words}: {which}. {rest}"


urls = [
    path("downloaden/kandidaten/", people_out, name="people-out"),
    path("downloaden/werkgevers/", employers_out, name="employers-out"),
    path("downloaden/plaatsingen/", placements_out, name="placements-out"),
]
