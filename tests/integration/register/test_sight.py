"""Who sees whom: Alice works for Assen, Bob for Veendam."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Q

from meedoen.access.refusals import NotFound
from meedoen.register.people.listing import PeopleFilters, how_many_people, people_visible_to
from meedoen.register.people.models import Person, scopes
from meedoen.register.people.selectors import person_by_number, visible_names, why_visible
from meedoen.register.placements.listing import (
    PlacementFilters,
    at_work,
    placements_visible_to,
    rows_for_keys,
)
from tests.factories import access, register
from tests.factories.access import CAST, Cast
from tests.integration.register.given import ASSEN, TODAY, VEENDAM


@pytest.mark.parametrize(
    ("name", "sees"),
    [("alice", True), ("hans", True), ("bob", False), ("carla", False), ("greta", False), ("jan", False)],
)
def test_an_inhabitant_of_assen_is_seen_by_the_desk_of_assen(cast: Cast, name: str, sees: bool) -> None:
    person = register.person(municipality=ASSEN)
    actor = cast.named(name).actor
    if sees:
        assert person_by_number(actor, person.number).pk == person.pk
        assert "Assen woont, uw gemeente" in why_visible(actor, person)
    else:
        with pytest.raises(NotFound):
            person_by_number(actor, person.number)


def test_who_keeps_the_file_sees_the_person_wherever_they_live(cast: Cast) -> None:
    person = register.person(municipality=VEENDAM, responsible=cast.alice.account.organisation)
    assert "dossierhouder" in why_visible(cast.alice.actor, person_by_number(cast.alice.actor, person.number))
    assert "Veendam woont" in why_visible(cast.bob.actor, person_by_number(cast.bob.actor, person.number))


def test_the_desk_of_a_merged_municipality_sees_who_was_recorded_under_the_old_name(cast: Cast) -> None:
    old = register.person(municipality="GM0018", responsible=cast.carla.account.organisation)
    at = access.organisation("Midden-Groningen", municipality="GM1952")
    member = access.account("Mia Meijer", "consulent", at=at)
    actor = access.actor_for(member, TODAY)
    assert Person.objects.visible_to(actor).filter(pk=old.pk).exists()


def test_the_auditor_of_the_region_sees_the_region_only(cast: Cast) -> None:
    here = register.person(municipality=VEENDAM)
    elsewhere = register.person(municipality="GM1708")
    seen = set(Person.objects.visible_to(cast.farid.actor).values_list("pk", flat=True))
    assert here.pk in seen
    assert elsewhere.pk not in seen


@pytest.mark.parametrize("name", list(CAST))
def test_the_parts_of_sight_make_up_the_whole_and_the_list_shows_nobody_twice(cast: Cast, name: str) -> None:
    actor = cast.named(name).actor
    for municipality in (ASSEN, VEENDAM, "GM0014", "GM0018", "GM1708"):
        for member in (cast.alice, cast.bob, cast.farid):
            register.person(municipality=municipality, responsible=member.account.organisation)
    codes, own = scopes(actor)
    conditions = [*(Q(municipality=code) for code in codes), *([own] if own is not None else [])]
    parts = [pk for one in conditions for pk in Person.objects.filter(one).values_list("pk", flat=True)]
    assert set(parts) == set(Person.objects.visible_to(actor).values_list("pk", flat=True))
    listed = [row.pk for row in people_visible_to(actor, PeopleFilters()).rows]
    assert listed == sorted(set(parts), reverse=True)


def test_a_placement_is_seen_without_a_name_by_who_steers_and_by_who_registered_it(cast: Cast) -> None:
    person = register.person(municipality=VEENDAM, responsible=cast.bob.account.organisation, name="Geheim")
    row = register.placement(person=person, registered_by=cast.alice.account.organisation)
    for name, seen, named in (
        ("alice", True, False),
        ("bob", True, True),
        ("farid", True, True),
        ("carla", True, False),
        ("ilse", False, False),
        ("greta", False, False),
    ):
        found = rows_for_keys(cast.named(name).actor, [row.pk])
        assert bool(found) is seen, name
        if found:
            assert found[0].person_name == ("Geheim" if named else ""), name
            assert found[0].person_number == person.number
    assert visible_names(cast.alice.actor, [person.pk]) == {}


def test_keys_come_back_in_their_order_without_the_ones_out_of_sight(cast: Cast) -> None:
    mine = [register.placement() for _turn in range(3)]
    other = register.person(municipality=VEENDAM, responsible=cast.bob.account.organisation)
    hidden = register.placement(person=other)
    keys = [mine[2].pk, hidden.pk, mine[0].pk, 10**15]
    assert [row.pk for row in rows_for_keys(cast.alice.actor, keys)] == [mine[2].pk, mine[0].pk]


def test_the_list_of_people_pages_without_losing_or_doubling_anyone(cast: Cast) -> None:
    for turn in range(120):
        keeper = cast.alice if turn % 2 else cast.bob
        register.person(municipality=VEENDAM if turn % 3 else ASSEN, responsible=keeper.account.organisation)
    seen: list[int] = []
    after: int | None = None
    while True:
        page = people_visible_to(cast.alice.actor, PeopleFilters(), after)
        seen += [row.pk for row in page.rows]
        after = page.next_after
        if after is None:
            break
    expected = Person.objects.visible_to(cast.alice.actor).order_by("-pk").values_list("pk", flat=True)
    assert seen == list(expected)
    assert len(seen) > 50


def test_filters_narrow_by_name_number_place_work_and_contact(cast: Cast) -> None:
    alice = cast.alice.actor
    works = register.person(name="Anna Werkt", last_contact_on=date(2018, 4, 1))
    register.placement(person=works)
    idle = register.person(name="Bram Zoekt", last_contact_on=date(2017, 12, 1))
    never = register.person(name="Cees Nooit")

    def found(only: object = None, **filters: object) -> set[int]:
        page = people_visible_to(alice, PeopleFilters(**filters), only=only)  # type: ignore[arg-type]
        return {row.pk for row in page.rows}

    assert found(words="werkt") == {works.pk}
    assert found(words=works.number) == {works.pk}
    assert found(words="%") == set()
    assert found(municipality=VEENDAM) == set()
    assert found(only=at_work(TODAY)) == {works.pk}
    assert found(only=~at_work(TODAY)) == {idle.pk, never.pk}
    assert found(silent_on=TODAY) == {idle.pk, never.pk}
    assert how_many_people(alice, PeopleFilters(), most=2) == 2


def test_placements_are_filtered_by_state(cast: Cast) -> None:
    running = register.placement()
    ended = register.placement(ended=(date(2018, 1, 1), "resigned"))
    ending = register.placement(ended=(date(2018, 5, 20), "resigned"))
    starting = register.placement(starts_on=date(2018, 5, 10))
    replaced = register.placement(replaced_on=date(2018, 1, 1), correction_reason="x")

    def found(state: str) -> set[int]:
        page = placements_visible_to(cast.alice.actor, PlacementFilters(TODAY, state=state))
        return {row.pk for row in page.rows}

    assert found("running") == {running.pk, ending.pk}
    assert found("ended") == {ended.pk}
    assert found("ends_soon") == {ending.pk}
    assert found("starts_soon") == found("future") == {starting.pk}
    assert found("replaced") == {replaced.pk}
    assert found("") == {running.pk, ended.pk, ending.pk, starting.pk}
