"""Writing down visits, what was agreed, and what the three voices say at an evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import AlreadyThere, NeedsConfirmation, NotPossible, tidy, together
from meedoen.register.coaching.models import AgreedAction, Coaching, Evaluation, EvaluationPart, Visit
from meedoen.register.coaching.selectors import (
    action_of,
    is_own,
    locked_coaching,
    no_such_coaching,
    sees_notes,
)
from meedoen.register.coaching.validity import (
    NOT_COACH,
    SAME_DAY,
    NewPart,
    NewVisit,
    wrong_action,
    wrong_part,
    wrong_visit,
)
from meedoen.register.free_text import warned, warned_all
from meedoen.register.people.selectors import colleague_of
from meedoen.register.people.services import record_contact
from meedoen.register.writing import insert_rows

# Who speaks with the candidate has spoken to them; reading a report or phoning the employer is not that.
SPOKEN_WITH = frozenset({"both", "person"})


@dataclass(frozen=True)
class DoneVisit:
    """A visit of long ago, for many at once: who made it, and what was agreed and already done."""

    new: NewVisit
    done_on: date | None = None


def record_visit(
    actor: Actor,
    number: str,
    new: NewVisit,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
    at: datetime,
) -> Visit:
    """Write down one visit. Sent again under the same key, it is the visit that stands there already."""
    with transaction.atomic():
        require(actor, "coaching.visit")
        account, _organisation = colleague_of(actor)
        coaching = locked_coaching(actor, number)
        known = Visit.objects.filter(client_key=new.client_key).select_related("coaching").first()
        if known is not None:
            return _same(known, coaching, account, new)
        texts = warned_all(
            actor,
            {"note": new.note, "action": new.action},
            accepted,
            [coaching.placement.person.name],
        )
        together(
            [
                *wrong_visit(coaching, new, today),
                *(one for one in _asked(actor, coaching, new) if one.code not in accepted),
                *texts.refusals,
            ]
        )
        visit = _row(coaching, new, account, at)
        try:
            with transaction.atomic():
                visit.save()
        except IntegrityError as twice:
            # The same key for another coaching, at the very same moment.
            raise _other_visit() from twice
        if tidy(new.action):
            _action(coaching, visit, new).save()
        if new.with_whom in SPOKEN_WITH:
            record_contact(actor, coaching.placement.person.number, new.happened_on, today=today)
        # A placement that was corrected goes on in another row, and coaching with it.
        Coaching.objects.filter(pk=coaching.pk).update(placement_id=coaching.placement_id)
        detail = {"on": new.happened_on.isoformat(), "minutes": new.minutes, **texts.detail}
        journal.enter(actor, "coaching.visit", "coaching", coaching.number, detail=detail)
        return visit


def record_visits(
    actor: Actor, rows: Sequence[tuple[Coaching, DoneVisit]], *, today: date, at: datetime
) -> int:
    """Write down many visits by the actor at coachings that were just granted, all or nothing."""
    with transaction.atomic():
        require(actor, "coaching.visit")
        account, _organisation = colleague_of(actor)
        for coaching, one in rows:
            together(wrong_visit(coaching, one.new, today))
        visits = [_row(coaching, one.new, account, at) for coaching, one in rows]
        insert_rows(visits)
        keys = dict(Visit.objects.filter(by_id=account, entered_at=at).values_list("client_key", "pk"))
        actions = []
        for visit, (coaching, one) in zip(visits, rows, strict=True):
            visit.pk = keys[visit.client_key]
            if tidy(one.new.action):
                action = _action(coaching, visit, one.new)
                action.done_on = one.done_on
                actions.append(action)
        insert_rows(actions)
        notes = [
            journal.Note("coaching.visit", "coaching", coaching.number, {"minutes": one.new.minutes})
            for coaching, one in rows
        ]
        journal.enter_many(actor, notes)
        return len(visits)


def agree_action(
    actor: Actor,
    number: str,
    words: str,
    side: str,
    by_on: date,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> AgreedAction:
    """Write down what somebody will do; the same thing agreed twice is one action."""
    with transaction.atomic():
        require(actor, "coaching.agree")
        coaching = locked_coaching(actor, number)
        texts = warned(actor, words, "words", accepted, [coaching.placement.person.name])
        together([*wrong_action(words, side, by_on, coaching.starts_on, today), *texts.refusals])
        kept = tidy(words)
        open_ones = AgreedAction.objects.filter(coaching=coaching, done_on__isnull=True)
        same = open_ones.filter(words=kept, side=side, by_on=by_on).first()
        if same is not None:
            return same
        action = AgreedAction.objects.create(coaching=coaching, words=kept, side=side, by_on=by_on)
        detail = {"side": side, "by": by_on.isoformat(), **texts.detail}
        journal.enter(actor, "coaching.agree", "coaching", coaching.number, detail=detail)
        return action


def complete_action(actor: Actor, number: str, key: int, *, today: date) -> AgreedAction:
    """Say that an action was done; said twice, the first day stays."""
    with transaction.atomic():
        require(actor, "coaching.agree")
        coaching = locked_coaching(actor, number)
        action = action_of(coaching, key)
        if action.done_on is None:
            action.done_on = today
            action.save(update_fields=["done_on"])
            detail = {"action": action.pk}
            journal.enter(actor, "coaching.complete", "coaching", coaching.number, detail=detail)
        return action


def record_evaluation(
    actor: Actor, number: str, new: NewPart, *, accepted: frozenset[str] = frozenset(), today: date
) -> EvaluationPart:
    """Write down what one of the three says; each voice once a moment, and the coach's own by the coach."""
    with transaction.atomic():
        require(actor, "coaching.evaluate")
        account, _organisation = colleague_of(actor)
        coaching = locked_coaching(actor, number)
        if not sees_notes(actor, coaching):
            raise no_such_coaching()
        texts = warned(actor, new.words, "words", accepted, [coaching.placement.person.name])
        wrong: list[Refused] = [*wrong_part(coaching, new, today), *texts.refusals]
        if new.voice == "coach" and not is_own(actor, coaching):
            message = _("Dit deel vult de coach of de vervanger zelf in.")
            wrong.append(NotPossible(message, field="voice"))
        together(wrong)
        evaluation, _made = Evaluation.objects.get_or_create(coaching=coaching, on=new.on)
        told = {"mark": new.mark, "words": tidy(new.words)}
        known = EvaluationPart.objects.filter(evaluation=evaluation, voice=new.voice).first()
        if known is not None:
            if {"mark": known.mark, "words": known.words} == told:
                return known
            message = _("Dit deel is al ingevuld. Kies een andere stem, of een andere dag.")
            raise AlreadyThere(message, field="voice")
        part = EvaluationPart.objects.create(
            evaluation=evaluation, voice=new.voice, told_on=today, written_by_id=account, **told
        )
        detail = {"on": new.on.isoformat(), "voice": new.voice, **texts.detail}
        journal.enter(actor, "coaching.evaluate", "coaching", coaching.number, detail=detail)
        return part


