"""Who sees whom: Alice works for Assen, Bob for Veendam."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotFound
from meedoen.register.people.listing import PeopleFilters, how_many_people, people_visible_to
from meedoen.register.people.models import Person, scopes
from meedoen.register.people.selectors import person_by_number, sight_of, visible_names, why_visible
from meedoen.register.people.services import look_at_people
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
            person = register.person(municipality=municipality, responsible=member.account.organisation)
            register.share(person, cast.bob.account.organisation, by=cast.alice.account)
            hidden = register.person(municipality=municipality, state="protected")
            register.named(hidden, member.account)
        register.person(municipality=municipality, state="merged", merged_into=person)
        register.person(municipality=municipality, state="anonymised")
    parts = [pk for one in scopes(actor) for pk in Person.objects.filter(one).values_list("pk", flat=True)]
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


def test_who_came_in_last_week_does_not_wait_for_ninety_days(cast: Cast) -> None:
    long_ago = register.person()
    register.person(registered_on=date(2018, 4, 20))
    page = people_visible_to(cast.alice.actor, PeopleFilters(silent_on=TODAY))
    assert [row.pk for row in page.rows] == [long_ago.pk]


def test_a_page_of_names_leaves_one_look_with_the_numbers_it_showed(cast: Cast) -> None:
    shown = [register.person(name="Anna Zoek").number, register.person(name="Bram Zoek").number]
    register.person(name="Cees Elders", municipality=VEENDAM, responsible=cast.bob.account.organisation)
    page = look_at_people(cast.alice.actor, PeopleFilters(words="zoek"))
    assert [row.number for row in page.rows] == shown[::-1]
    look = JournalEntry.objects.get()
    assert (look.deed, look.is_look, look.detail) == ("person.list", True, {"numbers": shown[::-1]})
    look_at_people(cast.alice.actor, PeopleFilters(words="niemand heet zo"))
    assert JournalEntry.objects.count() == 1


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


def test_a_share_opens_a_file_from_its_first_day_until_it_ends_or_is_revoked(cast: Cast) -> None:
    person = register.person(municipality=ASSEN, responsible=cast.alice.account.organisation)
    share = register.share(
        person,
        cast.bob.account.organisation,
        by=cast.alice.account,
        starts_on=date(2018, 4, 1),
        ends_before=date(2018, 5, 1),
        sections=["profile", "plan"],
    )
    seen = sight_of(cast.bob.actor, person_by_number(cast.bob.actor, person.number))
    assert "bemiddeling naar werk" in seen.why
    assert "30 april 2018" in seen.why
    # Bob is account manager: the plan was shared, and is not for him.
    assert seen.sections == {"profile"}
    for day in (date(2018, 3, 31), date(2018, 5, 1)):
        with pytest.raises(NotFound):
            person_by_number(replace(cast.bob.actor, on=day), person.number)
    share.revoked_on = TODAY
    share.save()
    with pytest.raises(NotFound):
        person_by_number(cast.bob.actor, person.number)


def test_a_protected_file_exists_only_for_who_is_named(cast: Cast) -> None:
    person = register.person(
        municipality=ASSEN, responsible=cast.alice.account.organisation, state="protected"
    )
    placement = register.placement(person=person, registered_by=cast.alice.account.organisation)
    register.share(person, cast.bob.account.organisation, by=cast.alice.account)
    register.named(person, cast.hans.account)
    for member in cast:
        may = member is cast.hans
        assert Person.objects.visible_to(member.actor).filter(pk=person.pk).exists() is may
        assert bool(rows_for_keys(member.actor, [placement.pk])) is may
    assert "met naam" in why_visible(cast.hans.actor, person)


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("jose", True),
        ("JOSÉ", True),
        ("nunez jos", True),
        ("nun", True),
        ("unez", False),
        ("jose bakker", False),
        ("!!!", False),
        ("\0", True),
        ("Ж" * 500, False),
    ],
)
def test_a_name_is_found_by_the_beginning_of_its_words(cast: Cast, words: str, finds: bool) -> None:
    person = register.person(name="José Núñez")
    register.person(name="Piet Bakker")
    found = [row.pk for row in people_visible_to(cast.alice.actor, PeopleFilters(words=words)).rows]
    assert (person.pk in found) is finds


def test_a_word_that_many_have_is_found_as_one_that_few_have(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [register.person(name=f"Jan Bos {turn}") for turn in range(8)]
    register.person(name="Jan Jansen")
    asked = PeopleFilters(words="jan bos")
    few = [row.pk for row in people_visible_to(cast.alice.actor, asked).rows]
    monkeypatch.setattr("meedoen.register.people.finding.FEW", 2)
    many = [row.pk for row in people_visible_to(cast.alice.actor, asked).rows]
    assert few == many == [person.pk for person in reversed(people)]
