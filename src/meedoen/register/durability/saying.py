"""The one row in which a voice says something at a moment, and the placement that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.register.checks import NotPossible, tidy
from meedoen.register.durability.models import Check
from meedoen.register.durability.moments import Moment
from meedoen.register.durability.questions import QUESTIONS
from meedoen.register.durability.selectors import placement_to_follow
from meedoen.register.durability.validity import Told
from meedoen.register.people.selectors import locked_by_key
from meedoen.register.placements.models import Placement


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