def _same(known: Visit, coaching: Coaching, account: int, new: NewVisit) -> Visit:
    """Return what stands there; what was typed otherwise since would be lost without a word."""
    if known.coaching_id != coaching.pk or known.by_id != account:
        raise _other_visit()
    actions = AgreedAction.objects.filter(visit=known).values_list("words", flat=True)
    is_same = _typed(known) == _typed(_row(coaching, new, account, known.entered_at))
    if not is_same or tidy(new.action) not in (*actions, ""):
        message = _(
            "Dit bezoek staat er al, zoals u het eerder verzond (%(minutes)s minuten). Wat u daarna "
            "veranderde, staat er niet bij. Maak daarvan een nieuwe notitie, en gooi deze weg."
        )
        raise AlreadyThere(message % {"minutes": known.minutes}, field="note")
    return known


def _typed(visit: Visit) -> tuple[object, ...]:
    return visit.happened_on, visit.minutes, visit.kind, visit.with_whom, visit.note


def _other_visit() -> Refused:
    return AlreadyThere(_("Dit formulier is al voor een ander bezoek gebruikt. Open een nieuw formulier."))


def _asked(actor: Actor, coaching: Coaching, new: NewVisit) -> list[NeedsConfirmation]:
    """What changed since the form was opened, or looks like the same hours written down twice."""
    asked = []
    if not is_own(actor, coaching):
        message = _("U bent geen coach of vervanger van deze begeleiding; %(name)s is de coach. Klopt dit?")
        asked.append(
            NeedsConfirmation(NOT_COACH, message % {"name": coaching.coach.name}, field="happened_on")
        )
    rows = Visit.objects.filter(coaching=coaching, happened_on=new.happened_on, kind=new.kind)
    same = rows.select_related("by").first()
    if same is not None:
        message = _(
            "%(name)s schreef op deze dag al %(minutes)s minuten van deze soort op. Is dit een ander bezoek?"
        )
        words = message % {"name": same.by.name, "minutes": same.minutes}
        asked.append(NeedsConfirmation(SAME_DAY, words, field="happened_on"))
    return asked


def _row(coaching: Coaching, new: NewVisit, account: int, at: datetime) -> Visit:
    return Visit(
        coaching=coaching,
        client_key=new.client_key,
        happened_on=new.happened_on,
        minutes=new.minutes,
        kind=new.kind,
        with_whom=new.with_whom,
        note=tidy(new.note),
        by_id=account,
        entered_at=at,
    )


def _action(coaching: Coaching, visit: Visit, new: NewVisit) -> AgreedAction:
    assert new.by_on is not None
    return AgreedAction(
        coaching=coaching, visit_id=visit.pk, words=tidy(new.action), side=new.side, by_on=new.by_on
    )
