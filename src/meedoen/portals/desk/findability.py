"""Pages about who can be found for work: per organisation, and the people behind one missing field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.portals.desk.forms.findability import LackFilter
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.person_file import people_crumb
from meedoen.portals.desk.profile_cards import BY_NAME
from meedoen.portals.desk.register_pages import address, powers_of
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.placements.listing import at_work
from meedoen.register.places import place_name
from meedoen.register.profiles.disclosing import organisations_found
from meedoen.register.profiles.findability import card_for, field_words, found_at, why_needed
from meedoen.register.profiles.services import look_at_people_lacking

Answer = Mapping[str, Any] | HttpResponseBase
# What is worth doing this week: as many fields as fit on a list that someone works off.
MOST_FIELDS = 10


@page(
    power="findability.see",
    template="desk/profiles/findability.html",
    nav="findability",
    methods=("GET", "HEAD"),
)
def findability(request: HttpRequest, actor: Actor) -> Answer:
    day = today()
    own = found_at(actor.organisation_id or 0, day)
    working = found_at(actor.organisation_id or 0, day, only=at_work(day))
    steers = powers_of(actor, "findability.compare")["findability.compare"]
    others = organisations_found(actor, day, least=settings.SMALL_NUMBER) if steers else ()
    return {
        "own": own if own.everyone else None,
        "working": working,
        "organisation": actor.organisation_name,
        "lacks": [(one, field_words(one.code), why_needed(one.code)) for one in own.lacks[:MOST_FIELDS]],
        "others": others,
        "steers": steers,
        "small": settings.SMALL_NUMBER,
        "day": day,
        "can": powers_of(actor, "findability.people"),
    }


@page(
    power="findability.people",
    template="desk/profiles/lacking.html",
    nav="findability",
    methods=("GET", "HEAD"),
)
def lacking(request: HttpRequest, actor: Actor, field: str) -> Answer:
    day = today()
    form = LackFilter(request.GET)
    form.is_valid()
    given = form.cleaned_data
    working = {"werkt": at_work(day), "werkt-niet": ~at_work(day)}.get(given.get("status", ""))
    alone = given.get("alleen") == "ja"
    found = look_at_people_lacking(actor, field, given.get("na"), alone=alone, only=working, today=day)
    chosen = {name: value for name, value in given.items() if name != "na" and value}
    here = reverse("findability-lacking", args=[field])
    return {
        "found": found,
        "here": here,
        "field": field_words(field),
        "why": why_needed(field),
        "mend": BY_NAME[card_for(field)].url_name if card_for(field) else "person-profile-confirm",
        "place_name": place_name,
        "chosen": chosen,
        "first_url": address(here, chosen) if given.get("na") is not None else None,
        "next_url": address(here, {**chosen, "na": found.next_after}) if found.next_after else None,
        "crumbs": (people_crumb(), Link(_("Vindbaarheid"), reverse("findability"))),
        "can": powers_of(actor, "profile.change"),
    }


urls = [
    path("kandidaten/vindbaarheid/", findability, name="findability"),
    path("kandidaten/vindbaarheid/<slug:field>/", lacking, name="findability-lacking"),
]
