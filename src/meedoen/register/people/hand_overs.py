"""What may be asked about hand-overs: the card of each, for who gives, who is asked and who sees the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from meedoen.access.actors import Actor
from meedoen.access.colleagues import partners_on
from meedoen.access.refusals import NotFound
from meedoen.register.people.around import own_organisations
from meedoen.register.people.models import HandOver, Person, is_open, seen_people
from meedoen.register.people.selectors import visible_names

PAGE = 50
State = HandOver.State

# What may be answered, and by whom: the organisation that was asked, or the one that asked. Only an open
# question is answered: who wants it after all asks again, so that every answer keeps its own day and reason.
ANSWERS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    State.OPEN: {
        "accept": (State.ACCEPTED, "to"),
        "refuse": (State.REFUSED, "to"),
        "withdraw": (State.WITHDRAWN, "from"),
    },
    State.ACCEPTED: {},
    State.REFUSED: {},
    State.WITHDRAWN: {},
}


@dataclass(frozen=True)
class Card:
    """What someone may know of a hand-over before the file is theirs; `name` is empty where it is not.

    `side`: "in" was asked of the reader's organisation, "out" was asked by it, "" is of others.
    """

    pk: int
    number: str
    name: str
    birth_year: int | None
    municipality: str
    asked_by: str
    asked_of: str
    because: str
    asked_on: date
    answer_by: date
    state: str
    state_words: str
    refusal: str
    answered_on: date | None
    side: str
    sees_file: bool
    is_late: bool

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN


@dataclass(frozen=True)
class HandOverPage:
    """`next_after`: ask for the cards after this (day, key); None: these were the last."""

    cards: tuple[Card, ...]
    next_after: tuple[date, int] | None


def hand_overs_visible_to(
    actor: Actor,
    today: date,
    *,
    side: str = "",
    answered: bool = False,
    after: tuple[date, int] | None = None,
    limit: int = PAGE,
) -> HandOverPage:
    """Return a page of hand-overs: the open ones by their clock, the answered ones the latest first.

    `side`: "in" only what the actor's organisation was asked, "out" only what it asked.
    """
    own = own_organisations(actor, partners_on(today))
    rows = known_hand_overs(actor, own)
    if side:
        rows = rows.filter(**{f"{'to' if side == 'in' else 'from'}_organisation__in": own})
    if answered:
        rows = rows.exclude(state=State.OPEN).order_by("-answered_on", "-pk")
        if after is not None:
            rows = rows.filter(Q(answered_on__lt=after[0]) | Q(answered_on=after[0], pk__lt=after[1]))
    else:
        rows = rows.filter(state=State.OPEN).order_by("answer_by", "pk")
        if after is not None:
            rows = rows.filter(Q(answer_by__gt=after[0]) | Q(answer_by=after[0], pk__gt=after[1]))
    found = list(rows[: limit + 1])
    cards = cards_of(actor, found[:limit], own, today)
    if len(found) <= limit:
        return HandOverPage(cards, None)
    last = found[limit - 1]
    return HandOverPage(cards, ((last.answered_on or today) if answered else last.answer_by, last.pk))


def visible_hand_overs(actor: Actor, keys: Collection[int], today: date) -> frozenset[int]:
    """Return which of these hand-overs the actor may know of."""
    seen = known_hand_overs(actor, own_organisations(actor, partners_on(today))).filter(pk__in=list(keys))
    return frozenset(seen.values_list("pk", flat=True))


def hand_over_visible_to(actor: Actor, hand_over_id: int, today: date) -> HandOver:
    """Return one hand-over, if the actor may know of it."""
    row = (
        known_hand_overs(actor, own_organisations(actor, partners_on(today))).filter(pk=hand_over_id).first()
    )
    if row is None:
        raise NotFound(_("Deze overdracht bestaat niet of hoort niet bij uw organisatie."))
    return row


def card_of(actor: Actor, hand_over: HandOver, today: date) -> Card:
    """Return the card of a hand-over that the actor may know of."""
    return cards_of(actor, [hand_over], own_organisations(actor, partners_on(today)), today)[0]


def hand_overs_of(actor: Actor, person: Person, today: date) -> tuple[Card, ...]:
    """Return the hand-overs of a person whose file the actor sees, the latest first."""
    rows = list(_all().filter(person=person).order_by("-asked_on", "-pk"))
    return cards_of(actor, rows, own_organisations(actor, partners_on(today)), today)


def open_hand_over_of(person: Person) -> HandOver | None:
    """Return the question about this file that still waits for an answer."""
    return _all().filter(person=person, state=State.OPEN).first()


def because_choices() -> list[tuple[str, str]]:
    """Return why a file may be handed over, code and words."""
    return [(code, str(label)) for code, label in HandOver.Because.choices]


def refusal_choices() -> list[tuple[str, str]]:
    """Return why a file may not be taken over, code and words."""
    return [(code, str(label)) for code, label in HandOver.Refusal.choices]


def _all() -> QuerySet[HandOver]:
    return HandOver.objects.select_related("person", "from_organisation", "to_organisation")


def known_hand_overs(actor: Actor, own: frozenset[int]) -> QuerySet[HandOver]:
    """Hand-overs that the actor may know of.

    If and only if the actor sees the person's file; or the file is open and the actor is account manager or
    consulent of the organisation that asks or is asked.
    """
    seen = seen_people(actor, "person__")
    if actor.has_role("account_manager", "consulent"):
        seen |= is_open("person__") & (Q(from_organisation__in=own) | Q(to_organisation__in=own))
    return _all().filter(seen)


def cards_of(actor: Actor, rows: list[HandOver], own: frozenset[int], today: date) -> tuple[Card, ...]:
    names = visible_names(actor, {row.person_id for row in rows})
    cards = []
    for row in rows:
        side = "in" if row.to_organisation_id in own else "out" if row.from_organisation_id in own else ""
        # Who is asked has to know about whom, until the answer; after it only who sees the file.
        asked = side == "in" and row.state == State.OPEN
        knows = asked or row.person_id in names
        cards.append(
            Card(
                pk=row.pk,
                number=row.person.number,
                name=row.person.name if knows else "",
                birth_year=row.person.birth_on.year if knows else None,
                municipality=row.person.municipality if knows else "",
                asked_by=row.from_organisation.name,
                asked_of=row.to_organisation.name,
                because=row.get_because_display(),
                asked_on=row.asked_on,
                answer_by=row.answer_by,
                state=row.state,
                state_words=row.get_state_display(),
                refusal=row.get_refusal_display() if row.refusal else "",
                answered_on=row.answered_on,
                side=side,
                sees_file=row.person_id in names,
                is_late=row.state == State.OPEN and row.answer_by < today,
            )
        )
    return tuple(cards)
