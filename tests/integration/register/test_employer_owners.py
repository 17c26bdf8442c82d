"""Who speaks for the region with an employer: one owner, handed over only with a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from meedoen.access.refusals import NotAllowed, Refused
from meedoen.register.employers import owning
from meedoen.register.employers.face import offers_to, owner_of
from meedoen.register.employers.models import Employer, Owner, OwnerOffer
from meedoen.register.employers.owning import NotYours
from tests.factories import employers, register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY, deeds

LATER = TODAY + timedelta(days=3)


@pytest.fixture
def owned(cast: Cast) -> Employer:
    """Bob's."""
    employer = register.employer()
    employers.owner(employer, cast.bob.account)
    return employer


def _owner(employer: Employer) -> str:
    found = owner_of(employer)
    return found.name if found else ""


def test_an_employer_without_an_owner_is_taken_on(cast: Cast) -> None:
    employer = register.employer()
    owning.become_owner(cast.alice.actor, employer.kvk, today=TODAY)
    assert _owner(employer) == "Alice Aalders"
    assert deeds() == [("owner.take", "employer", employer.kvk)]
    with pytest.raises(Refused, match="U bent al"):
        owning.become_owner(cast.alice.actor, employer.kvk, today=TODAY)


def test_an_employer_of_a_colleague_is_not_taken(cast: Cast, owned: Employer) -> None:
    with pytest.raises(NotYours, match="Bob Bakker is de accountmanager"):
        owning.become_owner(cast.alice.actor, owned.kvk, today=TODAY)


def test_an_owner_who_left_is_succeeded(cast: Cast, owned: Employer) -> None:
    cast.bob.account.is_active = False
    cast.bob.account.save()
    owning.become_owner(cast.alice.actor, owned.kvk, today=TODAY)
    assert _owner(owned) == "Alice Aalders"
    assert list(Owner.objects.order_by("pk").values_list("ends_before", flat=True)) == [TODAY, None]


def test_a_hand_over_needs_a_yes(cast: Cast, owned: Employer) -> None:
    to = cast.alice.account.pk
    owning.offer_employer(cast.bob.actor, owned.kvk, to, today=TODAY)
    assert _owner(owned) == "Bob Bakker"
    assert [one.employer for one in offers_to(cast.alice.actor)] == [owned.name]
    with pytest.raises(Refused, match="wacht al een verzoek"):
        owning.offer_employer(cast.bob.actor, owned.kvk, to, today=TODAY)
    with pytest.raises(NotYours):
        owning.answer_offer(cast.bob.actor, owned.kvk, accept=True, today=TODAY)
    owning.answer_offer(cast.alice.actor, owned.kvk, accept=True, today=LATER)
    found = owner_of(owned)
    assert found is not None
    assert (found.name, found.since) == ("Alice Aalders", LATER)
    assert offers_to(cast.alice.actor) == ()
    assert [deed for deed, _kind, _key in deeds()] == ["owner.offer", "owner.answer"]


def test_a_no_has_a_reason_and_leaves_the_owner(cast: Cast, owned: Employer) -> None:
    owning.offer_employer(cast.bob.actor, owned.kvk, cast.alice.account.pk, today=TODAY)
    with pytest.raises(Refused, match="bestaat niet"):
        owning.answer_offer(cast.alice.actor, owned.kvk, accept=False, today=TODAY)
    owning.answer_offer(cast.alice.actor, owned.kvk, accept=False, refusal="no_time", today=TODAY)
    assert _owner(owned) == "Bob Bakker"
    assert OwnerOffer.objects.get().state == "refused"


def test_a_request_is_withdrawn_by_who_made_it(cast: Cast, owned: Employer) -> None:
    owning.offer_employer(cast.bob.actor, owned.kvk, cast.alice.account.pk, today=TODAY)
    with pytest.raises(NotYours):
        owning.withdraw_offer(cast.alice.actor, owned.kvk, today=TODAY)
    owning.withdraw_offer(cast.bob.actor, owned.kvk, today=TODAY)
    with pytest.raises(Refused, match="geen verzoek meer"):
        owning.answer_offer(cast.alice.actor, owned.kvk, accept=True, today=TODAY)


def test_the_coordinator_may_ask_for_an_owner_who_cannot(cast: Cast, owned: Employer) -> None:
    offer = owning.offer_employer(cast.carla.actor, owned.kvk, cast.alice.account.pk, today=TODAY)
    assert offer.from_account_id == cast.bob.account.pk
    owning.withdraw_offer(cast.carla.actor, owned.kvk, today=TODAY)


def test_only_account_managers_own(cast: Cast, owned: Employer) -> None:
    for to in (cast.hans.account.pk, cast.greta.account.pk, cast.bob.account.pk, 2**70):
        with pytest.raises(Refused):
            owning.offer_employer(cast.bob.actor, owned.kvk, to, today=TODAY)
    for member in (cast.hans, cast.carla, cast.farid, cast.greta):
        with pytest.raises(NotAllowed):
            owning.become_owner(member.actor, register.employer().kvk, today=TODAY)
    nobody = replace(cast.alice.actor, account_id=None)
    with pytest.raises(NotAllowed):
        owning.become_owner(nobody, register.employer().kvk, today=TODAY)


def test_many_are_taken_on_at_once_or_none(cast: Cast, owned: Employer) -> None:
    free = register.employer()
    takings = [(free.kvk, TODAY), (owned.kvk, TODAY)]
    with pytest.raises(Refused):
        owning.become_owner_of_many(cast.alice.actor, takings, today=TODAY)
    assert _owner(free) == ""
    assert owning.become_owner_of_many(cast.alice.actor, takings[:1], today=TODAY) == 1
