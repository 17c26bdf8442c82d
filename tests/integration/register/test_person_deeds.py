"""Correcting, moving and speaking to people, and their entries in the doelgroepregister."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.access import models as access_models
from meedoen.access.refusals import NotFound, Refused
from meedoen.register.people import correcting, services
from meedoen.register.people.models import Person, Registration, Residence
from meedoen.register.people.selectors import entries_of
from tests.factories import register
from tests.factories.access import Cast
from tests.integration.register.given import ASSEN, TODAY, VEENDAM, deeds


def test_a_move_closes_one_residence_opens_another_and_hands_over_sight(cast: Cast) -> None:
    person = register.person(responsible=cast.carla.account.organisation)
    moved = services.move_person(cast.alice.actor, person.number, VEENDAM, date(2018, 3, 1), today=TODAY)
    spells = Residence.objects.filter(person=person).order_by("starts_on")
    assert list(spells.values_list("municipality", "ends_before")) == [
        (ASSEN, date(2018, 3, 1)),
        (VEENDAM, None),
    ]
    assert moved.municipality == VEENDAM
    assert Person.objects.visible_to(cast.bob.actor).filter(pk=person.pk).exists()
    assert not Person.objects.visible_to(cast.alice.actor).filter(pk=person.pk).exists()
    assert deeds() == [("person.move", "person", person.number)]


@pytest.mark.parametrize(
    ("municipality", "on"),
    [
        (ASSEN, date(2018, 3, 1)),
        (VEENDAM, date(2018, 5, 1)),
        (VEENDAM, date(2010, 1, 1)),
        ("GM0018", date(2018, 3, 1)),
        ("\x00", date(2018, 3, 1)),
    ],
)
def test_a_move_that_cannot_be_is_refused(cast: Cast, municipality: str, on: date) -> None:
    person = register.person()
    with pytest.raises(Refused):
        services.move_person(cast.alice.actor, person.number, municipality, on, today=TODAY)
    assert Residence.objects.filter(person=person).count() == 1
    assert not deeds()


def test_a_correction_says_why_and_keeps_no_name_in_the_journal(cast: Cast) -> None:
    person = register.person(name="Els Eedens")
    correcting.correct_person(
        cast.alice.actor,
        person.number,
        name="Els Edens",
        birth_on=person.birth_on,
        reason="typing_error",
        version=1,
        today=TODAY,
    )
    assert Person.objects.get(pk=person.pk).name == "Els Edens"
    entry = access_models.JournalEntry.objects.get()
    assert entry.detail == {"changed": ["name"], "reason": "typing_error"}


@pytest.mark.parametrize("birth_on", [date(2011, 1, 1), date(1850, 1, 1), date(2030, 1, 1)])
def test_a_birthday_after_the_first_known_day_is_refused(cast: Cast, birth_on: date) -> None:
    person = register.person()
    with pytest.raises(Refused):
        correcting.correct_person(
            cast.alice.actor,
            person.number,
            name=person.name,
            birth_on=birth_on,
            reason="typing_error",
            version=1,
            today=TODAY,
        )


def test_a_correction_of_nothing_is_refused(cast: Cast) -> None:
    person = register.person()
    with pytest.raises(Refused, match="niets veranderd"):
        correcting.correct_person(
            cast.alice.actor,
            person.number,
            name=person.name,
            birth_on=person.birth_on,
            reason="typing_error",
            version=1,
            today=TODAY,
        )


def test_an_earlier_conversation_does_not_push_away_a_later_one(cast: Cast) -> None:
    person = register.person()
    for on in (date(2018, 4, 1), date(2018, 2, 1)):
        services.record_contact(cast.alice.actor, person.number, on, today=TODAY)
    assert Person.objects.get(pk=person.pk).last_contact_on == date(2018, 4, 1)
    assert len(deeds()) == 2
    with pytest.raises(Refused):
        services.record_contact(cast.alice.actor, person.number, date(2018, 5, 1), today=TODAY)


def test_an_entry_is_added_ended_with_a_reason_and_says_what_it_means(cast: Cast) -> None:
    person = register.person(ground=None)
    added = services.add_registration(cast.alice.actor, person.number, "1c", date(2016, 1, 1), today=TODAY)
    assert entries_of(person, TODAY)[0].meaning.counts
    services.end_registration(
        cast.alice.actor, person.number, added.pk, date(2017, 3, 1), "herindeling", today=TODAY
    )
    (entry,) = entries_of(person, TODAY)
    assert not entry.meaning.counts
    assert "28 februari 2017" in entry.meaning.words
    assert [deed for deed, _kind, _subject in deeds()] == ["registration.add", "registration.end"]


def test_an_entry_that_only_serves_the_quotum_does_not_count(cast: Cast) -> None:
    person = register.person(ground="2")
    (entry,) = entries_of(person, TODAY)
    assert not entry.meaning.counts
    assert "quotum" in entry.meaning.words


def test_entries_that_cannot_be_are_refused(cast: Cast) -> None:
    person = register.person()
    actor = cast.alice.actor
    entry = Registration.objects.get(person=person)
    with pytest.raises(Refused):
        services.add_registration(actor, person.number, "1a", date(2017, 1, 1), today=TODAY)
    with pytest.raises(Refused):
        services.add_registration(actor, person.number, "1b", date(2018, 5, 1), today=TODAY)
    with pytest.raises(Refused):
        services.end_registration(actor, person.number, entry.pk, date(2018, 1, 1), "zomaar", today=TODAY)
    with pytest.raises(NotFound):
        services.end_registration(actor, person.number, 2**70, date(2018, 1, 1), "aow", today=TODAY)
    assert not deeds()


def test_an_entry_of_someone_else_is_not_found(cast: Cast) -> None:
    mine, other = register.person(), register.person()
    entry = Registration.objects.get(person=other)
    with pytest.raises(NotFound):
        services.end_registration(
            cast.alice.actor, mine.number, entry.pk, date(2018, 1, 1), "aow", today=TODAY
        )


def test_a_look_is_written_down_as_a_look(cast: Cast) -> None:
    person = register.person()
    services.look_at_person(cast.alice.actor, person.number)
    entry = access_models.JournalEntry.objects.get()
    assert (entry.deed, entry.subject_id, entry.is_look) == ("person.see", person.number, True)
    assert entry.actor_id == cast.alice.account.pk


@pytest.mark.parametrize("deed", ["move", "correct", "contact", "entry", "look"])
def test_who_may_not_see_a_person_does_nothing_to_them(cast: Cast, deed: str) -> None:
    person = register.person()
    bob = cast.bob.actor
    do = {
        "move": lambda: services.move_person(bob, person.number, VEENDAM, TODAY, today=TODAY),
        "correct": lambda: correcting.correct_person(
            bob,
            person.number,
            name="X",
            birth_on=date(1990, 1, 1),
            reason="typing_error",
            version=1,
            today=TODAY,
        ),
        "contact": lambda: services.record_contact(bob, person.number, TODAY, today=TODAY),
        "entry": lambda: services.add_registration(bob, person.number, "1b", TODAY, today=TODAY),
        "look": lambda: services.look_at_person(bob, person.number),
    }[deed]
    with pytest.raises(NotFound) as hidden:
        do()
    with pytest.raises(NotFound) as absent:
        services.look_at_person(bob, "K-999999")
    assert hidden.value.message == absent.value.message
    assert not deeds()
