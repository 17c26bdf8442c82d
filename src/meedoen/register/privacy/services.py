"""What may be done with requests: record, answer, lift what followed, and hand over everything kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.looks import Look
from meedoen.access.powers import require
from meedoen.access.refusals import NotFound, Refused
from meedoen.primitives.period import day_in_words
from meedoen.register.checks import AlreadyThere, NotPossible, together, wrong_day
from meedoen.register.kept import Kept
from meedoen.register.people.forgetting import with_merged
from meedoen.register.people.handing_over import withdraw_open_offer
from meedoen.register.people.models import Person, Share
from meedoen.register.people.sections import SECTIONS
from meedoen.register.people.selectors import colleague_of, locked_person, own_sight, person_by_number
from meedoen.register.privacy.days import months_later
from meedoen.register.privacy.due import has_running_work
from meedoen.register.privacy.holders import everything_kept
from meedoen.register.privacy.models import (
    MOVES,
    Category,
    PrivacyRequest,
    Restriction,
    RetentionNotice,
)
from meedoen.register.privacy.selectors import (
    STANDING,
    NoticesPage,
    RequestsPage,
    answer_term,
    looks_at_person,
    notices_visible_to,
    request_of,
    requests_visible_to,
    restriction_of,
)
from meedoen.register.proposals.stopping import stop_proposals

# Everything someone may want to know; a file that was looked at more often than this is a case for people.
LOOKS = 5000

_State = PrivacyRequest.State
# What keeps a file from other organisations: no share, no hand-over.
NOT_SHARED = (Restriction.Kind.NO_SHARING, Restriction.Kind.STORED_ONLY)
NOT_PROPOSED = (Restriction.Kind.NO_MATCHING, Restriction.Kind.STORED_ONLY)
# What is not done any more once an objection or a request to hold still is granted.
_FOLLOWS: dict[tuple[str, str], str] = {
    (PrivacyRequest.Kind.BEZWAAR, PrivacyRequest.Against.MATCHING): Restriction.Kind.NO_MATCHING,
    (PrivacyRequest.Kind.BEZWAAR, PrivacyRequest.Against.SHARING): Restriction.Kind.NO_SHARING,
    (PrivacyRequest.Kind.BEPERKING, ""): Restriction.Kind.STORED_ONLY,
}


def record_request(
    actor: Actor, number: str, kind: str, received_on: date, *, against: str = "", today: date
) -> PrivacyRequest:
    """Write down what someone asked about the own file; the clock runs from the day it was received."""
    with transaction.atomic():
        require(actor, "privacy_request.record")
        person = locked_person(actor, number)
        own_sight(actor, person)
        wrong: list[Refused] = []
        if kind not in PrivacyRequest.Kind.values:
            wrong.append(NotPossible(_("Kies wat de kandidaat vraagt."), field="kind"))
        wrong += _wrong_objection(kind, against)
        what = _("De dag van ontvangst")
        wrong += wrong_day(
            received_on, what, "received_on", latest=today, earliest=min(person.registered_on, today)
        )
        together(wrong)
        months = int(answer_term(received_on).number)
        try:
            with transaction.atomic():
                request = PrivacyRequest.objects.create(
                    person=person,
                    organisation_id=person.responsible_id,
                    kind=kind,
                    against=against,
                    received_on=received_on,
                    answer_by=months_later(received_on, months),
                    recorded_by_id=actor.account_id,
                )
        except IntegrityError as refusal:
            message = _("Dit verzoek staat er al en wacht op antwoord. Beantwoord dat eerst.")
            raise AlreadyThere(message, field="kind") from refusal
        detail = {"request": request.pk, "kind": kind, "answer_by": request.answer_by.isoformat()}
        journal.enter(actor, "privacy_request.record", "person", person.number, detail=detail)
        return request


def answer_request(
    actor: Actor, number: str, request_id: int, state: str, *, reason: str = "", today: date
) -> PrivacyRequest:
    """Answer a request; what is granted has its effect at once.

    An objection or a restriction makes a row that others read; a removal is done at the next run of
    retention, by someone else.
    """
    with transaction.atomic():
        require(actor, "privacy_request.answer")
        person = locked_person(actor, number)
        own_sight(actor, person)
        request = request_of(person, request_id)
        together(_wrong_answer(request, person, state, reason, today))
        request.state, request.reason = state, reason
        request.answered_on, request.answered_by_id = today, actor.account_id
        request.save(update_fields=["state", "reason", "answered_on", "answered_by"])
        if state == _State.GRANTED:
            _carry_out(actor, request, person, today)
        detail = {"request": request.pk, "kind": request.kind, "state": state, "reason": reason}
        journal.enter(actor, "privacy_request.answer", "person", person.number, detail=detail)
        return request


def lift_restriction(actor: Actor, number: str, restriction_id: int, *, today: date) -> Restriction:
    """End what was not done with someone's file, because that person wants it done again."""
    with transaction.atomic():
        require(actor, "restriction.lift")
        person = locked_person(actor, number)
        own_sight(actor, person)
        restriction = restriction_of(person, restriction_id)
        if restriction.ends_before is not None:
            message = _("Deze beperking is al opgeheven per %(day)s.")
            raise NotPossible(message % {"day": day_in_words(restriction.ends_before)})
        restriction.ends_before = today
        restriction.save(update_fields=["ends_before"])
        _keep_from_others(restriction.person_id)
        detail = {"restriction": restriction.kind}
        journal.enter(actor, "restriction.lift", "person", person.number, detail=detail)
        return restriction


