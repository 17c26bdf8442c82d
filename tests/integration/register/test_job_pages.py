"""The pages of jobs: from an employer to an open job, two people at one part, and what is shown to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.register.employers.models import Employer
from meedoen.register.jobs.models import Job
from tests.factories import employers, jobs, register
from tests.factories.access import Cast, Member

SignIn = Callable[[Member], Client]
NOW = date.today()
WHAT = {
    "kind": "vacature",
    "title": "Helpen in de keuken",
    "seats": "2",
    "municipality": "GM0106",
    "hours_min": "16",
    "hours_max": "20",
    "days": ["mon", "tue"],
    "times": ["morning"],
}
WORK = {
    "task_0": "catering.dishes",
    "task_hours_0": "12,5",
    "task_words_1": "Tafels dekken",
    "task_hours_1": "4",
}
TERMS = {"guide": "harrie", "guidance_minutes": "30", "wage": "wml", "wage_percentage": "110"}


@pytest.fixture
def employer(db: None) -> Employer:
    return register.employer(name="Zorggroep Noord")


def _page(client: Client, name: str, *parts: Any, **asked: str) -> str:
    answer = client.get(reverse(name, args=parts), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_job_is_filled_in_part_by_part_and_opened(cast: Cast, sign_in: SignIn, employer: Employer) -> None:
    client = sign_in(cast.alice)
    assert reverse("job-new", args=[employer.kvk]) in _page(client, "job-start", zoek="zorggroep")
    answer = client.post(reverse("job-new", args=[employer.kvk]), WHAT)
    job = Job.objects.get()
    assert answer.url == reverse("job-work", args=[job.number])
    assert "zonder taken blijft een concept" in _page(client, "job", job.number)
    answer = client.post(
        answer.url, {**WORK, "demand_lift_kg": "10", "demand_quiet_place": "on", "version": "1"}
    )
    assert answer.url == reverse("job-terms", args=[job.number])
    answer = client.post(answer.url, {**TERMS, "version": "1"})
    assert answer.url == reverse("job-confirm", args=[job.number])
    until = NOW + timedelta(days=60)
    assert client.post(answer.url, {"expires_on": until.isoformat()}).status_code == 302
    job.refresh_from_db()
    assert (job.state, job.expires_on, job.confirmed_on) == ("open", until, NOW)
    said = _page(client, "job", job.number)
    for words in (
        "afwassen",
        "12,5",
        "tillen, hoogstens 10 kilo",
        "een rustige plek",
        "110 procent",
        "Harrie",
    ):
        assert words in said
    assert "Helpen in de keuken" in _page(client, "employer-jobs", employer.kvk)
    assert "Helpen in de keuken" in _page(client, "jobs", status="open", uren="18")
    assert "Helpen in de keuken" not in _page(client, "jobs", status="open", uren="21")


def test_the_calculator_opens_with_what_is_known(cast: Cast, sign_in: SignIn, employer: Employer) -> None:
    client = sign_in(cast.alice)
    job = jobs.job(employer)
    said = _page(client, "job", job.number)
    address = said.split('href="/rekenen/baan/?')[1].split('"')[0].replace("&amp;", "&")
    assert "hours=20" in address
    assert "wage_part=100" in address
    answer = client.get(f"/rekenen/baan/?{address}")
    assert "Werkgeverslasten" in answer.content.decode()


def test_sixty_hours_are_refused_at_the_field_and_nothing_typed_is_lost(
    cast: Cast, sign_in: SignIn, employer: Employer
) -> None:
    client = sign_in(cast.alice)
    answer = client.post(
        reverse("job-new", args=[employer.kvk]), {**WHAT, "hours_min": "", "hours_max": "60"}
    )
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Meer dan een volle werkweek kan niet" in said
    assert 'value="Helpen in de keuken"' in said
    assert not Job.objects.exists()


def test_two_people_at_the_tasks_see_both_and_can_save_again(
    cast: Cast, sign_in: SignIn, employer: Employer
) -> None:
    job = jobs.job(employer)
    url = reverse("job-work", args=[job.number])
    first, second = sign_in(cast.alice), Client()
    second.force_login(cast.bob.account)
    assert first.post(url, {**WORK, "version": "1"}).status_code == 302
    mine = {"task_0": "care.meals", "task_hours_0": "8", "version": "1"}
    answer = second.post(url, mine)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Wat er nu staat, naast wat u typte" in said
    for words in ("12,5", "maaltijden rondbrengen", "afwassen", 'name="version" value="2"'):
        assert words in said
    assert second.post(url, {**mine, "version": "2"}).status_code == 302
    assert list(job.tasks.values_list("task", flat=True)) == ["care.meals"]


def test_a_row_is_whole_or_empty(cast: Cast, sign_in: SignIn, employer: Employer) -> None:
    client, job = sign_in(cast.alice), jobs.job(employer)
    url = reverse("job-work", args=[job.number])
    for given, words in (
        ({"task_0": "care.meals"}, "Vul in hoeveel uur per week"),
        ({"task_hours_0": "4"}, "Kies een taak uit de lijst"),
    ):
        answer = client.post(url, {**given, "version": "1"})
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_closing_and_opening_again_ask_why(cast: Cast, sign_in: SignIn, employer: Employer) -> None:
    client, job = sign_in(cast.hans), jobs.job(employer)
    assert client.post(reverse("job-close", args=[job.number]), {}).status_code == 422
    client.post(reverse("job-close", args=[job.number]), {"because": "work_gone"})
    said = _page(client, "job", job.number)
    assert "het werk bestaat niet meer" in said
    assert reverse("job-work", args=[job.number]) not in said
    until = (NOW + timedelta(days=30)).isoformat()
    client.post(reverse("job-reopen", args=[job.number]), {"because": "left", "expires_on": until})
    assert Job.objects.get().state == "open"


def test_who_only_looks_has_no_buttons(cast: Cast, sign_in: SignIn, employer: Employer) -> None:
    job = jobs.job(employer)
    client = sign_in(cast.karin)
    said = _page(client, "job", job.number)
    for name in ("job-what", "job-work", "job-terms", "job-confirm", "job-close"):
        assert reverse(name, args=[job.number]) not in said
    assert reverse("job-start") not in _page(client, "jobs")


def test_what_expires_stands_on_vandaag(cast: Cast, sign_in: SignIn, employer: Employer) -> None:
    employers.owner(employer, cast.alice.account)
    job = jobs.job(employer, title="Verlopende baan", expires_on=NOW + timedelta(days=3))
    assert job.title in _page(sign_in(cast.alice), "today")
    assert job.title not in _page(sign_in(cast.bob), "today")


def test_an_empty_list_says_what_would_fill_it(cast: Cast, sign_in: SignIn, employer: Employer) -> None:
    client = sign_in(cast.alice)
    assert "Nog geen banen" in _page(client, "jobs")
    assert "Geen baan gevonden" in _page(client, "jobs", zoek="onzin")
    assert "Geen banen" in _page(client, "employer-jobs", employer.kvk)
