"""Who is findable, what is missing, and what mending one field brings: kept rows against a plain count."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.access.refusals import NotFound
from meedoen.exchange.exports.purposes import PEOPLE
from meedoen.exchange.exports.tables import how_many
from meedoen.register.people.models import Person
from meedoen.register.placements.listing import at_work
from meedoen.register.profiles import facts, services
from meedoen.register.profiles.disclosing import organisations_found
from meedoen.register.profiles.findability import findable, found_at, lacks, people_lacking
from meedoen.register.profiles.models import Findability
from meedoen.register.profiles.needed import BY_CODE, CONFIRMATION, EVERYTHING, FRESH_FOR, NEEDED
from meedoen.register.profiles.selectors import profile_of
from tests.factories import access, profiles, register
from tests.factories.access import Cast
from tests.integration.register.given import TODAY


def test_every_needed_field_has_a_bit_of_its_own() -> None:
    assert all(one.bit.bit_count() == 1 for one in NEEDED)
    assert not any(one.bit & other.bit for one, other in combinations(NEEDED, 2))


@pytest.mark.parametrize("code", list(BY_CODE))
def test_a_profile_without_one_needed_field_misses_just_that(cast: Cast, code: str) -> None:
    made = profiles.profile(without=code)
    now = profile_of(made.person, TODAY)
    assert [one.code for one in now.missing] == [code]
    assert not now.is_findable
    assert Findability.objects.get().missing == BY_CODE[code].bit


def test_writing_the_missing_card_makes_someone_findable(cast: Cast) -> None:
    made = profiles.profile(without="tasks")
    assert not Person.objects.filter(findable(TODAY)).exists()
    services.change_profile(cast.alice.actor, made.person.number, profiles.CARDS[5], version=1, today=TODAY)
    assert Person.objects.filter(findable(TODAY)).get() == made.person


def test_a_profile_goes_stale_by_the_day_alone(cast: Cast) -> None:
    profiles.profile(confirmed_on=TODAY - FRESH_FOR)
    assert Person.objects.filter(findable(TODAY)).exists()
    tomorrow = TODAY + timedelta(days=1)
    assert not Person.objects.filter(findable(tomorrow)).exists()
    assert Person.objects.filter(lacks(CONFIRMATION, tomorrow, alone=True)).exists()
    assert not profile_of(Person.objects.get(), tomorrow).is_findable


@pytest.fixture
def assen(cast: Cast) -> list[Person]:
    """Two findable (one works), one stale, one of whom only the hours miss, two of whom much misses, and one
    protected and one of Veendam who are no part of it."""
    works = profiles.profile().person
    register.placement(person=works)
    people = [works, profiles.profile().person, profiles.profile(stale=True).person]
    people += [profiles.profile(without="hours").person, profiles.profile(empty=True).person]
    people.append(register.person())
    profiles.profile(register.person(state=Person.State.PROTECTED))
    profiles.profile(register.person(municipality="GM0047", responsible=cast.bob.account.organisation))
    return people


def test_the_counts_of_an_organisation_are_those_of_its_people(cast: Cast, assen: list[Person]) -> None:
    found = found_at(cast.alice.account.organisation_id, TODAY)
    assert (found.everyone, found.findable, found.without_profile) == (6, 2, 1)
    working = found_at(cast.alice.account.organisation_id, TODAY, only=at_work(TODAY))
    assert (working.everyone, working.findable) == (1, 1)
    by_code = {one.code: (one.missing, one.alone) for one in found.lacks}
    assert by_code["hours"] == (3, 1)
    assert by_code["wishes"] == (2, 0)
    assert by_code[CONFIRMATION] == (2, 1)
    assert found.lacks[0].alone == 1


@pytest.mark.parametrize("code", [*BY_CODE, CONFIRMATION])
@pytest.mark.parametrize("alone", [True, False])
def test_the_list_behind_a_count_is_as_long_as_the_count(
    cast: Cast, assen: list[Person], code: str, alone: bool
) -> None:
    actor = cast.alice.actor
    found = found_at(cast.alice.account.organisation_id, TODAY)
    lack = next(one for one in found.lacks if one.code == code)
    rows = people_lacking(actor, code, TODAY, alone=alone).rows
    assert len(rows) == (lack.alone if alone else lack.missing)


def test_who_is_not_findable_is_everyone_else(cast: Cast, assen: list[Person]) -> None:
    everyone = set(Person.objects.all())
    found = set(Person.objects.filter(findable(TODAY)))
    assert set(Person.objects.filter(~findable(TODAY))) == everyone - found
    assert {assen[0], assen[1]} < found


@pytest.mark.parametrize(
    ("choice", "names"),
    [("ja", {"Heel"}), ("nee", {"Oud", "Zonder uren", "Leeg"}), ("hours", {"Zonder uren", "Leeg"})],
)
def test_the_list_of_people_can_be_narrowed_and_taken_out_by_it(
    cast: Cast, choice: str, names: set[str]
) -> None:
    today = date.today()
    profiles.profile(register.person(name="Heel"), today=today)
    profiles.profile(register.person(name="Oud"), stale=True, today=today)
    profiles.profile(register.person(name="Zonder uren"), without="hours", today=today)
    register.person(name="Leeg")
    client = Client()
    client.force_login(cast.alice.account)
    page = client.get(reverse("people"), {"vindbaar": choice}).content.decode()
    assert {name for name in ("Heel", "Oud", "Zonder uren", "Leeg") if f">{name}<" in page} == names
    assert how_many(cast.alice.actor, PEOPLE, {"vindbaar": choice}, today) == len(names)
    # Who does not read profiles is not told by a filter what is in them.
    client.force_login(cast.farid.account)
    assert "Vindbaar" not in client.get(reverse("people")).content.decode().split("<main", 1)[1]
    assert how_many(cast.farid.actor, PEOPLE, {"vindbaar": choice}, today) == 4


def test_looking_at_who_misses_a_field_is_entered_with_their_numbers(cast: Cast) -> None:
    person = register.person()
    services.look_at_people_lacking(cast.alice.actor, "hours", today=TODAY)
    entry = JournalEntry.objects.get()
    assert (entry.deed, entry.is_look) == ("findability.people", True)
    assert entry.detail == {"field": "hours", "numbers": [person.number]}


def test_a_field_that_is_not_needed_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        lacks("diagnosis", TODAY)


def _many(organisation: object, findable_ones: int, others: int) -> None:
    for turn in range(findable_ones + others):
        person = register.person(responsible=organisation)  # type: ignore[arg-type]
        missing = 0 if turn < findable_ones else EVERYTHING
        Findability.objects.create(person=person, missing=missing, confirmed_on=date(2018, 1, 1))


def test_numbers_about_a_few_do_not_leave_their_organisation(cast: Cast) -> None:
    for name, yes, no in (("A", 20, 30), ("B", 3, 40), ("C", 2, 2), ("D", 15, 0)):
        _many(access.organisation(name), yes, no)
    rows = organisations_found(cast.carla.actor, TODAY, least=10)
    told = {row.name: (row.everyone, row.findable) for row in rows}
    assert told["A"] == (50, 20)
    # 43 less 40 would give the 3 away; of whom nobody speaks, 0 is no secret.
    assert told["B"] == (43, "< 10")
    assert told["C"] == ("< 10", "< 10")
    assert told["D"] == (15, 15)
    assert all(row.share is None for row in rows if row.name in {"B", "C"})


def test_ones_own_organisation_stands_apart_and_a_region_sees_only_its_own(cast: Cast) -> None:
    _many(cast.ilse.account.organisation, 3, 3)
    _many(access.organisation("Elders", region="AM02"), 20, 20)
    assert organisations_found(cast.ilse.actor, TODAY, least=10) == ()
    client = Client()
    client.force_login(cast.ilse.account)
    page = client.get(reverse("findability")).content.decode()
    assert "Dossiers van Groningen" in page
    assert "Elders" not in page


def test_who_steers_reads_numbers_and_no_names(cast: Cast) -> None:
    profiles.profile(register.person(name="Els Edens", responsible=cast.ilse.account.organisation))
    client = Client()
    client.force_login(cast.ilse.account)
    page = client.get(reverse("findability")).content.decode()
    assert "Els" not in page
    assert reverse("findability-lacking", args=["hours"]) not in page
    assert client.get(reverse("findability-lacking", args=["hours"])).status_code == 403


def test_the_list_of_a_missing_field_leads_to_the_form_that_mends_it(cast: Cast) -> None:
    person = profiles.profile(without="hours", today=date.today()).person
    client = Client()
    client.force_login(cast.alice.account)
    page = client.get(reverse("findability-lacking", args=["hours"]), {"alleen": "ja"}).content.decode()
    assert person.name in page
    assert reverse("person-availability", args=[person.number]) in page
    assert (
        client.get(reverse("findability-lacking", args=["wishes"])).content.decode().count(person.name) == 0
    )
    assert client.get(reverse("findability-lacking", args=["bestaat-niet"])).status_code == 404


def test_the_list_goes_on_after_fifty(cast: Cast) -> None:
    names = {register.person(name=f"Nummer {turn:02}.").name for turn in range(52)}
    client = Client()
    client.force_login(cast.alice.account)
    here = reverse("findability-lacking", args=["hours"])
    first = client.get(here).content.decode()
    rest = client.get(here + "?" + first.split(f"{here}?", 1)[1].split('"')[0]).content.decode()
    on_first, on_rest = ({name for name in names if name in page} for page in (first, rest))
    assert (len(on_first), len(on_rest)) == (50, 2)
    assert on_first | on_rest == names


def test_facts_are_columns_of_open_files_only(cast: Cast) -> None:
    who = profiles.profile().person_id
    profiles.profile(register.person(state=Person.State.PROTECTED))
    assert facts.wish() == {"person_id": [who, who], "work_field": ["green", "animals"]}
    assert facts.condition() == {
        "person_id": [who, who],
        "code": ["quiet_place", "lift_kg"],
        "value": [1, 10],
    }
    assert facts.language() == {"person_id": [who], "language": ["nl"], "level": ["reads"]}
    table = facts.profile()
    assert table["neighbourhood"] == ["9401"]
    assert table["hours_max_c"] == [2400]
    assert {len(column) for column in (*table.values(), *facts.findability().values())} == {1}
    assert len(facts.task()["task"]) == 3


@pytest.mark.parametrize("field", ["hours", CONFIRMATION])
def test_the_list_behind_a_field_asks_as_much_for_many_rows_as_for_few(cast: Cast, field: str) -> None:
    client = Client()
    client.force_login(cast.alice.account)
    url = reverse("findability-lacking", args=[field])
    asked = []
    for more in (2, 40):
        for _turn in range(more):
            profiles.profile(empty=True, stale=True)
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        asked.append(len(seen))
    assert asked[0] == asked[1]
