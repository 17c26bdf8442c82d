"""The tabs of a file as each role opens them, and the forms behind them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoen.portals.desk.profile_cards import ALL_PAGES
from meedoen.register.people.models import Person
from meedoen.register.profiles.models import Goal, Profile, Step, TaskAnswer, Wish
from tests.factories import profiles, register
from tests.factories.access import Cast, Member
from tests.integration.register.test_wild_input import WILD

SignIn = Callable[[Member], Client]
TABS = ("person-profile", "person-plan", "person-register", "person-reach")


@pytest.fixture
def person(cast: Cast) -> Person:
    made = profiles.profile(today=date.today()).person
    profiles.goal(made)
    profiles.representative(made)
    return made


@pytest.mark.parametrize(
    ("name", "opens"),
    [
        ("alice", {"person-profile", "person-register"}),
        ("hans", set(TABS)),
        ("farid", {"person-plan", "person-register"}),
    ],
)
def test_each_role_opens_the_parts_it_needs(
    cast: Cast, person: Person, sign_in: SignIn, name: str, opens: set[str]
) -> None:
    client = sign_in(cast.named(name))
    overview = client.get(reverse("person", args=[person.number])).content.decode()
    for tab in TABS:
        url = reverse(tab, args=[person.number])
        assert (client.get(url).status_code == 200) is (tab in opens), tab
        assert (f'href="{url}"' in overview) is (tab in opens), tab


def test_a_share_opens_its_own_parts_and_no_other(cast: Cast, person: Person, sign_in: SignIn) -> None:
    register.share(person, cast.bob.account.organisation, by=cast.alice.account, sections=["register"])
    client = sign_in(cast.bob)
    assert client.get(reverse("person-register", args=[person.number])).status_code == 200
    assert client.get(reverse("person-profile", args=[person.number])).status_code == 404
    for card in ALL_PAGES:
        assert client.get(reverse(card.url_name, args=[person.number])).status_code == 404


@pytest.mark.parametrize("state", [Person.State.PROTECTED, Person.State.ANONYMISED])
def test_a_file_that_is_not_open_has_no_tabs(cast: Cast, sign_in: SignIn, state: str) -> None:
    made = profiles.profile(register.person(state=state)).person
    client = sign_in(cast.hans)
    for tab in TABS:
        assert client.get(reverse(tab, args=[made.number])).status_code == 404


def test_own_words_stand_before_everything_else(cast: Cast, person: Person, sign_in: SignIn) -> None:
    page = sign_in(cast.alice).get(reverse("person-profile", args=[person.number])).content.decode()
    assert "Buiten werken" in page
    assert page.index("Buiten werken") < page.index("is vindbaar") < page.index("Beschikbaarheid")


def test_what_is_missing_is_named_with_the_form_that_mends_it(cast: Cast, sign_in: SignIn) -> None:
    made = profiles.profile(without="travel_minutes").person
    page = sign_in(cast.alice).get(reverse("person-profile", args=[made.number])).content.decode()
    assert "niet vindbaar" in page
    assert f'<a class="nl-link" href="{reverse("person-travel", args=[made.number])}">reistijd</a>' in page


@pytest.mark.parametrize("card", ALL_PAGES, ids=lambda card: card.name)
def test_a_form_shows_what_stands_and_saves_it_back_unchanged(
    cast: Cast, person: Person, sign_in: SignIn, card: object
) -> None:
    """What the form does not show would be lost with the first save."""
    url = reverse(card.url_name, args=[person.number])  # type: ignore[attr-defined]
    client = sign_in(cast.alice)
    form = client.get(url)
    assert form.status_code == 200
    answer = client.post(url, _sent(form.content.decode()))
    assert answer.status_code == 422
    assert "niets veranderd" in answer.content.decode()


def _sent(page: str) -> dict[str, list[str]]:
    """What a browser sends when someone opens this form and saves it at once."""
    sent: dict[str, list[str]] = {}
    form = page[page.index('<form class="md-form"') :]
    form = form[: form.index("</form>")]
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        is_box = found.get("type") in {"checkbox", "radio"}
        if "name" in found and (not is_box or " checked" in tag):
            sent.setdefault(found["name"], []).append(
                html.unescape(found.get("value", "on" if is_box else ""))
            )
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.S):
        sent[name] = [html.unescape(text)]
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = [chosen[1] if chosen else ""]
    return sent


def test_the_second_of_two_sees_both_and_loses_nothing(cast: Cast, person: Person, sign_in: SignIn) -> None:
    url = reverse("person-wishes", args=[person.number])
    alice, hans = sign_in(cast.alice), sign_in(cast.hans)
    assert alice.post(url, {"wishes": ["shop"], "version": "1"}).status_code == 302
    refused = hans.post(url, {"wishes": ["office"], "version": "1"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Winkel" in page
    assert 'value="office" checked' in page
    assert 'name="version" value="2"' in page
    assert list(Wish.objects.values_list("work_field", flat=True)) == ["shop"]
    assert hans.post(url, _sent(page)).status_code == 302
    assert list(Wish.objects.values_list("work_field", flat=True)) == ["office"]


def test_unfit_text_is_asked_about_on_the_page_and_kept_when_confirmed(cast: Cast, sign_in: SignIn) -> None:
    made = register.person()
    url = reverse("person-own-words", args=[made.number])
    client = sign_in(cast.alice)
    typed = {"likes": "Ik heb adhd en werk graag buiten", "version": "0"}
    asked = client.post(url, typed)
    assert asked.status_code == 422
    assert "keep_text" in asked.content.decode()
    assert "werk graag buiten" in asked.content.decode()
    assert client.post(url, {**typed, "accepted": "keep_text"}).status_code == 302
    assert Profile.objects.get().likes == typed["likes"]


def test_no_conditions_is_an_answer(cast: Cast, sign_in: SignIn) -> None:
    made = profiles.profile(without="conditions").person
    client = sign_in(cast.alice)
    assert client.post(reverse("person-conditions", args=[made.number]), {"version": "1"}).status_code == 302
    page = client.get(reverse("person-profile", args=[made.number])).content.decode()
    assert "geen bijzondere voorwaarden" in page


def test_tasks_are_ticked_in_three_columns(cast: Cast, person: Person, sign_in: SignIn) -> None:
    url = reverse("person-tasks", args=[person.number])
    client = sign_in(cast.alice)
    typed = {"able": ["shop.till"], "liked": ["shop.till", "shop.help"], "wanted": [], "version": "1"}
    assert client.post(url, typed).status_code == 302
    rows = set(TaskAnswer.objects.values_list("task", "is_able", "is_liked", "is_wanted"))
    assert rows == {("shop.till", True, True, False), ("shop.help", False, True, False)}


def test_a_step_is_done_with_one_button(cast: Cast, person: Person, sign_in: SignIn) -> None:
    step = Goal.objects.get().steps.get()
    client = sign_in(cast.hans)
    url = reverse("person-step-done", args=[person.number, step.pk])
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert Step.objects.get().done_on == date.today()
    assert client.post(url, follow=True).status_code == 200


FORMS = [card.url_name for card in ALL_PAGES] + [
    "person-profile-confirm", "person-reach-change", "person-representative-new",
    "person-loonwaarde-new", "person-target-group-new", "person-goal-new", "person-plan-discuss",
]  # fmt: skip
FIELDS = [
    "version", "accepted", "likes", "goes_well", "wishes", "hours_min", "hours_max", "days", "times",
    "available_from", "postcode", "means", "travel_minutes", "education_level", "education_field",
    "education_year", "certificate_0", "valid_until_0", "certificate_11", "able", "liked",
    "condition_lift_kg", "condition_quiet_place", "language_nl", "licences", "on", "phone", "email", "street",
    "channel", "kind", "name", "starts_on", "ends_before", "percentage", "measured_on", "measured_by",
    "function", "method", "valid_until", "code", "words", "by_on", "state",
]  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_no_form_breaks(cast: Cast, person: Person, sign_in: SignIn, name: str) -> None:
    url, client = reverse(name, args=[person.number]), sign_in(cast.hans)

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.dictionaries(st.sampled_from(FIELDS), WILD, max_size=20))
    def post(typed: dict[str, str]) -> None:
        answer = client.post(url, typed)
        assert answer.status_code in {200, 302, 422}, answer.content[:500]

    post()


@pytest.mark.parametrize("part", ["plan/stap/{}/", "plan/doel/{}/stap/", "loonwaarde/meting/{}/"])
def test_a_number_that_no_row_can_have_is_not_found(
    cast: Cast, person: Person, sign_in: SignIn, part: str
) -> None:
    client = sign_in(cast.hans)
    for number in ("0", "9" * 18, "9" * 19, "9" * 300):
        assert client.get(f"/kandidaten/{person.number}/{part.format(number)}").status_code == 404
