"""Which requests and notices wait for one colleague."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from meedoen.access.actors import Actor
from meedoen.register.people.mine import contact_of
from meedoen.register.privacy.due import in_region
from meedoen.register.privacy.models import PrivacyRequest, RetentionNotice


class Clock(NamedTuple):
    number: str
    name: str
    words: str
    organisation: str
    until: date


def requests_waiting(actor: Actor, most: int, *, own: bool = True) -> tuple[Clock, ...]:
    """Return the requests that wait for an answer, of the actor's organisation or (`own` false) of any."""
    rows = PrivacyRequest.objects.visible_to(actor).filter(state=PrivacyRequest.State.RECEIVED)
    if own:
        rows = rows.filter(organisation_id=actor.organisation_id or 0)
    found = rows.select_related("person", "organisation").order_by("answer_by", "pk")[:most]
    return tuple(
        Clock(
            row.person.number, row.person.name, row.get_kind_display(), row.organisation.name, row.answer_by
        )
        for row in found
    )


def notices_waiting(actor: Actor, most: int) -> tuple[Clock, ...]:
    """Return the notices that a file will end, of people whose fixed contact the actor is."""
    rows = RetentionNotice.objects.visible_to(actor).filter(
        contact_of(actor, "person__"), state=RetentionNotice.State.OPEN
    )
    found = rows.select_related("person").order_by("due_on", "pk")[:most]
    return tuple(
        Clock(row.person.number, row.person.name, row.get_category_display(), "", row.due_on) for row in found
    )


def notices_ripe(actor: Actor, on: date, most: int) -> int:
    """Count the files of the actor's region that can be anonymised now, and stop counting at `most`."""
    if actor.organisation_kind != "region" or not actor.region:
        return 0
    ripe = RetentionNotice.objects.filter(
        in_region(actor.region, "person__"), state=RetentionNotice.State.OPEN, due_on__lte=on
    )
    return len(ripe.values_list("pk", flat=True)[:most])
