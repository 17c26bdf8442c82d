"""A protected person is nowhere: not at any address, for anyone who is not named."""

from __future__ import annotations

import io
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.register.people.models import Person
from tests.factories import agreements, proposals, register
from tests.factories.access import CAST, Cast
from tests.guards import addresses
from tests.guards.addresses import Address

NAME = "Verborgen Vreemdeling"
NUMBER = "K9876543"


def _hidden(world: SimpleNamespace, cast: Cast, client: Client) -> Person:
    """Someone with a row of everything, looked at while the file was open, and protected since."""
    person = register.person(name=NAME, number=NUMBER)
    placement = register.placement(person=person, employer=world.employer, programme=world.programme)
    partner, hans = cast.bob.account.organisation, cast.hans.account
    vars(world).update(
        person=person,
        placement=placement,
        followed=placement,
        over=placement,
        hidden=person,
        registration=person.registrations.get(),
        residence=person.residences.get(),
        member=register.member(person, hans),
        share=register.share(person, partner, by=hans),
        hand_over=register.hand_over(person, partner, by=hans),
        proposal=proposals.proposal(person, world.job, by=hans),
        agreement=agreements.row(person),
    )
    world.offered = world.hand_over
    client.force_login(hans)
    for name, number in (("person", NUMBER), ("placement", placement.number)):
        assert client.get(reverse(name, args=[number])).status_code == 200
    person.state = "protected"
    person.save()
    return person


def _text(answer: Any) -> str:
    """What an answer says; a spreadsheet is opened."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            content = b"".join(file.read(name) for name in file.namelist())
    return content.decode("utf-8", "replace")


# Many pages on the same rows: making the rows anew for each page would take longer than asking it.
HEAPS = [pytest.param(heap, id=heap[0].name) for heap in addresses.heaps(addresses.pages())]


@pytest.mark.django_db
@pytest.mark.parametrize("heap", HEAPS)
def test_no_page_names_someone_who_is_protected(
    heap: tuple[Address, ...], cast: Cast, client: Client
) -> None:
    """Each page as each of the cast: with rows of others, and asked for this very person."""
    world = addresses.world()
    paths = {address.path(world) for address in heap}
    person = _hidden(world, cast, client)
    paths |= {address.path(world) for address in heap}
    for name in CAST:
        client.force_login(cast.named(name).account)
        for path in sorted(paths):
            text = _text(client.get(path)).replace(path, "")
            assert NAME not in text, f"{name} at {path}"
            assert NUMBER not in text, f"{name} at {path}"
    # The same walk would find them if they were not protected: whoever is named does.
    register.named(person, cast.hans.account)
    client.force_login(cast.hans.account)
    assert NAME in _text(client.get(reverse("people")))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["people", "placements", "journal", "employers", "hand-overs"])
@pytest.mark.parametrize("words", [NAME, NUMBER, NUMBER.lower()])
def test_no_search_finds_someone_who_is_protected(name: str, words: str, cast: Cast, client: Client) -> None:
    """What was typed comes back in its field; nothing else comes back."""
    world = addresses.world()
    _hidden(world, cast, client)
    for member in CAST:
        client.force_login(cast.named(member).account)
        for field in ("zoek", "nummer", "wie"):
            page = client.get(reverse(name), {field: words}).content.decode()
            rows = page.partition("<tbody")[2]
            for secret in (NAME, NUMBER, world.placement.number):
                assert secret not in rows, f"{member} at {name} by {field}"


@pytest.mark.django_db
def test_no_form_takes_someone_who_is_protected(cast: Cast, client: Client) -> None:
    """Asked for by number the answer is that of a number nobody has."""
    world = addresses.world()
    _hidden(world, cast, client)
    client.force_login(cast.alice.account)
    url = reverse("placement-new")
    assert NAME not in client.get(url, {"kandidaat": NUMBER}).content.decode()
    form = {
        "kind": "dienstverband",
        "employer_kvk": world.employer.kvk,
        "work_municipality": "GM0106",
        "starts_on": "2018-01-01",
        "hours_week": "8",
        "is_new_job": "nieuw",
    }
    answers = []
    for number in (NUMBER, "K0000000"):
        answer = client.post(url, {**form, "person_number": number})
        words = "Deze kandidaat bestaat niet of hoort niet bij uw gemeente"
        answers.append((answer.status_code, words in answer.content.decode()))
    assert answers == [(422, True)] * 2
