"""The pages of the carving bench: a job is composed by buttons, and every page says what it shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meedoen.access.models import JournalEntry
from meedoen.register.bench.models import Bench, DraftJob
from meedoen.register.jobs.models import Job
from tests.factories import bench, profiles, register
from tests.factories.access import Cast


@pytest.fixture
def on(db: None) -> Bench:
    return bench.filled(register.employer(name="Zorggroep Noord"))


@pytest.fixture
def client(cast: Cast, sign_in: Any) -> Client:
    return sign_in(cast.hans)  # type: ignore[no-any-return]


def _at(on: Bench, name: str, *more: Any) -> str:
    return reverse(name, args=[on.employer.kvk, on.number, *more])


def _text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


def test_the_bench_shows_functions_tasks_and_where_they_went(on: Bench, client: Client) -> None:
    shown = _text(client, _at(on, "bench-file"))
    for words in ("Verzorgende IG", "Koffie rondbrengen", "Medicijnen geven", "6 uur over", "blijft"):
        assert words in shown
    listed = _text(client, reverse("benches"))
    assert on.title in listed
    assert "0 van 1" in listed
    assert on.title in _text(client, reverse("bench", args=[on.employer.kvk]))


def test_a_bench_of_another_employer_is_not_found_here(on: Bench, client: Client) -> None:
    other = register.employer()
    assert client.get(reverse("bench-file", args=[other.kvk, on.number])).status_code == 404


def test_a_job_is_composed_and_made_by_buttons_alone(on: Bench, client: Client) -> None:
    draft, task = on.drafts.get(), on.functions.get().tasks.order_by("pk").first()
    assert task is not None
    given = {"do": "put", "draft": draft.pk, "task": task.pk, "hours": "6,5"}
    shown = client.post(_at(on, "bench-piece"), given, follow=True).content.decode()
    assert "6,5 uur van deze taak zit nu in" in shown
    assert "3,5 van 10 uur over" in shown
    refused = client.post(_at(on, "bench-piece"), {**given, "hours": "11"}, follow=True).content.decode()
    assert "Van “Koffie rondbrengen” is nog 10 uur over" in refused
    answer = client.post(
        _at(on, "bench-make", draft.pk), {"growth": "Na een jaar helpende", "when_donor_changes": "reviewed"}
    )
    job = Job.objects.get()
    assert answer.headers["Location"] == reverse("job", args=[job.number])
    assert (job.kind, job.donor_function, str(job.hours_max)) == ("carved", "Verzorgende IG", "6.5")
    out = client.post(_at(on, "bench-piece"), {**given, "do": "out"}, follow=True).content.decode()
    assert "is al gemaakt" in out


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"do": "put", "draft": "x", "task": "1"},
        {"do": "put", "draft": "9" * 40, "task": "1"},
        {"do": "put", "draft": "99", "task": "99", "hours": "1"},
        {"do": "put", "draft": "1", "task": "1", "hours": "veel\0"},
        {"do": "move", "draft": "1", "task": "1"},
    ],
)
def test_a_move_that_cannot_be_is_answered_in_words(on: Bench, client: Client, given: dict[str, str]) -> None:
    answer = client.post(_at(on, "bench-piece"), given, follow=True)
    assert answer.status_code == 200
    assert "utrecht-alert--error" in answer.content.decode()


def test_what_the_whole_bench_does_is_shown_with_the_value_of_freed_hours(on: Bench, client: Client) -> None:
    shown = _text(client, _at(on, "bench-compose"))
    # Four hours at 27,50.
    assert "Samen komt 4 uur per week vrij." in shown
    assert "110,00" in shown
    assert reverse("calculate-job") in shown


def test_whom_a_job_is_for_is_shown_to_who_sees_the_profile_and_to_nobody_else(
    on: Bench, cast: Cast, sign_in: Any
) -> None:
    person = register.person(name="Els Edens")
    profiles.profile(person)
    DraftJob.objects.update(for_person=person)
    shown = _text(sign_in(cast.alice), _at(on, "bench-compose"))
    assert "Past dit bij Els Edens?" in shown
    assert JournalEntry.objects.filter(deed="person.see", subject_id=person.number).exists()
    elsewhere = _text(sign_in(cast.bob), _at(on, "bench-compose"))
    assert "Els Edens" not in elsewhere
    assert person.number not in elsewhere
    assert "voor een kandidaat" in elsewhere


def test_someone_who_is_not_found_is_said_at_the_field_and_nothing_typed_is_lost(
    on: Bench, client: Client
) -> None:
    given = {"title": "Een baan met een lange naam", "person": "K-999999"}
    answer = client.post(_at(on, "bench-draft-new"), given)
    assert answer.status_code == 422
    assert "Een baan met een lange naam" in answer.content.decode()


def test_pasted_lines_that_are_wrong_are_named_by_their_number(on: Bench, client: Client) -> None:
    function = on.functions.get()
    lines = "Tafels dekken; 5; elke dag\nPlanten water geven\nAfwassen; veel; elke dag\nStoelen; 2; ooit"
    answer = client.post(_at(on, "bench-tasks-paste", function.pk), {"lines": lines})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Planten water geven" in shown
    assert all(f"Regel {number}:" in shown for number in (2, 3, 4))
    assert "Regel 1:" not in shown
    assert function.tasks.count() == 2


def test_two_people_at_one_task_both_see_what_the_other_typed(on: Bench, client: Client) -> None:
    task = on.functions.get().tasks.order_by("pk").first()
    assert task is not None
    given = {"words": "Thee rondbrengen", "hours_week": "10", "frequency": "daily", "version": "1"}
    path = _at(on, "bench-task", task.pk)
    assert client.post(path, given).status_code == 302
    shown = client.post(path, {**given, "words": "Koffie en thee", "hours_week": "9"})
    text = shown.content.decode()
    assert shown.status_code == 422
    assert "Thee rondbrengen" in text
    assert "Koffie en thee" in text
    assert client.post(path, {**given, "words": "Koffie en thee", "version": "2"}).status_code == 302
