"""Many rows at once: everything that is wrong with each is told, and nothing is done when one is refused."""

from __future__ import annotations

from datetime import date

import pytest

from meedoen.access.models import JournalEntry
from meedoen.register.checks import AlreadyThere, InRow, NeedsConfirmation
from meedoen.register.employers.validity import wrong_employers
from meedoen.register.people.against import NewEntry, wrong_entries, wrong_people
from meedoen.register.people.alike import Candidate, possible_duplicates
from meedoen.register.people.models import Registration
from meedoen.register.people.services import Registered, add_registrations
from meedoen.register.placements.against import wrong_placements
from tests.factories import register
from tests.factories.access import TODAY, VEENDAM, Cast
from tests.integration.register.given import new_employer, new_person, new_placement

START = date(2018, 1, 1)


def test_every_person_is_told_everything_that_is_wrong(cast: Cast) -> None:
    actor = cast.alice.actor
    news = [
        new_person(actor),
        new_person(actor, name="", birth_on=date(2030, 1, 1)),
        new_person(actor, number="X1"),
        new_person(actor, number="X1"),
    ]
    found = wrong_people(actor, news, TODAY)
    assert set(found) == {2, 4}
    assert {refusal.field for refusal in found[2]} >= {"name", "birth_on"}
    assert [refusal.field for refusal in found[4]] == ["number"]


def test_every_employer_is_told_everything_that_is_wrong(db: None) -> None:
    found = wrong_employers([new_employer(), new_employer(), new_employer(kvk="12", name="")], TODAY)
    assert set(found) == {2, 3}
    assert isinstance(found[2][0], AlreadyThere)
    assert {refusal.field for refusal in found[3]} == {"name", "kvk"}


def test_entries_are_held_against_those_that_stand_there_and_those_before(cast: Cast) -> None:
    person = register.person(ground="1a", since=date(2015, 5, 1))
    mine = [
        NewEntry(person.number, Registered("1a", date(2015, 5, 1))),
        NewEntry(person.number, Registered("1c", START)),
        NewEntry(person.number, Registered("1c", date(2018, 2, 1))),
        NewEntry("K-999999", Registered("1c", START)),
    ]
    found = wrong_entries(cast.alice.actor, mine, TODAY)
    assert {row: wrong[0].field for row, wrong in found.items()} == {
        1: "starts_on",
        3: "starts_on",
        4: "person_number",
    }
    assert isinstance(found[1][0], AlreadyThere)


def test_many_entries_are_written_whole_or_not(cast: Cast) -> None:
    actor = cast.alice.actor
    one, other = register.person(ground=None), register.person(ground=None)
    good = [NewEntry(one.number, Registered("1a", START)), NewEntry(other.number, Registered("1c", START))]
    with pytest.raises(InRow) as caught:
        add_registrations(actor, [*good, NewEntry(one.number, Registered("9z", START))], today=TODAY)
    assert caught.value.row == 3
    assert not Registration.objects.exists()
    add_registrations(actor, good, today=TODAY)
    assert Registration.objects.count() == 2
    assert JournalEntry.objects.filter(deed="registration.add").count() == 2


def test_a_placement_that_is_asked_about_counts_for_the_rows_after_it(cast: Cast) -> None:
    actor = cast.alice.actor
    person = register.person(ground=None)
    employer = register.employer()
    given = new_placement(person.number, employer.kvk, starts_on=START, hours_week="15")
    found = wrong_placements(actor, [given, given], frozenset(), TODAY)
    assert isinstance(found[1][0], NeedsConfirmation)
    assert isinstance(found[2][0], AlreadyThere)


def test_who_may_be_the_same_person_is_told_without_details_when_out_of_sight(cast: Cast) -> None:
    born = date(1985, 3, 9)
    mine = register.person(name="Noor Yılmaz-Çelik", birth_on=born)
    theirs = {"birth_on": born, "municipality": VEENDAM, "responsible": cast.bob.account.organisation}
    register.person(name="N. Yılmaz-Celik", **theirs)
    register.person(name="Ali Yılmaz-Celik", state="protected", **theirs)
    asked = [Candidate("noor yılmaz-celik", born), Candidate("Noor Yılmaz-Celik", date(1985, 3, 10))]
    found = possible_duplicates(cast.alice.actor, asked)
    assert set(found) == {0}
    assert {(alike.number, alike.is_same_name) for alike in found[0]} == {(mine.number, True), ("", False)}
