"""What may be done with how work lasts: write down what a voice said, and look at it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible, refuse_changed, tidy, together
from meedoen.register.durability.models import Check
from meedoen.register.durability.moments import Moment
from meedoen.register.durability.questions import QUESTIONS
from meedoen.register.durability.selectors import check_of, placement_to_follow
from meedoen.register.durability.validity import (
    Told,
    known_moment,
    known_voice,
    wrong_moment,
    wrong_told,
)
from meedoen.register.free_text import warned
from meedoen.register.people.selectors import locked_by_key
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


def locked_to_follow(actor: Actor, number: str) -> Placement:
    """Return a placement that holds, with nobody else at work on this person."""
    found = placement_to_follow(actor, number)
    locked_by_key(found.person_id)
    # Read again under the lock: someone may have corrected it a moment ago.
    placement = placement_to_follow(actor, number)
    if placement.replaced_on is not None:
        raise NotPossible(_("Deze plaatsing is gecorrigeerd. Ga naar de nieuwe plaatsing."))
    return placement


def is_same(check: Check, told: Told) -> bool:
    """True if and only if a voice says once more what it said."""
    return _codes(told.answers, check.voice) == check.answers and tidy(told.words) == check.words


def write(
    placement: Placement,
    moment: Moment,
    voice: str,
    told: Told,
    before: Check | None,
    *,
    account_id: int | None,
    today: date,
) -> Check:
    """Keep what was said in the one row of this voice at this moment."""
    row = before or Check(placement=placement, moment=moment.code, voice=voice, version=0)
    row.due_on = moment.on(placement.starts_on)
    row.answers, row.words = _codes(told.answers, voice), tidy(told.words)
    row.on, row.account_id = today, account_id
    row.version += 1
    row.save()
    return row


def _codes(answers: Mapping[str, str], voice: str) -> dict[str, str]:
    return {one.code: answers.get(one.code, "") for one in QUESTIONS[voice]}