def look_at_requests(
    actor: Actor,
    *,
    state: str = _State.RECEIVED,
    own: bool = False,
    after: tuple[date, int] | None = None,
) -> RequestsPage:
    """Return a page of requests; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "privacy_request.list")
        page = requests_visible_to(actor, state=state, own=own, after=after)
        _names_shown(actor, "privacy_request.list", [row.person.number for row in page.rows])
        return page


def look_at_notices(
    actor: Actor, *, mine: bool = False, after: tuple[date, int] | None = None
) -> NoticesPage:
    """Return a page of standing notices; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "retention.notices")
        page = notices_visible_to(actor, mine=mine, after=after)
        _names_shown(actor, "retention.notices", [row.person.number for row in page.rows])
        return page


def _names_shown(actor: Actor, deed: str, numbers: Sequence[str]) -> None:
    if numbers:
        journal.enter(actor, deed, "people", "", detail={"numbers": sorted(set(numbers))}, is_look=True)


@dataclass(frozen=True)
class Everything:
    """All that is kept about a person, and who looked at it and why."""

    person: Person
    request: PrivacyRequest
    kept: Sequence[Kept]
    looks: Sequence[Look]


def export_everything(actor: Actor, number: str, request_id: int, form: str, *, today: date) -> Everything:
    """Return everything that is kept about a person, on that person's request; write down that it was made.

    Only for who sees the whole file: a part of it would pass for all of it.
    """
    with transaction.atomic():
        require(actor, "privacy.export")
        person = person_by_number(actor, number)
        if own_sight(actor, person).sections != frozenset(SECTIONS):
            message = _(
                "U ziet dit dossier niet helemaal. Vraag een collega van de dossierhouder om de inzage."
            )
            raise NotFound(message)
        request = request_of(person, request_id)
        if request.kind != PrivacyRequest.Kind.INZAGE:
            raise NotFound(_("Dit is geen verzoek om inzage. Leg eerst een verzoek om inzage vast."))
        # A file that went on in this one is about the same person, and still kept.
        others = (key for key in with_merged([person.pk]) if key != person.pk)
        kept = [one for key in (person.pk, *others) for one in everything_kept(key)]
        made = Everything(person, request, kept, looks_at_person(person, limit=LOOKS).rows)
        detail = {"request": request.pk, "form": form, "on": today.isoformat()}
        journal.enter(actor, "privacy.export", "person", person.number, detail=detail, is_look=True)
        return made


