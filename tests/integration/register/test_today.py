"""Vandaag: per role what is due, in as many queries for many rows as for few."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.register.profiles.needed import BY_CODE
from tests.factories import access, employers, exchange, privacy, profiles, register, steering
from tests.factories.access import CAST, Cast, Member
from tests.integration.register.given import VEENDAM

SignIn = Callable[[Member], Client]
MOST_QUERIES = 38
NOW = date.today()
DAY = timedelta(days=1)


def _everything(cast: Cast, number: int) -> None:
    """So many rows for every block of the page."""
    hans, alice, bob = cast.hans.account, cast.alice.account, cast.bob.account
    region = cast.carla.account
    for turn in range(number):
        person = register.person(name=f"Stille Stien {turn}", last_contact_on=NOW - 120 * DAY)
        register.member(person, hans)
        profiles.profile(person, without="hours", confirmed_on=NOW - 400 * DAY)
        goal = profiles.goal(person)
        goal.steps.update(by_on=NOW, done_on=None)
        register.share(person, bob.organisation, by=hans, ends_before=NOW + 5 * DAY)
        register.placement(person=person, ended=(NOW + 10 * DAY, "resigned"))
        register.placement(starts_on=NOW + 10 * DAY)
        privacy.request(person, received_on=NOW, answer_by=NOW + 20 * DAY)
        privacy.notice(person, due_on=NOW)
        asked = register.person(responsible=bob.organisation, municipality=VEENDAM)
        register.hand_over(asked, hans.organisation, by=bob, asked_on=NOW)
        register.hand_over(register.person(), bob.organisation, by=hans, asked_on=NOW)
        register.pair(person, asked)
        employer = register.employer()
        employers.owner(employer, alice, starts_on=NOW - 200 * DAY)
        employers.moment(employer, by=alice, on=NOW - 150 * DAY, next_on=NOW)
        employers.scan(employer, by=alice, due=NOW)
        employers.arrangement(employer, state="agreed", ends_before=NOW + 30 * DAY, responsible=alice)
        employer.owner_offers.create(from_account=bob, to_account=alice, asked_on=NOW)
        exchange.long_task(by=region)


def _queries(client: Client, url: str) -> list[str]:
    for _turn in range(2):
        for cache in caches.all():
            cache.clear()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


@pytest.mark.parametrize("name", [name for name, (_name, role, _place) in CAST.items() if role])
def test_today_stays_within_its_queries_for_every_role(cast: Cast, sign_in: SignIn, name: str) -> None:
    client = sign_in(cast.named(name))
    steering.frozen_period()
    _everything(cast, 2)
    few = _queries(client, reverse("today"))
    _everything(cast, 12)
    many = _queries(client, reverse("today"))
    assert len(many) == len(few), "\n".join(sorted(set(many) - set(few)))
    assert len(many) <= MOST_QUERIES, "\n".join(many)


def _titles(page: str) -> list[str]:
    return re.findall(r'md-card__title">([^<]+)<', page)


def test_a_consulent_sees_who_waits_for_whom_and_by_when(cast: Cast, sign_in: SignIn) -> None:
    _everything(cast, 1)
    page = sign_in(cast.hans).get(reverse("today")).content.decode()
    assert len(_titles(page)) == 10
    assert "ontbreekt: uren per week" in page.replace("\n", " ")
    assert str(BY_CODE["hours"].words) == "uren per week"
    waits = re.findall(r"Wacht op: <strong>([^<]+)</strong>", page)
    assert waits[:2] == ["uw organisatie", "Veendam"]


def test_an_account_manager_sees_own_employers(cast: Cast, sign_in: SignIn) -> None:
    _everything(cast, 1)
    page = sign_in(cast.alice).get(reverse("today")).content.decode()
    titles = _titles(page)
    assert len(titles) == 7
    assert "Welke werkgever van u sprak niemand in 90 dagen?" in titles
    other = sign_in(cast.bob).get(reverse("today")).content.decode()
    assert "Welke werkgever van u sprak niemand in 90 dagen?" not in other


def test_nothing_due_is_said_in_one_sentence(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.hans).get(reverse("today")).content.decode()
    assert "Er wacht vandaag niets op u." in page
    assert _titles(page) == []


def test_people_of_a_colleague_are_not_mine(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(last_contact_on=NOW - 120 * DAY)
    register.member(person, access.account("Sara Smit", "consulent", at=cast.hans.account.organisation))
    page = sign_in(cast.hans).get(reverse("today")).content.decode()
    assert person.name not in page


def test_a_block_shows_five_and_leads_to_all_of_them(cast: Cast, sign_in: SignIn) -> None:
    for turn in range(7):
        person = register.person(name=f"Stille {turn}", last_contact_on=NOW - (100 + turn) * DAY)
        register.member(person, cast.hans.account)
    client = sign_in(cast.hans)
    page = client.get(reverse("today")).content.decode()
    assert page.count("Stille ") == 5
    assert "Alle 7 bekijken" in page
    assert "Stille 6" in page  # the longest ago first
    listed = client.get(reverse("today-list", args=["lang-niet-gesproken"])).content.decode()
    assert listed.count("Stille ") == 7
    assert "md-lines__item" in listed


def test_counting_stops_where_it_helps_nobody(cast: Cast, sign_in: SignIn) -> None:
    for _turn in range(202):
        register.member(register.person(last_contact_on=NOW - 120 * DAY, ground=None), cast.hans.account)
    client = sign_in(cast.hans)
    assert "meer dan 200" in client.get(reverse("today")).content.decode()
    listed = client.get(reverse("today-list", args=["lang-niet-gesproken"])).content.decode()
    assert listed.count("md-lines__item") == 200


def test_a_list_of_another_role_does_not_exist(cast: Cast, sign_in: SignIn) -> None:
    for member, block in ((cast.alice, "lang-niet-gesproken"), (cast.hans, "bestaat-niet")):
        assert sign_in(member).get(reverse("today-list", args=[block])).status_code == 404


def test_the_names_on_today_are_a_look(cast: Cast, sign_in: SignIn) -> None:
    person = register.person(last_contact_on=NOW - 120 * DAY)
    register.member(person, cast.hans.account)
    sign_in(cast.hans).get(reverse("today"))
    look = JournalEntry.objects.get(deed="today.see", is_look=True)
    assert look.detail == {"numbers": [person.number]}


def test_steering_sees_a_period_that_waits_for_a_second_person(cast: Cast, sign_in: SignIn) -> None:
    steering.frozen_period()
    page = sign_in(cast.ilse).get(reverse("today")).content.decode()
    assert "Welke periode wacht op een tweede persoon?" in page
    assert "Waar staan we?" in page


def test_an_administrator_reads_that_the_journal_holds(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.jan).get(reverse("today")).content.decode()
    assert "Klopt het logboek?" in page
    assert "sluiten op elkaar aan" in page
