"""The pages about the end of a file: who may open them, and that they do what the services do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meedoen.access.models import Account
from meedoen.register.people.models import CircleMember, Person
from meedoen.register.privacy.models import RetentionNotice, RetentionTerm
from tests.factories import access, privacy, register
from tests.factories.access import Cast

pytestmark = pytest.mark.django_db
OLD = date(2014, 1, 1)


@pytest.fixture
def person(cast: Cast) -> Person:
    """Someone nobody spoke to since 2014."""
    return register.person(name="Els Edens", registered_on=OLD, since=OLD, last_contact_on=OLD)


def _client(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_the_administrator_decides_announces_and_carries_out(cast: Cast, person: Person) -> None:
    """By pages; the plan names nobody to who may see nobody."""
    jan = _client(cast.jan.account)
    page = jan.get(reverse("retention")).content.decode()
    assert "nog niet vastgesteld" in page
    given = {"category": "without_placement", "months": "24", "reason": "Besluit van de regio"}
    refused = jan.post(reverse("retention-decide"), {**given, "months": "twee"})
    assert refused.status_code == 422
    assert "Besluit van de regio" in refused.content.decode()
    assert jan.post(reverse("retention-decide"), given).status_code == 302
    assert RetentionTerm.objects.get().decided_by_id == cast.jan.account.pk
    page = jan.get(reverse("retention")).content.decode()
    assert "Aankondigen (1)" in page
    assert "Kandidaten zonder plaatsing: aantal mensen" in page
    assert "Els Edens" not in page
    assert jan.post(reverse("retention-announce")).status_code == 302
    today = timezone.localdate()
    RetentionNotice.objects.update(noticed_on=today - timedelta(days=31), due_on=today)
    assert "Uitvoeren (1)" in jan.get(reverse("retention")).content.decode()
    assert jan.post(reverse("retention-run")).status_code == 302
    person.refresh_from_db()
    assert person.state == "anonymised"
    gone = _client(cast.hans.account).get(reverse("person", args=[person.number]))
    assert gone.status_code == 404


def test_an_administrator_of_a_municipality_is_told_whom_to_ask(cast: Cast) -> None:
    """403 in words, on every page of it."""
    local = access.account("Lotte Local", "administrator", at=cast.alice.account.organisation)
    for name in ("retention", "retention-decide", "retention-announce", "retention-run"):
        assert _client(local).get(reverse(name)).status_code == 403


def test_who_knows_the_person_is_told_and_can_put_it_off(cast: Cast, person: Person, sign_in: Any) -> None:
    """On every part of the file, on a list of one's own people, and on Vandaag."""
    today = timezone.localdate()
    privacy.notice(person, due_on=today + timedelta(days=30), noticed_on=today)
    CircleMember.objects.create(person=person, account=cast.hans.account, part="fixed", starts_on=OLD)
    hans, alice, bob = _client(cast.hans.account), _client(cast.alice.account), _client(cast.bob.account)
    assert "wordt geanonimiseerd" in hans.get(reverse("person", args=[person.number])).content.decode()
    mine = f"{reverse('retention-notices')}?wie=mijn"
    assert "Els Edens" in hans.get(mine).content.decode()
    assert "Els Edens" not in alice.get(mine).content.decode()
    assert "Els Edens" in alice.get(reverse("retention-notices")).content.decode()
    assert "Els Edens" not in bob.get(reverse("retention-notices")).content.decode()
    assert "binnenkort geanonimiseerd" in hans.get(reverse("today")).content.decode()
    assert "binnenkort geanonimiseerd" not in alice.get(reverse("today")).content.decode()
    pause = reverse("person-notice-pause", args=[person.number])
    assert hans.post(pause, {"reason": "", "until": "2018-13-45"}).status_code == 422
    until = (today + timedelta(days=60)).isoformat()
    assert hans.post(pause, {"reason": "procedure", "until": until}).status_code == 302
    assert RetentionNotice.objects.get().state == "paused"
    assert hans.post(reverse("person-notice-resume", args=[person.number])).status_code == 302
    assert RetentionNotice.objects.get().state == "open"
    assert bob.get(pause).status_code == 404
