"""Vandaag: per role what is due, who waits for whom and by when, and what goes stale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _

from meedoen.access.powers import may
from meedoen.access.refusals import NotFound
from meedoen.portals.desk import (
    worklist_agreements,
    worklist_coaching,
    worklist_durability,
    worklist_employers,
    worklist_people,
    worklist_proposals,
    worklist_steering,
    worklist_subsidies,
)
from meedoen.portals.desk.pages import Actor, page
from meedoen.portals.desk.register_pages import powers_of
from meedoen.portals.desk.worklist import MOST, Kind, numbers_in
from meedoen.portals.frame import Link
from meedoen.portals.layout import today
from meedoen.register.people.shown import names_shown
from meedoen.register.reminders.selectors import how_many_since
from meedoen.register.reminders.shape import last_working_day

WAITING: tuple[Kind, ...] = (
    *worklist_durability.KINDS,
    *worklist_people.KINDS,
    *worklist_employers.KINDS,
    *worklist_proposals.KINDS,
    *worklist_agreements.KINDS,
    *worklist_coaching.KINDS,
    *worklist_subsidies.KINDS,
    *worklist_steering.KINDS,
)


@page(power="today.see", template="desk/today/today.html", nav="today", methods=("GET", "HEAD"))
def today_page(request: HttpRequest, actor: Actor) -> Mapping[str, Any]:
    day = today()
    blocks = [kind.build(actor, day) for kind in WAITING if actor.has_role(*kind.roles)]
    due = [block for block in blocks if block.lines]
    names_shown(actor, (number for block in due for number in numbers_in(block.first)))
    reminded = (
        how_many_since(actor, last_working_day(day), most=MOST + 1) if may(actor, "reminder.see") else 0
    )
    return {
        "due": due,
        "states": [
            kind.build(actor, day) for kind in worklist_steering.STATES if actor.has_role(*kind.roles)
        ],
        "day": day,
        "reminded": reminded,
        "can": powers_of(actor, "placement.register", "person.list", "employer.list", "dashboard.see"),
    }


@page(power="today.see", template="desk/today/block.html", nav="today", methods=("GET", "HEAD"))
def today_list(request: HttpRequest, actor: Actor, block: str) -> Mapping[str, Any]:
    """One block in full, as far as anybody reads."""
    kind = next((one for one in WAITING if one.code == block and actor.has_role(*one.roles)), None)
    if kind is None:
        raise NotFound(_("Deze lijst bestaat niet, of hoort niet bij uw rol. Ga terug naar Vandaag."))
    found = kind.build(actor, today())
    lines = found.lines[:MOST]
    names_shown(actor, numbers_in(lines))
    return {
        "block": found,
        "lines": lines,
        "most": MOST,
        "day": today(),
        "crumbs": (Link(_("Vandaag"), reverse("today")),),
    }


urls = [
    path("", today_page, name="today"),
    path("vandaag/<slug:block>/", today_list, name="today-list"),
]
