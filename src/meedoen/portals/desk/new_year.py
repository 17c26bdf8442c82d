"""What changes on 1 January: who gets another amount or loses a scheme, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.exchange.exports.new_year import asked_in
from meedoen.exchange.exports.purposes import NEW_YEAR
from meedoen.portals.desk.exports import take_out
from meedoen.portals.desk.forms.new_year import NewYearFilter, as_address
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.primitives.refusal import NotValid
from meedoen.register.placements.selectors import kind_choices
from meedoen.register.places import place_name
from meedoen.rules.new_year import KINDS
from meedoen.steering.new_year.selectors import new_year
from meedoen.steering.new_year.services import look_at_changes

Answer = Mapping[str, Any] | HttpResponseBase


@page(power="new_year.see", template="desk/new_year.html", nav="new-year", methods=("GET", "HEAD"))
def new_year_page(request: HttpRequest, actor: Actor) -> Answer:
    form = NewYearFilter(request.GET)
    form.is_valid()
    chosen, day = _chosen(form), today()
    refusal = ""
    try:
        asked = asked_in(chosen, day)
    except NotValid as refused:
        # Two days in the wrong order, or a percentage that cannot be: what was typed stays in the address.
        refusal, asked = str(refused), asked_in({}, day)
    found = new_year(actor, asked, form.cleaned_data.get("na"))
    look_at_changes(actor, (row.person_number for row in found.rows if row.person_name))
    here = reverse("new-year")
    return {
        "form": form,
        "found": found,
        "asked": asked,
        "chosen": chosen,
        "refusal": refusal,
        "small": settings.SMALL_NUMBER,
        "not_looked_at": [_(words) for words in found.not_looked_at],
        "kinds": {kind: _(words) for kind, words in KINDS.items()},
        "kind_options": [("", _("alles")), *((kind, _(KINDS[kind])) for kind in found.kinds)],
        "place_options": [("", _("alle")), *((one.code, one.name) for one in found.places)],
        "placement_kinds": dict(kind_choices()),
        "first_url": address(here, chosen) if form.cleaned_data.get("na") else None,
        "next_url": address(here, {**chosen, "na": as_address(found.next_after)})
        if found.next_after
        else None,
        "kind_urls": {kind: address(here, {**chosen, "soort": kind}) for kind in found.kinds},
        "download_url": address(reverse("new-year-out"), chosen),
        "can": powers_of(actor, "new_year.export", "placement.see"),
        "place_name": place_name,
    }


@page(power="new_year.export", template="desk/form.html", nav="new-year")
def new_year_out(request: HttpRequest, actor: Actor) -> Answer:
    form = NewYearFilter(request.GET)
    form.is_valid()
    back = Link(_("Wat verandert op 1 januari"), reverse("new-year"))
    return take_out(request, actor, NEW_YEAR, _chosen(form), back)


def _chosen(form: NewYearFilter) -> dict[str, str]:
    """What the address asks, without where it goes on; what cannot be is left out."""
    given = {
        name: value for name, value in form.cleaned_data.items() if name != "na" and value not in (None, "")
    }
    return {name: value if isinstance(value, str) else str(value) for name, value in given.items()}


urls = [
    path("rekenen/1-januari/", new_year_page, name="new-year"),
    path("downloaden/1-januari/", new_year_out, name="new-year-out"),
]
