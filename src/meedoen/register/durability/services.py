"""What may be done with how work lasts: write down what a voice said, and look at it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible, refuse_changed, tidy, together
from meedoen.register.durability.models import Check
from meedoen.register.durability.saying import is_same, locked_to_follow, write
from meedoen.register.durability.selectors import check_of, placement_to_follow
from meedoen.register.durability.validity import (
    Told,
    known_moment,
    known_voice,
    wrong_moment,
    wrong_told,
)
from meedoen.register.free_text import warned
from meedoen.register.placements.models import Placement


def record_check(
    actor: Actor,
    number: str,
    moment: str,
    voice: str,
    told: Told,
    *,
    version: int,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Check:
    """Write down what a voice said at a moment, by whoever spoke to them; the same once more is once.

    `version`: of what stood there when the form was opened, 0 where nothing did.
    """
    with transaction.atomic():
        require(actor, "check.record")
        at, asked = known_moment(moment), known_voice(voice)
        placement = locked_to_follow(actor, number)
        before = check_of(placement, moment, voice)
        if before is not None and is_same(before, told):
            return before
        if before is not None and before.account_id is None:
            message = _(
                "Dit is met een link gezegd. Alleen wie het zei, verandert het. Stuur een nieuwe link."
            )
            raise NotPossible(message)
        standing = before.version if before else 0
        typed = {**told.answers, "words": tidy(told.words)}
        now = {**before.answers, "words": before.words} if before else {}
        refuse_changed(opened=version, version=standing, now=now, typed=typed)
        wrong = [*wrong_moment(placement, at, today), *wrong_told(asked, told)]
        names = (placement.person.name, placement.workplace_employer.name, placement.employer.name)
        kept = warned(actor, told.words, "words", accepted, names)
        together([*wrong, *kept.refusals])
        row = write(placement, at, asked, told, before, account_id=actor.account_id, today=today)
        detail = {"moment": moment, "voice": voice, **kept.detail}
        journal.enter(actor, "check.record", "placement", placement.number, detail=detail)
        return row


def look_at_checks(actor: Actor, number: str) -> Placement:
    """Return a placement of which what was said is shown, and write down who looked."""
    with transaction.atomic():
        require(actor, "check.see")
        placement = placement_to_follow(actor, number)
        detail = {"person": placement.person.number}
        journal.enter(actor, "check.see", "placement", placement.number, detail=detail, is_look=True)
        return placement
