"""What began and ended stands beside the totals, counted over what one may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.primitives.period import Quarter
from meedoen.register.placements.flow import Flow, flow_visible_to, in_words
from meedoen.register.placements.listing import PlacementFilters
from meedoen.steering.counted.facts_of_register import current_facts
from meedoen.steering.counted.movement import movement
from tests.factories import register
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db

Q2 = Quarter(2018, 2)


def test_it_counts_the_same_days_as_the_figures_do(cast: Cast) -> None:
    """Each edge of the quarter and of today, once by the list and once by the engine."""
    person = {"person": register.person(responsible=cast.alice.account.organisation)}
    for day in (date(2018, 3, 31), date(2018, 4, 1), TODAY, TODAY + timedelta(days=1)):
        register.placement(starts_on=day, **person)
    # The last day of work is the day before.
    for day in (date(2018, 4, 1), date(2018, 4, 2), TODAY, TODAY + timedelta(days=1), date(2018, 5, 2)):
        register.placement(ended=(day, "resigned"), **person)
    found = flow_visible_to(cast.alice.actor, PlacementFilters(TODAY), Q2)
    assert (found.begun, found.ended, found.net) == (2, 3, -1)
    counted = movement(current_facts(), "AM01", Q2, until=TODAY)
    assert counted is not None
    assert (counted.begun, counted.ended, counted.label) == (found.begun, found.ended, found.label)
    later = flow_visible_to(cast.alice.actor, PlacementFilters(date(2018, 9, 1)), Q2)
    assert (later.begun, later.ended, later.label) == (3, 4, Q2.label)


def test_only_what_one_sees_and_asks_for(cast: Cast) -> None:
    mine = register.person(responsible=cast.alice.account.organisation)
    theirs = register.person(municipality="GM0047", responsible=cast.bob.account.organisation)
    firm = register.employer()
    register.placement(person=mine, employer=firm, starts_on=date(2018, 4, 2))
    register.placement(person=mine, kind="leerwerkplek", starts_on=date(2018, 4, 3))
    register.placement(person=theirs, employer=firm, starts_on=date(2018, 4, 4))
    alice = cast.alice.actor
    assert flow_visible_to(alice, PlacementFilters(TODAY), Q2).begun == 2
    assert flow_visible_to(alice, PlacementFilters(TODAY, kind="leerwerkplek"), Q2).begun == 1
    # When they run is what is counted, not a filter.
    assert flow_visible_to(alice, PlacementFilters(TODAY, state="ended"), Q2).begun == 2
    assert flow_visible_to(alice, PlacementFilters(TODAY), Q2, employer_id=firm.pk).begun == 1


def test_in_a_table_that_leaves_a_few_are_hidden_and_so_is_the_balance() -> None:
    assert in_words(Flow("x", 1200, 15), 10) == "1.200 erbij, 15 eraf, saldo +1.185"
    assert in_words(Flow("x", 20, 25), 10) == "20 erbij, 25 eraf, saldo −5"
    assert in_words(Flow("x", 20, 3), 10) == "20 erbij, < 10 eraf, saldo *"
    assert in_words(Flow("x", 0, 0), 10) == "0 erbij, 0 eraf, saldo 0"
    assert in_words(Flow("x", None, 3), 10) == "niet bekend"


def test_the_pages_and_the_file_with_a_total_say_it(cast: Cast, client: Client) -> None:
    today = timezone.localdate()
    firm = register.employer()
    person = register.person(responsible=cast.alice.account.organisation)
    register.placement(person=person, employer=firm, starts_on=today)
    register.placement(person=person, employer=firm)
    client.force_login(cast.alice.account)
    pages = [reverse("placements"), reverse("employer-placements", args=[firm.kvk])]
    pages += [reverse("dashboard"), reverse("indicator", args=["banenafspraak.banen"])]
    for address in pages:
        text = client.get(address).content.decode()
        assert " eraf</a>" in text or " eraf, " in text, address
        assert "saldo" in text, address
    for code, is_there in (("banenafspraak.banen", True), ("register.size", False)):
        text = client.get(reverse("indicator-csv", args=[code])).content.decode("utf-8-sig")
        assert ("plaatsingen erbij en eraf" in text) is is_there, code
