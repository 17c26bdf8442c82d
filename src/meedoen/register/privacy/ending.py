"""What may be done about the end of a file: decide on terms, announce, pause, and anonymise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound, Refused
from meedoen.register.checks import AHEAD, NotPossible, text, together, wrong_day
from meedoen.register.free_text import warned
from meedoen.register.people.forgetting import with_merged
from meedoen.register.people.models import Person
from meedoen.register.people.selectors import locked_person, own_sight
from meedoen.register.privacy.due import (
    ABOUT_PEOPLE,
    due_people,
    notices_of,
    still_due,
    terms_of,
    without_notice,
)
from meedoen.register.privacy.holders import forget_everywhere, reaches
from meedoen.register.privacy.models import Category, RetentionNotice, RetentionTerm
from meedoen.register.privacy.plan import CARRIED_OUT, Plan, own_region, retention_plan
from meedoen.register.privacy.selectors import notice_of
from meedoen.register.writing import insert_rows
from meedoen.rules.book import value_on

NOTICE_DAYS = "bewaartermijnen.aankondiging.dagen"
LONGEST = 1200
PART = 500
_State = RetentionNotice.State


def set_term(
    actor: Actor,
    category: str,
    months: int | None,
    reason: str,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> RetentionTerm:
    """Write down how long the region keeps something; without months it has no term any more.

    The decision before it stays: what stood there can be read back.
    """
    with transaction.atomic():
        require(actor, "retention.decide")
        region = own_region(actor)
        kept, wrong = text(reason, _("De reden"), "reason", 300)
        checked = warned(actor, kept, "reason", accepted)
        wrong += checked.refusals
        if category not in Category.values or category == Category.ON_REQUEST:
            wrong.append(NotPossible(_("Kies waarvoor de termijn geldt."), field="category"))
        if months is not None and not 1 <= months <= LONGEST:
            message = _("Een termijn is 1 tot en met %(longest)s maanden. Laat leeg als er geen termijn is.")
            wrong.append(NotPossible(message % {"longest": LONGEST}, field="months"))
        together(wrong)
        term = RetentionTerm.objects.create(
            region=region,
            category=category,
            months=months,
            decided_on=today,
            decided_by_id=actor.account_id,
            reason=kept,
        )
        detail = {"category": category, "months": months, **checked.detail}
        journal.enter(actor, "retention.decide", "retention", region, detail=detail)
        return term


def look_at_plan(actor: Actor, *, today: date) -> Plan:
    """Return what would happen; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "retention.see")
        plan = retention_plan(actor, today)
        numbers = sorted({person.number for one in plan.categories for person in one.who})
        if numbers:
            journal.enter(actor, "retention.see", "people", "", detail={"numbers": numbers}, is_look=True)
        return plan


def announce(actor: Actor, *, today: date) -> dict[str, int]:
    """Announce to everyone whose file is due that it will be anonymised; return how many by category.

    Who was told before is not told again, so a second run the same day does nothing.
    """
    with transaction.atomic():
        require(actor, "retention.announce")
        region = own_region(actor)
        terms = terms_of(region)
        due_on = today + timedelta(days=int(value_on(NOTICE_DAYS, today).number))
        told: dict[str, int] = {}
        notes: list[journal.Note] = []
        for category in ABOUT_PEOPLE:
            people = list(without_notice(due_people(region, category, today, terms), category).order_by("pk"))
            insert_rows(
                [
                    RetentionNotice(person=person, category=category, noticed_on=today, due_on=due_on)
                    for person in people
                ]
            )
            detail = {"category": category, "due_on": due_on.isoformat()}
            notes += [
                journal.Note("retention.announce", "person", person.number, detail) for person in people
            ]
            told[category] = len(people)
        journal.enter_many(actor, [*notes, journal.Note("retention.announce", "retention", region, told)])
        return told


def pause_notice(actor: Actor, number: str, reason: str, until: date, *, today: date) -> RetentionNotice:
    """Put off the end of a file, for a reason and at most a year."""
    with transaction.atomic():
        require(actor, "retention.pause")
        person = locked_person(actor, number)
        own_sight(actor, person)
        notice = _standing(person)
        wrong: list[Refused] = []
        if reason not in RetentionNotice.Pause.values:
            wrong.append(NotPossible(_("Kies waarom dit wordt uitgesteld."), field="reason"))
        what = _("De dag tot wanneer u uitstelt")
        tomorrow = today + timedelta(days=1)
        wrong += wrong_day(until, what, "until", latest=today + AHEAD, earliest=tomorrow)
        together(wrong)
        notice.state, notice.pause_reason, notice.paused_until = _State.PAUSED, reason, until
        notice.save(update_fields=["state", "pause_reason", "paused_until"])
        detail = {"category": notice.category, "reason": reason, "until": until.isoformat()}
        journal.enter(actor, "retention.pause", "person", person.number, detail=detail)
        return notice


