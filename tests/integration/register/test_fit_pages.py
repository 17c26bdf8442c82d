"""The pages of what fits: reasons in words, why nothing was compared, and links to the deed that mends it."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meedoen.register.jobs.models import JobTask
from meedoen.register.people.models import Person
from meedoen.register.proposals.models import SetAside
from tests.factories import fits, jobs, privacy, profiles, register
from tests.factories.access import Cast, Member

SignIn = Callable[[Member], Client]
TODAY = date.today()


@pytest.fixture
def person(cast: Cast) -> Person:
    return profiles.profile(register.person(name="Wim Weide"), today=TODAY).person


def _read(client: Client, name: str, number: str) -> str:
    answer = client.get(reverse(name, args=[number]))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_an_account_manager_finds_three_people_with_reasons_and_one_who_nearly_fits(
    cast: Cast, sign_in: SignIn
) -> None:
    """A nursing home needs hands in its garden: who fits, why, and what the fourth needs."""
    home = register.employer(name="Verpleeghuis De Linde")
    job = fits.fitting_job(home, title="Tuin van het verpleeghuis", days=["mon", "tue", "wed"])
    names = ["Anna Akker", "Bram Berk", "Chris Ceder"]
    for name in names:
        made = profiles.profile(register.person(name=name), today=TODAY)
        made.days = ["mon", "tue", "wed"]
        made.save()
    profiles.profile(register.person(name="Daan Den"), today=TODAY)
    client = sign_in(cast.alice)
    address = reverse("job-people", args=[job.number])
    assert f'href="{address}"' in client.get(reverse("job", args=[job.number])).content.decode()
    page = _read(client, "job-people", job.number)
    fit, _head, rest = page.partition(">Past bijna<")
    assert all(name in fit for name in names)
    assert "Daan Den" not in fit
    assert "4 vindbare kandidaten vergeleken · 3 passen, 3 voor u zichtbaar" in fit
    assert "minuten reizen" in fit
    assert "van 100" in fit
    near, _head, _more = rest.partition("Waarom deze niet")
    assert "Daan Den" in near
    assert "het werk niet op deze dagen hoeft: woensdag: de werkgever regelt dit, geen kosten" in near
    person = Person.objects.get(name="Anna Akker")
    pair = f"?kandidaat={person.number}&baan={job.number}"
    assert reverse("proposal-new") + pair in fit
    assert reverse("set-aside") + pair in fit
    work = _read(client, "person-work", person.number)
    assert "Tuin van het verpleeghuis" in work
    assert "Verpleeghuis De Linde, Assen" in work


def test_an_empty_profile_is_told_why_with_the_cards_that_mend_it(cast: Cast, sign_in: SignIn) -> None:
    fits.fitting_job()
    person = profiles.profile(empty=True, today=TODAY).person
    page = _read(sign_in(cast.alice), "person-work", person.number)
    assert "Er is geen enkele taak ingevuld." in page
    for card in ("person-tasks", "person-travel", "person-conditions"):
        assert f'href="{reverse(card, args=[person.number])}"' in page
    assert ">Past<" not in page


def test_a_job_that_is_closed_or_says_too_little_is_told_so(
    cast: Cast, person: Person, sign_in: SignIn
) -> None:
    client, bare = sign_in(cast.alice), jobs.job()
    JobTask.objects.filter(job=bare).exclude(task="").delete()
    page = _read(client, "job-people", bare.number)
    assert "De baan heeft geen taken" in page
    assert f'href="{reverse("job-work", args=[bare.number])}"' in page
    assert "1 taak staat er alleen in eigen woorden" in page
    assert "Wim Weide" not in page
    closed = jobs.job(state="closed").number
    assert "Bij deze baan wordt nu niemand gezocht" in _read(client, "job-people", closed)


def test_who_asked_not_to_be_matched_has_no_list(cast: Cast, person: Person, sign_in: SignIn) -> None:
    job = fits.fitting_job()
    privacy.restriction(person, kind="no_matching")
    page = _read(sign_in(cast.hans), "person-work", person.number)
    assert "Hier wordt niet gezocht" in page
    assert "Gras maaien" not in page
    assert "Wim Weide" not in _read(sign_in(cast.hans), "job-people", job.number)


def test_a_pair_that_is_left_for_now_is_apart_from_what_fits(
    cast: Cast, person: Person, sign_in: SignIn
) -> None:
    job = fits.fitting_job()
    SetAside.objects.create(
        person=person,
        job=job,
        because="step_first",
        on=TODAY,
        until=date(2099, 1, 1),
        account=cast.alice.account,
        organisation=cast.alice.account.organisation,
    )
    client = sign_in(cast.alice)
    for page in (_read(client, "person-work", person.number), _read(client, "job-people", job.number)):
        assert "1 keer voor nu opzijgelegd" in page
        assert "Er past nu geen open baan helemaal" in page or "past nu niemand helemaal" in page
        assert f"kandidaat={person.number}&baan={job.number}" not in page


def test_where_to_ask_comes_from_jobs_that_are_no_longer_open(
    cast: Cast, person: Person, sign_in: SignIn
) -> None:
    employer = register.employer(name="Kwekerij Klaver")
    fits.fitting_job(employer, state="closed")
    page = _read(sign_in(cast.alice), "person-work", person.number)
    assert "Kwekerij Klaver" in page.partition("Waar vragen de moeite waard is")[2]
    assert "Hier is werk dat de kandidaat graag doet: gras maaien" in page


def test_the_loonwaarde_is_only_for_who_sees_that_section(
    cast: Cast, person: Person, sign_in: SignIn
) -> None:
    profiles.loonwaarde(person)
    register.share(person, cast.bob.account.organisation, by=cast.alice.account, sections=["profile"])
    assert "60%" in _read(sign_in(cast.alice), "person-work", person.number)
    assert "60%" not in _read(sign_in(cast.bob), "person-work", person.number)


@pytest.mark.parametrize("name", ["farid", "carla", "greta", "jan"])
def test_only_a_desk_opens_these_pages(cast: Cast, person: Person, sign_in: SignIn, name: str) -> None:
    client = sign_in(cast.named(name))
    assert client.get(reverse("person-work", args=[person.number])).status_code == 403
    assert client.get(reverse("job-people", args=[fits.fitting_job().number])).status_code == 403


def test_two_or_many_take_as_many_questions(cast: Cast, person: Person, sign_in: SignIn) -> None:
    client, employer = sign_in(cast.alice), register.employer()
    job = fits.fitting_job(employer)
    paths = [reverse("person-work", args=[person.number]), reverse("job-people", args=[job.number])]

    def questions() -> list[int]:
        found = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path).status_code == 200
            found.append(len(seen))
        return found

    few = questions()
    for turn in range(12):
        profiles.profile(today=TODAY)
        fits.fitting_job(employer, days=["mon", "tue", "wed"][: 2 + turn % 2])
    assert questions() == few
