"""The list of people: every filter and order, page by page, and the views that someone keeps of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from meedoen.access.models import JournalEntry, SavedView
from meedoen.portals.layout import today
from meedoen.register.people.listing import ORDERS, PeopleFilters, people_visible_to
from meedoen.register.people.models import Person
from tests.factories import profiles, register
from tests.factories.access import VEENDAM, Cast, Member

SignIn = Callable[[Member], Client]


def _numbers(client: Client, **asked: str) -> set[str]:
    answer = client.get("/kandidaten/", asked)
    assert answer.status_code == 200
    return set(re.findall(r'href="/kandidaten/(K[^/"]+)/"', answer.content.decode()))


@pytest.fixture
def people(cast: Cast) -> dict[str, Person]:
    """One of each whom a filter tells apart, all of them in sight of Alice and Hans."""
    day = today()
    found = {
        "works": register.person(name="Werkt Nu", last_contact_on=day),
        "spoken": register.person(name="Net Gesproken", last_contact_on=day - timedelta(days=3)),
        "silent": register.person(name="Lang Geleden", last_contact_on=day - timedelta(days=200)),
        "ready": register.person(name="Vindbaar Iemand", last_contact_on=day),
        "around": register.person(name="In Mijn Kring", last_contact_on=day),
        "elsewhere": register.person(
            name="Elders Gehouden", responsible=cast.bob.account.organisation, last_contact_on=day
        ),
    }
    register.placement(person=found["works"], programme=register.programme("1000-banenplan"))
    profiles.profile(found["ready"], confirmed_on=day)
    profiles.target_group(found["ready"], code="bijstand")
    register.member(found["around"], cast.alice.account)
    return found


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"status": "werkt"}, {"works"}),
        ({"status": "werkt-niet"}, {"spoken", "silent", "ready", "around", "elsewhere"}),
        ({"contact": "lang-geleden"}, {"silent"}),
        ({"programma": "1000-banenplan"}, {"works"}),
        ({"programma": "bestaat-niet"}, set()),
        ({"vindbaar": "ja"}, {"ready"}),
        ({"groep": "bijstand"}, {"ready"}),
        ({"kring": "mij"}, {"around"}),
        ({"dossier": "ons"}, {"works", "spoken", "silent", "ready", "around"}),
        ({"zoek": "ijn kri"}, set()),
        ({"zoek": "kri mij"}, {"around"}),
        ({"zoek": "nu", "status": "werkt"}, {"works"}),
        ({"zoek": "nu", "status": "werkt-niet"}, set()),
    ],
    ids=lambda one: (
        "&".join(f"{k}={v}" for k, v in one.items()) if isinstance(one, dict) else " ".join(sorted(one))
    ),
)
def test_a_filter_keeps_who_fits(
    cast: Cast, sign_in: SignIn, people: dict[str, Person], asked: dict[str, str], expected: set[str]
) -> None:
    found = _numbers(sign_in(cast.alice), **asked)
    assert found == {people[name].number for name in expected}


def test_a_target_group_does_not_show_through_a_share(cast: Cast, sign_in: SignIn) -> None:
    person = register.person()
    profiles.target_group(person, code="bijstand")
    register.share(person, cast.bob.account.organisation, by=cast.hans.account, sections=["profile"])
    client = sign_in(cast.bob)
    assert person.number in _numbers(client)
    assert _numbers(client, groep="bijstand") == set()


@pytest.mark.parametrize("order", list(ORDERS))
def test_every_order_pages_without_losing_or_doubling_anyone(cast: Cast, order: str) -> None:
    for turn in range(40):
        register.person(
            name=f"{'ABCDE'[turn % 5]}naam",
            last_contact_on=date(2018, 1, 1 + turn % 7) if turn % 3 else None,
            municipality="GM0047" if turn % 4 == 0 else "GM0106",
        )
    seen: list[int] = []
    after: int | None = None
    while True:
        page = people_visible_to(cast.alice.actor, PeopleFilters(order=order), after, limit=7)
        seen += [row.pk for row in page.rows]
        after = page.next_after
        if after is None:
            break
    everyone = Person.objects.visible_to(cast.alice.actor)
    keys = {
        "newest": lambda person: (-person.pk,),
        "name": lambda person: (person.name, person.pk),
        "contact": lambda person: (person.last_contact_on or date.min, person.pk),
    }
    assert seen == [person.pk for person in sorted(everyone, key=keys[order])]


def test_a_view_is_kept_without_the_words_and_thrown_away(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.alice)
    given = {"name": "Zonder werk", "status": "werkt-niet", "zoek": "Jansen", "na": "5"}
    kept = client.post("/weergaven/people/bewaren/", given, follow=True)
    assert "Zonder werk" in kept.content.decode()
    view = SavedView.objects.get()
    assert (view.account, view.query) == (cast.alice.account, "status=werkt-niet")
    assert "Jansen" not in str(JournalEntry.objects.get(deed="view.keep").detail)
    assert "Zonder werk" not in sign_in(cast.hans).get("/kandidaten/").content.decode()
    assert sign_in(cast.hans).post(f"/weergaven/{view.pk}/verwijderen/").status_code == 404
    here = client.get("/kandidaten/?status=werkt-niet").content.decode()
    assert 'aria-current="page">Zonder werk' in here
    client.post(f"/weergaven/{view.pk}/verwijderen/")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "x" * 5000, "\0", "regel\nregel", "‮omgekeerd"])
def test_a_view_needs_a_name_that_can_be_read(cast: Cast, sign_in: SignIn, name: str) -> None:
    client = sign_in(cast.alice)
    answer = client.post("/weergaven/people/bewaren/", {"name": name, "status": "werkt"}, follow=True)
    assert answer.status_code == 200
    assert SavedView.objects.filter(name="regel regel").exists() is (name == "regel\nregel")
    assert client.post("/weergaven/people/bewaren/", {"name": "Alles"}, follow=True).status_code == 200
    assert not SavedView.objects.filter(name="Alles").exists()
    assert client.post("/weergaven/onzin/bewaren/", {"name": "Alles"}).status_code == 404


@pytest.mark.parametrize("asked", [{"status": "werkt"}, {"programma": "1000-banenplan"}, {"vindbaar": "nee"}])
def test_a_filter_tells_nothing_of_a_part_that_was_not_shared(
    cast: Cast, sign_in: SignIn, asked: dict[str, str]
) -> None:
    els, noor = (
        register.person(municipality=VEENDAM, responsible=cast.bob.account.organisation) for _turn in "ab"
    )
    for person, sections in ((els, ["reach"]), (noor, ["reach", "work", "profile"])):
        register.share(person, cast.alice.account.organisation, by=cast.bob.account, sections=sections)
        register.placement(person=person, programme=register.programme())
    client = sign_in(cast.alice)
    assert _numbers(client) == {els.number, noor.number}
    assert _numbers(client, **asked) == {noor.number}
