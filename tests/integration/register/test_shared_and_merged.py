"""What a share does not open, what a merge takes along, and what an objection that was granted ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.test import Client
from django.urls import reverse

from meedoen.access.actors import Actor, actor_for
from meedoen.access.models import JournalEntry
from meedoen.access.refusals import Refused
from meedoen.exchange.exports.filters import people_filters
from meedoen.exchange.exports.purposes import PURPOSES
from meedoen.exchange.exports.services import take_out
from meedoen.exchange.exports.tables import Wanted
from meedoen.register.bsn.services import keep_bsn, look_at_bsn
from meedoen.register.duplicates.services import merge_people, tell_apart, undo_merge
from meedoen.register.people.handing_over import NOBODY_THERE, offer_file
from meedoen.register.people.listing import PeopleFilters
from meedoen.register.people.models import HandOver, Person, Share
from meedoen.register.people.selectors import person_by_number
from meedoen.register.people.services import (
    NewEntry,
    Registered,
    add_registrations,
    look_at_people,
    look_at_person,
)
from meedoen.register.people.sharing import NewShare, share_file
from meedoen.register.privacy.due import due_people
from meedoen.register.privacy.ending import anonymise_due, pause_notice
from meedoen.register.privacy.selectors import looks_at_person, requests_visible_to, restricted
from meedoen.register.privacy.services import answer_request, export_everything, lift_restriction
from tests.factories import access, privacy, register
from tests.factories.access import TODAY, Cast, Member

pytestmark = pytest.mark.django_db
OLD = date(2014, 1, 1)
# Nobody answers there yet.
ANYWAY = frozenset({NOBODY_THERE})
SOON = TODAY + timedelta(days=300)


@pytest.fixture
def vic(cast: Cast) -> Actor:
    """A consulent of Veendam."""
    account = access.account("Vic Veen", "consulent", at=cast.bob.account.organisation)
    return actor_for(account, TODAY)


def _shared(cast: Cast, *, section: str = "plan", **more: Any) -> Person:
    """Someone of Assen whose file is shared with Veendam, one section of it."""
    person = register.person(**more)
    register.share(
        person, cast.bob.account.organisation, by=cast.hans.account, sections=[section], purpose="guidance"
    )
    return person


def _merged(cast: Cast, one: Person, kept: Person) -> int:
    pair = register.pair(one, kept)
    merge_people(cast.hans.actor, pair.pk, kept.number, today=TODAY)
    return pair.pk


def test_entries_of_a_shared_file_are_not_written_in_bulk_either(cast: Cast, vic: Actor) -> None:
    """A file that is read in is no way round what one form refuses."""
    person = _shared(cast, ground=None)
    with pytest.raises(Refused):
        add_registrations(vic, [NewEntry(person.number, Registered("1a", date(2016, 1, 1)))], today=TODAY)


def test_who_shares_a_file_answers_for_it(cast: Cast, vic: Actor) -> None:
    """With whom it is shared neither grants a removal, lifts a restriction nor puts off an end."""
    person = _shared(cast)
    asked = privacy.request(person, "verwijdering")
    held = privacy.restriction(person, "no_matching")
    privacy.notice(person)
    with pytest.raises(Refused):
        answer_request(vic, person.number, asked.pk, "granted", today=TODAY)
    with pytest.raises(Refused):
        lift_restriction(vic, person.number, held.pk, today=TODAY)
    with pytest.raises(Refused):
        pause_notice(vic, person.number, "procedure", SOON, today=TODAY)


@pytest.mark.parametrize(
    "chosen",
    [{"status": "werkt"}, {"status": "werkt-niet"}, {"programma": "1000-banenplan"}, {"vindbaar": "nee"}],
)
def test_a_filter_does_not_tell_what_was_not_shared(cast: Cast, vic: Actor, chosen: dict[str, str]) -> None:
    """Who does not read a section is not told it by who is in the list."""
    for works in (True, False):
        person = _shared(cast, section="reach")
        if works:
            register.placement(person=person, employer=register.employer(), programme=register.programme())
    filters, only = people_filters(vic, chosen, TODAY)
    assert not look_at_people(vic, filters, only=only).rows
    filters, only = people_filters(cast.hans.actor, chosen, TODAY)
    assert look_at_people(cast.hans.actor, filters, only=only).rows


@pytest.mark.parametrize("order", ["name", "contact"])
def test_a_list_does_not_go_on_after_someone_out_of_sight(cast: Cast, order: str) -> None:
    """Where it goes on would tell the name, or when they were spoken to."""
    for name, day in (("Aa Een", 1), ("Mm Midden", 20)):
        register.person(name=name, last_contact_on=date(2018, 4, day))
    hidden = register.person(name="Kk Geheim", last_contact_on=date(2018, 4, 10), state="protected")
    found = look_at_people(cast.hans.actor, PeopleFilters(order=order), hidden.pk)
    assert [row.name for row in found.rows] == ["Aa Een", "Mm Midden"]


def test_an_objection_to_sharing_that_was_granted_is_kept_to(cast: Cast) -> None:
    """What was shared is closed at once, and nothing is shared until it is lifted."""
    person = _shared(cast)
    asked = privacy.request(person, "bezwaar", against="sharing")
    answer_request(cast.hans.actor, person.number, asked.pk, "granted", today=TODAY)
    assert not Share.objects.in_force(TODAY).filter(person=person).exists()
    assert JournalEntry.objects.filter(deed="share.revoke", subject_id=person.number).exists()
    new = NewShare(cast.bob.account.organisation_id, "mediation", ["work"], TODAY, SOON)
    with pytest.raises(Refused, match="toegewezen"):
        share_file(cast.hans.actor, person.number, new, today=TODAY)
    held = asked.restrictions.get()
    lift_restriction(cast.hans.actor, person.number, held.pk, today=TODAY)
    assert share_file(cast.hans.actor, person.number, new, today=TODAY).pk


@pytest.mark.parametrize(("kind", "against"), [("bezwaar", "sharing"), ("beperking", "")])
def test_what_may_not_be_shared_is_not_handed_over_either(cast: Cast, kind: str, against: str) -> None:
    """What was offered is taken back, and nothing is offered until it is lifted."""
    person, veendam = register.person(), cast.bob.account.organisation
    register.hand_over(person, veendam, by=cast.hans.account)
    asked = privacy.request(person, kind, against=against)
    answer_request(cast.hans.actor, person.number, asked.pk, "granted", today=TODAY)
    assert HandOver.objects.get().state == "withdrawn"
    assert JournalEntry.objects.filter(deed="hand_over.withdraw", subject_id=person.number).exists()
    with pytest.raises(Refused, match="toegewezen"):
        offer_file(cast.hans.actor, person.number, veendam.pk, "moved", accepted=ANYWAY, today=TODAY)
    lift_restriction(cast.hans.actor, person.number, asked.restrictions.get().pk, today=TODAY)
    assert offer_file(cast.hans.actor, person.number, veendam.pk, "moved", accepted=ANYWAY, today=TODAY).pk


def test_an_objection_in_a_merged_file_holds_in_the_one_that_is_kept(cast: Cast) -> None:
    """As long as they are one; and of two restrictions, lifting one leaves the other."""
    one, kept = register.person(), register.person()
    asked = [privacy.request(one, "bezwaar", against="sharing"), privacy.request(one, "beperking")]
    for request in asked:
        answer_request(cast.hans.actor, one.number, request.pk, "granted", today=TODAY)
    pair = _merged(cast, one, kept)
    new = NewShare(cast.bob.account.organisation_id, "mediation", ["work"], TODAY, SOON)
    for request in asked:
        with pytest.raises(Refused, match="toegewezen"):
            share_file(cast.hans.actor, kept.number, new, today=TODAY)
        lift_restriction(cast.hans.actor, kept.number, request.restrictions.get().pk, today=TODAY)
    assert share_file(cast.hans.actor, kept.number, new, today=TODAY).pk
    undo_merge(cast.hans.actor, pair, today=TODAY)
    assert share_file(cast.hans.actor, one.number, new, today=TODAY).pk


def test_the_number_goes_along_in_a_merge_and_comes_back(cast: Cast, settings: Any) -> None:
    """Left behind nobody could see it, and nobody could write it down again."""
    settings.BSN = True
    settings.BSN_KEYS = [Fernet.generate_key().decode()]
    settings.BSN_INDEX_KEY = "an-index-key-of-the-tests-" + "1" * 20
    hans, one, kept = cast.hans.actor, register.person(), register.person()
    keep_bsn(hans, one.number, "111222333", today=TODAY)
    pair = _merged(cast, one, kept)
    assert look_at_bsn(hans, kept.number, "identify") == "111222333"
    undo_merge(hans, pair, today=TODAY)
    assert look_at_bsn(hans, one.number, "identify") == "111222333"


def test_nobody_is_anonymised_while_a_question_about_a_merged_file_waits(cast: Cast) -> None:
    """The question is about the same person."""
    privacy.term()
    old = {"registered_on": OLD, "since": OLD, "last_contact_on": OLD}
    for kind in ("request", "restriction"):
        one, kept = register.person(**old), register.person(**old)
        if kind == "request":
            privacy.request(one, "inzage")
        else:
            privacy.restriction(one, "stored_only")
        _merged(cast, one, kept)
    assert not due_people("AM01", "without_placement", TODAY).exists()


def test_a_file_that_is_merged_twice_is_found_from_its_first_number(cast: Cast) -> None:
    """With what its person asked; and it comes back as it was when that is undone."""
    hans = cast.hans.actor
    one, second, last = (register.person() for _turn in range(3))
    privacy.restriction(one, "no_sharing")
    privacy.request(one, "inzage")
    first = _merged(cast, one, second)
    pair = _merged(cast, second, last)
    assert person_by_number(hans, one.number) == last
    assert restricted([last.pk], "no_sharing", TODAY) == {last.pk}
    assert requests_visible_to(hans).rows
    undo_merge(hans, pair, today=TODAY)
    assert person_by_number(hans, one.number) == second
    undo_merge(hans, first, today=TODAY)
    assert person_by_number(hans, one.number) == one


def test_an_inzage_holds_what_is_kept_in_a_merged_file(cast: Cast) -> None:
    """And who looked at it."""
    one, kept = register.person(name="Elsje Oud"), register.person(name="Els Nieuw")
    look_at_person(cast.alice.actor, one.number)
    _merged(cast, one, kept)
    asked = privacy.request(kept, "inzage")
    made = export_everything(cast.hans.actor, kept.number, asked.pk, "json", today=TODAY)
    assert "Elsje Oud" in repr(made.kept)
    assert "person.see" in {look.deed for look in looks_at_person(kept).rows}


def test_a_removal_that_was_granted_goes_along_in_a_merge(cast: Cast) -> None:
    """It is the person who is forgotten, not the half of the file that is closed anyway."""
    one, kept = register.person(), register.person()
    asked = privacy.request(one, "verwijdering")
    answer_request(cast.hans.actor, one.number, asked.pk, "granted", today=TODAY)
    _merged(cast, one, kept)
    for days in (1, 2):
        anonymise_due(cast.jan.actor, today=TODAY + timedelta(days=days))
    kept.refresh_from_db()
    assert kept.state == "anonymised"


def test_who_sees_one_of_two_does_not_say_that_they_are_two(cast: Cast) -> None:
    """It would take the proposal away from who keeps the other."""
    pair = register.pair(
        register.person(),
        register.person(municipality=access.VEENDAM, responsible=cast.bob.account.organisation),
    )
    with pytest.raises(Refused):
        tell_apart(cast.hans.actor, pair.pk, today=TODAY)


@pytest.mark.parametrize("name", ["duplicates", "privacy-requests", "retention-notices", "retention"])
def test_names_on_a_list_are_looks(cast: Cast, sign_in: Callable[[Member], Client], name: str) -> None:
    """Whose names a page shows is written down."""
    old = {"registered_on": OLD, "since": OLD, "last_contact_on": OLD, "name": "Pia Peters"}
    one, other = register.person(**old), register.person(**old)
    register.pair(one, other)
    privacy.request(one)
    privacy.notice(other)
    privacy.term()
    who = cast.farid if name == "retention" else cast.hans
    page = sign_in(who).get(reverse(name))
    assert "Pia Peters" in page.content.decode()
    seen = {
        number for entry in JournalEntry.objects.filter(is_look=True) for number in entry.detail["numbers"]
    }
    assert other.number in seen or one.number in seen


def test_who_keek_holds_lists_and_what_was_taken_out(cast: Cast) -> None:
    seen, other = register.person(name="Els Edens"), register.person(name="Piet Bos")
    look_at_people(cast.hans.actor, PeopleFilters(words="edens"))
    wanted = Wanted("people", "csv", next(iter(PURPOSES)), {"zoek": "edens"})
    take_out(cast.hans.actor, wanted, today=TODAY)
    found = [one.deed for one in looks_at_person(seen).rows]
    assert found == ["person.export", "person.list"]
    assert not looks_at_person(other).rows


def test_an_objection_does_not_end_up_in_a_file_that_is_shared(cast: Cast) -> None:
    """With whom the kept file is shared would see what its person wanted kept from them."""
    one, kept = register.person(), _shared(cast)
    privacy.restriction(one, "no_sharing")
    pair = register.pair(one, kept)
    with pytest.raises(Refused, match="Trek het delen"):
        merge_people(cast.hans.actor, pair.pk, kept.number, today=TODAY)
    Share.objects.all().delete()
    assert merge_people(cast.hans.actor, pair.pk, kept.number, today=TODAY).pk
