"""What may be done when work ends: end it together with what comes after, say that later, and correct."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.register.checks import NotPossible, refuse_changed, together
from meedoen.register.coaching.models import Coaching
from meedoen.register.durability.models import AfterWork, Check, CheckLink
from meedoen.register.durability.moments import MOMENTS
from meedoen.register.durability.nexts import STOPS
from meedoen.register.durability.validity import wrong_next
from meedoen.register.people.selectors import locked_by_key
from meedoen.register.placements.models import Placement
from meedoen.register.placements.selectors import placement_by_number
from meedoen.register.placements.services import correct_placement, end_placement
from meedoen.register.subsidies.models import Subsidy


def end_work(
    actor: Actor,
    number: str,
    ends_before: date,
    end_reason: str,
    then: str,
    because: str = "",
    *,
    today: date,
) -> Placement:
    """End a placement and say what comes after it, both or neither; the same form once more is once."""
    with transaction.atomic():
        require(actor, "placement.end")
        because = because if then == STOPS else ""
        together(wrong_next(then, because, end_reason))
        found = _locked(actor, number)
        if (found.ends_before, found.end_reason) == (ends_before, end_reason) and _is_said(
            found, then, because
        ):
            return found
        placement = end_placement(actor, number, ends_before, end_reason, today=today)
        _say(actor, placement, then, because, today)
        return placement


def say_what_comes_next(
    actor: Actor, number: str, then: str, because: str = "", *, version: int, today: date
) -> AfterWork:
    """Say what comes after work of which the end is known; `version`: of what was said before, or 0."""
    with transaction.atomic():
        require(actor, "placement.end")
        because = because if then == STOPS else ""
        placement = _locked(actor, number)
        if placement.ends_before is None or placement.replaced_on is not None:
            message = _(
                "Deze plaatsing loopt nog, of is gecorrigeerd. Beëindig eerst de plaatsing die geldt."
            )
            raise NotPossible(message)
        together(wrong_next(then, because, placement.end_reason))
        before = AfterWork.objects.filter(placement=placement).first()
        if before is not None and (before.then, before.because) == (then, because):
            return before
        now = {"then": before.then, "because": before.because} if before else {}
        refuse_changed(
            opened=version,
            version=before.version if before else 0,
            now=now,
            typed={"then": then, "because": because},
        )
        return _say(actor, placement, then, because, today)


def correct_work(
    actor: Actor,
    number: str,
    changes: Mapping[str, Any],
    reason: str,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> Placement:
    """Put a right row in the place of a wrong one; what hangs on the work goes along with it.

    A link that is out still works, but not that of an employer who turns out to be another; what would come
    after an end goes only where there still is an end.
    """
    with transaction.atomic():
        require(actor, "placement.correct")
        old = _locked(actor, number)
        new = correct_placement(actor, number, changes, reason, accepted=accepted, today=today)
        for rows in (Check.objects, CheckLink.objects, Coaching.objects, Subsidy.objects):
            rows.filter(placement=old).update(placement=new)
        if new.starts_on != old.starts_on:
            _plan_anew(new)
        if (new.employer_id, new.workplace_employer_id) != (old.employer_id, old.workplace_employer_id):
            # Whoever got it would read where somebody works who is not with them.
            links = CheckLink.objects.filter(placement=new, voice="employer", revoked_on__isnull=True)
            links.update(revoked_on=today)
        after = AfterWork.objects.filter(placement=old)
        said = after.first()
        # What nobody could say at this end is open again.
        if said and (new.ends_before is None or any(wrong_next(said.then, said.because, new.end_reason))):
            after.delete()
        after.update(placement=new)
        return new


def set_end(actor: Actor, number: str, ends_before: date, end_reason: str, *, today: date) -> Placement:
    """Let work end on another day without saying what comes next; where it goes on longer, what was said of
    that before is open again."""
    with transaction.atomic():
        require(actor, "placement.end")
        before = _locked(actor, number).ends_before
        placement = end_placement(actor, number, ends_before, end_reason, today=today)
        if before is not None and ends_before > before:
            AfterWork.objects.filter(placement=placement).delete()
        return placement


def _plan_anew(placement: Placement) -> None:
    """Give what was said the days on which its moments fall now: what is last is read by that day."""
    for moment, day in ((one.code, one.on(placement.starts_on)) for one in MOMENTS):
        Check.objects.filter(placement=placement, moment=moment).update(due_on=day)


def _locked(actor: Actor, number: str) -> Placement:
    found = placement_by_number(actor, number)
    locked_by_key(found.person_id)
    return placement_by_number(actor, number)


def _is_said(placement: Placement, then: str, because: str) -> bool:
    return AfterWork.objects.filter(placement=placement, then=then, because=because).exists()


def _say(actor: Actor, placement: Placement, then: str, because: str, today: date) -> AfterWork:
    row = AfterWork.objects.filter(placement=placement).first() or AfterWork(placement=placement, version=0)
    row.then, row.because, row.on, row.account_id = then, because, today, actor.account_id
    row.version += 1
    row.save()
    detail = {"person": placement.person.number, "then": then, "because": because}
    journal.enter(actor, "placement.after", "placement", placement.number, detail=detail)
    return row
