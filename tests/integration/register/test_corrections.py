"""Corrections: what is so now is counted, and what stood there is kept for who sees that section."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.refusals import NotFound, Refused
from meedoen.register.checks import ChangedMeanwhile
from meedoen.register.people import facts
from meedoen.register.people.correcting import (
    correct_person,
    correct_registration,
    correct_residence,
    withdraw_registration,
    withdraw_residence,
)
from meedoen.register.people.corrections import corrections_of
from meedoen.register.people.models import Correction, Person, Registration, Residence
from meedoen.register.people.sections import SECTIONS
from meedoen.register.people.selectors import person_by_number
from meedoen.register.people.services import Registered
from tests.factories import register
from tests.factories.access import Cast, Member
from tests.integration.register.given import ASSEN, GRONINGEN, TODAY, VEENDAM, deeds

SignIn = Callable[[Member], Client]
ALL = frozenset(SECTIONS)
WHY: dict[str, Any] = {"version": 1, "today": TODAY}


def test_a_former_name_is_kept_with_day_reason_and_who(cast: Cast) -> None:
    person = register.person(name="Els Eedens")
    correct_person(
        cast.hans.actor,
        person.number,
        name="Els Edens",
        birth_on=person.birth_on,
        reason="told_by_person",
        **WHY,
    )
    (row,) = corrections_of(Person.objects.get(pk=person.pk), ALL)
    assert (row.on, row.was, row.because, row.by, row.is_withdrawal) == (
        TODAY,
        (("naam", "Els Eedens"),),
        "gehoord van de kandidaat",
        "Hans Hofman",
        False,
    )


def test_an_entry_is_mended_counted_as_it_is_now_and_kept_as_it_was(cast: Cast) -> None:
    person = register.person(ground="1a", since=date(2015, 5, 1))
    entry = person.registrations.get()
    mended = Registered("1c", date(2015, 6, 1), date(2018, 2, 1), "own_request")
    correct_registration(cast.hans.actor, person.number, entry.pk, mended, "told_by_uwv", **WHY)
    table = facts.registration()
    assert (table["ground"], table["starts_on"]) == (["1c"], [date(2015, 6, 1)])
    assert table["ended_because"] == ["own_request"]
    (row,) = corrections_of(person, ALL)
    was = dict(row.was)
    assert was["vanaf"] == "1 mei 2015"
    assert "38b lid 1a" in was["grond"]
    assert (was["tot"], was["reden van einde"]) == ("niets", "niets")
    assert deeds()[-1] == ("registration.correct", "person", person.number)


@pytest.mark.parametrize(
    ("mended", "reason", "field"),
    [
        (Registered("9z", date(2015, 5, 1)), "typing_error", "ground"),
        (Registered("1a", date(2030, 5, 1)), "typing_error", "starts_on"),
        (Registered("1a", date(2015, 5, 1), date(2015, 4, 1), "aow"), "typing_error", "ends_before"),
        (Registered("1a", date(2015, 5, 1), date(2016, 4, 1)), "typing_error", "because"),
        (Registered("1b", date(2015, 5, 1)), "omdat het kan", "reason"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(cast: Cast, mended: Registered, reason: str, field: str) -> None:
    person = register.person()
    entry = person.registrations.get()
    with pytest.raises(Refused) as refusal:
        correct_registration(cast.hans.actor, person.number, entry.pk, mended, reason, **WHY)
    assert refusal.value.field == field
    assert not Correction.objects.exists()


def test_an_entry_cannot_be_mended_into_another_of_the_same_ground(cast: Cast) -> None:
    person = register.person(ground="1a")
    other = Registration.objects.create(person=person, ground="1b", starts_on=date(2015, 1, 1))
    with pytest.raises(Refused, match="loopt al een inschrijving"):
        correct_registration(
            cast.hans.actor,
            person.number,
            other.pk,
            Registered("1a", date(2016, 1, 1)),
            "typing_error",
            **WHY,
        )


def test_who_mends_what_someone_else_mended_is_told(cast: Cast) -> None:
    person = register.person()
    entry = person.registrations.get()
    one, other = Registered("1c", date(2015, 5, 1)), Registered("1d", date(2015, 5, 1))
    correct_registration(cast.hans.actor, person.number, entry.pk, one, "typing_error", **WHY)
    with pytest.raises(ChangedMeanwhile) as refusal:
        correct_registration(cast.alice.actor, person.number, entry.pk, other, "typing_error", **WHY)
    assert (refusal.value.now, refusal.value.version) == ({"ground": "1c"}, 2)


def test_a_withdrawn_entry_counts_on_no_day_and_stays_readable(cast: Cast) -> None:
    person = register.person(ground="1a")
    entry = person.registrations.get()
    withdraw_registration(cast.hans.actor, person.number, entry.pk, "other_register", today=TODAY)
    assert facts.registration()["person_id"] == []
    (row,) = corrections_of(person, ALL)
    assert row.is_withdrawal
    assert dict(row.was)["vanaf"] == "1 mei 2015"
    with pytest.raises(NotFound):
        withdraw_registration(cast.hans.actor, person.number, entry.pk, "other_register", today=TODAY)


def test_who_does_not_see_the_register_sees_no_correction_of_it(cast: Cast) -> None:
    person = register.person()
    withdraw_registration(
        cast.hans.actor, person.number, person.registrations.get().pk, "typing_error", today=TODAY
    )
    assert not corrections_of(person, ALL - {"register"})


def _lived(person: Person) -> list[tuple[str, date, date | None]]:
    rows = Residence.objects.filter(person=person).order_by("starts_on")
    return list(rows.values_list("municipality", "starts_on", "ends_before"))


@pytest.mark.parametrize("moved_on", [date(2017, 1, 1), date(2018, 2, 1)])
def test_another_day_of_moving_moves_the_end_of_the_spell_before(cast: Cast, moved_on: date) -> None:
    person = register.person(moved_from=(VEENDAM, date(2018, 1, 1)))
    spell = person.residences.get(ends_before=None)
    correct_residence(
        cast.hans.actor,
        person.number,
        spell.pk,
        municipality=ASSEN,
        starts_on=moved_on,
        reason="other_register",
        **WHY,
    )
    assert _lived(person) == [(VEENDAM, date(2010, 1, 1), moved_on), (ASSEN, moved_on, None)]


def test_who_turns_out_to_live_elsewhere_belongs_there(cast: Cast) -> None:
    person = register.person(responsible=cast.ilse.account.organisation)
    spell = person.residences.get()
    correct_residence(
        cast.hans.actor,
        person.number,
        spell.pk,
        municipality=VEENDAM,
        starts_on=spell.starts_on,
        reason="typing_error",
        **WHY,
    )
    assert person_by_number(cast.bob.actor, person.number).municipality == VEENDAM
    assert facts.residence()["municipality"] == [VEENDAM]
    with pytest.raises(NotFound):
        person_by_number(cast.hans.actor, person.number)


@pytest.mark.parametrize(
    ("municipality", "starts_on"),
    [
        (ASSEN, date(2010, 1, 1)),
        (ASSEN, date(2009, 1, 1)),
        (ASSEN, date(2030, 1, 1)),
        (ASSEN, date(1900, 1, 1)),
        ("GM0018", date(2018, 3, 1)),
        ("\x00", date(2018, 3, 1)),
    ],
)
def test_a_spell_that_cannot_be_is_refused(cast: Cast, municipality: str, starts_on: date) -> None:
    person = register.person(moved_from=(VEENDAM, date(2018, 1, 1)))
    before = _lived(person)
    spell = person.residences.get(ends_before=None)
    with pytest.raises(Refused):
        correct_residence(
            cast.hans.actor,
            person.number,
            spell.pk,
            municipality=municipality,
            starts_on=starts_on,
            reason="typing_error",
            **WHY,
        )
    assert _lived(person) == before


def test_a_move_that_never_was_brings_someone_back(cast: Cast) -> None:
    person = register.person(municipality=VEENDAM, moved_from=(ASSEN, date(2018, 1, 1)))
    wrong = person.residences.get(ends_before=None)
    withdraw_residence(cast.hans.actor, person.number, wrong.pk, "typing_error", today=TODAY)
    assert _lived(person) == [(ASSEN, date(2010, 1, 1), None)]
    assert Person.objects.get(pk=person.pk).municipality == ASSEN
    with pytest.raises(Refused, match="eerste woongemeente"):
        withdraw_residence(
            cast.hans.actor, person.number, person.residences.get().pk, "typing_error", today=TODAY
        )


def test_a_move_in_the_middle_that_never_was_joins_what_is_around_it(cast: Cast) -> None:
    person = register.person(moved_from=(VEENDAM, date(2016, 1, 1)))
    Residence.objects.filter(person=person, ends_before=None).update(ends_before=date(2017, 1, 1))
    Residence.objects.create(person=person, municipality=GRONINGEN, starts_on=date(2017, 1, 1))
    middle = person.residences.get(starts_on=date(2016, 1, 1))
    withdraw_residence(cast.hans.actor, person.number, middle.pk, "typing_error", today=TODAY)
    assert _lived(person) == [
        (VEENDAM, date(2010, 1, 1), date(2017, 1, 1)),
        (GRONINGEN, date(2017, 1, 1), None),
    ]


def test_correcting_on_the_pages(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(name="Els Eedens", moved_from=(VEENDAM, date(2018, 1, 1)))
    client = sign_in(cast.alice)
    entry, spell = person.registrations.get(), person.residences.get(ends_before=None)
    at = [person.number, entry.pk]
    page = client.get(reverse("person-registration-correct", args=at)).content.decode()
    assert 'value="2015-05-01"' in page
    form = {"ground": "1c", "starts_on": "2015-05-01", "reason": "told_by_uwv", "version": "1"}
    assert client.post(reverse("person-registration-correct", args=at), form).status_code == 302
    where = reverse("person-residence-withdraw", args=[person.number, spell.pk])
    assert client.post(where, {"reason": "typing_error"}).status_code == 302
    shown = client.get(reverse("person", args=[person.number])).content.decode()
    for words in ("Wat er eerst stond", "38b lid 1a", "gehoord van UWV", "ingetrokken", "Woonde in"):
        assert words in shown
    gone = client.post(reverse("person-registration-withdraw", args=at), {"reason": "typing_error"})
    assert gone.status_code == 302
    # Veendam was the spell before: Alice sees the file as its keeper.
    assert Person.objects.get(pk=person.pk).municipality == VEENDAM
