"""Hand-overs: offered, answered by the receiver before a day, and a card until then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.models import Account, JournalEntry
from meedoen.access.refusals import NotAllowed, NotFound, Refused
from meedoen.register.checks import NeedsConfirmation, NotPossible
from meedoen.register.people import services
from meedoen.register.people.hand_overs import ANSWERS, hand_over_visible_to, hand_overs_visible_to
from meedoen.register.people.handing_over import (
    NOBODY_THERE,
    accept_file,
    look_at_hand_over,
    look_at_hand_overs,
    offer_file,
    refuse_file,
    withdraw_offer,
)
from meedoen.register.people.models import CircleMember, HandOver, Person
from meedoen.register.people.selectors import person_by_number
from tests.factories import access, register
from tests.factories.access import Cast, Member
from tests.integration.register.given import ASSEN, TODAY, VEENDAM

SignIn = Callable[[Member], Client]


@pytest.fixture
def bea(cast: Cast) -> Member:
    """A consulent in Veendam."""
    account = access.account("Bea Boersma", "consulent", at=cast.bob.account.organisation)
    return Member(account, access.actor_for(account, TODAY))


def _offer(cast: Cast, person: Person) -> HandOver:
    veendam = cast.bob.account.organisation_id
    return offer_file(cast.hans.actor, person.number, veendam, "moved", today=TODAY)


def test_every_state_says_what_may_follow_and_only_an_open_question_is_answered() -> None:
    assert ANSWERS.keys() == set(HandOver.State.values)
    assert {state for state, answers in ANSWERS.items() if answers} == {"open"}
    follows = {state for answers in ANSWERS.values() for state, _side in answers.values()}
    assert follows == set(HandOver.State.values) - {"open"}


def test_until_the_answer_the_receiver_has_a_card_and_no_file(cast: Cast, bea: Member) -> None:
    person = register.person(name="Els Edens", birth_on=date(1990, 6, 15))
    offered = _offer(cast, person)
    assert offered.answer_by == TODAY + timedelta(days=14)
    card = look_at_hand_over(bea.actor, offered.pk, today=TODAY)
    known = (card.name, card.birth_year, card.municipality, card.asked_by, card.sees_file, card.side)
    assert known == ("Els Edens", 1990, ASSEN, "Assen", False, "in")
    look = JournalEntry.objects.get(is_look=True)
    assert (look.subject_id, look.detail["ground"]) == (person.number, "hand_over")
    with pytest.raises(NotFound):
        person_by_number(bea.actor, person.number)
    assert person_by_number(cast.hans.actor, person.number).responsible.name == "Assen"
    with pytest.raises(NotFound):
        hand_over_visible_to(cast.ilse.actor, offered.pk, TODAY)


def test_who_takes_over_keeps_the_file_and_names_the_contact(cast: Cast, bea: Member) -> None:
    person = register.person(municipality=VEENDAM, responsible=cast.hans.account.organisation)
    register.member(person, cast.hans.account)
    register.member(person, cast.alice.account, "substitute")
    accept_file(bea.actor, _offer(cast, person).pk, bea.account.pk, today=TODAY)
    assert person_by_number(bea.actor, person.number).responsible.name == "Veendam"
    with pytest.raises(NotFound):
        person_by_number(cast.hans.actor, person.number)
    circle = CircleMember.objects.filter(person=person)
    assert [one.account_id for one in circle.filter(ends_before__isnull=True)] == [bea.account.pk]
    assert circle.filter(ends_before=TODAY).count() == 2
    assert not person.shares.exists()
    entry = JournalEntry.objects.get(deed="hand_over.accept")
    assert (entry.subject_id, entry.detail["fixed"]) == (person.number, bea.account.pk)


def test_a_file_that_may_not_be_shared_is_not_taken_over(cast: Cast, bea: Member) -> None:
    person = register.person(name="Els Edens", responsible=cast.hans.account.organisation)
    offered = _offer(cast, person)
    Person.objects.filter(pk=person.pk).update(is_not_shared=True)
    with pytest.raises(NotPossible, match="kan nu niet worden overgenomen"):
        accept_file(bea.actor, offered.pk, bea.account.pk, today=TODAY)
    assert person_by_number(cast.hans.actor, person.number).responsible.name == "Assen"


def test_the_giver_that_is_no_longer_in_sight_keeps_the_number_only(cast: Cast, bea: Member) -> None:
    person = register.person(
        name="Els Edens", municipality=VEENDAM, responsible=cast.hans.account.organisation
    )
    offered = _offer(cast, person)
    accept_file(bea.actor, offered.pk, bea.account.pk, today=TODAY)
    card = look_at_hand_over(cast.hans.actor, offered.pk, today=TODAY)
    assert (card.name, card.birth_year, card.municipality, card.number) == ("", None, "", person.number)


def test_who_refuses_says_why_and_forgets_the_name(cast: Cast, bea: Member) -> None:
    person = register.person(name="Els Edens")
    offered = _offer(cast, person)
    with pytest.raises(Refused, match="Kies waarom"):
        refuse_file(bea.actor, offered.pk, "", today=TODAY)
    refuse_file(bea.actor, offered.pk, "known_here", today=TODAY)
    card = look_at_hand_over(bea.actor, offered.pk, today=TODAY)
    assert (card.name, card.refusal) == ("", "deze kandidaat is hier al bekend")
    for answer in (
        lambda: refuse_file(bea.actor, offered.pk, "no_room", today=TODAY),
        lambda: accept_file(bea.actor, offered.pk, bea.account.pk, today=TODAY),
        lambda: withdraw_offer(cast.hans.actor, offered.pk, today=TODAY),
    ):
        with pytest.raises(Refused, match="al beantwoord"):
            answer()
    assert _offer(cast, person).state == "open"


def test_an_answer_is_for_the_side_that_was_asked(cast: Cast, bea: Member) -> None:
    offered = _offer(cast, register.person())
    for answer in (
        lambda: accept_file(cast.hans.actor, offered.pk, cast.hans.account.pk, today=TODAY),
        lambda: refuse_file(cast.hans.actor, offered.pk, "no_room", today=TODAY),
        lambda: withdraw_offer(bea.actor, offered.pk, today=TODAY),
    ):
        with pytest.raises(Refused, match="Alleen een consulent van"):
            answer()
    with pytest.raises(NotAllowed):
        accept_file(cast.bob.actor, offered.pk, bea.account.pk, today=TODAY)
    with pytest.raises(Refused, match="kan dit dossier niet openen"):
        accept_file(bea.actor, offered.pk, cast.hans.account.pk, today=TODAY)
    assert HandOver.objects.get(pk=offered.pk).state == "open"
    assert withdraw_offer(cast.hans.actor, offered.pk, today=TODAY).state == "withdrawn"


def test_only_the_keeper_offers_and_only_one_question_waits(cast: Cast, bea: Member) -> None:
    elsewhere = register.person(municipality=ASSEN, responsible=cast.ilse.account.organisation)
    with pytest.raises(Refused, match="Groningen houdt dit dossier"):
        _offer(cast, elsewhere)
    person = register.person()
    _offer(cast, person)
    with pytest.raises(Refused, match="al aangeboden aan Veendam"):
        _offer(cast, person)
    own = cast.hans.account.organisation_id
    for organisation_id, because in ((own, "moved"), (10**12, "moved"), (bea.account.organisation_id, "x")):
        with pytest.raises(Refused):
            offer_file(cast.hans.actor, register.person().number, organisation_id, because, today=TODAY)


def test_an_organisation_where_nobody_can_answer_is_asked_once_more(cast: Cast) -> None:
    person = register.person()
    with pytest.raises(NeedsConfirmation) as question:
        _offer(cast, person)
    assert question.value.code == NOBODY_THERE
    offered = offer_file(
        cast.hans.actor,
        person.number,
        cast.bob.account.organisation_id,
        "moved",
        accepted=frozenset({NOBODY_THERE}),
        today=TODAY,
    )
    assert offered.state == "open"


def test_the_oldest_clock_comes_first_and_what_is_late_says_so(cast: Cast, bea: Member) -> None:
    veendam, hans = cast.bob.account.organisation, cast.hans.account
    rows = [
        register.hand_over(register.person(), veendam, by=hans, asked_on=TODAY - timedelta(days=ago))
        for ago in (3, 20, 14)
    ]
    cards = hand_overs_visible_to(bea.actor, TODAY, side="in").cards
    assert [card.pk for card in cards] == [rows[1].pk, rows[2].pk, rows[0].pk]
    assert [card.is_late for card in cards] == [True, False, False]
    assert not hand_overs_visible_to(bea.actor, TODAY, side="out").cards
    assert len(hand_overs_visible_to(cast.hans.actor, TODAY, side="out").cards) == 3
    assert len(hand_overs_visible_to(cast.farid.actor, TODAY).cards) == 3


def test_a_long_list_of_hand_overs_pages_without_losing_any(cast: Cast, bea: Member) -> None:
    veendam, hans = cast.bob.account.organisation, cast.hans.account
    for turn in range(7):
        row = register.hand_over(
            register.person(), veendam, by=hans, asked_on=TODAY - timedelta(days=turn // 3)
        )
        if turn < 4:
            continue
        row.state, row.answered_on = "refused", TODAY - timedelta(days=turn // 5)
        row.save()
    for answered, expected in ((False, 4), (True, 3)):
        seen: list[int] = []
        after = None
        while True:
            page = hand_overs_visible_to(bea.actor, TODAY, side="in", answered=answered, after=after, limit=2)
            seen += [card.pk for card in page.cards]
            after = page.next_after
            if after is None:
                break
        assert len(seen) == len(set(seen)) == expected


def test_a_list_with_names_leaves_one_look(cast: Cast, bea: Member) -> None:
    person = register.person()
    _offer(cast, person)
    look_at_hand_overs(bea.actor, side="in", today=TODAY)
    look = JournalEntry.objects.get(deed="hand_over.list")
    assert look.detail == {"numbers": [person.number]}


def test_a_move_can_offer_the_file_to_the_new_municipality(cast: Cast, bea: Member, sign_in: SignIn) -> None:
    person = register.person()
    client = sign_in(cast.hans)
    url = reverse("person-move", args=[person.number])
    assert 'name="hand_over"' in client.get(url).content.decode()
    assert 'name="hand_over"' not in sign_in(cast.alice).get(url).content.decode()
    form = {"municipality": VEENDAM, "moved_on": date.today().isoformat(), "hand_over": "on"}
    assert client.post(url, form).status_code == 302
    offered = HandOver.objects.get()
    assert (offered.to_organisation.name, offered.because) == ("Veendam", "moved")
    # The new municipality sees an inhabitant at once; who keeps the file is another question.
    assert person_by_number(bea.actor, person.number).responsible.name == "Assen"


def test_a_move_to_where_nobody_takes_part_is_not_half_done(cast: Cast) -> None:
    person = register.person()
    with pytest.raises(Refused, match="werkt niet in dit systeem"):
        services.move_person(cast.hans.actor, person.number, "GM1708", TODAY, hand_over=True, today=TODAY)
    assert Person.objects.get(pk=person.pk).municipality == ASSEN


def test_the_whole_walk_on_the_pages(cast: Cast, bea: Member, sign_in: SignIn) -> None:
    person = register.person(name="Els Edens", ground="1a")
    giver, taker = sign_in(cast.hans), sign_in(bea)
    offer = {"organisation": bea.account.organisation_id, "because": "specialist"}
    assert giver.post(reverse("person-offer", args=[person.number]), offer).status_code == 302
    overview = giver.get(reverse("person", args=[person.number])).content.decode()
    assert "antwoord van Veendam" in overview
    assert "Overdrachten" in taker.get(reverse("people")).content.decode()
    listed = taker.get(reverse("hand-overs")).content.decode()
    assert "Els Edens" in listed
    offered = HandOver.objects.get()
    card = taker.get(reverse("hand-over", args=[offered.pk])).content.decode()
    assert "1990" in card
    assert "15 juni 1990" not in card
    assert taker.get(reverse("person", args=[person.number])).status_code == 404
    accept = reverse("hand-over-accept", args=[offered.pk])
    assert f'value="{bea.account.pk}" selected' in taker.get(accept).content.decode()
    done = taker.post(accept, {"account": bea.account.pk}, follow=True)
    assert "U bent nu dossierhouder" in done.content.decode()
    assert "<strong>Bea Boersma</strong>" in done.content.decode()
    answered = giver.get(reverse("hand-overs"), {"stand": "beantwoord"}).content.decode()
    assert "overgenomen" in answered


@pytest.mark.parametrize(
    "query", ["na=x", "na=2018-01-01_", "na=2018-01-01_9" + "9" * 60, "kant=x&stand=%00", "na=²_1"]
)
def test_no_address_of_the_list_breaks(cast: Cast, sign_in: SignIn, query: str) -> None:
    assert sign_in(cast.hans).get(f"{reverse('hand-overs')}?kant=aan-ons&{query}").status_code == 200


def test_another_day_does_not_open_the_file_of_a_closed_account(cast: Cast, bea: Member) -> None:
    offered = _offer(cast, register.person())
    Account.objects.filter(pk=bea.account.pk).update(is_active=False)
    closed = access.actor_for(Account.objects.get(pk=bea.account.pk), TODAY)
    with pytest.raises(NotAllowed):
        accept_file(closed, offered.pk, bea.account.pk, today=TODAY)
