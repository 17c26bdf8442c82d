"""Registering people, one and many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from meedoen.access.refusals import NotAllowed, Refused
from meedoen.register.checks import AlreadyThere, InRow, NeedsConfirmation
from meedoen.register.people import services
from meedoen.register.people.models import Person, Registration, Residence
from meedoen.register.people.services import Lived, Registered, register_people, register_person
from tests.factories.access import Cast
from tests.integration.register.given import ASSEN, TODAY, VEENDAM, deeds, new_person


def test_a_person_gets_a_number_rows_and_one_entry_in_the_journal(cast: Cast) -> None:
    actor = cast.alice.actor
    person = register_person(actor, new_person(actor, name="  Els \t Edens "), today=TODAY)
    kept = Person.objects.get(pk=person.pk)
    assert kept.number == person.number == f"K-{person.pk:06d}"
    assert kept.name == "Els Edens"
    assert kept.municipality == ASSEN
    assert Residence.objects.get().starts_on == date(2010, 1, 1)
    assert Registration.objects.get().ground == "1a"
    assert deeds() == [("person.register", "person", person.number)]


def test_many_people_are_written_together_with_an_entry_each(cast: Cast) -> None:
    actor = cast.alice.actor
    people = register_people(
        actor, [new_person(actor, name=f"Kandidaat {turn}") for turn in range(30)], today=TODAY
    )
    assert len({person.number for person in people}) == 30
    assert {person.number: person.name for person in people} == dict(
        Person.objects.values_list("number", "name")
    )
    assert len(deeds()) == 30


def test_an_own_number_is_kept_and_given_out_once(cast: Cast) -> None:
    actor = cast.alice.actor
    assert register_person(actor, new_person(actor, number="A7"), today=TODAY).number == "A7"
    with pytest.raises(AlreadyThere) as refusal:
        register_person(actor, new_person(actor, number="A7", name="Ander"), today=TODAY)
    assert refusal.value.field == "number"


def test_one_wrong_row_and_nothing_is_written(cast: Cast) -> None:
    actor = cast.alice.actor
    news = [new_person(actor, name="Goed"), new_person(actor, birth_on=date(2090, 1, 1))]
    with pytest.raises(InRow) as refusal:
        register_people(actor, news, today=TODAY)
    assert refusal.value.row == 2
    assert str(refusal.value).startswith("Rij 2:")
    assert not Person.objects.exists()
    assert not deeds()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "\x00 \n"}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"birth_on": date(1800, 1, 1)}, "birth_on"),
        ({"birth_on": date(2015, 5, 1)}, "birth_on"),
        ({"registered_on": date(2019, 1, 1)}, "registered_on"),
        ({"last_contact_on": date(2018, 5, 1)}, "on"),
        ({"number": "K-000001"}, "number"),
        ({"residences": ()}, "municipality"),
        ({"residences": (Lived("GM9999", date(2016, 1, 1)),)}, "municipality"),
        ({"residences": (Lived("GM1952", date(2016, 1, 1)),)}, "municipality"),
        ({"residences": (Lived("GM0018", date(2018, 2, 1)),)}, "municipality"),
        ({"residences": (Lived(ASSEN, date(1980, 1, 1)),)}, "lives_since"),
        (
            {
                "residences": (
                    Lived(VEENDAM, date(2012, 1, 1), date(2014, 1, 1)),
                    Lived(ASSEN, date(2013, 1, 1)),
                )
            },
            "lives_since",
        ),
        ({"registrations": (Registered("9z", date(2016, 1, 1)),)}, "ground"),
        ({"registrations": (Registered("1a", date(2016, 1, 1), date(2015, 1, 1), "aow"),)}, "ends_before"),
        ({"registrations": (Registered("1a", date(2016, 1, 1), date(2017, 1, 1)),)}, "because"),
        ({"registrations": (Registered("1a", date(2016, 1, 1), None, "aow"),)}, "ends_before"),
        (
            {"registrations": (Registered("1a", date(2015, 1, 1)), Registered("1a", date(2016, 1, 1)))},
            "starts_on",
        ),
        ({"responsible_id": 2**70}, "responsible"),
        ({"responsible_id": 0}, "responsible"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    actor = cast.alice.actor
    with pytest.raises(Refused) as refusal:
        register_person(actor, new_person(actor, **changes), today=TODAY)
    fields = {one.field for one in getattr(refusal.value, "refusals", [refusal.value])}
    assert field in fields
    assert not Person.objects.exists()


def test_who_lived_somewhere_before_the_map_starts_lived_on_its_first_day(cast: Cast) -> None:
    actor = cast.alice.actor
    person = register_person(
        actor, new_person(actor, residences=(Lived(ASSEN, date(1991, 1, 1)),)), today=TODAY
    )
    assert Residence.objects.get(person=person).starts_on == date(1991, 1, 1)


def test_a_person_of_another_municipality_is_refused_unless_the_file_is_ours(cast: Cast) -> None:
    alice, bob = cast.alice.actor, cast.bob.actor
    elsewhere = new_person(alice, residences=(Lived(VEENDAM, date(2010, 1, 1)),))
    assert register_person(alice, elsewhere, today=TODAY).responsible_id == alice.organisation_id
    with pytest.raises(Refused, match="hoort niet bij uw gemeente"):
        register_person(alice, replace(elsewhere, name="X", responsible_id=bob.organisation_id), today=TODAY)


def test_a_namesake_with_the_same_birthday_is_asked_about(cast: Cast) -> None:
    actor = cast.alice.actor
    first = register_person(actor, new_person(actor), today=TODAY)
    with pytest.raises(NeedsConfirmation, match=first.number) as question:
        register_person(actor, new_person(actor, name="els edens"), today=TODAY)
    assert question.value.code == services.SAME_PERSON
    accepted = frozenset({services.SAME_PERSON})
    assert register_person(actor, new_person(actor), accepted=accepted, today=TODAY).pk != first.pk


@pytest.mark.parametrize("name", ["farid", "carla", "greta", "ilse", "jan"])
def test_who_has_no_desk_registers_nobody(cast: Cast, name: str) -> None:
    actor = cast.named(name).actor
    with pytest.raises(NotAllowed):
        register_person(actor, new_person(cast.alice.actor), today=TODAY)
    assert not Person.objects.exists()
