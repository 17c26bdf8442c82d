"""Two people save at the same moment: no overlap, no double row, no lost number."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from meedoen.access.refusals import Refused
from meedoen.register.people.services import register_person
from meedoen.register.placements.models import Placement
from meedoen.register.placements.services import register_placement
from tests.factories import access, register
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
