"""The list of placements where work may stop, with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.durability import SignalsFilter
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, filled_in
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.durability.listing import SignalFilters, kind_choices
from meedoen.register.durability.looking import look_at_signals
from meedoen.register.places import municipality_choices, place_name


@page(
    power="check.list",
    template="desk/durability/signals.html",
    nav="placements",
    methods=("GET", "HEAD"),
)
def signals(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    given, day = filled_in(SignalsFilter, request), today()
    filters = SignalFilters(
        day, given.get("soort", ""), given.get("gemeente", ""), given.get("wie") == "mijn"
    )
    found = look_at_signals(actor, filters, given.get("na"))
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("signals")
    return {
        "found": found,
        "kinds": kind_choices(),
        "municipalities": municipality_choices(day),
        "chosen": chosen,
        "place_name": place_name,
        "first_url": address(here, chosen) if given.get("na") is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "crumbs": (Link(_("Plaatsingen"), reverse("placements")),),
    }


urls = [path("plaatsingen/signalen/", signals, name="signals")]
