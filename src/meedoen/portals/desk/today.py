"""Vandaag: what starts and ends, who nobody spoke to, and what was entered last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import address, powers_of
from meedoen.portals.layout import today
from meedoen.register.people.listing import PeopleFilters, how_many_people
from meedoen.register.people.services import look_at_people
from meedoen.register.placements.listing import (
    PlacementFilters,
    how_many_placements,
    placements_registered_at,
    placements_soon,
)
from meedoen.register.places import place_name
from meedoen.register.privacy.selectors import how_many_notices, how_many_requests

# Counting further helps nobody to decide what to do today.
MOST = 200
SHOWN = 5


@dataclass(frozen=True)
class Due:
    """A number of things to do, and the list that holds them."""

    label: str
    value: int
    unit: str
    url: str

    @property
    def shown(self) -> int | str:
        """The number, or words where counting stopped."""
        return _("meer dan %(most)s") % {"most": MOST} if self.value > MOST else self.value


@page(power="today.see", template="desk/today/today.html", nav="today", methods=("GET", "HEAD"))
def today_page(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    day = today()
    due: list[Due] = []
    context: dict[str, Any] = {"starting": (), "ending": (), "silent": (), "recent": ()}
    if may(actor, "placement.list"):
        due += _placements_due(actor, day)
        context["starting"] = placements_soon(actor, "starts_soon", day, SHOWN)
        context["ending"] = placements_soon(actor, "ends_soon", day, SHOWN)
    if may(actor, "person.list"):
        silent = PeopleFilters(silent_on=day)
        url = address(reverse("people"), {"contact": "lang-geleden"})
        many = how_many_people(actor, silent, most=MOST + 1)
        due.append(Due(_("Lang niet gesproken"), many, _("kandidaten, 90 dagen of langer"), url))
        context["silent"] = look_at_people(actor, silent, limit=SHOWN).rows
    if may(actor, "privacy_request.list"):
        due += _own_files_due(actor)
    if may(actor, "placement.register"):
        context["recent"] = placements_registered_at(actor, day, SHOWN)
    return {
        **context,
        "due": due,
        "day": day,
        "place_name": place_name,
        "can": powers_of(
            actor, "placement.list", "person.list", "placement.register", "person.register", "dashboard.see"
        ),
    }


def _own_files_due(actor: Actor) -> list[Due]:
    """What people asked about their own file, and files of one's own people that end; nothing where none."""
    asked = how_many_requests(actor, most=MOST + 1)
    ending = how_many_notices(actor, most=MOST + 1)
    lines = (
        (
            _("Privacyverzoeken"),
            asked,
            _("wachten op antwoord van uw organisatie"),
            address(reverse("privacy-requests"), {"stand": "received", "wie": "wij"}),
        ),
        (
            _("Dossiers die eindigen"),
            ending,
            _("kandidaten met u als vaste contactpersoon"),
            address(reverse("retention-notices"), {"wie": "mijn"}),
        ),
    )
    return [Due(*line) for line in lines if line[1]]


def _placements_due(actor: Actor, day: date) -> list[Due]:
    here = reverse("placements")
    return [
        Due(
            label,
            how_many_placements(actor, PlacementFilters(day, state=state), most=MOST + 1),
            _("plaatsingen, binnen 30 dagen"),
            address(here, {"status": word}),
        )
        for label, state, word in (
            (_("Begint binnenkort"), "starts_soon", "begint"),
            (_("Eindigt binnenkort"), "ends_soon", "eindigt"),
        )
    ]


urls = [path("", today_page, name="today")]
