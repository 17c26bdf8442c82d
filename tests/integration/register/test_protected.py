"""Protected files: for named colleagues only, and always for one who can open them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.models import Account, JournalEntry
from meedoen.access.refusals import NotFound, Refused
from meedoen.register.people.around import protection_of
from meedoen.register.people.handing_over import offer_file
from meedoen.register.people.models import MOVES, CircleMember, HandOver, Named, Person, Share
from meedoen.register.people.protecting import name_someone, protect_person, unname, unprotect_person
from meedoen.register.people.selectors import person_by_number
from meedoen.register.people.sharing import NewShare, share_file
from tests.factories import access, register
from tests.factories.access import Cast, Member
from tests.integration.register.given import TODAY, VEENDAM

SignIn = Callable[[Member], Client]


def _protect(cast: Cast, person: Person, *others: Account) -> Person:
    return protect_person(
        cast.hans.actor,
        person.number,
        because="secret_address",
        account_ids=[one.pk for one in others],
        today=TODAY,
    )


def test_every_state_says_what_may_follow() -> None:
    assert MOVES.keys() == set(Person.State.values)


def test_protecting_closes_what_was_open(cast: Cast) -> None:
    person = register.person()
    bob = cast.bob.account
    register.share(person, bob.organisation, by=cast.hans.account)
    register.hand_over(person, bob.organisation, by=cast.hans.account)
    register.member(person, cast.hans.account)
    register.member(person, bob, "involved")
    _protect(cast, person, cast.alice.account)
    for member in cast:
        seen = Person.objects.visible_to(member.actor).filter(pk=person.pk).exists()
        assert seen is (member in (cast.hans, cast.alice))
    assert Share.objects.get().revoked_on == TODAY
    assert HandOver.objects.get().state == "withdrawn"
    standing = CircleMember.objects.filter(ends_before__isnull=True)
    assert [one.account_id for one in standing] == [cast.hans.account.pk]
    found = protection_of(Person.objects.get(pk=person.pk))
    assert found is not None
    assert (found.because, [one.name for one in found.named]) == (
        "geheim adres",
        ["Hans Hofman", "Alice Aalders"],
    )


def test_nothing_opens_a_protected_file_but_a_name(cast: Cast) -> None:
    person = register.person()
    _protect(cast, person)
    new = NewShare(
        cast.bob.account.organisation_id, "mediation", ["profile"], TODAY, TODAY.replace(year=2019)
    )
    with pytest.raises(Refused, match="Laat een collega met naam toe"):
        share_file(cast.hans.actor, person.number, new, today=TODAY)
    with pytest.raises(Refused, match="weer open"):
        offer_file(cast.hans.actor, person.number, new.organisation_id, "moved", today=TODAY)
    with pytest.raises(Refused, match="Dat kan hier niet"):
        _protect(cast, person)
    named = name_someone(cast.hans.actor, person.number, cast.alice.account.pk, "replaces", today=TODAY)
    assert person_by_number(cast.alice.actor, person.number)
    unname(cast.hans.actor, person.number, named.pk, today=TODAY)
    with pytest.raises(NotFound):
        person_by_number(cast.alice.actor, person.number)


def test_the_last_consulent_stays(cast: Cast) -> None:
    person = register.person()
    _protect(cast, person, cast.alice.account)
    own = Named.objects.get(person=person, account=cast.hans.account)
    with pytest.raises(Refused, match="geen consulent meer"):
        unname(cast.hans.actor, person.number, own.pk, today=TODAY)
    second = access.account("Tess Tuin", "consulent", at=cast.hans.account.organisation)
    name_someone(cast.hans.actor, person.number, second.pk, "replaces", today=TODAY)
    unname(cast.hans.actor, person.number, own.pk, today=TODAY)
    with pytest.raises(NotFound):
        person_by_number(cast.hans.actor, person.number)


def test_a_colleague_far_away_cannot_be_let_in(cast: Cast) -> None:
    person = register.person()
    with pytest.raises(Refused, match="kan dit dossier niet openen"):
        _protect(cast, person, cast.bob.account)
    _protect(cast, person)
    for account_id in (cast.bob.account.pk, cast.hans.account.pk, 10**30):
        with pytest.raises(Refused):
            name_someone(cast.hans.actor, person.number, account_id, "replaces", today=TODAY)


def test_opening_again_brings_back_sight_and_nothing_that_was_shared(cast: Cast) -> None:
    person = register.person()
    register.share(person, cast.bob.account.organisation, by=cast.hans.account)
    _protect(cast, person)
    unprotect_person(cast.hans.actor, person.number, today=TODAY)
    assert person_by_number(cast.alice.actor, person.number)
    assert not Person.objects.visible_to(cast.bob.actor).filter(pk=person.pk).exists()
    assert not Named.objects.exists()
    assert protection_of(Person.objects.get(pk=person.pk)) is None
    _protect(cast, person)


def test_a_protected_inhabitant_who_moves_stays_protected(cast: Cast) -> None:
    person = register.person()
    _protect(cast, person)
    person.refresh_from_db()
    person.municipality = VEENDAM
    person.save()
    assert not Person.objects.visible_to(cast.bob.actor).filter(pk=person.pk).exists()


def test_the_journal_hides_of_whom_it_speaks(cast: Cast, sign_in: SignIn) -> None:
    person = register.person()
    placement = register.placement(person=person)
    hans = sign_in(cast.hans)
    for name, number in (("person", person.number), ("placement", placement.number)):
        assert hans.get(reverse(name, args=[number])).status_code == 200
    open_file = register.person()
    assert hans.get(reverse("person", args=[open_file.number])).status_code == 200
    form = {"because": "threat"}
    assert hans.post(reverse("person-protect", args=[person.number]), form).status_code == 302
    for member in (cast.jan, cast.farid):
        client = sign_in(member)
        page = client.get(reverse("journal")).content.decode()
        assert person.number not in page
        assert placement.number not in page
        assert open_file.number in page
        assert "een afgeschermd dossier" in page
        for number in (person.number, placement.number):
            # Nor does a question by number tell that there is such a file.
            asked = client.get(reverse("journal"), {"nummer": number}).content.decode()
            assert "Geen regels" in asked
        assert (
            "Geen regels" not in client.get(reverse("journal"), {"nummer": open_file.number}).content.decode()
        )
    assert JournalEntry.objects.filter(subject_id=person.number).exists()


def test_protecting_and_opening_from_the_pages(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(name="Els Edens")
    hans, alice = sign_in(cast.hans), sign_in(cast.alice)
    at = [person.number]
    assert hans.post(reverse("person-protect", args=at), {"because": ""}).status_code == 422
    done = hans.post(reverse("person-protect", args=at), {"because": "colleague"}, follow=True)
    assert "Alleen deze collega" in done.content.decode()
    assert alice.get(reverse("person", args=at)).status_code == 404
    form = {"account": cast.alice.account.pk, "because": "replaces"}
    assert hans.post(reverse("person-name", args=at), form).status_code == 302
    page = alice.get(reverse("person", args=at)).content.decode()
    assert "met naam bent toegelaten: vervangt de begeleider" in page
    row = Named.objects.get(account=cast.alice.account)
    assert hans.post(reverse("person-unname", args=[person.number, row.pk])).status_code == 302
    assert hans.post(reverse("person-unprotect", args=at)).status_code == 302
    assert alice.get(reverse("person", args=at)).status_code == 200
