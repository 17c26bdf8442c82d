"""What is only for who holds a file: what its person asked, who looked, and when it ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.actors import actor_for
from meedoen.access.models import Account, JournalEntry
from meedoen.access.refusals import Refused
from meedoen.register.people.models import Person
from meedoen.register.people.sections import PURPOSE_NEEDS
from meedoen.register.people.selectors import OnlyShared
from meedoen.register.privacy.mine import requests_waiting
from meedoen.register.privacy.selectors import notices_visible_to, requests_visible_to
from meedoen.register.privacy.services import export_everything, record_request
from meedoen.register.worklist.rules import RULES
from tests.factories import access, privacy, register
from tests.factories.access import TODAY, Cast, Member

pytestmark = pytest.mark.django_db
PAGES = (
    "person-privacy",
    "person-looks",
    "person-request-new",
    "person-notice-pause",
    "person-notice-resume",
)


@pytest.fixture
def vic(cast: Cast) -> Account:
    """A consulent of Veendam."""
    return access.account("Vic Veen", "consulent", at=cast.bob.account.organisation)


@pytest.fixture
def shared(cast: Cast) -> Person:
    """Someone of Assen whose whole file is shared with Veendam."""
    person = register.person(name="Els Edens")
    for purpose, sections in PURPOSE_NEEDS.items():
        there = cast.bob.account.organisation
        register.share(person, there, by=cast.hans.account, purpose=purpose, sections=sorted(sections))
    return person


def _client(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("name", PAGES)
def test_a_share_opens_no_page_about_the_rights_of_its_person(
    shared: Person, vic: Account, name: str
) -> None:
    """And leaves no look behind, whatever sections it opens."""
    privacy.notice(shared)
    answer = _client(vic).get(reverse(name, args=[shared.number]))
    assert answer.status_code == 404
    assert not JournalEntry.objects.filter(deed="person.see").exists()


def test_pages_of_one_request_are_for_who_holds_the_file(cast: Cast, shared: Person, vic: Account) -> None:
    asked = privacy.request(shared, "inzage")
    held = privacy.restriction(shared)
    for name, key in (
        ("person-request-answer", asked.pk),
        ("person-inzage", asked.pk),
        ("person-inzage-json-download", asked.pk),
        ("person-restriction-lift", held.pk),
    ):
        address = reverse(name, args=[shared.number, key])
        assert _client(vic).get(address).status_code == 404, name
        assert _client(cast.hans.account).get(address).status_code == 200, name


def test_who_holds_the_file_and_who_checks_keep_their_pages(
    cast: Cast, shared: Person, sign_in: Callable[[Member], Client]
) -> None:
    for who, names in ((cast.hans, PAGES[:3]), (cast.farid, PAGES[:2]), (cast.alice, PAGES[:1])):
        client = sign_in(who)
        for name in names:
            assert client.get(reverse(name, args=[shared.number])).status_code == 200, (who, name)


def test_the_file_shows_those_tabs_and_its_end_to_who_holds_it_only(
    cast: Cast, shared: Person, vic: Account
) -> None:
    privacy.notice(shared)
    address, privacy_page = (reverse(name, args=[shared.number]) for name in ("person", "person-privacy"))
    own = _client(cast.hans.account).get(address).content.decode()
    theirs = _client(vic).get(address).content.decode()
    for text in (privacy_page, reverse("person-looks", args=[shared.number]), "wordt geanonimiseerd"):
        assert text in own
        assert text not in theirs


def test_lists_hold_nothing_of_a_file_that_is_only_shared(cast: Cast, shared: Person, vic: Account) -> None:
    """Nor does Vandaag, nor a reminder."""
    asked = privacy.request(shared, "inzage", organisation=vic.organisation)
    told = privacy.notice(shared)
    theirs = actor_for(vic, TODAY)
    assert not requests_visible_to(theirs).rows
    assert not notices_visible_to(theirs).rows
    assert not requests_waiting(theirs, 9)
    assert requests_visible_to(cast.hans.actor).rows[0] == asked
    for code, row in (("privacy_request.answer", asked), ("retention.ends", told)):
        rule = RULES[code]
        dues = rule.ask(rule.again(TODAY, [row.pk]))
        assert dues
        assert not rule.noun.seen(theirs, dues, rule.section, TODAY)
        assert rule.noun.seen(cast.hans.actor, dues, rule.section, TODAY) == {row.pk}


def test_no_deed_about_rights_on_a_file_that_is_only_shared(cast: Cast, shared: Person, vic: Account) -> None:
    """Every section together is still a share, and not the whole file."""
    theirs = actor_for(vic, TODAY)
    asked = privacy.request(shared, "inzage")
    with pytest.raises(OnlyShared):
        record_request(theirs, shared.number, "correctie", TODAY, today=TODAY)
    with pytest.raises(Refused):
        export_everything(theirs, shared.number, asked.pk, "json", today=TODAY)
    assert export_everything(cast.hans.actor, shared.number, asked.pk, "json", today=TODAY).kept
