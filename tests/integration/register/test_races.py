"""Two people save at the same moment: no overlap, no double row, no lost number."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, connections

from meedoen.access.refusals import Refused
from meedoen.access.tasks.models import LongTask
from meedoen.exchange.imports import later
from meedoen.exchange.imports.locking import IsBusy
from meedoen.register.checks import ChangedMeanwhile
from meedoen.register.people.circle import set_fixed_contact
from meedoen.register.people.correcting import correct_person
from meedoen.register.people.handing_over import accept_file, offer_file, withdraw_offer
from meedoen.register.people.models import CircleMember, HandOver, Person
from meedoen.register.people.protecting import protect_person
from meedoen.register.people.services import register_person
from meedoen.register.placements.models import Placement
from meedoen.register.placements.services import register_placement
from tests.factories import access, exchange, register
from tests.integration.register.given import TODAY, new_person, new_placement

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # On SQLite there is one writer at a time, and the tests' database lives in the memory of one thread.
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="two writers at once need PostgreSQL"),
]
assert connection  # named in the condition above


def _at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all deeds at the same moment, each over a connection of its own; return results and refusals."""
    barrier = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=20)
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def test_two_placements_that_do_not_fit_together_become_one() -> None:
    actor = access.cast().alice.actor
    person = register.person()
    kvks = [register.employer().kvk for _turn in range(4)]
    results = _at_once(
        *(
            lambda kvk=kvk: register_placement(actor, new_placement(person.number, kvk), today=TODAY)
            for kvk in kvks
        )
    )
    assert sum(isinstance(result, Placement) for result in results) == 1
    assert Placement.objects.count() == 1


def test_the_same_form_sent_twice_at_once_becomes_one() -> None:
    actor = access.cast().alice.actor
    new = new_placement(register.person().number, register.employer().kvk, hours_week="8")
    results = _at_once(*[lambda: register_placement(actor, new, today=TODAY)] * 3)
    assert sum(isinstance(result, Placement) for result in results) == 1
    assert Placement.objects.count() == 1


def test_numbers_given_at_once_differ() -> None:
    actor = access.cast().alice.actor
    results = _at_once(
        *(
            lambda turn=turn: register_person(actor, new_person(actor, name=f"Naam {turn}"), today=TODAY)
            for turn in range(6)
        )
    )
    assert len({person.number for person in results}) == 6


def test_two_who_correct_one_name_at_once_lose_nothing() -> None:
    actor = access.cast().hans.actor
    person = register.person(name="Els Eedens")
    results = _at_once(
        *(
            lambda name=name: correct_person(
                actor,
                person.number,
                name=name,
                birth_on=person.birth_on,
                reason="typing_error",
                version=1,
                today=TODAY,
            )
            for name in ("Els Edens", "Elsje Edens")
        )
    )
    assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 1
    kept = next(result for result in results if isinstance(result, Person))
    told = next(result for result in results if isinstance(result, ChangedMeanwhile))
    assert told.now == {"name": kept.name}


def test_one_person_has_one_fixed_contact_whoever_chooses_at_once() -> None:
    cast = access.cast()
    person = register.person()
    accounts = [cast.alice.account.pk, cast.hans.account.pk]
    _at_once(
        *(
            lambda account=account: set_fixed_contact(cast.hans.actor, person.number, account, today=TODAY)
            for account in accounts
        )
    )
    assert CircleMember.objects.filter(person=person, part="fixed", ends_before=None).count() == 1


def test_an_offer_is_answered_once() -> None:
    cast = access.cast()
    bea = access.account("Bea Boersma", "consulent", at=cast.bob.account.organisation)
    person = register.person()
    offered = register.hand_over(person, bea.organisation, by=cast.hans.account)
    taker = access.actor_for(bea, TODAY)
    results = _at_once(
        lambda: accept_file(taker, offered.pk, bea.pk, today=TODAY),
        lambda: withdraw_offer(cast.hans.actor, offered.pk, today=TODAY),
    )
    assert sum(isinstance(result, HandOver) for result in results) == 1
    state = HandOver.objects.get().state
    keeper = Person.objects.get(pk=person.pk).responsible_id
    assert (keeper == bea.organisation_id) is (state == "accepted")


def test_a_file_is_not_offered_while_it_is_being_protected() -> None:
    cast = access.cast()
    access.account("Bea Boersma", "consulent", at=cast.bob.account.organisation)
    person = register.person()
    veendam = cast.bob.account.organisation_id
    _at_once(
        lambda: protect_person(cast.hans.actor, person.number, because="threat", account_ids=[], today=TODAY),
        lambda: offer_file(cast.hans.actor, person.number, veendam, "moved", today=TODAY),
    )
    assert Person.objects.get(pk=person.pk).state == "protected"
    assert not HandOver.objects.filter(state="open").exists()


@pytest.mark.parametrize("begin", [later.begin_check, later.begin_import])
def test_a_file_that_is_asked_for_twice_at_once_gets_one_task(
    begin: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = access.cast()
    file = exchange.import_file(by=cast.hans.account)
    monkeypatch.setattr(later, "AT_ONCE", 0)
    # As when every worker is busy: the task waits.
    for name in ("check_later", "import_later"):
        monkeypatch.setattr(later, name, SimpleNamespace(enqueue=lambda _key: None))
    results = _at_once(*[lambda: begin(cast.hans.actor, file.pk, today=TODAY, at=exchange.MOMENT)] * 4)
    assert [type(result) for result in results].count(LongTask) == 1
    assert LongTask.objects.count() == 1
    assert sum(isinstance(result, IsBusy) for result in results) == 3
