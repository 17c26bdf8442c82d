"""What voices said about work, and links with which they do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from meedoen.register.durability.models import AfterWork, Check, CheckLink
from meedoen.register.durability.moments import BY_CODE
from meedoen.register.links import hash_of
from meedoen.register.people.models import CircleMember, Person
from meedoen.register.placements.models import Placement
from tests.factories import access, register

GOOD = {
    "person": {"goes": "good", "help": "yes", "stay": "yes"},
    "employer": {"goes": "good", "sick": "no", "keep": "yes"},
    "coach": {"goes": "good", "guidance": "enough", "lasts": "yes"},
}


def check(
    placement: Placement,
    voice: str = "person",
    moment: str = "months_3",
    *,
    on: date = access.TODAY,
    words: str = "",
    **answers: str,
) -> Check:
    """All is well, but for the answers that are given."""
    return Check.objects.create(
        placement=placement,
        moment=moment,
        due_on=BY_CODE[moment].on(placement.starts_on),
        voice=voice,
        answers={**GOOD[voice], **answers},
        words=words,
        on=on,
    )


def link(
    placement: Placement,
    token: str,
    voice: str = "person",
    moment: str = "months_3",
    *,
    expires_on: date = date(2099, 1, 1),
    **more: Any,
) -> CheckLink:
    """A link of which the token is known."""
    return CheckLink.objects.create(
        placement=placement,
        moment=moment,
        voice=voice,
        token_hash=hash_of(token),
        made_on=access.TODAY,
        expires_on=expires_on,
        **more,
    )


def due(person: Person, today: date) -> dict[str, object]:
    """By rule: three months today, a voice that warns, and work that ended without other work."""
    asked = register.placement(person=person, starts_on=BY_CODE["months_3"].last_start(today))
    warns = check(asked, "employer", on=today, goes="bad")
    free = register.person(last_contact_on=today)
    for member in CircleMember.objects.filter(person=person, ends_before__isnull=True):
        register.member(free, member.account)
    ended = register.placement(person=free, starts_on=date(2017, 1, 1), ended=(today, "resigned"))
    return {"check.ask": asked, "check.warns": warns, "work.ended": ended}


def in_the_world(person: Person, token: str) -> dict[str, Any]:
    """Beside this person: work of which things were said, with a link that works, and work that ended."""
    today = timezone.localdate()
    other = register.person(responsible=person.responsible, municipality=person.municipality)
    running = register.placement(person=other, starts_on=BY_CODE["months_3"].last_start(today), hours="8")
    check(running, "employer", on=today, goes="bad")
    link(running, token)
    ended = register.placement(person=other, starts_on=date(2015, 1, 1), ended=(today, "resigned"), hours="4")
    after(ended)
    return {"followed": running, "over": ended}


def after(placement: Placement, then: str = "pool", because: str = "") -> AfterWork:
    """What comes after work that ended."""
    return AfterWork.objects.create(placement=placement, then=then, because=because, on=access.TODAY)