def resume_notice(actor: Actor, number: str, *, today: date) -> RetentionNotice:
    """Let a notice that was paused run again, from the day on it named before."""
    with transaction.atomic():
        require(actor, "retention.pause")
        person = locked_person(actor, number)
        own_sight(actor, person)
        notice = _standing(person)
        if notice.state != _State.PAUSED:
            raise NotPossible(_("Deze aankondiging is niet uitgesteld."))
        notice.state, notice.pause_reason, notice.paused_until = _State.OPEN, "", None
        # Never the same day: who knows the person reads first that it goes on.
        notice.due_on = max(notice.due_on, today + timedelta(days=1))
        notice.save(update_fields=["state", "pause_reason", "paused_until", "due_on"])
        journal.enter(
            actor, "retention.pause", "person", person.number, detail={"resumed": True, "on": str(today)}
        )
        return notice


@dataclass(frozen=True)
class Ended:
    """How many files were anonymised, and for how many it was called off, of one category."""

    category: str
    anonymised: int
    called_off: int


def anonymise_due(actor: Actor, *, today: date) -> list[Ended]:
    """Anonymise everyone whose notice has run out, as far as the reason for it still holds.

    The reason is looked at anew: who was spoken to since, or is at work again, stays, and the notice lapses.
    """
    with transaction.atomic():
        require(actor, "retention.run")
        region = own_region(actor)
        terms = terms_of(region)
        _follow_merges(region, today)
        ended: list[Ended] = []
        for category in CARRIED_OUT:
            notices = notices_of(region, category)
            holds = still_due(notices, due_people(region, category, today, terms), today)
            called_off = _call_off(notices, holds, today)
            ready = notices.filter(holds, _ripe(today), due_on__lte=today).select_for_update(of=("self",))
            ended.append(Ended(category, _carry_out(actor, category, ready, today), called_off))
        detail = {one.category: [one.anonymised, one.called_off] for one in ended}
        journal.enter(actor, "retention.run", "retention", region, detail=detail)
        return ended


def _follow_merges(region: str, today: date) -> None:
    """Let a removal that was granted go along with a file that went on in another since then.

    Never the same day: who knows the person reads on the other file first that it will end.
    """
    asked = notices_of(region, Category.ON_REQUEST).filter(person__state=Person.State.MERGED)
    for notice in asked.select_related("person"):
        kept_id = notice.person.merged_into_id
        standing = RetentionNotice.objects.filter(
            person=kept_id, category=Category.ON_REQUEST, state__in=(_State.OPEN, _State.PAUSED)
        )
        if standing.exists():
            _close([notice.pk], _State.WITHDRAWN, today)
            continue
        notice.person_id = kept_id or notice.person_id
        notice.due_on = max(notice.due_on, today + timedelta(days=1))
        notice.save(update_fields=["person", "due_on"])


def _ripe(today: date) -> Q:
    return Q(state=_State.OPEN) | Q(state=_State.PAUSED, paused_until__lte=today)


def _call_off(notices: QuerySet[RetentionNotice], holds: Q, today: date) -> int:
    gone = list(
        notices.filter(_ripe(today))
        .exclude(pk__in=notices.filter(holds).values("pk"))
        .values_list("pk", flat=True)
    )
    _close(gone, _State.WITHDRAWN, today)
    return len(gone)


def _carry_out(actor: Actor, category: str, ready: QuerySet[RetentionNotice], today: date) -> int:
    rows = list(ready.order_by("pk").values_list("pk", "person_id", "person__number"))
    deed = "retention.forget_reach" if category == Category.REACH else "retention.anonymise"
    # The old number only, and never the new one: nothing written down leads from one to the other.
    notes = [journal.Note(deed, "person", number, {"category": category}) for _pk, _person, number in rows]
    for part in _parts([person_id for _pk, person_id, _number in rows]):
        if category == Category.REACH:
            for reach in reaches():
                reach.forget(part)
        else:
            _anonymise(part, today)
    _close([pk for pk, _person, _number in rows], _State.DONE, today)
    journal.enter_many(actor, notes)
    return len(rows)


def _anonymise(asked: Sequence[int], today: date) -> None:
    person_ids = with_merged(asked)
    # Locked first: nobody writes about these people while they become nobody.
    list(Person.objects.select_for_update().filter(pk__in=person_ids).order_by("pk").values_list("pk"))
    forget_everywhere(person_ids)
    others = RetentionNotice.objects.filter(person_id__in=person_ids, state=_State.OPEN)
    others.update(state=_State.DONE, closed_on=today)


def _close(notice_ids: Sequence[int], state: str, today: date) -> None:
    for part in _parts(notice_ids):
        RetentionNotice.objects.filter(pk__in=part).update(
            state=state, closed_on=today, pause_reason="", paused_until=None
        )


def _parts(keys: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), PART):
        yield list(keys[start : start + PART])


def _standing(person: Person) -> RetentionNotice:
    notice = notice_of(person)
    if notice is None:
        raise NotFound(_("Voor dit dossier is geen einde aangekondigd."))
    return notice
