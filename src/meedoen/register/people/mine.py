"""What waits for one colleague about people: of whom they are the fixed contact, and hand-overs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q

from meedoen.access.actors import Actor
from meedoen.access.colleagues import partners_on
from meedoen.register.people.around import own_organisations
from meedoen.register.people.hand_overs import Card, cards_of, known_hand_overs
from meedoen.register.people.listing import PeopleFilters, PersonRow, people_visible_to
from meedoen.register.people.models import CircleMember, HandOver, Share, seen_people

SHARE_ENDS = timedelta(days=14)


def contact_of(actor: Actor, through: str = "") -> Q:
    """A condition on people: the actor is their fixed contact."""
    fixed = CircleMember.objects.filter(
        account_id=actor.account_id or 0, part=CircleMember.Part.FIXED, ends_before__isnull=True
    )
    return Q(**{f"{through}pk__in": fixed.values("person_id")})


def not_spoken_to_by(actor: Actor, on: date, most: int) -> tuple[PersonRow, ...]:
    """Return whom the actor is the fixed contact of and nobody spoke to for 90 days, the longest first."""
    filters = PeopleFilters(silent_on=on, order="contact")
    return people_visible_to(actor, filters, only=contact_of(actor), limit=most).rows


class EndingShare(NamedTuple):
    number: str
    name: str
    organisation: str
    ends_before: date


def shares_ending(actor: Actor, on: date, most: int) -> tuple[EndingShare, ...]:
    """Return the shares of the actor's people that end within 14 days, the first to end on top."""
    rows = (
        Share.objects.in_force(on)
        .filter(seen_people(actor, "person__"), ends_before__lte=on + SHARE_ENDS)
        .filter(contact_of(actor, "person__") | Q(shared_by_id=actor.account_id or 0))
        .order_by("ends_before", "pk")
        .values_list("person__number", "person__name", "organisation__name", "ends_before")
    )
    return tuple(EndingShare(*row) for row in rows[:most])


def open_hand_overs(actor: Actor, today: date, most: int) -> tuple[Card, ...]:
    """Return the hand-overs that wait: for the actor's organisation and for others, by their clock."""
    own = own_organisations(actor, partners_on(today))
    rows = known_hand_overs(actor, own).filter(
        Q(to_organisation__in=own) | Q(from_organisation__in=own), state=HandOver.State.OPEN
    )
    return cards_of(actor, list(rows.order_by("answer_by", "pk")[:most]), own, today)
