"""What voices said about work, and links with which they do."""

from __future__ import annotations

from datetime import date
from typing import Any

from meedoen.register.durability.models import AfterWork, Check, CheckLink
from meedoen.register.durability.moments import BY_CODE
from meedoen.register.links import hash_of
from meedoen.register.placements.models import Placement
from tests.factories import access

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


def after(placement: Placement, then: str = "pool", because: str = "") -> AfterWork:
    """What comes after work that ended."""
    return AfterWork.objects.create(placement=placement, then=then, because=because, on=access.TODAY)
