"""What may be done with hand-overs: offer a file, take it over, refuse it, take the offer back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.access import journal
from meedoen.access.actors import Actor
from meedoen.access.colleagues import Partner, colleagues_at, partners_on
from meedoen.access.powers import require
from meedoen.access.refusals import Refused
from meedoen.register.checks import AlreadyThere, NeedsConfirmation, NotPossible, together
from meedoen.register.people.around import keeper_of, own_desk, own_organisations
from meedoen.register.people.circle import end_circle, give_part
from meedoen.register.people.hand_overs import (
    ANSWERS,
    Card,
    HandOverPage,
    card_of,
    hand_over_visible_to,
    hand_overs_visible_to,
    open_hand_over_of,
)
from meedoen.register.people.models import CircleMember, HandOver, Person
from meedoen.register.people.selectors import colleague_of, locked_person, own_sight
from meedoen.register.people.sharing import refuse_objected, refuse_protected

# Our own choice, no law: room for one team meeting, and nobody waits a month to know who helps.
ANSWER_WITHIN = timedelta(days=14)
# Said yes to: nobody works there yet who can answer.
NOBODY_THERE = "nobody_there"


def offer_file(
    actor: Actor,
    number: str,
    organisation_id: int,
    because: str,
    *,
    accepted: frozenset[str] = frozenset(),
    today: date,
) -> HandOver:
    """Ask another organisation to take over a file; until it answers everything stays as it is."""
    with transaction.atomic():
        require(actor, "hand_over.offer")
        person = locked_person(actor, number)
        own_sight(actor, person)
        refuse_protected(person, _("Maak het dossier eerst weer open, of laat de collega met naam toe."))
        refuse_objected(person)
        partners = partners_on(today)
        keeper = keeper_of(person, partners)
        own = own_organisations(actor, partners)
        if person.responsible_id not in own:
            message = _("%(keeper)s houdt dit dossier. Alleen een consulent daar kan het overdragen.")
            raise NotPossible(message % {"keeper": keeper.name if keeper else person.responsible.name})
        account_id, asking_id = colleague_of(actor)
        together(_wrong_offer(person, partners.get(organisation_id), own, because))
        if NOBODY_THERE not in accepted:
            _ask_if_nobody_answers(partners[organisation_id], today)
        hand_over = HandOver.objects.create(
            person=person,
            from_organisation_id=asking_id,
            to_organisation_id=organisation_id,
            because=because,
            asked_by_id=account_id,
            asked_on=today,
            answer_by=today + ANSWER_WITHIN,
        )
        _enter(actor, "hand_over.offer", hand_over, person)
        return hand_over


def accept_file(actor: Actor, hand_over_id: int, account_id: int, *, today: date) -> HandOver:
    """Take over a file: the organisation keeps it from now on, and this colleague is the fixed contact.

    The circle of before ends. What was shared stays shared: who gave the file away gets no share by itself.
    """
    with transaction.atomic():
        require(actor, "hand_over.accept")
        hand_over, person = _locked(actor, hand_over_id, "accept", today)
        if person.is_not_shared:
            # Why is between the person and who keeps the file.
            raise NotPossible(_("Dit dossier kan nu niet worden overgenomen. Vraag het wie het aanbiedt."))
        person.responsible_id = colleague_of(actor)[1]
        person.save(update_fields=["responsible"])
        end_circle(person, today)
        give_part(person, account_id, CircleMember.Part.FIXED, own_desk(actor, today), today)
        _answer(colleague_of(actor)[0], hand_over, "accept", today)
        _enter(actor, "hand_over.accept", hand_over, person, fixed=account_id)
        return hand_over


def refuse_file(actor: Actor, hand_over_id: int, because: str, *, today: date) -> HandOver:
    """Say that a file is not taken over, and why."""
    with transaction.atomic():
        require(actor, "hand_over.refuse")
        hand_over, person = _locked(actor, hand_over_id, "refuse", today)
        if because not in HandOver.Refusal.values:
            raise NotPossible(_("Kies waarom u dit dossier niet overneemt."), field="because")
        hand_over.refusal = because
        _answer(colleague_of(actor)[0], hand_over, "refuse", today)
        _enter(actor, "hand_over.refuse", hand_over, person, because=because)
        return hand_over


def withdraw_offer(actor: Actor, hand_over_id: int, *, today: date) -> HandOver:
    """Take back an offer that nobody answered yet."""
    with transaction.atomic():
        require(actor, "hand_over.withdraw")
        hand_over, person = _locked(actor, hand_over_id, "withdraw", today)
        _answer(colleague_of(actor)[0], hand_over, "withdraw", today)
        _enter(actor, "hand_over.withdraw", hand_over, person)
        return hand_over


def look_at_hand_over(actor: Actor, hand_over_id: int, *, today: date) -> Card:
    """Return the card of one hand-over; a card with a name on it is a look at that person."""
    with transaction.atomic():
        require(actor, "hand_over.see")
        card = card_of(actor, hand_over_visible_to(actor, hand_over_id, today), today)
        if card.name:
            detail = {"ground": "hand_over", "hand_over": card.pk}
            journal.enter(actor, "hand_over.see", "person", card.number, detail=detail, is_look=True)
        return card


def look_at_hand_overs(
    actor: Actor,
    *,
    side: str = "",
    answered: bool = False,
    after: tuple[date, int] | None = None,
    today: date,
) -> HandOverPage:
    """Return a page of hand-overs; write down whose names it shows."""
    with transaction.atomic():
        require(actor, "hand_over.list")
        page = hand_overs_visible_to(actor, today, side=side, answered=answered, after=after)
        numbers = [card.number for card in page.cards if card.name]
        if numbers:
            detail = {"numbers": numbers}
            journal.enter(actor, "hand_over.list", "people", "", detail=detail, is_look=True)
        return page


def withdraw_open_offer(person: Person, account_id: int, today: date) -> HandOver | None:
    """Take back what is asked about a file that closes; the caller has the lock and enters it."""
    hand_over = open_hand_over_of(person)
    if hand_over is not None:
        _answer(account_id, hand_over, "withdraw", today)
    return hand_over


def _wrong_offer(person: Person, partner: Partner | None, own: frozenset[int], because: str) -> list[Refused]:
    wrong: list[Refused] = []
    if partner is None or partner.pk in own:
        message = _("Kies aan welke andere organisatie u het dossier overdraagt.")
        wrong.append(NotPossible(message, field="organisation"))
    if because not in HandOver.Because.values:
        wrong.append(NotPossible(_("Kies waarom u dit dossier overdraagt."), field="because"))
    waiting = open_hand_over_of(person)
    if waiting is not None:
        message = _("Dit dossier is al aangeboden aan %(name)s. Trek dat eerst in, of wacht op het antwoord.")
        wrong.append(AlreadyThere(message % {"name": waiting.to_organisation.name}, field="organisation"))
    return wrong


def _ask_if_nobody_answers(partner: Partner, today: date) -> None:
    if not colleagues_at([partner], frozenset({"consulent"}), today):
        message = _(
            "Bij %(name)s werkt nog geen consulent in dit systeem die kan antwoorden. "
            "Bel eerst. Wilt u het dossier toch aanbieden?"
        )
        raise NeedsConfirmation(NOBODY_THERE, message % {"name": partner.name}, field="organisation")


def _locked(actor: Actor, hand_over_id: int, deed: str, today: date) -> tuple[HandOver, Person]:
    """Return a hand-over that this deed may answer, its person locked first, as every deed on a file does."""
    found = hand_over_visible_to(actor, hand_over_id, today)
    person = Person.objects.select_for_update().get(pk=found.person_id)
    hand_over = HandOver.objects.select_for_update().get(pk=found.pk)
    answers = ANSWERS[hand_over.state]
    if deed not in answers:
        message = _("Deze overdracht is al beantwoord: %(state)s. Vraag zo nodig om een nieuwe.")
        raise NotPossible(message % {"state": hand_over.get_state_display()})
    side = answers[deed][1]
    organisation = hand_over.to_organisation if side == "to" else hand_over.from_organisation
    if organisation.pk not in own_organisations(actor, partners_on(today)):
        message = _("Alleen een consulent van %(name)s kan dit doen.")
        raise NotPossible(message % {"name": organisation.name})
    return hand_over, person


def _answer(account_id: int, hand_over: HandOver, deed: str, today: date) -> None:
    hand_over.state = ANSWERS[hand_over.state][deed][0]
    hand_over.answered_by_id = account_id
    hand_over.answered_on = today
    hand_over.save(update_fields=["state", "answered_by", "answered_on", "refusal"])


def _enter(actor: Actor, deed: str, hand_over: HandOver, person: Person, **more: object) -> None:
    detail = {
        "hand_over": hand_over.pk,
        "from": hand_over.from_organisation_id,
        "to": hand_over.to_organisation_id,
        **more,
    }
    journal.enter(actor, deed, "person", person.number, detail=detail)
