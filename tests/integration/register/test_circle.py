"""The circle: one fixed contact, one substitute, and colleagues who can open the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.refusals import Refused
from meedoen.register.people.around import choices_of, circle_of, colleagues_who_see, contacts_of
from meedoen.register.people.circle import involve, leave_circle, set_fixed_contact, set_substitute
from meedoen.register.people.models import CircleMember, Person
from meedoen.register.people.selectors import OnlyShared
from tests.factories import access, register
from tests.factories.access import Cast, Member
from tests.integration.register.given import TODAY, deeds

SignIn = Callable[[Member], Client]


def _parts(person: Person) -> dict[int, str]:
    rows = CircleMember.objects.filter(person=person, ends_before__isnull=True)
    return dict(rows.values_list("account_id", "part"))


def test_a_new_fixed_contact_takes_the_place_of_the_former_one(cast: Cast) -> None:
    person = register.person()
    alice, hans = cast.alice.account.pk, cast.hans.account.pk
    set_fixed_contact(cast.alice.actor, person.number, alice, today=TODAY)
    set_substitute(cast.alice.actor, person.number, hans, today=TODAY)
    assert _parts(person) == {alice: "fixed", hans: "substitute"}
    later = TODAY + timedelta(days=30)
    set_fixed_contact(cast.alice.actor, person.number, hans, today=later)
    # Whoever stood in is the contact now, and nobody stands in.
    assert _parts(person) == {hans: "fixed"}
    former = CircleMember.objects.filter(person=person, ends_before=later)
    assert set(former.values_list("account_id", "part")) == {(alice, "fixed"), (hans, "substitute")}
    assert [deed for deed, _kind, _number in deeds()] == [
        "circle.set_fixed_contact",
        "circle.set_substitute",
        "circle.set_fixed_contact",
    ]
    assert contacts_of(person).fixed == "Hans Hofman"


def test_only_who_can_open_the_file_can_have_a_part(cast: Cast) -> None:
    person = register.person()
    names = {one.name for one in colleagues_who_see(person, TODAY)}
    assert names == {"Alice Aalders", "Hans Hofman"}
    for member in (cast.bob, cast.greta, cast.farid, cast.carla):
        with pytest.raises(Refused, match="kan dit dossier niet openen"):
            set_fixed_contact(cast.alice.actor, person.number, member.account.pk, today=TODAY)
    register.share(person, cast.bob.account.organisation, by=cast.hans.account)
    assert set_fixed_contact(cast.alice.actor, person.number, cast.bob.account.pk, today=TODAY)


def test_who_left_or_lost_the_role_is_no_candidate_and_shows_as_such(cast: Cast) -> None:
    person = register.person()
    register.member(person, cast.hans.account)
    cast.hans.account.is_active = False
    cast.hans.account.save()
    colleagues = colleagues_who_see(person, TODAY)
    assert [words for _key, words in choices_of(colleagues)] == ["Alice Aalders, Assen"]
    fixed = circle_of(person, colleagues).fixed
    assert fixed is not None
    assert (fixed.name, fixed.sees) == ("Hans Hofman", False)


def test_the_desk_of_an_organisation_that_merged_acts_for_its_successor(cast: Cast) -> None:
    old = access.organisation("Hoogezand-Sappemeer", municipality="GM0018")
    new = access.organisation("Midden-Groningen", municipality="GM1952")
    old.ends_before, old.successor = date(2018, 1, 1), new
    old.save()
    mia = access.account("Mia Meijer", "consulent", at=old)
    person = register.person(municipality="GM1952", responsible=old)
    found = {(one.name, one.organisation) for one in colleagues_who_see(person, TODAY)}
    assert found == {("Mia Meijer", "Midden-Groningen")}
    actor = access.actor_for(mia, TODAY)
    assert set_fixed_contact(actor, person.number, mia.pk, today=TODAY)


def test_a_substitute_needs_someone_to_stand_in_for(cast: Cast) -> None:
    person = register.person()
    with pytest.raises(Refused, match="nog geen vaste contactpersoon"):
        set_substitute(cast.alice.actor, person.number, cast.hans.account.pk, today=TODAY)
    set_fixed_contact(cast.alice.actor, person.number, cast.hans.account.pk, today=TODAY)
    for deed in (set_substitute, set_fixed_contact, involve):
        with pytest.raises(Refused):
            deed(cast.alice.actor, person.number, cast.hans.account.pk, today=TODAY)
    assert _parts(person) == {cast.hans.account.pk: "fixed"}


def test_the_fixed_contact_is_replaced_and_does_not_leave(cast: Cast) -> None:
    person = register.person()
    fixed = register.member(person, cast.hans.account)
    involved = involve(cast.alice.actor, person.number, cast.alice.account.pk, today=TODAY)
    with pytest.raises(Refused, match="altijd een vaste contactpersoon"):
        leave_circle(cast.alice.actor, person.number, fixed.pk, today=TODAY)
    leave_circle(cast.alice.actor, person.number, involved.pk, today=TODAY)
    assert _parts(person) == {cast.hans.account.pk: "fixed"}
    with pytest.raises(Refused, match="niet in de kring"):
        leave_circle(cast.alice.actor, person.number, involved.pk, today=TODAY)


def test_with_whom_a_file_is_shared_joins_itself_and_decides_nothing_else(cast: Cast) -> None:
    person = register.person()
    register.share(person, cast.bob.account.organisation, by=cast.hans.account)
    bob = cast.bob.actor
    assert involve(bob, person.number, cast.bob.account.pk, today=TODAY).part == "involved"
    for deed in (set_fixed_contact, involve):
        with pytest.raises(OnlyShared, match="Assen houdt het bij"):
            deed(bob, person.number, cast.hans.account.pk, today=TODAY)


@pytest.mark.parametrize("account_id", [0, -1, 2**63, 10**30])
def test_an_account_that_is_nobody_is_refused(cast: Cast, account_id: int) -> None:
    person = register.person()
    with pytest.raises(Refused):
        set_fixed_contact(cast.alice.actor, person.number, account_id, today=TODAY)


def test_the_circle_from_its_page(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(name="Els Edens")
    client = sign_in(cast.alice)
    at = [person.number]
    page = client.get(reverse("person", args=at)).content.decode()
    assert "Er is nog geen vaste contactpersoon" in page
    client.post(reverse("person-circle-fixed", args=at), {"account": cast.hans.account.pk})
    client.post(reverse("person-circle-substitute", args=at), {"account": cast.alice.account.pk})
    overview = client.get(reverse("person", args=at)).content.decode()
    assert "<strong>Hans Hofman</strong>" in overview
    assert "vervanger: Alice Aalders" in overview
    circle = client.get(reverse("person-circle", args=at)).content.decode()
    for words in ("Hans Hofman (Assen)", "vaste contactpersoon", "Alice Aalders (Assen)", "vervanger"):
        assert words in circle
    member = CircleMember.objects.get(person=person, part="substitute")
    assert client.post(reverse("person-circle-leave", args=[person.number, member.pk])).status_code == 302
    assert "Eerder in de kring" in client.get(reverse("person-circle", args=at)).content.decode()
    refused = client.post(reverse("person-circle-fixed", args=at), {"account": cast.bob.account.pk})
    assert refused.status_code == 422


def test_days_of_another_actor_do_not_matter_for_who_is_a_candidate(cast: Cast) -> None:
    person = register.person()
    actor = replace(cast.alice.actor, on=None)
    assert set_fixed_contact(actor, person.number, cast.hans.account.pk, today=TODAY)
