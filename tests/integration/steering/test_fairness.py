"""Fairness: who is counted as never proposed, what is hidden, and how it moves over time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.access.refusals import NotAllowed, NotFound
from meedoen.steering.fairness.population import population_of
from meedoen.steering.fairness.selectors import fairness_of
from tests.factories import privacy, profiles, register, rounds
from tests.factories.access import TODAY, Cast

pytestmark = pytest.mark.django_db


def test_who_is_findable_is_in_one_group_of_each_kind(cast: Cast) -> None:
    old = rounds.seeker(birth_on=date(1950, 6, 1), ground="1c")
    young = rounds.seeker(birth_on=date(2000, 6, 1), ground=None, municipality="GM0047")
    profiles.profile(register.person(), stale=True)
    profiles.profile(register.person(), without="hours")
    register.person()
    rounds.seeker(municipality="GM0363")
    # Nobody may propose who asked for that: it is no chance that was missed.
    privacy.restriction(rounds.seeker())
    found = population_of("AM01", TODAY)
    assert found.people == {old.pk, young.pk}
    assert found.groups["ground"] == {old.pk: "1c", young.pk: "none"}
    assert found.groups["age"] == {old.pk: "60_over", young.pk: "under_18"}
    assert found.groups["municipality"] == {old.pk: "GM0106", young.pk: "GM0047"}
    assert set(found.groups["hours"].values()) == {"to_24"}


def test_never_proposed_stands_beside_placements_and_the_last_round(cast: Cast) -> None:
    people = [rounds.seeker() for _each in range(40)]
    job = rounds.mowing(seats=12)
    for person in people[:15]:
        rounds.proposal(person, job, proposed_on=date(2018, 2, 1))
    rounds.proposal(people[20], job, proposed_on=date(2018, 5, 5))
    for person in people[28:]:
        register.placement(person=person, starts_on=date(2018, 1, 1))
    register.placement(person=people[0], starts_on=date(2012, 1, 1))
    row = rounds.answered()
    found = fairness_of(cast.karin.actor, "municipality", on=TODAY)
    assert found.round_number == row.number
    (only,) = found.groups
    assert (only.people, only.never) == (40, 25)
    assert only.proposed_share == Fraction(15, 40)
    assert only.placed_share == Fraction(12, 40)
    assert only.chosen_share == Fraction(12, 40)
    assert found.whole.never == 25


def test_a_few_are_hidden_also_where_the_others_would_tell(cast: Cast) -> None:
    for _each in range(14):
        rounds.seeker()
    for _each in range(11):
        rounds.seeker(municipality="GM0014")
    for _each in range(3):
        rounds.seeker(municipality="GM0047")
    found = fairness_of(cast.karin.actor, "municipality", on=TODAY)
    told = {one.name: (one.people, one.never, one.never_share) for one in found.groups}
    assert told["Assen"] == (14, 14, Fraction(1))
    assert told["Groningen"] == ("*", "*", None)
    assert told["Veendam"] == ("< 10", "< 10", None)
    assert found.whole.people == 28


def test_the_distance_is_what_would_have_to_go_to_another_group(cast: Cast) -> None:
    assen = [rounds.seeker() for _each in range(10)]
    [rounds.seeker(municipality="GM0047") for _each in range(10)]
    job = rounds.mowing()
    for person in assen:
        rounds.proposal(person, job, proposed_on=date(2018, 2, 1))
    rounds.proposal(assen[0], rounds.mowing(), proposed_on=date(2017, 11, 1))
    quarters = {one.name: one for one in fairness_of(cast.karin.actor, "municipality", on=TODAY).quarters}
    assert list(quarters)[-1] == "2018Q1"
    assert len(quarters) == 8
    assert (quarters["2018Q1"].proposed, quarters["2018Q1"].distance) == (10, Fraction(1, 2))
    assert (quarters["2017Q4"].proposed, quarters["2017Q4"].distance) == ("< 10", None)
    assert (quarters["2017Q3"].proposed, quarters["2017Q3"].distance) == (0, None)


def test_only_who_may_sees_it_and_by_what_there_is(cast: Cast) -> None:
    for nobody in (cast.greta, cast.jan):
        with pytest.raises(NotAllowed):
            fairness_of(nobody.actor, "ground", on=TODAY)
    with pytest.raises(NotFound):
        fairness_of(cast.karin.actor, "sex", on=TODAY)
    assert fairness_of(cast.farid.actor, "ground", on=TODAY).groups == ()


def test_the_page_and_the_file_hide_the_same(cast: Cast, client: Client) -> None:
    for _each in range(12):
        rounds.seeker(name="Niet Genoemd", today=timezone.localdate())
    rounds.seeker(municipality="GM0047", today=timezone.localdate())
    client.force_login(cast.karin.account)
    text = client.get(reverse("fairness") + "?per=municipality").content.decode()
    assert "&lt; 10" in text
    assert "Niet Genoemd" not in text
    assert "Geslacht, afkomst en diagnose staan niet in het register" in text
    lines = client.get(reverse("fairness-csv") + "?per=municipality").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Gemeente;Vindbare mensen;Nooit voorgesteld")
    assert "Veendam;< 10;< 10;–;–;–" in lines
    assert client.get(reverse("fairness") + "?per=%00").status_code == 200
