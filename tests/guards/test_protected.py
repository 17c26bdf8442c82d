"""A protected person is nowhere: not at any address, for anyone who is not named."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import register
from tests.factories.access import CAST, Cast
from tests.guards import addresses
from tests.guards.addresses import Address

NAME = "Verborgen Vreemdeling"
NUMBER = "K9876543"


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses.pages(), ids=lambda address: address.name)
def test_no_page_names_someone_who_is_protected(address: Address, cast: Cast, client: Client) -> None:
    """Every page as every member of the cast, with this person where the page shows someone if it can.

    Looked at by Hans while the file was open, so that the journal has something to hide.
    """
    world = addresses.world()
    person = register.person(name=NAME, number=NUMBER)
    placement = register.placement(person=person, employer=world.employer, programme=world.programme)
    register.share(person, cast.bob.account.organisation, by=cast.hans.account)
    register.hand_over(person, cast.bob.account.organisation, by=cast.hans.account)
    client.force_login(cast.hans.account)
    client.get(reverse("person", args=[NUMBER]))
    person.state = "protected"
    person.save()
    # Each page of one person, and of one placement, is asked for theirs.
    world.person, world.placement, world.hidden = person, placement, person
    paths = {address.path(world), address.path(addresses.world())}
    for name in CAST:
        client.force_login(cast.named(name).account)
        for path in paths:
            answer = client.get(path)
            page = b"".join(answer) if answer.streaming else answer.content
            text = page.decode("utf-8", "replace").replace(path, "")
            assert NAME not in text, f"{name} at {path}"
            assert NUMBER not in text, f"{name} at {path}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["people", "placements", "journal", "employers", "hand-overs"])
@pytest.mark.parametrize("words", [NAME, NUMBER, NUMBER.lower()])
def test_no_search_finds_someone_who_is_protected(name: str, words: str, cast: Cast, client: Client) -> None:
    """What was typed comes back in its field; nothing else comes back."""
    person = register.person(name=NAME, number=NUMBER, state="protected")
    row = register.placement(person=person)
    for member in CAST:
        client.force_login(cast.named(member).account)
        for field in ("zoek", "nummer", "wie"):
            page = client.get(reverse(name), {field: words}).content.decode()
            assert row.number not in page
            rows = page.partition("<tbody")[2]
            assert NAME not in rows, f"{member} at {name} by {field}"
            assert NUMBER not in rows, f"{member} at {name} by {field}"