def _wrong_objection(kind: str, against: str) -> list[Refused]:
    if kind == PrivacyRequest.Kind.BEZWAAR and against not in PrivacyRequest.Against.values:
        return [NotPossible(_("Kies waartegen de kandidaat bezwaar maakt."), field="against")]
    if kind != PrivacyRequest.Kind.BEZWAAR and against:
        message = _("Dit hoort alleen bij een bezwaar. Maak het veld leeg, of kies bezwaar.")
        return [NotPossible(message, field="against")]
    return []


def _wrong_answer(
    request: PrivacyRequest, person: Person, state: str, reason: str, today: date
) -> list[Refused]:
    if state not in _State.values or state == _State.RECEIVED:
        return [NotPossible(_("Kies een antwoord."), field="state")]
    if state not in MOVES[request.state]:
        message = _("Dit verzoek is al beantwoord: %(state)s. Vraagt iemand het opnieuw? Leg dat dan vast.")
        return [NotPossible(message % {"state": request.get_state_display()}, field="state")]
    wrong: list[Refused] = []
    if state in (_State.REFUSED, _State.PARTLY) and reason not in PrivacyRequest.Reason.values:
        wrong.append(NotPossible(_("Kies waarom niet alles kan. De kandidaat hoort dit."), field="reason"))
    if state in (_State.GRANTED, _State.WITHDRAWN) and reason:
        message = _("Een reden hoort bij afwijzen of deels toewijzen. Maak het veld leeg.")
        wrong.append(NotPossible(message, field="reason"))
    removal = request.kind == PrivacyRequest.Kind.VERWIJDERING and state == _State.GRANTED
    if removal and has_running_work(person.pk, today):
        message = _(
            "Deze kandidaat heeft een plaatsing die nog loopt. "
            "Beëindig die eerst, of kies een ander antwoord."
        )
        wrong.append(NotPossible(message, field="state"))
    return wrong


def _carry_out(actor: Actor, request: PrivacyRequest, person: Person, today: date) -> None:
    if request.kind == PrivacyRequest.Kind.VERWIJDERING:
        standing = RetentionNotice.objects.filter(
            person=person, category=Category.ON_REQUEST, state__in=STANDING
        )
        if not standing.exists():
            RetentionNotice.objects.create(
                person=person, category=Category.ON_REQUEST, noticed_on=today, due_on=today
            )
    follows = _FOLLOWS.get((request.kind, request.against))
    if follows is None:
        return
    running = Restriction.objects.filter(person=person, kind=follows, ends_before__isnull=True)
    if not running.exists():
        Restriction.objects.create(person=person, kind=follows, request=request, starts_on=today)
    if follows in NOT_PROPOSED:
        stop_proposals(actor, person.pk, today)
    if follows in NOT_SHARED:
        _keep_from_others(person.pk)
        _end_shares(actor, person, today)
        _end_offer(actor, person, today)


def _keep_from_others(person_id: int) -> None:
    """Write on the file whether it may be shared, for who shares; the caller has the lock."""
    running = Restriction.objects.filter(person=person_id, kind__in=NOT_SHARED, ends_before__isnull=True)
    Person.objects.filter(pk=person_id).update(is_not_shared=running.exists())


def _end_offer(actor: Actor, person: Person, today: date) -> None:
    """Take back what another organisation was asked about a file; the caller has the lock."""
    offer = withdraw_open_offer(person, colleague_of(actor)[0], today)
    if offer is not None:
        detail = {"hand_over": offer.pk, "from": offer.from_organisation_id, "to": offer.to_organisation_id}
        journal.enter(actor, "hand_over.withdraw", "person", person.number, detail=detail)


def _end_shares(actor: Actor, person: Person, today: date) -> None:
    """Close every share of a file; the caller has the lock."""
    standing = Share.objects.filter(person=person, revoked_on__isnull=True, ends_before__gt=today)
    for share in standing.order_by("pk"):
        share.revoked_on = today
        share.save(update_fields=["revoked_on"])
        detail = {"organisation": share.organisation_id, "purpose": share.purpose}
        journal.enter(actor, "share.revoke", "person", person.number, detail=detail)
