"""What the address of a list asks for, as the filters of its noun: for the list, and for taking it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import and_

from meedoen.access.actors import Actor
from meedoen.access.powers import may
from meedoen.register.employers.listing import EmployerFilters
from meedoen.register.people.listing import Condition, PeopleFilters
from meedoen.register.people.selectors import seen_in
from meedoen.register.placements.listing import PlacementFilters, at_work, came_through
from meedoen.register.profiles.findability import in_findability
from meedoen.register.profiles.selectors import in_target_group

Chosen = Mapping[str, str]
# Whose employers, and which placements, as the addresses of their lists say it.
OWNERS = {"mij": "mine", "niemand": "none"}
STATES = {
    "lopend": "running",
    "begint": "starts_soon",
    "eindigt": "ends_soon",
    "toekomst": "future",
    "afgelopen": "ended",
    "gecorrigeerd": "replaced",
}
ORDERS = {"naam": "name", "contact": "contact"}


def people_filters(actor: Actor, chosen: Chosen, today: date) -> tuple[PeopleFilters, Condition | None]:
    """Return the filters of the list of people, and what other nouns know of them."""
    # A share opens parts of a file; a filter tells nothing of the others.
    only: list[Condition] = []
    if work := chosen.get("status"):
        only.append((at_work(today) if work == "werkt" else ~at_work(today)) & seen_in(actor, "work"))
    # Who does not read profiles is not told what is in them by a filter either.
    if may(actor, "profile.see") and (findable := in_findability(chosen.get("vindbaar", ""), today)):
        only += [findable, seen_in(actor, "profile")]
    if programme := chosen.get("programma"):
        only.append(came_through(programme) & seen_in(actor, "work"))
    if group := chosen.get("groep"):
        only.append(in_target_group(group, today) & seen_in(actor, "register"))
    filters = PeopleFilters(
        words=chosen.get("zoek", ""),
        municipality=chosen.get("gemeente", ""),
        silent_on=today if chosen.get("contact") else None,
        circle_of=actor.account_id if chosen.get("kring") else None,
        keeper=actor.organisation_id if chosen.get("dossier") else None,
        order=ORDERS.get(chosen.get("volgorde", ""), "newest"),
    )
    return filters, reduce(and_, only) if only else None


def employer_filters(chosen: Chosen, today: date) -> EmployerFilters:
    """Return the filters of the list of employers."""
    return EmployerFilters(
        on=today,
        words=chosen.get("zoek", ""),
        municipality=chosen.get("gemeente", ""),
        sector=chosen.get("sector", ""),
        owner=OWNERS.get(chosen.get("van", ""), ""),
        is_paused=bool(chosen.get("rust")),
        contact="long_ago" if chosen.get("contact") else "",
    )


def placement_filters(chosen: Chosen, today: date) -> PlacementFilters:
    """Return the filters of the list of placements."""
    return PlacementFilters(
        on=today,
        words=chosen.get("zoek", ""),
        kind=chosen.get("soort", ""),
        state=STATES.get(chosen.get("status", ""), ""),
    )
